"""Knows what was probably meant: the member behind a misspelt or misplaced name, the value behind a wrong one.

A suggestion is only ever made when the schema would take it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from didww_contract.contract.constraints import EACH, Constraint, Place, place_of
from didww_contract.contract.pointers import Path

_SYNONYMS = {"disabled": "blocked", "inactive": "blocked", "suspended": "blocked", "enabled": "active"}
_SYNONYMS |= {"none": "disabled", "off": "disabled", "dtls": "srtp_dtls", "sdes": "srtp_sdes"}
_LITERALS: dict[str, bool | None]
_LITERALS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_LITERALS |= {"null": None, "nil": None}


_NEGATIONS = ("a", "dis", "in", "mis", "no", "non", "not", "un")


class Home(NamedTuple):
    """Where an unknown member probably belongs."""

    path: Path
    """The path that it should have."""
    moved: bool
    """Whether that is in another object than the one where it was found."""


def home_of(name: Any, where: Path, known: Mapping[Place, tuple[str, ...]]) -> Home | None:
    """What the unknown member `name` of the object at `where` was meant to be, going by the members of each place."""
    if not isinstance(name, str):
        return None
    spelt = snake_case(name)
    here = place_of(where)
    if spelt in known[here]:
        return Home((*where, spelt), moved=False)
    trunk = where[:2] if here[:2] == ("data", EACH) else where[:1]  # or a document that is not wrapped
    if _is_wrapper(here):
        for place, names in known.items():
            if spelt in names and _is_wrapper(place) and place[: len(trunk)] == here[: len(trunk)]:
                return Home((*trunk, *place[len(trunk) :], spelt), moved=True)
        for place, names in known.items():
            if spelt in names and _is_wrapper(place) and EACH not in place:
                return Home((*place, spelt), moved=True)
    for place, names in known.items():  # in a member of this object, such as the data of a relationship
        if spelt in names and place[:-1] == here and EACH not in place:
            return Home((*where, place[-1], spelt), moved=True)
    if close := _closest(spelt, known[here]):
        return Home((*where, close), moved=False)
    return None


def _is_wrapper(place: Place) -> bool:
    """Whether an object wraps the members of a trunk: they slip between `data`, its `attributes` and the like."""
    if place[:2] == ("data", EACH):
        place = ("data", *place[2:])
    return EACH not in place and (len(place) <= 2 or place[1:2] + place[-1:] == ("attributes", "attributes"))


def snake_case(name: str) -> str:
    """`capacityLimit`, `Capacity-Limit` and `capacity limit` all become `capacity_limit`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[^0-9A-Za-z]+", "_", words).strip("_").lower()


