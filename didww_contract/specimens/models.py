"""Knows the shape that the schemas give to documents: at each place, what may stand there.

Everything is read off the constraints of the rule catalogue; no limit is written here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from didww_contract.contract.constraints import EACH, Constraint, Place, by_place, constraints, forbids
from didww_contract.contract.versions import Edition

_ANY = ("null", "boolean", "integer", "string", "array", "object")
_ENDLESS = 10**9


@dataclass(frozen=True, slots=True)
class Node:
    """What may stand at one place of a document."""

    place: Place
    types: tuple[str, ...]
    """JSON Schema's names, null last."""
    values: tuple[Any, ...]
    """The values of an enum or a const; empty where any will do."""
    patterns: tuple[str, ...]
    """Regular expressions that a string must match, the outermost first."""
    title: str
    """The schema's own words for what its pattern allows."""
    least: int
    """Minimum, minLength or minItems, whichever the type has."""
    most: int
    """Maximum, maxLength or maxItems; very large where there is none."""
    unique: bool
    members: tuple[str, ...]
    """The members that an object may have, but for those that it may not."""
    required: frozenset[str]
    branches: tuple[str, ...]
    """The types that decide what is in this object's other members; empty where its type decides nothing."""


Model = Mapping[Place, Node]
"""The nodes of a kind of documents; a place that is not in it takes anything."""


@cache
def model(edition: Edition, branch: str | None = None) -> Model:
    """The shape of documents; of places that depend on a type around them, that under `branch`."""
    places = by_place(edition, branch)
    hidden = {place for place, group in places.items() if any(map(forbids, group))}
    branching = _branching(edition)
    return {
        place: _node(place, group, [other for other in places if other not in hidden], branching.get(place, ()))
        for place, group in places.items()
        if place not in hidden
    }


@cache
def _branching(edition: Edition) -> Mapping[Place, tuple[str, ...]]:
    """The objects whose type decides, with the types that they may have."""
    known = {constraint.branch for constraint in constraints(edition)} - {None}
    found: dict[Place, tuple[str, ...]] = {}
    for place, group in by_place(edition).items():
        for constraint in group:
            if place[-1:] == ("type",) and constraint.keyword == "enum" and known & set(constraint.value):
                found[place[:-1]] = tuple(constraint.value)
    return found


def _node(place: Place, group: tuple[Constraint, ...], places: list[Place], branches: tuple[str, ...]) -> Node:
    said: dict[str, list[Any]] = {}
    for constraint in group:
        said.setdefault(constraint.keyword, []).append(constraint.value)
    values = [value for value in said.get("enum", [()])[0] if all(value in other for other in said.get("enum", []))]
    values = [*said["const"][:1]] if "const" in said else values
    types = _types(said.get("type", []), values)
    titles = [constraint.node["title"] for constraint in group if "title" in constraint.node]
    below = tuple(dict.fromkeys(other[-1] for other in places if len(other) > len(place) and other[:-1] == place))
    closed = said.get("additionalProperties", [])
    listed = [name for name in closed[0] if all(name in other for other in closed)] if closed else below
    return Node(
        place,
        types,
        tuple(values),
        tuple(said.get("pattern", ())),
        titles[0] if titles else "",
        max(said.get("minimum", []) + said.get("minLength", []) + said.get("minItems", []), default=0),
        min(said.get("maximum", []) + said.get("maxLength", []) + said.get("maxItems", []), default=_ENDLESS),
        "uniqueItems" in said,
        tuple(name for name in listed if name != EACH and ((*place, name) in places or not closed)),
        frozenset(said.get("required", ())),
        branches,
    )


def _types(said: list[Any], values: list[Any]) -> tuple[str, ...]:
    names = {bool: "boolean", int: "integer", str: "string", type(None): "null"}
    if values:
        return tuple(dict.fromkeys(names[type(value)] for value in values))
    sets = [{one} if isinstance(one, str) else set(one) for one in said]
    left = set(_ANY).intersection(*sets) if sets else set(_ANY)
    return tuple(sorted(left, key=lambda name: name == "null"))
