"""Knows where the characters of a decoded string stand in the text of the file that holds it.

A JSON body in a cassette is a string in a string: escapes, quotes, folded lines and indentation lie between what the
parser sees and what the file shows. A passage carries the way back, and walks it only when asked.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from didww_contract.text.pieces import Chart, Piece

Locate = Callable[[int, int], tuple[int, int]]
"""From the extent of some characters of a passage to the extent in the file's text that they were made from."""


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

    def inside(self, text: str, pieces: "Callable[[], Iterable[Piece] | None]") -> "Passage":
        """What is decoded from this passage: `text`, made of `pieces`, which are asked for when a place is.

        Where pieces are None, or do not make up the text, every place in it is the whole of this passage.
        """
        made: list[
            Chart | None
        ] = []  # a cache of the standard library's takes longer to set up than most texts to read

        def chart() -> "Chart | None":
            if not made:
                from didww_contract.text.pieces import chart_of  # where something is found only

                made.append(chart_of(text, pieces()))
            return made[0]

        def locate(start: int, end: int) -> tuple[int, int]:
            known = chart()
            return self.span(*known.extent(start, end)) if known else self.span()

        return Passage(text, locate)

    def overwritten(self, text: str) -> "Passage":
        """The passage with other characters in the same places; `text` is as long as it is."""
        return Passage(text, self._locate)

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
