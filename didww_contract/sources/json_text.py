"""Knows JSON text (RFC 8259): what it means, and whether it is one well-formed document that all parsers read alike.

A good text costs one pass of the standard library's parser. `json_scan` goes over a bad one again, to say what is
wrong with it and where.
"""

import json
import re
from typing import Any

from didww_contract.sources.text import Fault

DEEPEST = 100
"""How deeply arrays and objects may nest: what the parser of Ruby, on which the API runs, takes by default."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LONGEST_NUMBER = 308
"""Digits of a whole number that surely fits into the doubles that most parsers use."""


def parse(text: str) -> tuple[Any, list[Fault]]:
    """The document that `text` holds, and its faults; with faults the document is None."""
    try:
        document = _decode(text)
    except (ValueError, RecursionError):
        return None, _faults(text)
    if _is_deep(text) or _SURROGATE.search(text):
        found = _faults(text)
        return (None if found else document), found
    return document, []


def read_as_it_may(text: str) -> Any:
    """What the standard library makes of a text with faults; raises ValueError where it makes nothing of it."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _faults(text: str) -> list[Fault]:
    from didww_contract.sources.json_scan import faults  # imported by runs that find something only

    return faults(text, DEEPEST)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member occurs twice")
    return members


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        _decimal(digits)
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError("beyond every range")
    return number


_decode = json.JSONDecoder(
    object_pairs_hook=_members, parse_constant=_refuse, parse_int=_whole, parse_float=_decimal
).decode


def _is_deep(text: str) -> bool:
    """Whether brackets nest deeper than the API's own parser takes; a quick look first, for nearly all texts."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    depth = deepest = 0
    without_strings = re.sub(r'"[^"\\]*(?:\\.[^"\\]*)*"', "", text)
    for run in re.findall(r"[\[{]+|[\]}]+", without_strings):
        depth += len(run) if run[0] in "[{" else -len(run)
        deepest = max(deepest, depth)
    return deepest > DEEPEST
