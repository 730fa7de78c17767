"""Knows what decoded strings are made of: pieces, and the way from the string back to their places."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    """A part of a decoded string, and the extent in the source that stands for it."""

    text: str
    """As long as its extent: character for character. Otherwise the extent stands for the whole of it."""
    start: int
    end: int


def json_pieces(raw: str, start: int = 0) -> Iterable[Piece]:
    """The pieces of a JSON string, from `raw` without its quotes, which begins at `start` of the source."""
    import json

    for match in re.finditer(
        r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)|[^\\]+", raw, re.DOTALL
    ):
        text = json.loads(f'"{match[1]}"') if match[1] else match[0]
        yield Piece(text, start + match.start(), start + match.end())


def chart_of(text: str, pieces: Iterable[Piece] | None) -> "Chart | None":
    """The way from a text back to the pieces that it is made of; None where they do not make it up."""
    found = None if pieces is None else [piece for piece in pieces if piece.text]
    if found is None or "".join(piece.text for piece in found) != text:
        return None
    return Chart(found)


class Chart:
    """The pieces of a decoded string, for finding one's way back."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._starts: list[int] = []
        length = 0
        for piece in pieces:
            self._starts.append(length)
            length += len(piece.text)

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The extent in the source of the characters from `start` to `end`."""
        if not self._pieces:
            return 0, 0
        first, last = self._index(start), self._index(max(start, end - 1))
        begin, finish = self._pieces[first], self._pieces[last]
        exact = len(begin.text) == begin.end - begin.start
        left = begin.start + (start - self._starts[first] if exact else 0)
        exact = len(finish.text) == finish.end - finish.start
        right = finish.start + (end - self._starts[last]) if exact else finish.end
        return left, max(left, right)

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)
