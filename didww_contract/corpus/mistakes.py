"""Knows the cases of the rules that the schemas state: both sides of each, and the mistakes that people make."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from didww_contract.contract.constraints import Constraint, Place, forbids
from didww_contract.contract.pointers import Path, at, pointer
from didww_contract.contract.versions import Edition
from didww_contract.corpus.cases import Case, Untrue, broken_case, case_id, copied, replaced, valid_case
from didww_contract.specimens.admission import targets
from didww_contract.specimens.building import built, first_path
from didww_contract.specimens.changes import ABSENT, Change
from didww_contract.specimens.conditions import CONTRADICTIONS
from didww_contract.specimens.faults import mistakes
from didww_contract.specimens.models import model

_MISTAKES = {"update-request": 2, "trunk": 1, "trunk-collection": 1}
"""How many mistakes with a value the kinds get whose rules are those of a create request or of a trunk; others get all.
Null in the place of a value counts besides, but in a page of trunks."""
Broken = tuple[Any, Change]
"""A document that may break a rule, and what was done."""


def rule_cases(edition: Edition) -> Iterator[Case]:
    """For each rule, of each place that it holds at, a document that keeps it and those that break it."""
    for rule, group in targets(edition).items():
        if rule in CONTRADICTIONS:
            yield from _contradiction(edition, rule)
            continue
        for suffix, constraint in _distinct(group, edition):
            yield from _of_constraint(edition, rule, constraint, suffix)


def _distinct(group: tuple[Constraint, ...], edition: Edition) -> Iterator[tuple[str, Constraint]]:
    """The constraints that state a rule, each place and type once, with what tells the later ones from the first."""
    seen: set[tuple[Place, str | None]] = set()
    for constraint in group:
        key = (constraint.place, constraint.branch)
        if key not in seen:
            suffix = "" if not seen else f"-under-{constraint.branch}" if constraint.branch else f"-{len(seen) + 1}"
            seen.add(key)
            yield suffix, constraint
        if edition.kind.startswith("trunk"):
            return  # in answers, each rule once


def _contradiction(edition: Edition, rule: str) -> Iterator[Case]:
    kept = built(edition, [("data", "attributes")] if edition.kind.endswith("request") else [])
    document = copied(kept)
    change = Change(*CONTRADICTIONS[rule](document))
    yield from _both_sides(edition, rule, "", kept, [(document, change)])


def _of_constraint(edition: Edition, rule: str, constraint: Constraint, suffix: str) -> Iterator[Case]:
    place = constraint.place[:-1] if forbids(constraint) else constraint.place
    wanted = (*place, constraint.value) if constraint.keyword == "required" else place
    kept = built(edition, [wanted], constraint.branch)
    where = first_path(kept, place)
    if where is None:
        raise Untrue(f"{edition}: nothing at {place}")
    if constraint.keyword == "required":
        found = [_left_out(kept, where, constraint.value)]
    elif constraint.keyword == "additionalProperties" or forbids(constraint):
        found = list(_with_members(kept, where, constraint))
    else:
        found = list(_with_values(edition, kept, where, constraint))
        kept = _narrowly(edition, kept, where, constraint, found)
    yield from _both_sides(edition, rule, suffix, kept, found)


def _both_sides(edition: Edition, rule: str, suffix: str, kept: Any, found: list[Broken]) -> Iterator[Case]:
    case = valid_case(name := case_id(edition, rule, f"kept{suffix}"), kept, edition)
    if case is None:
        raise Untrue(name)
    yield case
    labelled = ((made, change, case_id(edition, rule, change.how + suffix)) for made, change in found)
    cases = [case for made, change, named in labelled if (case := broken_case(made, edition, rule, change, named))]
    if not cases:
        raise Untrue(f"{edition}: nothing breaks {rule}{suffix}")
    many = _MISTAKES.get(edition.kind, len(cases))
    for index, case in enumerate(cases):
        if index < many or (edition.kind != "trunk-collection" and case.change and case.change.how == "null"):
            yield replace(case, neighbour=name)


def _left_out(kept: Any, where: Path, name: str) -> Broken:
    document = copied(kept)
    before = at(document, where).pop(name)
    return document, Change("left out", pointer((*where, name)), before, ABSENT)


def _with_members(kept: Any, where: Path, constraint: Constraint) -> Iterator[Broken]:
    """A member that nobody knows, and known ones as other conventions spell them; or one that is read-only."""
    if forbids(constraint):
        name = str(constraint.place[-1])
        named = [(name, "x", "a member that only the API sets"), (name, None, "a member that only the API sets, null")]
    else:
        named = [(name, value, how) for name, value, how in _strangers(kept, where, constraint)]
    for name, value, how in named:
        document = copied(kept)
        at(document, where)[name] = value
        yield document, Change(how, pointer((*where, name)), ABSENT, value)


def _strangers(kept: Any, where: Path, constraint: Constraint) -> Iterator[tuple[str, Any, str]]:
    if constraint.value.patterns:  # which let the others pass
        yield "filter[note]", "x", "a filter that nobody knows"
        yield "page", "2", "a family without a member"
    else:
        yield "note", "x", "a member that nobody knows"
        yield "", None, "a member without a name"
    for name in constraint.value:
        camel = re.sub(r"[_-]([a-z])", lambda match: match[1].upper(), name)
        if camel != name and name not in at(kept, where):
            yield camel, None, "camel case"
            yield name.replace("_", "-"), None, "hyphens in the name"
            yield name.upper(), None, "upper case"
            return


def _with_values(edition: Edition, kept: Any, where: Path, constraint: Constraint) -> Iterator[Broken]:
    node = model(edition, constraint.branch)[constraint.place]
    before = at(kept, where)
    for how, after in mistakes(constraint, node, before):
        yield replaced(kept, where, after), Change(how, pointer(where), before, after)


def _narrowly(edition: Edition, kept: Any, where: Path, constraint: Constraint, found: list[Broken]) -> Any:
    """A document that is just inside a limit, if the constraint is one and there is such a document."""
    limit, keyword = constraint.value, constraint.keyword
    if keyword in ("minimum", "maximum"):
        value = limit
    elif keyword in ("maxLength", "maxItems"):
        value = found[0][1].after[:limit]
    elif keyword in ("minLength", "minItems"):
        value = at(kept, where)[:limit]
    else:
        return kept
    document = replaced(kept, where, value)
    return document if valid_case("", document, edition) else kept
