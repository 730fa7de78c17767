"""Knows JSON Pointer (RFC 6901): how a path of member names and indexes is written, and what stands there."""

from typing import Any

Path = tuple[str | int, ...]


def pointer(path: Path) -> str:
    """`("data", "a/b", 0)` becomes `/data/a~1b/0`; the empty path, the whole document, becomes the empty string."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def path(text: str, document: Any) -> Path:
    """The path that the JSON Pointer `text` takes into `document`, which tells what of it are indexes."""
    tokens: list[str | int] = []
    for token in text.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        tokens.append(int(name) if isinstance(document, list) else name)
        document = document[tokens[-1]]
    return tuple(tokens)


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
