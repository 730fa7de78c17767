"""Knows the cases of the warnings: documents that the API takes but whose authors should look at something."""

from collections.abc import Iterator
from dataclasses import replace

from didww_contract.contract.constraints import Place
from didww_contract.contract.versions import Edition
from didww_contract.corpus.cases import Case, Untrue, case_id, copied, valid_case, warned_case
from didww_contract.specimens.advised import WAYS, advisories
from didww_contract.specimens.building import built
from didww_contract.specimens.changes import Change

_METHOD: Place = ("data", "attributes", "authentication_method", "attributes")
_WANTED: tuple[Place, ...] = (("links", "first"), ("data", "attributes"), _METHOD)
"""What a document must have for a warning, of which each kind has some: the least that does."""


def warned_cases(edition: Edition) -> Iterator[Case]:
    """For each warning that documents of an edition can earn, one that does and what it was made of."""
    for rule in advisories(edition):
        for number in range(1, len(_WANTED) + 1):
            pair = _pair(edition, rule, _WANTED[:number])
            if pair:
                yield from pair
                break
        else:
            raise Untrue(f"{edition}: {rule}")


def _pair(edition: Edition, rule: str, wanted: tuple[Place, ...]) -> tuple[Case, Case] | None:
    kept = built(edition, wanted)
    document = copied(kept)
    try:
        change = Change(*WAYS[rule](document))
    except KeyError:  # it lacks what the warning is about
        return None
    case = warned_case(document, edition, rule, change)
    silent = valid_case(case_id(edition, rule, "kept"), kept, edition)
    if case is None or silent is None or rule in silent.warnings:
        return None
    return silent, replace(case, neighbour=silent.id)
