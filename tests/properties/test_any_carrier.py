"""Whatever becomes of a carrier, the linter says something sensible: no exception, no finding outside of the file."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from didww_contract.lint.linter import Linter
from didww_contract.lint.outcome import Outcome

CARRIERS = Path(__file__).parents[1] / "carriers"
FILES = sorted(file for side in ("right", "wrong") for file in (CARRIERS / side).rglob("*") if file.is_file())
TELLING = [
    *(b"\\", b'"', b"'", b"`", b"\n", b"\r", b"\t", b"\xc2\xa0", b"\x0b", b"\xe2\x80\xa8", b"{", b"}", b"[", b"]"),
    *(b"$(", b"${", b"$'", b"<<EOF", b"@", b"&a ", b"*a", b"!ruby/object:X ", b"!binary ", b"%YAML 1.2\n", b"---\n"),
    *(b"###", b"```", b"~~~", b"<!--", b"{{", b"}}", b"\0", b"\xff", "😀".encode(), b"\\ud83d", b"\\u0000", b"1e999"),
    *(b"null", b"- ", b"# ", b"|", b">", b": ", b",", b"curl ", b"HTTP/1.1 200 OK\n", b"didww-contract: ignore["),
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
