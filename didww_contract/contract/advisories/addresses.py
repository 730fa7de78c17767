"""Knows what to look at in the lists of allowed addresses."""

from collections.abc import Iterator

from didww_contract.contract.advisories.interfaces import interface
from didww_contract.contract.advisories.registry import ATTRIBUTES, Check, Note, Subject, advisory, items, repeated
from didww_contract.contract.pointers import Path
from didww_contract.contract.words.secrets import shown

_LISTS = ("allowed_sip_ips", "allowed_rtp_ips")
_OPEN = {
    "allowed_sip_ips": (
        "Whoever learns or guesses the trunk's credentials can place calls from anywhere, at your expense.",
        "This contract's advice. The API takes it: traffic recorded in February 2022; API reference 2026-11-19.",
        "2026-11-19",
    ),
    "allowed_rtp_ips": (
        "It restricts nothing, as null does, and null says it better. API version 2026-11-19 refuses it.",
        'API reference 2026-11-19 ("0.0.0.0/0 and ::/0 are rejected"); not documented for earlier versions.',
        "2026-04-16",  # an error in later versions
    ),
}


def _no_addresses(subject: Subject) -> Iterator[Note]:
    if subject.attributes.get("allowed_sip_ips") == []:
        yield Note(
            (*ATTRIBUTES, "allowed_sip_ips"),
            "allowed_sip_ips is empty: no call can reach the trunk",
            "Add the address that your switch sends SIP from.",
        )


def _open_networks(name: str) -> Check:
    def check(subject: Subject) -> Iterator[Note]:
        for path, text in _addresses(subject, name):
            address = interface(text) if text.endswith("/0") else None
            if address is not None:
                found = f"{shown(text, path)} lets in the whole IPv{address.version} internet"
                null = "Write null, or name" if name == "allowed_rtp_ips" else "Name"
                yield Note(path, found, f"{null} the addresses or networks that you use.")

    return check


def _host_bits(name: str) -> Check:
    def check(subject: Subject) -> Iterator[Note]:
        for path, text in _addresses(subject, name):
            address = interface(text) if "/" in text else None
            if address is not None and address.ip != address.network.network_address:
                single = f"{address.ip}/{address.ip.max_prefixlen}"
                found = f"{shown(text, path)} has bits set beyond its prefix length"
                hint = f'Write "{address.network}" for the network or "{single}" for the one address.'
                yield Note(path, found, hint)

    return check


def _repetitions(name: str) -> Check:
    def check(subject: Subject) -> Iterator[Note]:
        around, holder = subject.home(name)
        texts = items(holder, name)
        if len(texts) < 2:
            return
        for first, second in repeated(interface(text) if isinstance(text, str) else None for text in texts):
            path = (*around, name, second)
            found = f"{shown(texts[second], path)} means the same as {name}[{first}]"
            yield Note(path, found, "Remove one of them, or correct it.", also=(*around, name, first))

    return check


def _addresses(subject: Subject, name: str) -> Iterator[tuple[Path, str]]:
    around, holder = subject.home(name)
    for index, text in enumerate(items(holder, name)):
        if isinstance(text, str):
            yield (*around, name, index), text


advisory(
    "allowed-sip-ips-empty",
    place="/data/attributes/allowed_sip_ips",
    allowed="at least one address or network in allowed_sip_ips",
    why="A trunk that takes SIP from nowhere carries no calls.",
    source="User guide, Create a trunk: a trunk needs at least one allowed SIP address. The API reference 2021-12-15 "
    "allows an empty list.",
    right='"allowed_sip_ips": ["203.0.113.7"]',
    until="2022-05-10",  # an error in later versions
)(_no_addresses)

for _name in _LISTS:
    _rule, _place = _name.replace("_", "-"), f"/data/attributes/{_name}/*"
    advisory(
        f"{_rule}-open",
        place=_place,
        allowed=f"networks in {_name} with a prefix length above 0",
        why=_OPEN[_name][0],
        source=_OPEN[_name][1],
        right=f'"{_name}": ["203.0.113.0/24"]',
        until=_OPEN[_name][2],
    )(_open_networks(_name))
    advisory(
        f"{_rule}-host-bits",
        place=_place,
        allowed=f"networks in {_name} whose address has no bits set beyond the prefix length",
        why="10.0.0.1/24 is one address to some readers and 256 to others; the API does not say which it takes.",
        source="RFC 4632 section 3.1; not documented by the API.",
        right=f'"{_name}": ["10.0.0.0/24"]',
    )(_host_bits(_name))
    advisory(
        f"{_rule}-duplicate",
        place=_place,
        allowed=f"each address or network once in {_name}, in whatever spelling",
        why="The same entry twice is often a slip for another one. Since 2026-04-16 the API refuses equal spellings, "
        "which is a rule of its own.",
        source="OpenAPI document of 2026-04-16 (uniqueItems, for equal spellings); not documented for other spellings.",
        right=f'"{_name}": ["203.0.113.7", "203.0.113.8"]',
    )(_repetitions(_name))
