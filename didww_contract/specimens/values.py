"""Knows the values that stand at the leaves of documents, in all the spellings that people and programs use.

Each value is made from one natural number: small numbers give simple values, 0 the simplest. So a draw costs one choice
of Hypothesis however long the value is, and a failing document shrinks to one that a person can read.
"""

from collections.abc import Callable, Sequence
from functools import cache
from ipaddress import IPv4Address, IPv6Address
from typing import Any, TypeVar

T = TypeVar("T")
Maker = Callable[[int], T]
"""Makes a value from a natural number below 2 ** BITS."""
BITS = 140


def among(values: Sequence[T]) -> Maker[T]:
    """One of several values."""
    return lambda number: values[number % len(values)]


def either(*makers: Maker[Any]) -> Maker[Any]:
    """What one of several makers makes, the first of which is the simplest."""
    return lambda number: makers[number % len(makers)](number // len(makers))


_WORDS = ("Outbound trunk 11", "x", "Berlin", "a-b_c.d", "0", "null", "true")
_NASTY = (
    *('"quoted"', "back\\slash", "it's", "<b>&amp;</b>", " padded ", "tab\tand\nline feed", "e\u0301 combining"),
    *("\u202eright to left", "\u200bzero width", "📞👩\u200d👩\u200d👧", "中継", "\0", "\ufeff", "${HOME} %s {{x}}"),
    *("'; DROP TABLE trunks; --", "x" * 5000),
)


@cache
def text_maker(*, plain: bool = False, least: int = 0, most: int = 10**9) -> Maker[str]:
    """Makes strings of `least` to `most` characters: short words, nasty ones unless `plain`, and random ones."""
    words, nasty = ([word for word in group if least <= len(word) <= most] for group in (_WORDS, _NASTY))
    limits = ["x" * length for length in {least, most} if length < 10_000]
    groups = [words, [*limits, "x" * max(least, 1)]] if plain else [words, nasty, limits]
    alphabet = _ascii if plain else _any_character
    random = _random(alphabet, least, most)
    return either(*(among(group) for group in groups if group), random)


def _random(alphabet: Maker[str], least: int, most: int) -> Maker[str]:
    def make(number: int) -> str:
        made = ""
        while number and len(made) < min(most, 12):
            made, number = made + alphabet(number), number >> 11
        return made.ljust(least, "x")

    return make


def _ascii(number: int) -> str:
    return chr(32 + number % 95)


def _any_character(number: int) -> str:
    """Characters of all planes, the usual ones most often; no surrogates, which are not text."""
    code = number % 0x800
    if code >= 0x700:
        code = (number * 7919) % 0x10F800
    return chr(code if code < 0xD800 else code + 0x800)


_UUID = "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"


def _any_uuid(number: int) -> str:
    digits = f"{number % 2**128:032x}"
    return "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])


uuid_maker: Maker[str] = either(
    among([_UUID, _UUID.upper(), "00000000-0000-0000-0000-000000000000", _UUID[:18].upper() + _UUID[18:]]), _any_uuid
)


def _v4(number: int) -> str:
    return str(IPv4Address(number % 2**32))


def _v6(number: int) -> str:
    """An IPv6 address in one of its spellings: compressed, exploded, in upper case, the last 32 bits as IPv4."""
    address = IPv6Address((number >> 2) % 2**128)
    if number % 4 == 3:
        return f"{address.exploded.rsplit(':', 2)[0]}:{IPv4Address(int(address) % 2**32)}"
    return (address.compressed, address.exploded, address.exploded.upper())[number % 4]


_FEW_ADDRESSES = ["203.0.113.7", "0.0.0.0", "255.255.255.255", "127.0.0.1", "::", "::1", "2001:db8::1"]  # noqa: S104 - no socket
address_maker: Maker[str] = either(among([*_FEW_ADDRESSES, "::ffff:192.0.2.1"]), _v4, _v6)


def _network(number: int) -> str:
    address = address_maker(number >> 8)
    return f"{address}/{number % 129 if ':' in address else number % 33}"


_FEW_NETWORKS = ["203.0.113.0/24", "203.0.113.7/32", "2001:db8::/32", "2001:db8::1/128", "0.0.0.0/0", "::/0"]
network_maker: Maker[str] = either(among(_FEW_NETWORKS), _network)


threshold_amount_maker: Maker[str] = either(
    among(["100.0", "0", "0.0", "0.01", "100000", "100000.0", "100000.00", "99999.99", "1", "3000.0"]),
    lambda number: f"{number % 100_000}.{number // 100_000 % 10**9}",
)
amount_maker: Maker[str] = either(threshold_amount_maker, lambda number: f"{number % 10**12}.5")


prefix_maker: Maker[str] = either(
    among(["370", "1", "0", "00", "44", "1684", "9" * 30]), lambda number: str(number % 10**15)
)


tech_prefix_maker: Maker[str] = either(
    among(["77#", "1", "#", "12345678", "########"]), lambda number: str(number % 10**7) + "#"
)


twilio_account_sid_maker: Maker[str] = either(
    among(["AC" + "0" * 32, "ac" + "F" * 32]), lambda number: f"AC{number % 16**32:032x}"
)


_URLS = (
    *("https://example.com/didww", "http://example.com", "HTTPS://EXAMPLE.COM/", "http://10.201.10.1/test.php"),
    *("https://[2001:db8::7]:8443/didww?trunk=14#top", "http://user@example.com:8080/", "https://exämple.com/ö?q=ü"),
    "https://example.com/" + "x" * 2000,
)
callback_url_maker: Maker[str] = either(
    among(_URLS),
    lambda number: f"http{'s' * (number % 2)}://host{number // 2 % 1000}.example:{number % 65535 + 1}/didww",
)


timestamp_maker: Maker[str] = either(
    among(["2021-12-02T07:17:40.125Z", "2024-02-29T23:59:59.999Z", "2000-01-01T00:00:00.000Z"]),
    lambda number: f"2026-{number % 12 + 1:02}-{number // 12 % 28 + 1:02}T{number // 336 % 24:02}:00:00.000Z",
)


def link_maker(form: str) -> Maker[str]:
    """Makes URLs of a form such as `https://HOST/v3/voice_out_trunks/ID/dids`; where no ID is in it, with a query."""
    hosts = ("api.didww.com", "sandbox-api.didww.com", "localhost:4010")
    queries = ("?page%5Bnumber%5D=1&page%5Bsize%5D=50", "", "?include=dids")

    def make(number: int) -> str:
        url = form.replace("HOST", hosts[number % 3])
        return url.replace("ID", uuid_maker(number // 3)) if "/ID" in form else url + queries[number // 3 % 3]

    return make
