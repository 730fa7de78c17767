"""Knows the cases of the rules that stand for several: two members left out at once, and those of another type."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from didww_contract.contract.constraints import EACH, Place, by_place
from didww_contract.contract.joint_rules import OTHER_BRANCH, lacking
from didww_contract.contract.pointers import at, path, pointer
from didww_contract.contract.versions import QUERIES, Edition
from didww_contract.corpus.cases import Case, Untrue, broken_case, case_id, replaced, valid_case
from didww_contract.specimens.building import branches, built, first_path
from didww_contract.specimens.changes import Change


def joint_cases(edition: Edition) -> Iterator[Case]:
    """For each such rule that an edition has, a document that keeps it and one that breaks it."""
    if edition.kind not in QUERIES and (place := _most_demanding(edition)) is not None:
        yield from _left_out(edition, place)
    if len(branches(edition)) > 1:
        yield from _of_another_type(edition)


def _most_demanding(edition: Edition) -> Place | None:
    """The object that must have the most members; None where none must have two."""
    counts: dict[Place, int] = {}
    for place, group in by_place(edition).items():
        needed = {one.value for one in group if one.keyword == "required" and one.branch is None}
        if len(needed) > 1 and not (place[:2] == ("data", EACH) and len(place) > 2):
            counts[place] = len(needed)
    return max(counts, key=lambda place: counts[place], default=None)


def _left_out(edition: Edition, place: Place) -> Iterator[Case]:
    kept = built(edition, [place])
    where = first_path(kept, place)
    if where is None:
        raise Untrue(f"{edition}: nothing at {place}")
    names = list(dict.fromkeys(one.value for one in by_place(edition)[place] if one.keyword == "required"))[-2:]
    before: dict[str, Any] = at(kept, where)
    after = {name: value for name, value in before.items() if name not in names}
    yield from _both(edition, lacking(edition.kind), kept, Change("two left out", pointer(where), before, after))


def _of_another_type(edition: Edition) -> Iterator[Case]:
    """The attributes stay, the type beside them becomes another."""
    first, second, *_ = (branch for branch in branches(edition) if branch)
    place = next(place for place in by_place(edition) if place[-2:] == _TYPE)
    kept = built(edition, [(*place[:-1], "attributes")], first)
    where = first_path(kept, place)
    if where is None:
        raise Untrue(f"{edition}: nothing at {place}")
    yield from _both(edition, OTHER_BRANCH, kept, Change("another type", pointer(where), first, second))


_TYPE = ("authentication_method", "type")


def _both(edition: Edition, rule: str, kept: Any, change: Change) -> Iterator[Case]:
    right = valid_case(case_id(edition, rule, "kept"), kept, edition)
    wrong = broken_case(replaced(kept, path(change.pointer, kept), change.after), edition, rule, change)
    if right is None or wrong is None:
        raise Untrue(f"{edition}: {rule}")
    yield right
    yield replace(wrong, neighbour=right.id)
