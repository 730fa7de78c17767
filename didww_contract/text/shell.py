"""Knows shell words: quotes, escapes, lines that go on, here-documents; enough of them to read commands on a page."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from didww_contract.text.passages import Passage
from didww_contract.text.pieces import Piece

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}
_ESCAPES |= {itself: itself for itself in "\\'\"?"}
_BREAK = re.compile(r"\r\n?|\n")
_BLANK = re.compile(r"(?:[ \t]|[\\^`][ \t]*(?:\r\n?|\n))+")
_PLAIN = re.compile(r"[^ \t\r\n'\"\\$`;|&<>()]+|\\\Z")
"""What stands for itself; no other white space than that parts words."""
_IN_DOUBLE = re.compile(r"[^\"\\$]+")
_ANSI = re.compile(r"[^'\\]+|\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|[0-7]{1,3}|.)", re.DOTALL)
_HERE = re.compile(r"<<-?[ \t]*(['\"]?)([A-Za-z_][A-Za-z0-9_]*)\1")
_REDIRECTION = re.compile(r"[0-9]?>>?[ \t]*&?")


class Unclosed(Exception):
    """A quote is never closed; says where it was opened, in the passage."""

    def __init__(self, at: int) -> None:
        super().__init__("unclosed quote")
        self.at = at


class Command(NamedTuple):
    """A simple command."""

    words: list[Passage]
    here: Passage | None
    """Its here-document."""
    end: int
    """Where it ends in the passage, with its here-document."""


def command(source: Passage, start: int) -> Command:
    """The command that begins at `start`; raises Unclosed."""
    reader = _Reader(source, start)
    words = list(reader.words())
    here, end = reader.here_document()
    return Command(words, here, end)


class _Reader:
    """Reads the words of one command."""

    def __init__(self, source: Passage, start: int) -> None:
        self._source = source
        self._text = source.text
        self._at = start
        self._delimiter = ""

    def words(self) -> Iterator[Passage]:
        while True:
            if match := _BLANK.match(self._text, self._at):
                self._at = match.end()
            rest = self._text[self._at : self._at + 1]
            if not rest or rest in "\r\n;|&()`#":  # a word begins here: a # in the midst of one is none of these
                return
            if match := _HERE.match(self._text, self._at):
                self._delimiter, self._at = match[2], match.end()
            elif match := _REDIRECTION.match(self._text, self._at):
                self._at = match.end()
                list(self._word())  # the file's name, quoted or not, is no word of the command
            elif rest == "<":
                self._at += 1
            else:
                yield self._made_of(list(self._word()))

    def _made_of(self, pieces: list[Piece]) -> Passage:
        return self._source.inside("".join(piece.text for piece in pieces), lambda: pieces)

    def here_document(self) -> tuple[Passage | None, int]:
        """What follows the command's line up to the delimiter, and where that ends."""
        if not self._delimiter:
            return None, self._at
        first = _BREAK.search(self._text, self._at)
        start = first.end() if first else len(self._text)
        last = re.compile(rf"(?:^|(?<=\r))[ \t]*{self._delimiter}[ \t]*(?=[\r\n]|\Z)", re.MULTILINE).search(
            self._text, start
        )
        end = last.start() if last else len(self._text)
        return self._source.part(start, end), last.end() if last else end

    def _word(self) -> Iterator[Piece]:
        while self._at < len(self._text):
            character = self._text[self._at]
            if match := _PLAIN.match(self._text, self._at):
                yield self._run(match.end())
            elif character == "'":
                yield from self._single(self._at + 1)
            elif character == '"':
                yield from self._double()
            elif self._text.startswith("$'", self._at):
                yield from self._ansi()
            elif character == "$":
                yield self._run(self._end_of_expansion())
            elif character == "\\" and self._at + 1 < len(self._text):
                match = _BREAK.match(self._text, self._at + 1)
                end = match.end() if match else self._at + 2
                yield Piece("" if match else self._text[self._at + 1], self._at, end)
                self._at = end
            else:
                return

    def _run(self, end: int) -> Piece:
        piece = Piece(self._text[self._at : end], self._at, end)
        self._at = end
        return piece

    def _end_of_expansion(self) -> int:
        """Where `$name`, `${name}` or `$(command)` ends; what it stands for is nobody's business here."""
        closers = {"{": "}", "(": ")"}
        opener = self._text[self._at + 1 : self._at + 2]
        if opener not in closers or not opener:
            return self._at + 1
        depth = 0
        for at in range(self._at + 1, len(self._text)):
            depth += {opener: 1, closers[opener]: -1}.get(self._text[at], 0)
            if not depth:
                return at + 1
        raise Unclosed(self._at)

    def _single(self, start: int) -> Iterator[Piece]:
        end = self._text.find("'", start)
        if end < 0:
            raise Unclosed(self._at)
        yield Piece(self._text[start:end], start, end)
        self._at = end + 1

    def _double(self) -> Iterator[Piece]:
        opened = self._at
        self._at += 1
        while self._at < len(self._text):
            if match := _IN_DOUBLE.match(self._text, self._at):
                yield self._run(match.end())
            elif self._text[self._at] == '"':
                self._at += 1
                return
            elif self._text[self._at] == "$":
                yield self._run(self._end_of_expansion())
            else:
                match = _BREAK.match(self._text, self._at + 1)
                escaped = self._text[self._at + 1 : self._at + 2]
                end = match.end() if match else self._at + 2
                text = "" if match else escaped if escaped in '"\\$`' else f"\\{escaped}"
                yield Piece(text, self._at, end)
                self._at = end
        raise Unclosed(opened)

    def _ansi(self) -> Iterator[Piece]:
        opened = self._at
        self._at += 2
        while match := _ANSI.match(self._text, self._at):
            text = match[0]
            if text[0] == "\\":
                text = _escaped(text[1:])
            yield Piece(text, match.start(), match.end())
            self._at = match.end()
        if self._text[self._at : self._at + 1] != "'":
            raise Unclosed(opened)
        self._at += 1


def _escaped(code: str) -> str:
    """What a backslash and this code stand for in $'…'; no word has a zero character."""
    if code[0] in "xu" and code[1:]:
        return chr(int(code[1:], 16)).strip("\0")
    if code[0] in "01234567":
        return chr(int(code, 8) & 255).strip("\0")
    return _ESCAPES.get(code, f"\\{code}")
