"""Knows where the values of a well-formed JSON text stand.

What lies before a value is passed by the standard library's parser, at its speed, and what was passed is remembered.
"""

import json
import re
from functools import cached_property
from typing import Any, NamedTuple

from didww_contract.contract.pointers import Path

_SPACE = re.compile(r"[ \t\n\r]*")
_raw_decode = json.JSONDecoder().raw_decode


class Span(NamedTuple):
    """Where a value stands, and the name of the member that it belongs to (the value again where it has none)."""

    start: int
    end: int
    name_start: int
    name_end: int


class _Child(NamedTuple):
    """A value in an array or object: where it and its name begin."""

    start: int
    name_start: int
    name_end: int


class Places:
    """The values of one well-formed JSON text, by path."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._children: dict[int, tuple[dict[str | int, _Child], int]] = {}
        """The children of a value that were passed so far, by where the value begins, and where to go on."""

    @cached_property
    def _root(self) -> int:
        return self._skip(0)

    def span(self, path: Path) -> Span:
        """Where the value at `path` stands, which must exist; of members of one name the last counts."""
        start, name = self._root, (-1, -1)
        for token in path:
            child = self._child(start, token)
            start, name = child.start, (child.name_start, child.name_end)
        end = _raw_decode(self.text, start)[1]
        return Span(start, end, *(name if name[0] >= 0 else (start, end)))

    def _child(self, parent: int, token: str | int) -> _Child:
        children, at = self._children.get(parent) or ({}, self._skip(parent + 1))
        is_object = self.text[parent] == "{"
        while is_object or token not in children:  # a later member of the same name would count
            if at < 0 or self.text[at] in "}]":
                at = -1
                break
            name: Any = len(children)
            name_start = name_end = -1
            if is_object:
                name_start = at
                name, name_end = _raw_decode(self.text, at)
                at = self._skip(self._skip(name_end) + 1)
            children[name] = _Child(at, name_start, name_end)
            at = self._skip(_raw_decode(self.text, at)[1])
            if self.text[at] == ",":
                at = self._skip(at + 1)
        self._children[parent] = children, at
        return children[token]

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at  # it always matches, if only nothing
