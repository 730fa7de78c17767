"""Knows the mistakes that people make with a value, keyword by keyword of the schema that refuses them.

A mistake turns what is right into what is wrong; whether it breaks the one rule that it is meant for is for others to
check. The first mistakes are the simplest.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from didww_contract.contract.constraints import Constraint
from didww_contract.specimens.models import Node

Mistakes = list[tuple[str, Any]]
"""What was done, in a few words, and the value that came of it."""


def mistakes(constraint: Constraint, node: Node, value: Any) -> Mistakes:
    """Values that break this constraint, in the place of a `value` that keeps it."""
    return _OF_KEYWORDS[constraint.keyword](constraint, node, value)


def _of_type(_: Constraint, node: Node, value: Any) -> Mistakes:
    made: Mistakes = [
        ("text in place of the value", "true" if value is True else "false" if value is False else json.dumps(value)),
        ("a number in place of text", _as_number(value)),
        ("null", None),
        ("wrapped in an array", [value]),
        ("a boolean", True),
        ("a fraction", (value if type(value) is int else 1) + 0.5),
        ("an object", {}),
        ("an array", []),
        ("an empty string", ""),
    ]
    if isinstance(value, list | dict):
        made[0] = ("the first item alone", next(iter(value), "x")) if isinstance(value, list) else ("text", "x")
    return [(how, wrong) for how, wrong in made if _json_type(wrong) not in node.types]


def _json_type(value: Any) -> str:
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    names = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object", type(None): "null"}
    return names[type(value)]


def _as_number(value: Any) -> int | float:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,6})?", value):
        return float(value) if "." in value else int(value)
    return 5


def _of_enum(constraint: Constraint, _: Node, value: Any) -> Mistakes:
    known = str(value if value is not None else constraint.value)
    return [
        ("the label in place of the code", known.replace("_", " ").capitalize()),
        ("upper case", known.upper()),
        ("hyphens in place of underscores", known.replace("_", "-") if "_" in known else known + "-"),
        ("a line feed at the end", known + "\n"),
        ("white space before", " " + known),
        ("singular in place of plural", known[:-1]),
        ("an empty string", ""),
        ("null", None),
        ("a number", 1),
        ("wrapped in an array", [value]),
    ]


def _of_pattern(constraint: Constraint, node: Node, value: Any) -> Mistakes:
    text = str(value or "")
    made: Mistakes = [("a line feed at the end", text + "\n"), ("white space before", " " + text)]
    made += [("white space after", text + " "), ("an empty string", ""), ("cut short", text[: len(text) // 2])]
    made += [("digits of another script", text.translate(_ARABIC)), ("a letter at the end", text + "x")]
    for sign, others in _OF_TITLES.items():
        if sign in node.title:
            made = [*((how, change(text)) for how, change in others.items()), *made]
    if "/" in node.patterns and constraint.value != "/":  # what is stored has a prefix length, right or wrong
        made = [(how, wrong if "/" in wrong else f"{wrong}/32") for how, wrong in made]
    rest = [pattern for pattern in node.patterns if constraint.keyword == "pattern" and pattern != constraint.value]
    return [
        (how, wrong) for how, wrong in made if all(re.search(pattern, wrong) for pattern in rest) and wrong != value
    ]


_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_OF_TITLES: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "IPv4 or IPv6 address": {
        "256 in an octet": lambda text: re.sub(r"^[0-9]+", "256", text) if "." in text else text + ":1:2:3:4:5:6:7:8",
        "a netmask in place of a prefix length": lambda _: "203.0.113.0/255.255.255.0",
        "a prefix length that is too long": lambda text: text.partition("/")[0] + ("/129" if ":" in text else "/33"),
        "a port": lambda text: text.partition("/")[0] + ":5060" if "." in text else f"[{text}]:5060",
        "a zone identifier": lambda _: "fe80::1%eth0",
        "leading zeros": lambda _: "203.000.113.007",
        "no prefix length": lambda text: text.partition("/")[0],
        "the whole internet": lambda text: "::/0" if ":" in text else "0.0.0.0/0",
        "a host name": lambda _: "sip.example.com",
    },
    "decimal string": {
        "one cent above the limit": lambda _: "100000.01",
        "a sign": lambda text: "-" + text,
        "an exponent": lambda _: "1e3",
        "a comma": lambda text: text.partition(".")[0] + ",50",
        "leading zeros": lambda text: "0" + text,
        "no digits before the point": lambda _: ".5",
    },
    "destination prefix": {"a plus sign": lambda text: "+" + text, "a hyphen": lambda text: text + "-1"},
    "http or https URL": {
        "no scheme": lambda text: text.partition("//")[2],
        "another scheme": lambda text: "ftp://" + text.partition("//")[2],
        "no host": lambda _: "https:///didww",
        "white space inside": lambda text: text + "/a b",
    },
    "UUID": {"a number": lambda _: "12345", "without hyphens": lambda text: text.replace("-", "")},
    "digits and #": {"an asterisk": lambda _: "*21#", "a plus sign": lambda text: "+" + text[:7]},
    "Twilio": {"one digit short": lambda text: text[:-1], "a letter beyond f": lambda text: text[:-1] + "g"},
    "a moment in UTC": {
        "no milliseconds": lambda _: "2021-12-02T07:17:40Z",
        "an offset": lambda text: text[:-1] + "+01:00",
        "a day that is none": lambda _: "2021-02-29T00:00:00.000Z",
    },
    "a URL of the form": {"a path alone": lambda text: "/" + text.split("/", 3)[3]},
    "HTTP error status": {"a success": lambda _: "200", "a word": lambda _: "Not Found"},
    "JSON Pointer": {"dots in place of slashes": lambda _: "data.attributes.name", "a lone tilde": lambda _: "/a~"},
}
"""The mistakes with a string of a kind, by a few words of the title that its schema has."""


def _of_size(constraint: Constraint, node: Node, value: Any) -> Mistakes:
    limit, keyword = constraint.value, constraint.keyword
    if keyword == "minimum":
        return [("one below the limit", limit - 1), ("far below the limit", -(10**9)), ("just below", limit - 1000)]
    if keyword == "maximum":
        return [("one above the limit", limit + 1), ("far above the limit", 10**12), ("above the limit", limit * 2)]
    if keyword == "minLength":
        return [("an empty string", "")]
    if keyword == "maxLength":
        text = str(value or "")
        filled = (text + "7" * (limit + 1))[: limit + 1]
        return [("one character too many", filled), ("far too long", filled * 20)]
    if keyword == "minItems":
        return [("an empty array", [])]
    return _too_many(limit, node, value)


def _too_many(limit: int, node: Node, value: list[Any]) -> Mistakes:
    if value and isinstance(value[0], str) and "/" not in value[0] and not re.match(r"[0-9.:a-fA-F]+$", value[0]):
        items = [value[0]] * (limit + 1)
    else:
        tail = "/32" if value and "/" in str(value[0]) else ""
        items = [f"198.51.{number // 256}.{number % 256}{tail}" for number in range(limit + 1)]
    return [("one item too many", items), ("twice as many as there may be", items * 2 if not node.unique else items)]


def _of_unique(_: Constraint, __: Node, value: Any) -> Mistakes:
    items = value or [None]
    return [("an item twice", [*items, items[0]]), ("an item twice, side by side", [items[0], *items])]


_OF_KEYWORDS: Mapping[str, Callable[[Constraint, Node, Any], Mistakes]] = {
    "type": _of_type,
    "enum": _of_enum,
    "const": _of_enum,
    "pattern": _of_pattern,
    "not": _of_pattern,
    **dict.fromkeys(("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"), _of_size),
    "uniqueItems": _of_unique,
}
