"""Knows how to draw valid documents that earn a chosen warning."""

import copy
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import event, reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from didww_contract.contract.advisories import advice
from didww_contract.contract.engines import shared
from didww_contract.contract.versions import Edition
from didww_contract.specimens.advised import WAYS, advisories
from didww_contract.specimens.changes import Change
from didww_contract.strategies.broken import chosen, one_of
from didww_contract.strategies.documents import documents


@dataclass(frozen=True, slots=True)
class Advised:
    """A valid document that earns a warning, perhaps among others."""

    document: Any
    rule: str
    """Id of the rule, as in `didww-contract rules`."""
    pointer: str
    """JSON Pointer to what the warning is about."""
    change: Change
    kind: str
    version: str


def advised_documents(
    edition: Edition, rules: Collection[str] | None = None, *, plain: bool = False
) -> SearchStrategy[Advised]:
    """Valid documents that earn one of the warnings `rules`, or of all that there are."""
    return _advised(edition, chosen(rules, advisories(edition), edition), plain=plain)


@st.composite
def _advised(draw: DrawFn, edition: Edition, rules: tuple[str, ...], *, plain: bool) -> Advised:
    rule = draw(one_of(rules))
    document = copy.deepcopy(draw(_whole(edition, plain=plain)))
    how, pointer, before, after = WAYS[rule](document)
    found = [finding for finding in advice(document, edition) if finding.rule == rule]
    if not found or not shared(edition).is_valid(document):
        reject()
    event(f"rule: {rule}")
    change = Change(how, pointer, before, after)
    return Advised(document, rule, found[0].pointer, change, edition.kind, edition.version)


@cache
def _whole(edition: Edition, *, plain: bool) -> SearchStrategy[Any]:
    return documents(edition, plain=plain, place=("data", "attributes") if "request" in edition.kind else ())
