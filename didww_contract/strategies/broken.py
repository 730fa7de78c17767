"""Knows how to draw invalid documents that break exactly one rule, and how to label them.

A label is true or there is no document: after every change the validator must find the one rule at the one place, and
nothing else. That holds while Hypothesis shrinks, too.
"""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from hypothesis import event, reject
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from didww_contract.contract.constraints import Constraint, Place, forbids
from didww_contract.contract.pointers import Path, at, pointer
from didww_contract.contract.versions import QUERIES, Edition
from didww_contract.specimens.admission import only_breach, targets
from didww_contract.specimens.building import first_path
from didww_contract.specimens.changes import ABSENT, Change
from didww_contract.specimens.conditions import CONTRADICTIONS
from didww_contract.specimens.faults import mistakes
from didww_contract.specimens.models import model
from didww_contract.strategies.documents import documents


@dataclass(frozen=True, slots=True)
class Invalid:
    """A document that breaks one rule, at one place, and no other."""

    document: Any
    rule: str
    """Id of the rule, as in `didww-contract rules`."""
    pointer: str
    """JSON Pointer to what the validator blames."""
    change: Change
    kind: str
    version: str


def chosen(rules: Collection[str] | None, known: Collection[str], edition: Edition) -> tuple[str, ...]:
    """The rules to break; raises InvalidArgument, with a hint, for one that the edition does not have."""
    if isinstance(rules, str):
        rules = [rules]
    for rule in rules or ():
        if rule not in known:
            close = get_close_matches(str(rule), known, n=3)
            meant = f" Did you mean {' or '.join(close)}?" if close else ""
            message = f"no rule {rule!r} for documents of the kind {edition.kind} in API version {edition.version}."
            raise InvalidArgument(f"{message}{meant} Known rules: {', '.join(known)}.")
    if rules is not None and not rules:
        raise InvalidArgument("rules is empty: leave it out to have all of them.")
    if not known:
        raise InvalidArgument(f"documents of the kind {edition.kind} earn no warning in API version {edition.version}.")
    return tuple(known) if rules is None else tuple(rules)


def invalid_documents(
    edition: Edition, rules: Collection[str] | None = None, *, plain: bool = False
) -> SearchStrategy[Invalid]:
    """Documents that break one of `rules`, or of all rules that there are."""
    return _invalid(edition, chosen(rules, targets(edition), edition), plain=plain)


@st.composite
def _invalid(draw: DrawFn, edition: Edition, rules: tuple[str, ...], *, plain: bool) -> Invalid:
    rule = draw(one_of(rules))
    group = targets(edition)[rule]
    constraint = group[draw(_below(len(group)))] if len(group) > 1 else group[0]
    found = _broken(draw, edition, rule, constraint, plain=plain)
    event(f"rule: {rule}")
    return found


@cache
def one_of(rules: tuple[str, ...]) -> SearchStrategy[str]:
    """One of several rules, made once: making a strategy takes longer than drawing from it."""
    return st.sampled_from(rules)


@cache
def _below(number: int) -> SearchStrategy[int]:
    return st.integers(0, number - 1)


@cache
def _whole(edition: Edition, place: Place, branch: str | None, *, plain: bool) -> SearchStrategy[Any]:
    return documents(edition, plain=plain, sparse=True, place=place, branch=branch)


def _broken(draw: DrawFn, edition: Edition, rule: str, constraint: Constraint, *, plain: bool) -> Invalid:
    if rule in CONTRADICTIONS:
        place: Place = ("data", "attributes")
    else:
        place = (*constraint.place[:-1], "") if forbids(constraint) else constraint.place
        if constraint.keyword in ("required", "additionalProperties"):
            place = (*place, constraint.value if constraint.keyword == "required" else "")
    document = draw(_whole(edition, place, constraint.branch, plain=plain))
    if rule in CONTRADICTIONS:
        change = CONTRADICTIONS[rule](document)
        return _admitted(document, edition, rule, Change(*change))
    where = first_path(document, constraint.place[:-1] if forbids(constraint) else constraint.place)
    if where is None:
        reject()
    if constraint.keyword in ("required", "additionalProperties") and not isinstance(at(document, where), dict):
        reject()  # null is all that there may be in this document
    if constraint.keyword == "required":
        before = at(document, where).pop(constraint.value)
        return _admitted(
            document, edition, rule, Change("left out", pointer((*where, constraint.value)), before, ABSENT)
        )
    if constraint.keyword == "additionalProperties" or forbids(constraint):
        return _with_member(draw, document, edition, rule, constraint, where)
    node = model(edition, constraint.branch)[constraint.place]
    before = at(document, where)
    options = mistakes(constraint, node, before)
    how, after = options[draw(_below(len(options)))]
    if where:
        at(document, where[:-1])[where[-1]] = after
    else:
        document = after
    return _admitted(document, edition, rule, Change(how, pointer(where), before, after))


_UNKNOWN = ("note", "capacityLimit", "Name", "callback_method", "_links", "", "имя", "data-", "x" * 300)
_UNKNOWN_PARAMETERS = ("filter[note]", "page[limit]", "sort[]", "fields[dids]", "page", "filter[]", "filter[имя]")
"""Of the families that the API reads: others it ignores."""


def _with_member(
    draw: DrawFn, document: Any, edition: Edition, rule: str, constraint: Constraint, where: Path
) -> Invalid:
    parent = at(document, where)
    if forbids(constraint):
        name, how = constraint.place[-1], "a member that only the API sets"
    else:
        unknown = _UNKNOWN_PARAMETERS if edition.kind in QUERIES else _UNKNOWN
        name, how = unknown[draw(_below(len(unknown)))], "a member that nobody knows"
    after: Any = (None, "x", 5, True, [], {})[draw(_below(6))]
    parent[name] = after
    return _admitted(document, edition, rule, Change(how, pointer((*where, name)), ABSENT, after))


def _admitted(document: Any, edition: Edition, rule: str, change: Change) -> Invalid:
    """The labelled document, if the label is true."""
    breach = only_breach(rule, document, edition)
    if breach is None:
        reject()
    return Invalid(document, rule, pointer(breach.path), change, edition.kind, edition.version)
