"""Knows which files the user means, and reads them."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest file that is judged. The largest documents of this API have a few megabytes."""

STDIN = "-"
_SUFFIXES = (".json",)
_NOT_OURS = frozenset(
    ["node_modules", "bower_components", "vendor", "third_party", "venv", "site-packages", "__pycache__"]
)
"""Folders that hold other people's files. Hidden ones (`.git`, `.venv`) are left out too."""


class Unreadable(Exception):
    """A file that cannot be judged; the text says why, without the file's name."""


class Source(NamedTuple):
    """A file to be judged, or standard input."""

    path: str
    name: str
    """How reports call it."""
    obstacle: str = ""
    """Why it cannot be read, where that is known before anyone tries."""


def find(paths: Iterable[str], stdin_name: str) -> Iterator[Source]:
    """The files behind `paths`, each once: files as they are, JSON files below folders, `-` for standard input."""
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            yield Source(STDIN, stdin_name)
            continue
        for source in _walk(path) if os.path.isdir(path) else (Source(path, _name(path)),):
            real = os.path.realpath(source.path)
            if real not in seen:
                seen.add(real)
                yield source


def _walk(folder: str) -> Iterator[Source]:
    """The JSON files below `folder`, by name. Links to folders are not followed, so a loop of them ends."""
    closed: list[Source] = []

    def note(error: OSError) -> None:
        closed.append(Source(error.filename, _name(error.filename), _reason(error)))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_OURS)
        for name in sorted(names):
            if name.lower().endswith(_SUFFIXES) and not name.startswith("."):
                path = os.path.normpath(os.path.join(parent, name))
                special = os.path.exists(path) and not os.path.isfile(path)  # opening a pipe would wait for ever
                yield Source(path, _name(path), "is not a regular file" if special else "")
    yield from closed


def _name(path: str) -> str:
    """The path as text, also where its bytes are not UTF-8."""
    return os.fsencode(path).decode(errors="backslashreplace")


def read(source: Source) -> bytes:
    """The bytes of a file, at most LARGEST of them; raises Unreadable."""
    if source.obstacle:
        raise Unreadable(source.obstacle)
    try:
        if source.path == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(source.path, "rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(_reason(error)) from error
    if len(data) > LARGEST:
        raise Unreadable(f"larger than {LARGEST // 1024 // 1024} MiB, the largest file that is judged")
    return data


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
