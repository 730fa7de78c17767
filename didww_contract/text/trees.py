"""Knows trees of values with places, whatever they are written in: the containers that messages lie in.

A tree has the plain value, for reading, and for every path in it the place and, of a string, the way from its
characters to those of the file. Places are worked out when asked for.
"""

import math
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Protocol

import yaml

from didww_contract.contract.pointers import Path, at
from didww_contract.text import yaml_scalars, yaml_tree
from didww_contract.text.json_places import Places, Span
from didww_contract.text.lines import Fault
from didww_contract.text.passages import Passage, passage
from didww_contract.text.pieces import json_pieces


class Tree(Protocol):
    """A document with places."""

    has_comments: bool

    @property
    def value(self) -> Any:
        """The document as plain values; `bytes` for YAML's binary scalars."""

    def span(self, path: Path) -> Span:
        """Where the value at `path` stands, which must exist."""

    def string(self, path: Path) -> Passage:
        """The text of the scalar at `path`, character by character."""

    def faults(self) -> list[Fault]:
        """What is wrong with the document that its value does not show."""


class JsonTree:
    """A JSON document."""

    has_comments = False

    def __init__(self, text: str, value: Any) -> None:
        self._places = Places(text)
        self.value = value

    def span(self, path: Path) -> Span:
        """Where the value at `path` stands."""
        return self._places.span(path)

    def string(self, path: Path) -> Passage:
        """The text of the string, or of any other scalar, at `path`."""
        value = at(self.value, path)
        text = value if isinstance(value, str) else "" if value is None else str(value)

        def locate(start: int, end: int) -> tuple[int, int]:
            span = self._places.span(path)
            quote = 1 if isinstance(value, str) else 0
            whole = passage(self._places.text, span.start, span.end)
            raw = whole.text[quote : len(whole.text) - quote]
            return whole.inside(text, lambda: json_pieces(raw, quote)).span(start, end)

        return Passage(text, locate)

    def faults(self) -> list[Fault]:
        """None: a faulty text has no tree."""
        return []


class YamlTree:
    """A YAML document."""

    has_comments = True

    def __init__(self, source: str, root: yaml_tree.Node) -> None:
        self._source = source
        self._root = root
        self._faults: list[Fault] = []

    @cached_property
    def value(self) -> Any:
        """The document as plain values."""
        return self._value(self._root, {})

    def _value(self, node: yaml_tree.Node, made: dict[int, Any]) -> Any:
        if isinstance(node, yaml_tree.Scalar):
            return _plain(node)
        if id(node) in made:
            return made[id(node)]
        value: Any
        if isinstance(node, yaml_tree.Mapping):
            value = {}
            for key, child in node.pairs():
                value.setdefault(_name(key), self._value(child, made))
        else:
            value = [self._value(child, made) for child in node.children]
        made[id(node)] = value
        return value

    def span(self, path: Path) -> Span:
        """Where the value at `path` stands."""
        node, key = self._descend(path)
        start, end = self._extent(node)
        return Span(start, end, *(self._extent(key) if key else (start, end)))

    def string(self, path: Path) -> Passage:
        """The text of the scalar at `path`."""
        node, _ = self._descend(path)
        if isinstance(node, yaml_tree.Scalar):
            return yaml_scalars.string(self._source, node)
        raise TypeError("only scalars have a text")

    def _descend(self, path: Path) -> tuple[yaml_tree.Node, yaml_tree.Node | None]:
        """The node at `path`, and the key that it belongs to."""
        node, key = self._root, None
        for token in path:
            if isinstance(node, yaml_tree.Mapping):
                key, node = next((name, child) for name, child in node.pairs() if _name(name) == token)
            elif isinstance(node, yaml_tree.Sequence):
                key, node = None, node.children[int(token)]
        return node, key

    def _extent(self, node: yaml_tree.Node) -> tuple[int, int]:
        """Without what follows a collection up to the next token."""
        piece = self._source[node.start : node.end]
        return node.start, node.start + (len(piece.rstrip()) if piece.strip() else 0)

    def faults(self) -> list[Fault]:
        """Keys that occur twice, and numbers that JSON does not have."""
        return list(self._faults_of(self._root, ()))

    def _faults_of(self, node: yaml_tree.Node, path: Path) -> Iterator[Fault]:
        if isinstance(node, yaml_tree.Scalar):
            value = _plain(node)
            if isinstance(value, float) and not math.isfinite(value):
                message = f"{node.text} is not a number in JSON"
                yield Fault("json-number", node.start, node.end, message, "Write null, or a number.", path)
        elif isinstance(node, yaml_tree.Mapping):
            seen: set[str] = set()
            for key, child in zip(node.children[::2], node.children[1::2], strict=True):
                name = _name(key)
                if name in seen and not yaml_tree.is_merge(key):
                    message = "a member occurs twice in one mapping; parsers silently keep one of the two, or refuse it"
                    yield Fault(
                        "json-duplicate-member", *self._extent(key), message, "Keep the one you mean.", (*path, name)
                    )
                seen.add(name)
                yield from self._faults_of(child, (*path, name))
        else:
            for index, child in enumerate(node.children):
                yield from self._faults_of(child, (*path, index))


class Branch:
    """A part of a tree as a tree of its own."""

    has_comments = False

    def __init__(self, tree: Tree, path: Path, value: Any) -> None:
        self._tree = tree
        self._path = path
        self.value = value

    def span(self, path: Path) -> Span:
        """Where the value at `path` of the part stands."""
        return self._tree.span((*self._path, *path))

    def string(self, path: Path) -> Passage:
        """The text of the scalar at `path` of the part."""
        return self._tree.string((*self._path, *path))

    def faults(self) -> list[Fault]:
        """None: those of the whole are the whole's."""
        return []


_CONSTRUCT: dict[str, Any] = {
    "tag:yaml.org,2002:bool": yaml.constructor.SafeConstructor.construct_yaml_bool,
    "tag:yaml.org,2002:int": yaml.constructor.SafeConstructor.construct_yaml_int,
    "tag:yaml.org,2002:float": yaml.constructor.SafeConstructor.construct_yaml_float,
    "tag:yaml.org,2002:null": yaml.constructor.SafeConstructor.construct_yaml_null,
    yaml_tree.BINARY: yaml.constructor.SafeConstructor.construct_yaml_binary,
    "!binary": yaml.constructor.SafeConstructor.construct_yaml_binary,  # as Ruby's psych writes it
}
"""What scalars are made to; those of any other tag, dates among them, stay text, as JSON would have them."""
_constructor = yaml.constructor.SafeConstructor()


def _plain(node: yaml_tree.Scalar) -> Any:
    construct = _CONSTRUCT.get(node.tag)
    if construct is None:
        return node.text
    try:
        return construct(_constructor, yaml.ScalarNode(node.tag, node.text))
    except (ValueError, LookupError, yaml.YAMLError):  # a tag that does not fit its text
        return node.text


def _name(key: yaml_tree.Node) -> str:
    return key.text if isinstance(key, yaml_tree.Scalar) else "?"
