"""Knows text files: their encoding, their lines and columns, and a piece of them that is fit to be shown."""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from didww_contract.contract.pointers import Path
from didww_contract.contract.words.secrets import hidden, is_telling, masked, printable
from didww_contract.text.passages import Passage

MOST = 200
"""How many findings on one file are told; who has more needs other help than a list."""


class Fault(NamedTuple):
    """A reason why a text is not one well-formed JSON document."""

    rule: str
    start: int
    """Where the fault begins, in characters from the start of the text."""
    end: int
    message: str
    hint: str
    path: Path = ()


class Position(NamedTuple):
    """A line and a column, both from 1; columns count characters."""

    line: int
    column: int


class Excerpt(NamedTuple):
    """The line of a finding, safe to print, in three pieces: before the mark, marked, after it."""

    before: str
    marked: str
    after: str


_WIDTH = 100
"""How many characters of a line an excerpt shows; a minified file is one long line."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_UTF8_BOM = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = {b"\xff\xfe\x00\x00": "UTF-32", b"\x00\x00\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16"}
_OTHER_ENCODINGS |= {b"\xfe\xff": "UTF-16"}


def decode(data: bytes) -> tuple[str, list[Fault]]:
    """The text behind the bytes of a file, without a byte-order mark, and what is wrong with its encoding."""
    if data.startswith(_UTF8_BOM):
        text, faults = _decode(data[3:])
        hint = "Save the file as UTF-8 without a byte-order mark (RFC 8259 section 8.1)."
        return text, faults or [Fault("json-byte-order-mark", 0, 0, "the file begins with a byte-order mark", hint)]
    return _decode(data)


def _decode(data: bytes) -> tuple[str, list[Fault]]:
    for mark, name in _OTHER_ENCODINGS.items():
        if data.startswith(mark):
            return "", [_encoding(0, f"the file is {name}; JSON that is sent to an API is UTF-8")]
    if b"\x00" in data:
        wide = data[:1] == b"\x00" or data[1:2] == b"\x00"
        return "", [_encoding(0, "the file is UTF-16 or UTF-32" if wide else "the file is binary, not text")]
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        found = f"the byte 0x{data[error.start]:02x} is not UTF-8 here"
        return before + data[error.start :].decode(errors="replace"), [_encoding(len(before), found)]


def _encoding(offset: int, message: str) -> Fault:
    return Fault("json-encoding", offset, offset + 1, message, "Save the file as UTF-8.")


class Text:
    """The text of a file, for finding one's way in it; its first line is number `first_line`."""

    def __init__(self, text: str, *, first_line: int = 1) -> None:
        self.text = text
        self._first_line = first_line
        self._hidden: dict[int, tuple[Passage, list[tuple[int, int]]]] = {}
        """What of each body is masked, as extents in the text, by the body's identity."""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def lines(self) -> list[str]:
        """The lines, with their ends."""
        return [self.text[start:end] for start, end in pairwise([*self._starts, len(self.text)])]

    def position(self, offset: int) -> Position:
        """The line and column of a place that is counted in characters from the start."""
        line = bisect_right(self._starts, offset)
        return Position(line + self._first_line - 1, offset - self._starts[line - 1] + 1)

    def excerpt(self, start: int, end: int, body: Passage | None, *, well_formed: bool) -> Excerpt:
        """The line that `start` is on, with what of `start` to `end` lies on it marked; secrets are masked.

        What belongs to `body` is masked as the JSON that it is, if it is `well_formed`. Of an encoded body nothing is
        shown: whoever sees it can decode it.
        """
        if body is not None and _is_opaque(body):
            return Excerpt("", "", "")
        line = bisect_right(self._starts, start)
        first = self._starts[line - 1]
        last = self._starts[line] if line < len(self._starts) else len(self.text)
        last = first + len(self.text[first:last].rstrip("\r\n"))
        start, end = min(start, last), min(max(end, start + 1), last)
        end = min(end, start + _WIDTH)
        left = max(first, start - _WIDTH // 2) if last - first > _WIDTH else first
        right = min(last, max(left + _WIDTH, end))
        if body is not None:
            shown = self._shown(first, last, *body.span(), self._masked(body, well_formed=well_formed))
        else:
            shown = self._shown(
                first, last, start, end, lambda left, right: masked(self.text[left:right], well_formed=False)
            )
        before = ("…" if left > first else "") + _fit(shown[left - first : start - first])
        after = _fit(shown[end - first : right - first]) + ("…" if right < last else "")
        return Excerpt(before, _fit(shown[start - first : end - first]), after)

    def _shown(self, first: int, last: int, start: int, end: int, inside: Callable[[int, int], str]) -> str:
        """The line from `first` to `last`: `inside` between `start` and `end`, and the rest if it is harmless."""
        left = max(first, min(start, last))
        right = max(left, min(last, end))
        around = self.text[first:left] + self.text[right:last]
        if around and is_telling(around):
            around = hidden(around)
        return around[: left - first] + inside(left, right) + around[left - first :]

    def _masked(self, body: Passage, *, well_formed: bool) -> Callable[[int, int], str]:
        """What may be shown of a piece of a body."""
        if id(body) not in self._hidden:
            stars = re.finditer(r"\*+", masked(body.text, well_formed=well_formed))
            self._hidden[id(body)] = body, [body.span(match.start(), match.end()) for match in stars]

        def inside(left: int, right: int) -> str:
            text = self.text[left:right]
            for start, end in self._hidden[id(body)][1]:
                if start < right and end > left:
                    begin, finish = max(start, left) - left, min(end, right) - left
                    text = text[:begin] + "*" * (finish - begin) + text[finish:]
            return text

        return inside


def _is_opaque(body: Passage) -> bool:
    return len(body.text) > 1 and body.span(0, 1) == body.span()


def _fit(piece: str) -> str:
    return printable(piece.replace("\t", "    "))
