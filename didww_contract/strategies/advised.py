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
from didww_contract.contract.constraints import EACH, Place
from didww_contract.contract.engines import shared
from didww_contract.contract.versions import QUERIES, Edition
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
    document = copy.deepcopy(draw(_whole(edition, *_around(rule, edition), plain=plain)))
    how, pointer, before, after = WAYS[rule](document)
    found = [finding for finding in advice(document, edition) if finding.rule == rule]
    if not found or not shared(edition).is_valid(document):
        reject()
    event(f"rule: {rule}")
    change = Change(how, pointer, before, after)
    return Advised(document, rule, found[0].pointer, change, edition.kind, edition.version)


def _around(rule: str, edition: Edition) -> tuple[Place, str | None]:
    """What a document must have so that something in it can earn a warning, and the type that this stands under."""
    if "request" in edition.kind:
        return ("data", "attributes"), None
    if not edition.kind.startswith("trunk") or edition.kind in QUERIES or rule == "links-query":
        return (), None
    attributes: Place = ("data", EACH, "attributes") if edition.kind == "trunk-collection" else ("data", "attributes")
    if rule == "tech-prefix-empty":
        return (*attributes, "authentication_method", "attributes", ""), "credentials_and_ip"
    return attributes, None


@cache
def _whole(edition: Edition, place: Place, branch: str | None, *, plain: bool) -> SearchStrategy[Any]:
    return documents(edition, plain=plain, place=place, branch=branch)
