"""Knows how to draw the values that stand at the leaves of documents."""

from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from didww_contract.specimens.values import (
    BITS,
    Maker,
    address_maker,
    callback_url_maker,
    either,
    network_maker,
    prefix_maker,
    tech_prefix_maker,
    text_maker,
    threshold_amount_maker,
    twilio_account_sid_maker,
    uuid_maker,
)

T = TypeVar("T")


def drawn(maker: Maker[T]) -> SearchStrategy[T]:
    """The values of a maker."""
    return st.integers(0, 2**BITS - 1).map(maker)


def texts(*, plain: bool = False, least: int = 0, most: int = 10**9) -> SearchStrategy[str]:
    """Strings of `least` to `most` characters: quotes, combining marks, emoji, NUL and the like unless `plain`."""
    return drawn(text_maker(plain=plain, least=least, most=most))


def names(*, plain: bool = False) -> SearchStrategy[str]:
    """Names of trunks: strings of at least one character."""
    return texts(plain=plain, least=1)


def uuids() -> SearchStrategy[str]:
    """UUIDs in their usual form, in lower case, upper case, or both."""
    return drawn(uuid_maker)


def addresses() -> SearchStrategy[str]:
    """IPv4 and IPv6 addresses, the latter in all their spellings."""
    return drawn(address_maker)


def networks() -> SearchStrategy[str]:
    """Addresses of both families with a prefix length, from 0 to 32 or 128; host bits may be set."""
    return drawn(network_maker)


def addresses_and_networks() -> SearchStrategy[str]:
    """What a list of allowed addresses may have in it."""
    return drawn(either(address_maker, network_maker))


def threshold_amounts() -> SearchStrategy[str]:
    """Decimal strings from 0.0 to 100000.0."""
    return drawn(threshold_amount_maker)


def prefixes() -> SearchStrategy[str]:
    """Destination prefixes: strings of digits, leading zeros and long ones among them."""
    return drawn(prefix_maker)


def tech_prefixes() -> SearchStrategy[str]:
    """Technical prefixes: up to eight digits and number signs."""
    return drawn(tech_prefix_maker)


def twilio_account_sids() -> SearchStrategy[str]:
    """Two letters and 32 hexadecimal digits."""
    return drawn(twilio_account_sid_maker)


def callback_urls() -> SearchStrategy[str]:
    """Absolute http and https URLs, with ports, user information, IPv6 hosts, queries and characters beyond ASCII."""
    return drawn(callback_url_maker)
