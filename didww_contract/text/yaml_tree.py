"""Knows YAML documents: a tree of nodes with their places, made from the parser's events.

No tag is built: a node is what its syntax says, and a scalar what the YAML 1.1 schema for JSON-like values says. The
events come from libyaml where PyYAML has it. The tree is made without recursion, and what aliases would expand to is
counted before anyone expands it.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from didww_contract.contract.words.secrets import printable

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS: Any = yaml.SafeLoader.yaml_implicit_resolvers
_CORE = "tag:yaml.org,2002:"
BINARY = _CORE + "binary"
_DEEPEST = 100
_MOST_EXPANDED = 1_000_000
"""How many values a document with aliases may mean; one that means more of them is an attack, or a mistake."""


class Malformed(Exception):
    """A text is not YAML, or too much of it; says where, and what to do."""

    def __init__(self, start: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.start = start
        self.message = message
        self.hint = hint


class Scalar(NamedTuple):
    """A value without parts."""

    text: str
    style: str
    """How it is quoted: `'`, `"`, `|`, `>`; empty for plain."""
    tag: str
    start: int
    """Where it begins, with its tag and its anchor."""
    end: int


class Collection:
    """A sequence or a mapping; a mapping's children are its keys and values in turn."""

    __slots__ = ("children", "end", "size", "start", "tag")

    def __init__(self, tag: str, start: int) -> None:
        self.tag = tag
        self.start = start
        self.end = start
        self.children: list[Node] = []
        self.size = 1
        """How many values it means, those behind aliases included."""


class Sequence(Collection):
    """An array."""


class Mapping(Collection):
    """An object."""

    def pairs(self) -> Iterator[tuple["Node", "Node"]]:
        """Keys with their values, those that `<<` merges in after the mapping's own."""
        merged: list[Node] = []
        for key, value in zip(self.children[::2], self.children[1::2], strict=True):
            if is_merge(key):
                merged += value.children if isinstance(value, Sequence) else [value]
            else:
                yield key, value
        for other in merged:
            if isinstance(other, Mapping):
                yield from other.pairs()


Node = Scalar | Sequence | Mapping


def is_merge(key: Node) -> bool:
    """Whether a key merges other mappings in (`<<`), which it may do several times."""
    return isinstance(key, Scalar) and not key.style and key.text == "<<"


def documents(text: str) -> list[Node]:
    """The documents of a YAML text; raises Malformed."""
    try:
        loader = _LOADER(text)
        try:
            return list(_documents(_events(text, loader)))
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as error:
        raise Malformed(
            _offset(text, error.position), "YAML text has no control characters", "Remove the character."
        ) from error


def _events(text: str, loader: Any) -> Iterator[Any]:
    at = depth = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            at = event.end_mark.index
            depth += _DEEPER.get(type(event), 0)
            yield event
    except yaml.MarkedYAMLError as error:
        raise _malformed(text, error, at, depth) from error
    except ValueError as error:  # PyYAML without libyaml lets its own functions' errors through
        raise Malformed(at, "not YAML: an escape after this stands for no character", _CORRECT) from error


_BRACKETS = re.compile(r"""(?<!\S)\#[^\r\n]* | "(?:\\.|[^"\\])*+" | '[^']*' | [\[\]{}]""", re.DOTALL | re.VERBOSE)
"""Brackets, and what they mean nothing in: comments and quotes."""
_DEEPER = {
    yaml.MappingStartEvent: 1,
    yaml.MappingEndEvent: -1,
    yaml.SequenceStartEvent: 1,
    yaml.SequenceEndEvent: -1,
}


