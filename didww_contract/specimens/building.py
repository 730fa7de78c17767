"""Knows how to build a valid document without chance: the same one on every machine."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from didww_contract.contract.advisories import advice
from didww_contract.contract.constraints import EACH, Place, members
from didww_contract.contract.pointers import Path
from didww_contract.contract.versions import Edition
from didww_contract.specimens.leaves import leaf
from didww_contract.specimens.mending import mended
from didww_contract.specimens.models import Node, model

_LIMIT: Place = ("data", "attributes", "capacity_limit")
_CALM = {_LIMIT: 10}
"""Values that earn no warning, where the simplest ones do."""


def built(edition: Edition, wanted: Collection[Place] = (), branch: str | None = None) -> Any:
    """A valid document with the members that it must have and those at the places `wanted`, and no others.

    Under an object whose type decides, `branch` is that type, or else the first that there is. Where the document
    would earn a warning that a limit on calls keeps away, it has such a limit.
    """
    document = _built(edition, wanted, branch)
    if _LIMIT not in wanted and _LIMIT in model(edition) and advice(document, edition):
        return _built(edition, (*wanted, _LIMIT), branch)
    return document


def _built(edition: Edition, wanted: Collection[Place], branch: str | None) -> Any:
    builder = _Builder(edition, wanted, branch)
    return mended(builder.value(()), edition, builder.value)


class _Builder:
    """Builds one document."""

    def __init__(self, edition: Edition, wanted: Collection[Place], branch: str | None) -> None:
        self._edition = edition
        self._branch = branch
        self._present = {place[:length] for place in wanted for length in range(len(place) + 1)}

    def value(self, place: Place, branch: str | None = None, number: int = 0) -> Any:
        """What stands at a place, under a type of the object around it; several items are told by a number."""
        node = model(self._edition, branch).get(place)
        if node is None:
            return {}
        if node.types[0] == "object":
            return self._object(node, branch)
        if node.types[0] == "array":
            return [self.value((*place, EACH), branch, index) for index in range(max(node.least, 1))]
        return _CALM.get(place, leaf(node, number, plain=True))

    def _object(self, node: Node, branch: str | None) -> dict[str, Any]:
        if node.branches:
            branch = self._branch if self._branch in node.branches else node.branches[0]
            node = model(self._edition, branch)[node.place]
        made: dict[str, Any] = {}
        for name in node.members:
            place = (*node.place, name)
            if name == "type" and node.branches:
                made[name] = branch
            elif name in node.required or place in self._present:
                made[name] = self.value(place, branch)
        return made


@cache
def branches(edition: Edition) -> tuple[str | None, ...]:
    """The types that decide what is in documents of an edition; None alone where nothing does."""
    return tuple(dict.fromkeys(name for node in model(edition).values() for name in node.branches)) or (None,)


@cache
def optional(edition: Edition, branch: str | None = None) -> tuple[Place, ...]:
    """The places of members that a document may have or not, under one type, by depth-first order of the schema.

    Those that a schema calls deprecated do not count.
    """
    shape, known = model(edition, branch), members(edition, branch)
    return tuple(
        (*place, name)
        for place, node in shape.items()
        for name in node.members
        if name not in node.required and not (name == "type" and node.branches)
        if name in known.get(place, node.members)
    )


def first_path(document: Any, place: Place) -> Path | None:
    """The first path into a document that belongs to a place; None if the document has nothing there."""
    path: Path = ()
    for token in place:
        if token == EACH and isinstance(document, list) and document:
            path, document = (*path, 0), document[0]
        elif isinstance(document, dict) and token in document:
            path, document = (*path, token), document[token]
        else:
            return None
    return path


def leaves_of(edition: Edition) -> Iterator[tuple[str | None, Node]]:
    """The nodes without members or items, each under the first type that has it."""
    seen: set[Place] = set()
    for branch in branches(edition):
        for place, node in model(edition, branch).items():
            if place not in seen and not {"object", "array"} & set(node.types[:1]):
                seen.add(place)
                yield branch, node
