"""Knows what exactly is wrong with a bad JSON text, and where.

One walk over the text, without recursion. It is slower than the standard library's parser, and runs only when there is
something to say.
"""

import json
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from didww_contract.contract.pointers import Path
from didww_contract.contract.words.secrets import masked_value, shortened
from didww_contract.text.json_complaints import (
    A_COLON,
    A_NAME,
    A_VALUE,
    complaint,
    cut_off,
    trailing_comma,
    trailing_data,
)
from didww_contract.text.lines import MOST, Fault

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
_SCALAR = re.compile(r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![0-9A-Za-z_.+-])")


class Event(NamedTuple):
    """Something that the walk passes. A value's event comes at its end, with its whole extent."""

    kind: Literal["open", "name", "value"]
    path: Path
    start: int
    end: int
    scalar: bool = False


class _Malformed(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Frame(NamedTuple):
    """An array or object that is still open."""

    path: Path
    start: int
    closer: str


def faults(text: str, deepest: int) -> list[Fault]:
    """What keeps `text` from being one well-formed JSON document, in order of place, and no more than can be told.

    `deepest` is how many levels arrays and objects may nest.
    """
    found: list[Fault] = []
    open_objects: list[set[str | int]] = []
    try:
        for event in _walk(text):
            if len(found) > MOST:
                break
            if event.kind == "open":
                open_objects.append(set())
                if len(open_objects) > deepest:
                    found.append(_too_deep(event, deepest))
                    break
            elif event.kind == "value" and not event.scalar:
                open_objects.pop()
            elif event.kind == "name":
                found += _name_faults(text, event, open_objects[-1])
            else:
                found += _scalar_faults(text, event)
    except _Malformed as malformed:
        found.append(malformed.fault)
    return found


def _name_faults(text: str, event: Event, seen: set[str | int]) -> Iterator[Fault]:
    name = event.path[-1]
    if name in seen:
        found = shortened(json.dumps(masked_value(str(name)), ensure_ascii=False))
        message = f"the member {found} occurs twice in one object; parsers silently keep one of the two"
        yield Fault("json-duplicate-member", event.start, event.end, message, "Keep the one you mean.", event.path)
    seen.add(name)
    yield from _scalar_faults(text, event)


def _scalar_faults(text: str, event: Event) -> Iterator[Fault]:
    raw = text[event.start : event.end]
    if raw[0] == '"':
        if "\\u" in raw and _lone_surrogate(json.loads(raw)):
            message = "a string has half of a surrogate pair, which stands for no character"
            hint = r"Write the whole pair (such as \ud83d\ude00) or the character itself."
            yield Fault("json-lone-surrogate", event.start, event.end, message, hint, event.path)
    elif raw[0] in "-0123456789" and float(raw) in (float("inf"), float("-inf")):
        message = "a number is larger than any that common parsers can hold"
        yield Fault("json-number", event.start, event.end, message, "Use a smaller number.", event.path)


def _lone_surrogate(string: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in string)


def _walk(text: str) -> Iterator[Event]:  # noqa: PLR0912 - a state machine reads best in one piece
    """Everything in `text` in order; raises _Malformed at the first thing that is not JSON."""
    at = _skip(text, 0)
    path: Path = ()
    frames: list[_Frame] = []
    while True:
        if text[at : at + 1] in ("{", "["):
            frame = _Frame(path, at, "}" if text[at] == "{" else "]")
            frames.append(frame)
            yield Event("open", path, at, at + 1)
            at = _skip(text, at + 1)
            if text[at : at + 1] != frame.closer:
                if frame.closer == "}":
                    name, path, at = _name(text, at, frame)
                    yield name
                else:
                    path = (*path, 0)
                continue
        else:
            end = _scalar_end(text, at, frames)
            yield Event("value", path, at, end, scalar=True)
            at = _skip(text, end)
        while frames:  # a value has just ended, or an empty array or object is about to
            frame = frames[-1]
            if text[at : at + 1] == frame.closer:
                yield Event("value", frame.path, frame.start, at + 1)
                frames.pop()
                path, at = frame.path, _skip(text, at + 1)
            elif text[at : at + 1] == ",":
                at, comma = _skip(text, at + 1), at
                if text[at : at + 1] == frame.closer:
                    raise _Malformed(trailing_comma(comma, frame.closer))
                if frame.closer == "}":
                    name, path, at = _name(text, at, frame)
                    yield name
                else:
                    path = (*frame.path, int(path[-1]) + 1)
                break
            else:
                raise _Malformed(_broken(text, at, frames, f'"," or "{frame.closer}"'))
        else:
            if at < len(text):
                raise _Malformed(trailing_data(text, at))
            return


def _name(text: str, at: int, frame: _Frame) -> tuple[Event, Path, int]:
    """The name at `at`, the path of its member, and where the member's value begins."""
    match = _STRING.match(text, at)
    if not match:
        raise _Malformed(_broken(text, at, [frame], A_NAME))
    path = (*frame.path, json.loads(match[0]))
    colon = _skip(text, match.end())
    if text[colon : colon + 1] != ":":
        raise _Malformed(_broken(text, colon, [frame], A_COLON))
    return Event("name", path, at, match.end()), path, _skip(text, colon + 1)


def _scalar_end(text: str, at: int, frames: list[_Frame]) -> int:
    match = _STRING.match(text, at) or _SCALAR.match(text, at)
    if not match:
        raise _Malformed(_broken(text, at, frames, A_VALUE))
    return match.end()


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at  # it always matches, if only nothing


def _broken(text: str, at: int, frames: list[_Frame], expected: str) -> Fault:
    if at >= len(text):
        return cut_off(text, frames[-1].start if frames else None)
    return complaint(text, at, expected)


def _too_deep(event: Event, deepest: int) -> Fault:
    message = f"arrays and objects are nested more than {deepest} levels deep"
    hint = "No document of this API nests more than a few levels."
    return Fault("json-nesting", event.start, event.end, message, hint, event.path)
