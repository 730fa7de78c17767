"""Knows JSON Pointer (RFC 6901): how a path of member names and indexes is written, and what stands there."""

from typing import Any

Path = tuple[str | int, ...]


def pointer(path: Path) -> str:
    """`("data", "a/b", 0)` becomes `/data/a~1b/0`; the empty path, the whole document, becomes the empty string."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def path(text: str, document: Any) -> Path:
    """The path that the JSON Pointer `text` takes into `document`, which tells what of it are indexes."""
    found: list[str | int] = []
    for name in tokens(text):
        found.append(int(name) if isinstance(document, list) else name)
        document = document[found[-1]]
    return tuple(found)


def tokens(text: str) -> tuple[str, ...]:
    """`/data/a~1b/0` becomes `("data", "a/b", "0")`: whether a token is an index, only a document tells."""
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in text.split("/")[1:])


def order(text: str) -> tuple[tuple[bool, int | str], ...]:
    """A key that sorts JSON Pointers by place: parents before children, indexes as numbers."""
    return tuple((True, int(token)) if _is_index(token) else (False, token) for token in text.split("/"))


def _is_index(token: str) -> bool:
    return len(token) < 20 and token.isdecimal()  # the name of a member may have any number of digits


def at(document: Any, path: Path) -> Any:
    """The value at `path`, which must exist."""
    for token in path:
        document = document[token]
    return document


def member(document: Any, *names: str) -> Any:
    """The value of a member of an object in objects; None where there is none, or something else stands there."""
    for name in names:
        document = document.get(name) if isinstance(document, dict) else None
    return document