def _documents(events: Iterator[Any]) -> Iterator[Node]:
    builder = _Builder()
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            tag = event.tag if event.tag and event.tag != "!" else _resolved(event)
            builder.add(
                Scalar(event.value, event.style or "", tag, event.start_mark.index, event.end_mark.index), event.anchor
            )
        elif kind is yaml.MappingStartEvent:
            builder.open(Mapping(event.tag or "", event.start_mark.index), event.anchor)
        elif kind is yaml.SequenceStartEvent:
            builder.open(Sequence(event.tag or "", event.start_mark.index), event.anchor)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            builder.close(event.end_mark.index)
        elif kind is yaml.AliasEvent:
            builder.alias(event.anchor, event.start_mark.index)
        elif kind is yaml.DocumentStartEvent:
            builder = _Builder()
        elif kind is yaml.DocumentEndEvent and builder.root is not None:
            yield builder.root


class _Builder:
    """Makes the tree of one document."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._anchors: dict[str, Node] = {}
        self._open: list[Sequence | Mapping] = []

    def add(self, node: Node, anchor: str | None = None) -> None:
        if anchor:
            self._anchors[anchor] = node
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node

    def open(self, node: "Sequence | Mapping", anchor: str | None) -> None:
        self._open.append(node)
        if len(self._open) > _DEEPEST:
            raise Malformed(node.start, *_TOO_DEEP)
        if anchor:
            self._anchors[anchor] = node

    def close(self, end: int) -> None:
        node = self._open.pop()
        node.end = end
        node.size = 1 + sum(1 if isinstance(child, Scalar) else child.size for child in node.children)
        if node.size > max(_MOST_EXPANDED, end):  # without aliases a value takes a character
            raise Malformed(node.start, *_BOMB)
        self.add(node)

    def alias(self, name: str, at: int) -> None:
        node = self._anchors.get(name)
        if node is None or any(node is one for one in self._open):
            raise Malformed(at, *_bad_alias(known=node is not None))
        self.add(node)


_CORRECT = "Correct the text, or leave the file out with --exclude."
_TOO_DEEP = (
    f"collections are nested more than {_DEEPEST} levels deep",
    "No document of this API nests more than a few levels.",
)
_BOMB = (
    f"aliases expand to more than {_MOST_EXPANDED:,} values",
    "Such a file is an attack on its reader, or a mistake. Write the values out.",
)


def _bad_alias(*, known: bool) -> tuple[str, str]:
    """What to say; without the name, for a password may begin with an asterisk."""
    if known:
        return "an alias stands inside what it refers to", "JSON has no circles. Write the value out."
    return "an alias refers to nothing", "Put its anchor before it, write the value out, or quote the text."


def _resolved(event: Any) -> str:
    """The tag of a scalar that has none: what the YAML 1.1 schema takes a plain one for."""
    if not event.style and event.tag != "!":
        text = event.value
        for tag, pattern in (*_RESOLVERS.get(text[:1], ()), *_RESOLVERS.get(None, ())):
            if pattern.match(text):
                return str(tag)
    return _CORE + "str"


def _malformed(text: str, error: yaml.MarkedYAMLError, read: int, depth: int) -> Malformed:
    """What to say where the parser gives up; it has told of the text up to `read`, and of so many open collections."""
    mark = error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    deep = _too_deep(text, read, at, depth)
    if deep is not None:
        return Malformed(deep, *_TOO_DEEP)
    problem = printable(" ".join(filter(None, (error.problem, error.context)))[:200])
    if "\t" in text[max(0, at - 1) : at + 1]:
        return Malformed(at, "YAML is indented with spaces, not with tabs", "Replace the tab by spaces.")
    return Malformed(at, f"not YAML: {problem}", _CORRECT)


def _too_deep(text: str, start: int, end: int, depth: int) -> int | None:
    """Where brackets nest deeper than we go.

    libyaml looks far ahead of the events that it tells of, and some versions of it stop at a depth of their own there.
    """
    for match in _BRACKETS.finditer(text, start, end):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth > _DEEPEST:
            return match.start()
    return None


def _offset(text: str, position: int) -> int:
    """The character at a position that libyaml counts in bytes."""
    return len(text.encode()[:position].decode(errors="ignore")) if _LOADER is not yaml.SafeLoader else position
