"""Knows JSON text (RFC 8259): what it means, and whether it is one well-formed document that all parsers read alike.

A good text costs one pass of the standard library's parser. `json_scan` goes over a bad one again, to say what is
wrong with it and where.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from didww_contract.text.lines import Fault

DEEPEST = 100
"""How deeply arrays and objects may nest: what the parser of Ruby, on which the API runs, takes by default."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_NAME_END = re.compile(r'"[ \t\n\r]*:')
_LONGEST_NUMBER = 308
"""Digits of a whole number that surely fits into the doubles that most parsers use."""


def parse(text: str) -> tuple[Any, list[Fault]]:
    """The document that `text` holds, and its faults; with faults the document is None."""
    try:
        document = _decode(text)
    except (ValueError, RecursionError):
        return None, _faults(text)
    if (
        _may_have_more_members(text, count_members(document))
        or _is_deep(text)
        or ("\\u" in text and _SURROGATE.search(text))
    ):
        found = _faults(text)
        return (None if found else document), found
    return document, []


def parse_flat(text: str, count: Callable[[Any], int]) -> Any:
    """The document in a text, if `count` knows how many members it has, and it is well-formed; else None.

    `count` gives -1 where it does not know, or where the document may be nested deeply. What is None here may be
    well-formed all the same: `parse` tells.
    """
    if "\\u" in text:
        return None
    try:
        document, end = _decoder.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    members = count(document) if end == len(text) or text[end:].isspace() else -1
    return None if members < 0 or _may_have_more_members(text, members) else document


def read_as_it_may(text: str) -> Any:
    """What the standard library makes of a text with faults; raises ValueError where it makes nothing of it."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _faults(text: str) -> list[Fault]:
    from didww_contract.text.json_scan import faults  # imported by runs that find something only

    return faults(text, DEEPEST)


def _may_have_more_members(text: str, members: int) -> bool:
    """Whether there may be more members in a text than its document has: parsers drop those that occur twice.

    Every member has a colon, after its name's closing quote: there are no more members than that.
    """
    if text.count(":") == members:  # not one in a string
        return False
    return len(_NAME_END.findall(text)) != members


def count_members(value: Any) -> int:
    """How many members a document has, those of all its objects together."""
    total = len(value) if isinstance(value, dict) else 0
    children: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        if child.__class__ is dict or child.__class__ is list:
            total += count_members(child)
    return total


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


_decoder = json.JSONDecoder(parse_constant=_refuse, parse_int=_whole, parse_float=_decimal)
_decode = _decoder.decode


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
