"""Knows every constraint that a schema states: where in a document it holds, by which keyword, and in which words.

The schemas keep to few keywords, so that every engine reads them alike and so that this walk is short. A keyword that
the walk does not know is an error, never a constraint without a rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from didww_contract.contract import files
from didww_contract.contract.pointers import Path

ASSERTIONS = frozenset(
    ["type", "enum", "const", "pattern", "not", "minLength", "minimum", "maximum", "minItems", "maxItems"]
)
APPLICATORS = frozenset(["properties", "items", "then", "else"])
ANNOTATIONS = frozenset(
    ["$schema", "$comment", "$defs", "title", "description", "default", "examples", "format", "readOnly"]
)
EACH = "*"
"""Stands for any index in the place of an array's item."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One keyword of one schema, seen from the documents that it judges."""

    path: Path
    """How an engine gets from the schema's root to the keyword, without the `$ref` steps."""
    place: tuple[str, ...]
    """Where in a document it holds: member names, with `*` for any item of an array."""
    keyword: str
    value: Any
    """What the keyword demands; for `required` the one member that must be there."""
    node: Mapping[str, Any]
    """The schema object that holds the keyword, with its title, description and $comment."""
    conditional: bool
    """Whether it holds only under an `if`."""


@cache
def constraints(version: str, kind: str) -> tuple[Constraint, ...]:
    """All constraints on documents of this kind and version, those beside a `$ref` before those behind it."""
    name = files.schema_name(version, kind)
    return tuple(_walk(name, files.read(name), (), (), conditional=False))


def _walk(
    file: str, node: Mapping[str, Any], path: Path, place: tuple[str, ...], *, conditional: bool
) -> Iterator[Constraint]:
    for keyword, value in node.items():
        here = (*path, keyword)
        if keyword in ASSERTIONS:
            yield Constraint(here, place, keyword, value, node, conditional)
        elif keyword == "required":
            for member in value:
                yield Constraint(here, place, keyword, member, node, conditional)
        elif keyword == "additionalProperties" and value is False:
            yield Constraint(here, place, keyword, tuple(node.get("properties", ())), node, conditional)
        elif keyword in APPLICATORS:
            for step, inside, child in _children(keyword, value):
                yield from _walk(
                    file, child, here + step, place + inside, conditional=conditional or keyword in ("then", "else")
                )
        elif keyword not in ANNOTATIONS and keyword not in ("if", "$ref"):
            raise NotImplementedError(f"{file} uses the keyword {keyword!r}, of which the rule catalogue knows nothing")
    if "$ref" in node:
        target, child = files.resolve(file, node["$ref"])
        yield from _walk(target, child, path, place, conditional=conditional)


def _children(keyword: str, value: Any) -> Iterator[tuple[Path, tuple[str, ...], Mapping[str, Any]]]:
    """The schemas inside an applicator: the steps to each in the schema and in the document."""
    if keyword == "properties":
        for member, child in value.items():
            if child is not True:
                yield (member,), (member,), child
    elif value is not True:
        yield (), (EACH,) if keyword == "items" else (), value


def explanation(constraint: Constraint, version: str, kind: str) -> Mapping[str, Any]:
    """The schema object that says what a constraint is for.

    That is its own or, where that only binds a shared schema to a version, the shared one at the same place.
    """
    around = [other for other in constraints(version, kind) if other.place == constraint.place]
    alike = [other for other in around if other.keyword == constraint.keyword]
    return next(other.node for other in (constraint, *alike, *around) if "description" in other.node)


@cache
def by_path(version: str, kind: str) -> Mapping[Path, tuple[Constraint, ...]]:
    """The constraints that an engine's error with this evaluation path may mean, the outermost first."""
    found: dict[Path, list[Constraint]] = {}
    for constraint in constraints(version, kind):
        found.setdefault(constraint.path, []).append(constraint)
    return {path: tuple(group) for path, group in found.items()}


@cache
def by_place(version: str, kind: str) -> Mapping[tuple[str, ...], tuple[Constraint, ...]]:
    """The constraints that always hold at a place of the document, the outermost first."""
    found: dict[tuple[str, ...], list[Constraint]] = {}
    for constraint in constraints(version, kind):
        if not constraint.conditional:
            found.setdefault(constraint.place, []).append(constraint)
    return {place: tuple(group) for place, group in found.items()}


def forbids(constraint: Constraint) -> bool:
    """Whether the constraint refuses every value: that is how a schema says that a member is read-only."""
    return constraint.keyword == "not" and constraint.value == {}


@cache
def members(version: str, kind: str) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The members that each object of a document may have, read-only ones in requests left out."""
    places = by_place(version, kind)
    return {
        place: tuple(
            name for name in constraint.value if not any(forbids(child) for child in places.get((*place, name), ()))
        )
        for place, group in places.items()
        for constraint in group
        if constraint.keyword == "additionalProperties"
    }


def place_of(path: Path) -> tuple[str, ...]:
    """The place that a path in a document belongs to: its indexes become `*`."""
    return tuple(EACH if isinstance(token, int) else token for token in path)
