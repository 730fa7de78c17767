"""Knows the cases that need no chance: the same on every machine, by ids that stay while a case means the same.

Of every kind: the shortest and the fullest document, each value of an enum, null and absence of each member, telling
spellings, every pair of optional members, and for each rule what keeps it, narrowly where it is a limit, and the
mistakes that break it.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

from didww_contract.contract.constraints import EACH, Place, constraints
from didww_contract.contract.pointers import at
from didww_contract.contract.versions import Edition
from didww_contract.corpus.cases import Case, Untrue, case_id, compact, place_slug, replaced, valid_case, value_slug
from didww_contract.corpus.joint import joint_cases
from didww_contract.corpus.mistakes import rule_cases
from didww_contract.corpus.warned import warned_cases
from didww_contract.specimens.building import branches, built, first_path, leaves_of, optional
from didww_contract.specimens.leaves import leaf
from didww_contract.specimens.models import Node, model

_SPELLINGS = {"create-request": 40, "trunk": 12}
"""How many spellings of each sort of value the kinds get that clients write and read most; others get a few."""


_STATES = 12
"""How many values of a member are tried for one that excuses others."""


def cases(edition: Edition) -> Iterator[Case]:
    """All systematic cases of a kind in a version; each is judged anew, and none is given that fails.

    No valid document comes twice; whatever has it for a neighbour names the one that came.
    """
    came: dict[str, str] = {}
    instead: dict[str, str] = {}
    for part in (_shapes, _values, _lists, _absences, _excused, _pairs, rule_cases, joint_cases, warned_cases):
        for case in part(edition):
            if case.rule is not None:
                yield replace(case, neighbour=instead[case.neighbour or ""])
                continue
            text = compact(case.document)
            instead[case.id] = came.setdefault(text, case.id)
            if came[text] == case.id:
                yield case


def _shapes(edition: Edition) -> Iterator[Case]:
    for branch in branches(edition):
        sort = f"-{branch.replace('_', '-')}" if branch else ""
        yield _valid(edition, "shape", f"shortest{sort}", built(edition, branch=branch))
        yield _valid(edition, "shape", f"fullest{sort}", built(edition, optional(edition, branch), branch))


def _valid(edition: Edition, about: str, what: str, document: Any) -> Case:
    case = valid_case(name := case_id(edition, about, what), document, edition)
    if case is None:
        raise Untrue(name)
    return case


def _values(edition: Edition) -> Iterator[Case]:
    """Each value of an enum, both booleans, null, and the telling spellings of each sort of text and number."""
    seen: set[Any] = set()
    for branch, node in leaves_of(edition):
        if len(node.values) == 1 or _elsewhere(edition, node.place):
            continue
        document = built(edition, [node.place], branch)
        path = first_path(document, node.place)
        for value in _telling(edition, node, seen):
            name = case_id(edition, place_slug(node.place), f"is-{value_slug(value)}")
            if path and (case := valid_case(name, replaced(document, path, value), edition)):
                yield case


def _elsewhere(edition: Edition, place: Place) -> bool:
    """Whether the cases of one trunk have what there is to say about a place of a page of trunks."""
    return edition.kind == "trunk-collection" and place[:2] == ("data", EACH)


def _telling(edition: Edition, node: Node, seen: set[Any]) -> list[Any]:
    found = list(node.values) or ([False, True] if "boolean" in node.types else [])
    sort = (node.types, node.patterns, node.title, node.least, node.most)
    if not found and sort not in seen:
        seen.add(sort)
        found = [leaf(node, number) for number in range(_SPELLINGS.get(edition.kind, 4))]
    if "null" in node.types:
        found.append(None)
    return list({(type(value), value): value for value in found}.values())


def _lists(edition: Edition) -> Iterator[Case]:
    """Empty arrays, and null in the place of an array or object, wherever they are right."""
    seen: set[Place] = set()
    for branch in branches(edition):
        for place, node in model(edition, branch).items():
            if not place or node.types[0] not in ("array", "object") or place in seen:
                continue
            seen.add(place)
            if _elsewhere(edition, place):
                continue
            document = built(edition, [place], branch)
            path = first_path(document, place)
            options: list[tuple[str, Any]] = [("empty", [])] if node.types[0] == "array" else []
            options += [("is-null", None)] if "null" in node.types else []
            for what, value in options:
                name = case_id(edition, place_slug(place), what)
                if path and (case := valid_case(name, replaced(document, path, value), edition)):
                    yield case


def _absences(edition: Edition) -> Iterator[Case]:
    """The fullest document without each of its optional members."""
    seen: set[Place] = set()
    for branch in branches(edition):
        for place in optional(edition, branch):
            if place in seen or _elsewhere(edition, place):
                continue
            seen.add(place)
            document = built(edition, optional(edition, branch), branch)
            path = first_path(document, place)
            if path is None:
                continue
            del at(document, path[:-1])[path[-1]]
            if case := valid_case(case_id(edition, place_slug(place), "absent"), document, edition):
                yield case


def _excused(edition: Edition) -> Iterator[Case]:
    """Documents without what must be there only while another member has certain values: each alone, and all."""
    group = [one for one in constraints(edition) if one.keyword == "required" and one.conditional]
    places = tuple(dict.fromkeys((*one.place, one.value) for one in group))
    for missing in [(place,) for place in places] + ([places] if len(places) > 1 else []):
        words = "-and-".join(place_slug(place) for place in missing)
        for size, wanted in (("shortest", places), ("fullest", optional(edition))):
            document = built(edition, wanted)
            for place in missing:
                if path := first_path(document, place):
                    del at(document, path[:-1])[path[-1]]
            name = case_id(edition, "excused", f"{size}-without-{words}")
            yield from _in_a_state(edition, name, document, missing)


def _in_a_state(edition: Edition, name: str, document: Any, missing: tuple[Place, ...]) -> Iterator[Case]:
    """The document made valid by another value of a member beside those that are missing, if there is one."""
    beside = [place for place in model(edition) if place[:-1] == missing[0][:-1] and place not in missing]
    for place in beside:
        path = first_path(document, place)
        for number in range(_STATES if path else 0):
            changed = replaced(document, path or (), leaf(model(edition)[place], number))
            if case := valid_case(name, changed, edition):
                yield case
                return


def _pairs(edition: Edition) -> Iterator[Case]:
    """Each two optional members together, and each alone: with the shortest document all four ways of every pair."""
    first = branches(edition)[0]
    places = optional(edition, first)
    for place in places:
        yield _valid(edition, "alone", place_slug(place), built(edition, [place], first))
    for one, other in combinations(places, 2):
        if one != other[: len(one)] and other != one[: len(other)]:
            what = f"{place_slug(one)}-with-{place_slug(other)}"
            yield _valid(edition, "pairs", what, built(edition, [one, other], first))
