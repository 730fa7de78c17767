"""The pattern for addresses and networks, against Python's ipaddress."""

import ipaddress
import re
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from didww_contract import Contract
from didww_contract.contract import files

PATTERN = re.compile(files.read("parts/values.json")["$defs"]["ip-or-subnet"]["pattern"])
CONTRACT = Contract()


def is_allowed(text: str) -> bool:
    """What contract and ipaddress agree on: a decimal prefix length without leading zeros, and no zone identifier."""
    host, slash, length = text.partition("/")
    if "%" in host or (slash and not re.fullmatch(r"0|[1-9][0-9]{0,2}", length)):
        return False
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return not slash or int(length) <= address.max_prefixlen


def accepted(text: str) -> bool:
    document: dict[str, Any] = {
        "data": {
            "type": "voice_out_trunks",
            "attributes": {"name": "x", "allowed_sip_ips": [text], "on_cli_mismatch_action": "reject_call"},
        }
    }
    return CONTRACT.is_valid("create-request", document)


def spellings_of_ipv6(number: int) -> st.SearchStrategy[str]:
    """An IPv6 address in any spelling: zeros padded or not, `::` anywhere that it may be, dotted, either case."""
    groups = [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -16, -16)]

    @st.composite
    def spell(draw: st.DrawFn) -> str:
        words = [group.zfill(draw(st.integers(1, 4))) for group in groups]
        if draw(st.booleans()):
            words = [*words[:6], str(ipaddress.IPv4Address(number & 0xFFFFFFFF))]
        zeros = [
            (i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1) if set("".join(words[i:j])) == {"0"}
        ]
        zeros = [(i, j) for i, j in zeros if "." not in "".join(words[i:j])]
        choices = [None, *zeros]
        chosen = draw(st.sampled_from(choices))
        if chosen:
            start, end = chosen
            text = ":".join(words[:start]) + "::" + ":".join(words[end:])
        else:
            text = ":".join(words)
        return "".join(draw(st.sampled_from([c.lower(), c.upper()])) for c in text)

    return spell()


numbers = st.one_of(st.integers(0, 2**128 - 1), st.integers(0, 2**32).map(lambda n: n << 64), st.just(0))
ipv6 = numbers.flatmap(spellings_of_ipv6)
ipv4 = st.ip_addresses(v=4).map(str)
lengths = st.one_of(
    st.just(""), st.integers(-1, 200).map(lambda n: f"/{n}"), st.sampled_from(["/", "/08", "/٣", "/ 8", "/255.0.0.0"])
)
nearly = st.text("0123456789abcdefABCDEF:./%", max_size=50)
groups = st.lists(st.sampled_from(["", "0", "1", "ffff", "12345", "1.2.3.4", "256.1.1.1", "01", "g"]), max_size=10).map(
    ":".join
)


@given(st.tuples(st.one_of(ipv4, ipv6), lengths).map("".join))
def test_addresses_with_and_without_prefix_length(text: str) -> None:
    assert accepted(text) == is_allowed(text)


@given(ipv6)
def test_every_spelling_of_ipv6_is_allowed(text: str) -> None:
    assert is_allowed(text)
    assert accepted(text)


@given(st.one_of(nearly, groups, st.text()))
@example("1.2.3.4\n")
@example("::\n")
@example("1.2.3.4/")
@example("1:2:3:4:5:6:7::8")
@example("1:2:3:4:5:6:7::")
@example("::ffff:1.2.3.4")
@example("1.2.3.٤")
def test_text_that_looks_like_an_address(text: str) -> None:
    assert accepted(text) == is_allowed(text)


@given(st.tuples(st.one_of(ipv4, ipv6), lengths).map("".join), st.integers(0, 60), st.characters())
def test_one_character_changed(text: str, index: int, character: str) -> None:
    changed = text[:index] + character + text[index + 1 :]
    assert accepted(changed) == is_allowed(changed)
    if "\n" not in changed:
        assert bool(PATTERN.search(changed)) == is_allowed(changed)
