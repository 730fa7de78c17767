"""Knows every constraint that a schema states: where in a document it holds, by which keyword, and in which words.

The schemas keep to few keywords, so that every engine reads them alike and so that this walk is short. A keyword that
the walk does not know is an error, never a constraint without a rule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

from didww_contract.contract import files
from didww_contract.contract.pointers import Path
from didww_contract.contract.versions import Edition

ASSERTIONS = frozenset(["type", "enum", "const", "pattern", "not", "minLength", "maxLength", "minimum", "maximum"])
ASSERTIONS |= {"minItems", "maxItems", "uniqueItems"}
APPLICATORS = frozenset(["properties", "items", "allOf", "then", "else"])
ANNOTATIONS = frozenset(
    ["$schema", "$comment", "$defs", "title", "description", "default", "examples", "format", "readOnly", "deprecated"]
)
_PASSING = "patternProperties"
"""Only ever names members that may be there besides those listed, whatever is in them."""
EACH = "*"
"""Stands for any index in the place of an array's item."""
Place = tuple[str, ...]
"""Where in documents something stands: member names, with `*` for any item of an array."""


class Names(tuple[str, ...]):  # noqa: SLOT001 - a tuple cannot have any
    """The members that an object lists; `in` also holds for those that a pattern lets pass."""

    patterns: tuple[str, ...]

    def __new__(cls, node: Mapping[str, Any]) -> Self:
        """The names that a schema object lists or lets pass."""
        names = super().__new__(cls, node.get("properties", ()))
        names.patterns = tuple(node.get(_PASSING, ()))
        return names

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or (
            isinstance(name, str) and any(re.search(pattern, name) for pattern in self.patterns)
        )


@dataclass(frozen=True, slots=True)
class Constraint:
    """One keyword of one schema, seen from the documents that it judges."""

    path: Path
    """How an engine gets from the schema's root to the keyword, without the `$ref` steps."""
    place: Place
    keyword: str
    value: Any
    """What the keyword demands; for `required` the one member that must be there."""
    node: Mapping[str, Any]
    """The schema object that holds the keyword, with its title, description and $comment."""
    conditional: bool = False
    """Whether it holds only under an `if` that looks at other members."""
    rests_on: tuple[Place, ...] = ()
    """The members that the `if` looks at; where one of them is wrong, what is under `then` says nothing new."""
    branch: str | None = None
    """The `type` of the object around it under which it holds; None if it holds whatever the type is."""


@cache
def constraints(edition: Edition) -> tuple[Constraint, ...]:
    """All constraints on documents of this kind and version, those beside a `$ref` before those behind it."""
    name = files.schema_name(edition)
    return tuple(_walk(name, files.read(name), Constraint((), (), "", None, {})))


def _walk(file: str, node: Mapping[str, Any], above: Constraint) -> Iterator[Constraint]:
    """The constraints in a schema of `file`; `above` says where it stands and under which conditions."""
    for keyword, value in node.items():
        here = replace(above, path=(*above.path, keyword), keyword=keyword, value=value, node=node)
        if keyword in ASSERTIONS:
            yield here
        elif keyword == "required":
            for member in value:
                yield replace(here, value=member)
        elif keyword == "additionalProperties" and value is False:
            yield replace(here, value=Names(node))
        elif keyword in APPLICATORS:
            for step, inside, child in _children(keyword, value):
                found = _walk(file, child, replace(here, path=here.path + step, place=here.place + inside))
                yield from _under(node["if"], found, here) if keyword in ("then", "else") else found
        elif keyword not in ANNOTATIONS and keyword not in ("if", "$ref", _PASSING):
            raise NotImplementedError(f"{file} uses the keyword {keyword!r}, of which the rule catalogue knows nothing")
    if "$ref" in node:
        target, child = files.resolve(file, node["$ref"])
        yield from _walk(target, child, above)


def _children(keyword: str, value: Any) -> Iterator[tuple[Path, Place, Mapping[str, Any]]]:
    """The schemas inside an applicator: the steps to each in the schema and in the document."""
    if keyword == "properties":
        for member, child in value.items():
            if child is not True:
                yield (member,), (member,), child
    elif keyword == "allOf":
        for index, child in enumerate(value):
            yield (index,), (), child
    elif value is not True:
        yield (), (EACH,) if keyword == "items" else (), value


