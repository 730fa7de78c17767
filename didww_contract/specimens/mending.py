"""Knows how to make a document right whose members contradict each other, in the way that its author would."""

from collections.abc import Callable
from typing import Any

from didww_contract.contract.constraints import Place, by_path
from didww_contract.contract.engines import Violation, shared
from didww_contract.contract.pointers import Path, at
from didww_contract.contract.versions import Edition
from didww_contract.specimens.models import model

Value = Callable[[Place], Any]
"""Makes something that may stand at a place."""


def mended(document: Any, edition: Edition, value: Value) -> Any:
    """A document whose members contradict each other made right, in the way that its author would."""
    engine = shared(edition)
    for _ in range(4):
        if engine.is_valid(document):
            break
        for violation in engine.violations(document):
            _mend(document, violation, edition, value)
    return document


def _mend(document: Any, violation: Violation, edition: Edition, value: Value) -> None:
    constraint = by_path(edition)[violation.keyword_path][0]
    where: Path = violation.where
    if not constraint.conditional:
        return
    if constraint.keyword == "required":
        entry = at(document, where)
        for name in (name for name in constraint.node["required"] if name not in entry):
            entry[name] = value((*constraint.place, name))
        return
    parent = at(document, where[:-1])
    if constraint.keyword == "maxItems":
        parent[where[-1]] = parent[where[-1]][: constraint.value]
    elif constraint.keyword == "const":  # a default DID, which goes with one action only
        document["data"]["attributes"]["on_cli_mismatch_action"] = "replace_cli"
    elif constraint.keyword == "not":
        parent[where[-1]] = next(
            other for other in model(edition)[constraint.place].values if other != constraint.value["const"]
        )
