"""Knows which files the user means, and reads them."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LARGEST = 8 * 1024 * 1024
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
            sources: Iterable[Source] = [Source(STDIN, stdin_name)]
        else:
            sources = _walk(path) if os.path.isdir(path) else [Source(path, _name(path))]
        for source in sources:
            real = _identity(source.path)
            if real not in seen:
                seen.add(real)
                yield source


def _identity(path: str) -> str:
    try:
        return os.path.realpath(path)
    except OSError:  # the current folder is gone
        return path


def _walk(folder: str) -> Iterator[Source]:
    """The JSON files below `folder`, by name. Links to folders are not followed, so a loop of them ends."""
    folders = [folder]
    while folders:
        parent = folders.pop()
        try:
            with os.scandir(parent) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Source(parent, _name(parent), _reason(error))
            continue
        entries = [entry for entry in entries if not entry.name.startswith(".")]
        for entry in entries:
            if entry.name.lower().endswith(_SUFFIXES) and not os.path.isdir(entry.path):
                path = os.path.normpath(entry.path)
                special = os.path.exists(path) and not os.path.isfile(path)  # opening a pipe would wait for ever
                yield Source(path, _name(path), "is not a regular file" if special else "")
        below = [entry for entry in entries if entry.is_dir(follow_symlinks=False) and entry.name not in _NOT_OURS]
        folders += [entry.path for entry in reversed(below)]


def _name(path: str) -> str:
    """The path as text, also where its bytes are not UTF-8."""
    return os.fsencode(path).decode(errors="backslashreplace")


def read(source: Source) -> bytes:
    """The bytes of a file, at most LARGEST of them; raises Unreadable."""
    if source.obstacle:
        raise Unreadable(source.obstacle)
    try:
        if source.path == STDIN:
            if sys.stdin is None:
                raise Unreadable("is closed")
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
