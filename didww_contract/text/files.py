"""Knows how files are read, how large they may be, and what they are called."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from didww_contract.text.mentions import Mention, mention

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest document that is judged. The largest of this API have a few megabytes."""
LARGEST_CARRIER = 64 * 1024 * 1024
"""Bytes of the largest file that holds others. JSON Lines may be of any size: they are read line by line."""

STDIN = "-"
UNNAMED = "<stdin>"
"""What standard input is called where the user gives it no name."""
_USUAL = 128 * 1024
"""Bytes that nearly all files have fewer of."""
_OVERLAP = 100
"""Bytes that are looked at twice, so that a name is found wherever a piece of a file ends."""
LINES = (".jsonl", ".ndjson")


class Unreadable(Exception):
    """A file that cannot be judged; the text says why, without the file's name."""

    def __init__(self, reason: str, *, is_large: bool = False) -> None:
        super().__init__(reason)
        self.is_large = is_large


class Source(NamedTuple):
    """A file to be judged, or standard input."""

    path: str
    name: str
    """How reports call it."""
    obstacle: str = ""
    """Why it cannot be read, where that is known before anyone tries."""
    real: str = ""
    """Its path without links, where that is known."""


def name_of(path: str) -> str:
    """The path as text, also where its bytes are not UTF-8."""
    return os.fsencode(path).decode(errors="backslashreplace")


def is_json_lines(name: str) -> bool:
    """Whether a file of this name holds a document on each line."""
    return name.lower().endswith(LINES)


def too_large(limit: int) -> str:
    """Why a file of more than `limit` bytes is not judged."""
    kind = "document" if limit == LARGEST else "file"
    return f"larger than {limit // 1024 // 1024} MiB, the largest {kind} that is judged (JSON Lines may be larger)"


def read(source: Source) -> bytes:
    """The bytes of a file, at most LARGEST_CARRIER of them; raises Unreadable."""
    if source.obstacle or source.path == STDIN:
        with _opened(source) as file:
            data = _all_of(file)
    else:  # without the context manager, which thousands of small files would pay for
        try:
            with open(source.path, "rb") as file:
                data = _all_of(file)
        except OSError as error:
            raise Unreadable(reason(error)) from error
    if len(data) > LARGEST_CARRIER:
        raise Unreadable(too_large(LARGEST_CARRIER), is_large=True)
    return data


def _all_of(file: BinaryIO) -> bytes:
    """What a file holds, and one byte more than it may hold of one that is too large."""
    data = file.read(_USUAL)  # asked for much more, Python makes room for all of it before it reads
    return data + file.read(LARGEST_CARRIER + 1 - _USUAL) if len(data) == _USUAL else data


def mention_of(source: Source) -> Mention:
    """How a file of any size speaks of the resource; raises Unreadable."""
    before = b""
    with _opened(source) as file:
        while data := file.read(LARGEST):
            if mention(before + data) is Mention.NAME:
                return Mention.NAME
            before = data[-_OVERLAP:]
    return Mention.NONE


def lines(source: Source) -> Iterator[bytes]:
    """The lines of a file, one by one; raises Unreadable, for a line that is too long too."""
    with _opened(source) as file:
        while line := file.readline(LARGEST + 1):
            if len(line) > LARGEST:
                raise Unreadable("a line of it is " + too_large(LARGEST))
            yield line


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    if source.obstacle:
        raise Unreadable(source.obstacle)
    try:
        if source.path == STDIN:
            if sys.stdin is None:
                raise Unreadable("is closed")
            yield sys.stdin.buffer
        else:
            with open(source.path, "rb") as file:
                yield file
    except OSError as error:
        raise Unreadable(reason(error)) from error


def reason(error: OSError) -> str:
    """What the system says, as reports put it."""
    return (error.strerror or type(error).__name__).lower()
