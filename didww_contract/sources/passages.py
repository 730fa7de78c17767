"""Knows where the characters of a decoded string stand in the text of the file that holds it.

A JSON body in a cassette is a string in a string: escapes, quotes, folded lines and indentation lie between what the
parser sees and what the file shows. A passage carries the way back, and walks it only when asked.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

Locate = Callable[[int, int], tuple[int, int]]
"""From the extent of some characters of a passage to the extent in the file's text that they were made from."""


class Piece(NamedTuple):
    """A part of a decoded string, and the extent in the source that stands for it."""

    text: str
    """As long as its extent: character for character. Otherwise the extent stands for the whole of it."""
    start: int
    end: int


class Passage:
    """A string, and where in the file its characters stand."""

    __slots__ = ("_locate", "text")

    def __init__(self, text: str, locate: Locate) -> None:
        self.text = text
        self._locate = locate

    def __repr__(self) -> str:
        return f"Passage({self.text!r})"

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """The extent in the file of the characters from `start` to `end`; of all by default."""
        return self._locate(start, len(self.text) if end is None else end)

    def part(self, start: int, end: int) -> "Passage":
        """The passage from `start` to `end`."""
        return Passage(self.text[start:end], lambda first, last: self._locate(start + first, start + last))

    def inside(self, text: str, pieces: Callable[[], Iterable[Piece] | None]) -> "Passage":
        """What is decoded from this passage: `text`, made of `pieces`, which are asked for when a place is.

        Where pieces are None, or do not make up the text, every place in it is the whole of this passage.
        """

        @cache
        def chart() -> _Chart | None:
            return _chart(text, pieces())

        def locate(start: int, end: int) -> tuple[int, int]:
            known = chart()
            return self.span(*known.extent(start, end)) if known else self.span()

        return Passage(text, locate)

    def opaque(self, text: str) -> "Passage":
        """What is decoded from this passage in a way that nobody can follow: base64, compression."""
        return Passage(text, lambda _start, _end: self.span())


def passage(source: str, start: int = 0, end: int | None = None) -> Passage:
    """A piece of a file's text, as it stands there."""
    return Passage(source[start:end], lambda first, last: (start + first, start + last))


def joined(passages: Iterable[Passage]) -> Passage:
    """Passages one after the other; a place that covers several begins in the first and ends in the last."""
    parts = [part for part in passages if part.text]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part.text))

    def locate(start: int, end: int) -> tuple[int, int]:
        if not parts:
            return 0, 0
        first = min(bisect_right(starts, start), len(parts)) - 1
        last = min(bisect_right(starts, max(start, end - 1)), len(parts)) - 1
        begin, finish = parts[first].span(start - starts[first], min(end, starts[first + 1]) - starts[first])
        if last > first:
            finish = parts[last].span(0, end - starts[last])[1]
        return begin, finish

    return Passage("".join(part.text for part in parts), locate)


def json_pieces(raw: str, start: int = 0) -> Iterable[Piece]:
    """The pieces of a JSON string, from `raw` without its quotes, which begins at `start` of the source."""
    import json

    for match in re.finditer(
        r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)|[^\\]+", raw, re.DOTALL
    ):
        text = json.loads(f'"{match[1]}"') if match[1] else match[0]
        yield Piece(text, start + match.start(), start + match.end())


def _chart(text: str, pieces: Iterable[Piece] | None) -> "_Chart | None":
    found = None if pieces is None else [piece for piece in pieces if piece.text]
    if found is None or "".join(piece.text for piece in found) != text:
        return None
    return _Chart(found)


class _Chart:
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