def _under(condition: Mapping[str, Any], found: Iterator[Constraint], here: Constraint) -> Iterator[Constraint]:
    """Constraints as they are under an `if`: in a branch if that asks for the type of the same object only."""
    members = condition.get("properties", {})
    if here.keyword == "then" and members.keys() == {"type"} and "const" in members["type"]:
        for constraint in found:
            yield replace(constraint, branch=members["type"]["const"])
        return
    rests_on = tuple(here.place + place for place in _looked_at(condition)) if here.keyword == "then" else ()
    for constraint in found:
        yield replace(constraint, conditional=True, rests_on=rests_on)


def _looked_at(condition: Mapping[str, Any], place: Place = ()) -> Iterator[Place]:
    """The innermost members that a condition asks about."""
    if "not" in condition and not place:
        condition = condition["not"]
    members = condition.get("properties")
    if not members and place:
        yield place
    for name, child in (members or {}).items():
        yield from _looked_at(child, (*place, name))


def explanation(constraint: Constraint, edition: Edition) -> Mapping[str, Any]:
    """The schema object that says what a constraint is for.

    That is its own or, where that only binds a shared schema to a version, the shared one at the same place.
    """
    around = [other for other in constraints(edition) if other.place == constraint.place]
    alike = [other for other in around if other.keyword == constraint.keyword]
    return next(other.node for other in (constraint, *alike, *around) if "description" in other.node)


@cache
def by_path(edition: Edition) -> Mapping[Path, tuple[Constraint, ...]]:
    """The constraints that an engine's error with this evaluation path may mean, the outermost first."""
    found: dict[Path, list[Constraint]] = {}
    for constraint in constraints(edition):
        found.setdefault(constraint.path, []).append(constraint)
    return {path: tuple(group) for path, group in found.items()}


@cache
def by_place(edition: Edition, branch: str | None = None) -> Mapping[Place, tuple[Constraint, ...]]:
    """The constraints that hold at a place of the document, the outermost first.

    Of those that hold under one type only, those under `branch` count; without a branch that there is, those of all.
    """
    if branch is not None and all(constraint.branch != branch for constraint in constraints(edition)):
        return by_place(edition)
    found: dict[Place, list[Constraint]] = {}
    for constraint in constraints(edition):
        if not constraint.conditional and (branch is None or constraint.branch in (None, branch)):
            found.setdefault(constraint.place, []).append(constraint)
    return {place: tuple(group) for place, group in found.items()}


def forbids(constraint: Constraint) -> bool:
    """Whether the constraint refuses every value: that is how a schema says that a member is read-only."""
    return constraint.keyword == "not" and constraint.value == {}


def is_deprecated(name: str, node: Mapping[str, Any]) -> bool:
    """Whether a schema object lists a member only to let it pass."""
    child = node["properties"][name]
    return child is not True and child.get("deprecated", False)


@cache
def members(edition: Edition, branch: str | None = None) -> Mapping[Place, tuple[str, ...]]:
    """The members that each object of a document should have, or may have.

    Left out are those that are read-only in requests, and those that a schema calls deprecated: the API takes them, but
    ignores them or does not document them.
    """
    places = by_place(edition, branch)
    found: dict[Place, dict[str, None]] = {}
    for place, group in places.items():
        for constraint in group:
            if constraint.keyword == "additionalProperties":
                writable = (
                    name
                    for name in constraint.value
                    if not any(forbids(child) for child in places.get((*place, name), ()))
                    and not is_deprecated(name, constraint.node)
                )
                found.setdefault(place, {}).update(dict.fromkeys(writable))
    return {place: tuple(names) for place, names in found.items()}


def is_required(place: Place, edition: Edition, branch: str | None = None) -> bool:
    """Whether the object around a place must always have the member that stands there."""
    around = by_place(edition, branch).get(place[:-1], ())
    return any(constraint.keyword == "required" and constraint.value == place[-1] for constraint in around)


def demands(group: Iterable[Constraint]) -> dict[str, Any]:
    """What constraints on one place demand together, by keyword; `type` is always there, as a list.

    Of two with the same keyword the outer one counts, for it is the narrower.
    """
    found = {constraint.keyword: constraint.value for constraint in reversed(tuple(group))}
    types = found.get("type", [])
    return {**found, "type": [types] if isinstance(types, str) else list(types)}


def place_of(path: Path) -> Place:
    """The place that a path in a document belongs to: its indexes become `*`."""
    return tuple(EACH if isinstance(token, int) else token for token in path)
