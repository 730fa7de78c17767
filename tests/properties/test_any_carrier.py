"""Whatever becomes of a carrier, the linter says something sensible: no exception, no finding outside of the file."""

import re
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from didww_contract.contract.kinds import TELLING as TELLING_ATTRIBUTES
from didww_contract.lint.linter import Linter
from didww_contract.lint.outcome import Outcome
from didww_contract.text.mentions import Mention, mention

CARRIERS = Path(__file__).parents[1] / "carriers"
FILES = sorted(file for side in ("right", "wrong") for file in (CARRIERS / side).rglob("*") if file.is_file())
TELLING = [
    *(b"\\", b'"', b"'", b"`", b"\n", b"\r", b"\t", b"\xc2\xa0", b"\x0b", b"\xe2\x80\xa8", b"{", b"}", b"[", b"]"),
    *(b"$(", b"${", b"$'", b"<<EOF", b"@", b"&a ", b"*a", b"!ruby/object:X ", b"!binary ", b"%YAML 1.2\n", b"---\n"),
    *(b"###", b"```", b"~~~", b"<!--", b"{{", b"}}", b"\0", b"\xff", "😀".encode(), b"\\ud83d", b"\\u0000", b"1e999"),
    *(b"null", b"- ", b"# ", b"|", b">", b": ", b",", b"curl ", b"HTTP/1.1 200 OK\n", b"didww-contract: ignore["),
    *(b"didww-contract: ignore [x]\n", b"# didww-contract: ignore\n", b"didww-contract: disable(", b"<<: *a\n"),
    *(b'"rtp_timeout": 60, ', b'"allowed_sip_ips": [], ', b'"authentication_method": {"type": "twilio"}, '),
    *(b'"meta": {"api_version": "2026-06-06"}, ', b"2026-11-19", b"2021-12-15", b"fields[voice_out_trunks]=name&"),
    *(b"OPTIONS ", b"Origin: x\n", b"502", b"304", b"voice_out_trunks", b"\xef\xbb\xbf", b"NaN", b"// x\n", b"/* x */"),
]
NAMES = ["", ".json", ".jsonl", ".har", ".yaml", ".http", ".md", ".mdx", ".txt"]


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """A carrier with something in it, out of it, twice in it, or cut off; now and then under another name."""
    file = draw(st.sampled_from(FILES))
    data = file.read_bytes()
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 5, 30, 300, 10**6])))
        inside = draw(st.sampled_from([b"", *TELLING, data[start:end] * 2]))
        data = data[:start] + inside + data[end:]
    suffix = draw(st.sampled_from([None, *NAMES]))
    return file.name if suffix is None else f"file{suffix}", data


@settings(max_examples=1000)
@given(spoilt())
def test_a_spoilt_carrier_is_judged_or_passed_over(carrier: tuple[str, bytes]) -> None:
    outcome = Outcome()
    name, data = carrier
    Linter().judge(outcome, name, data)
    lines = max(data.count(b"\n") + data.count(b"\r"), data.decode("utf-8", "replace").count("\n")) + 1
    for located in outcome.findings:
        assert 1 <= located.start.line <= located.end.line <= lines, located
        assert located.start.column >= 1
        assert (located.end.line, located.end.column) >= (located.start.line, located.start.column), located
        assert located.finding.message


OURS = re.compile(rb"voice([ _-]?)out([ _-]?)trunk", re.IGNORECASE)
NAMES_OF_ATTRIBUTES = "|".join(name.replace("_", "[_-]?") for name in TELLING_ATTRIBUTES)
ATTRIBUTES = re.compile(NAMES_OF_ATTRIBUTES.encode(), re.IGNORECASE)


@st.composite
def foreign(draw: st.DrawFn) -> tuple[str, bytes]:
    """A carrier, spoilt or not, about something else: nothing in it is ours, in whatever encoding."""
    name, data = draw(spoilt())
    data = ATTRIBUTES.sub(b"colour", OURS.sub(rb"order\1\2", data))
    if draw(st.booleans()):
        data = data.decode("utf-8", "replace").encode(draw(st.sampled_from(["utf-8-sig", "utf-16", "utf-16-be"])))
    return name, data


@settings(max_examples=1000)
@given(foreign())
def test_whatever_is_wrong_with_what_is_not_ours_is_nobodys_business(carrier: tuple[str, bytes]) -> None:
    name, data = carrier
    assume(mention(data) is Mention.NONE)  # what was spoilt may have become a name of ours
    outcome = Outcome()
    Linter().judge(outcome, name, data)
    assert (outcome.findings, outcome.documents) == ([], 0)
    assert [(one.reason, one.failed, one.unread) for one in outcome.skipped] == [(Mention.NONE.value, False, False)]