def _closest(word: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # needed only where something is wrong

    around = [other for other in known if "_" in word and f"_{word}_" in f"_{other}_"]
    if len(around) == 1:  # part of a name, such as cli_mismatch_action
        return around[0]
    close: list[str] = get_close_matches(word[:100], known, n=3, cutoff=0.75)
    return next((other for other in close if _is_a_slip(word, other)), None)


def _is_a_slip(word: str, other: str) -> bool:
    """Whether one word may be a slip of the pen for the other; `disallow` is none for `allow`, nor `src` for `dst`."""
    if word[:1] != other[:1] or abs(len(word) - len(other)) > 2:
        return False
    pairs = list(zip(word.split("_"), other.split("_"), strict=False))
    opposites = {prefix + b for _, b in pairs for prefix in _NEGATIONS} | {
        prefix + a for a, _ in pairs for prefix in _NEGATIONS
    }
    return opposites.isdisjoint(word.split("_") + other.split("_"))


def meant(value: Any, place: Place, constraints: Mapping[Place, tuple[Constraint, ...]]) -> Any:
    """A value near `value` that the schema takes at `place`; raises LookupError where none comes to mind."""
    for candidate in _candidates(value, constraints.get(place, ())):
        if accepts(candidate, place, constraints):
            return candidate
    raise LookupError(place)


def accepts(value: Any, place: Place, constraints: Mapping[Place, tuple[Constraint, ...]]) -> bool:
    """Whether the schema takes a scalar, or an array of scalars, at `place`. Objects are never suggested."""
    if not all(_CHECKS[constraint.keyword](constraint.value, value) for constraint in constraints.get(place, ())):
        return False
    return not isinstance(value, list) or all(accepts(item, (*place, EACH), constraints) for item in value)


def _has_type(types: str | list[str], value: Any) -> bool:
    names = {bool: "boolean", int: "integer", str: "string", list: "array", type(None): "null"}
    return names.get(type(value)) in ([types] if isinstance(types, str) else types)


_CHECKS: dict[str, Callable[[Any, Any], bool]] = {
    "type": _has_type,
    "enum": lambda allowed, value: isinstance(value, str) and value in allowed,
    "const": lambda allowed, value: isinstance(value, str) and value == allowed,
    "pattern": lambda regex, value: not isinstance(value, str) or re.search(regex, value) is not None,
    "not": lambda schema, value: (
        "pattern" in schema and not (isinstance(value, str) and re.search(schema["pattern"], value))
    ),
    "minLength": lambda limit, value: not isinstance(value, str) or len(value) >= limit,
    "maxLength": lambda limit, value: not isinstance(value, str) or len(value) <= limit,
    "minimum": lambda limit, value: not isinstance(value, int) or value >= limit,
    "maximum": lambda limit, value: not isinstance(value, int) or value <= limit,
    "minItems": lambda limit, value: not isinstance(value, list) or len(value) >= limit,
    "maxItems": lambda limit, value: not isinstance(value, list) or len(value) <= limit,
    "uniqueItems": lambda _, value: not isinstance(value, list) or len(value) < 2,
    "required": lambda _, value: not isinstance(value, dict),
    "additionalProperties": lambda _, value: not isinstance(value, dict),
}


def _candidates(value: Any, at_place: tuple[Constraint, ...]) -> Iterator[Any]:
    """Values that people write `value` for, the likeliest first."""
    if isinstance(value, str):
        if len(value) <= 300:
            choices = [c.value for c in at_place if c.keyword == "enum"]
            choices += [[c.value] for c in at_place if c.keyword == "const"]
            choices += [c.value[4 : c.value.index(")")].split("|") for c in at_place if _begins_with_words(c)]
            yield from _from_choices(value.strip(), choices[0]) if choices else _from_text(value.strip())
            if at_place and at_place[0].place[-1:] == (EACH,) and re.fullmatch(r"\s*\+[0-9 ()-]+\s*", value):
                yield re.sub(r"[^0-9]", "", value)  # +1 (684) in a list of destination prefixes
    elif isinstance(value, list):
        if len(value) == 1:
            yield value[0]
    elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
        yield from (str(value), [str(value)])
    if not isinstance(value, list | dict) and value is not None:
        yield [value]


def _begins_with_words(constraint: Constraint) -> bool:
    """Whether a pattern begins with words to choose from."""
    return constraint.keyword == "pattern" and re.match(r"\^\(\?:[a-z_]+(?:\|[a-z_]+)+\)", constraint.value) is not None


def _from_choices(text: str, choices: list[str]) -> Iterator[Any]:
    spelt = snake_case(text)
    begun = [choice for choice in choices if len(spelt) > 2 and choice.startswith(spelt)]
    yield from (spelt, _SYNONYMS.get(spelt), *(begun if len(begun) == 1 else ()), _closest(spelt, tuple(choices)))


def _from_text(text: str) -> Iterator[Any]:
    yield text
    if text.lower() in _LITERALS:
        yield _LITERALS[text.lower()]
    if re.fullmatch(r"-?[0-9]{1,18}(?:\.0+)?", text):
        yield int(text.partition(".")[0])
    yield _address(text)
    if re.fullmatch(r"\+?[0-9]+(?:\.[0-9]*)?|\.[0-9]+", text):
        yield re.sub(r"^\+?0*(?=[0-9])|\.$", "", "0" * text.startswith(".") + text)  # +1000.0, 0100.0, 5. and .5
    if re.fullmatch(r"[0-9]{1,3}(?:([ ,_'])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?", text):
        yield re.sub(r"[ ,_']", "", text)  # 1,000.0
    if re.fullmatch(r"[0-9A-Fa-f]{32}", bare := re.sub(r"^urn:uuid:|[{}\s-]", "", text)):
        yield re.sub(r"^(.{8})(.{4})(.{4})(.{4})", r"\1-\2-\3-\4-", bare)
    if re.fullmatch(r"(?:[0-9A-Za-z-]+\.)+[A-Za-z]{2,}(?:[:/].*)?", text):
        yield "https://" + text


def _address(text: str) -> str:
    """An IP address that is written as other tools write it: with netmask, port, zone, brackets or padded octets."""
    host, slash, suffix = text.partition("/")
    host = re.sub(r"^\[(.*)\](?::[0-9]+)?$", r"\1", re.sub(r"%[^/]*$", "", host))
    if host.count(":") == 1:
        host = host.partition(":")[0]
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+){3}", host):
        host = ".".join(octet.lstrip("0") or "0" for octet in host.split("."))
    if "." in suffix:
        suffix = _prefix_length(suffix)
    elif suffix.isascii() and suffix.isdigit():
        suffix = suffix.lstrip("0") or "0"
    return host + (slash + suffix if suffix else "")


def _prefix_length(netmask: str) -> str:
    """`255.255.255.0` becomes `24`; a netmask that no prefix length stands for stays, and so does a wildcard mask."""
    from ipaddress import IPv4Network

    if netmask.startswith("0"):
        return netmask
    try:
        return str(IPv4Network(f"0.0.0.0/{netmask}").prefixlen)
    except ValueError:
        return netmask
