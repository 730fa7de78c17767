"""Knows which rules a document can break, and admits one as broken only if its label is true."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from didww_contract.contract.breaches import Breach, breaches
from didww_contract.contract.constraints import Constraint, by_path, constraints
from didww_contract.contract.engines import shared
from didww_contract.contract.naming import rule_id
from didww_contract.contract.versions import Edition
from didww_contract.specimens.conditions import CONTRADICTIONS


@cache
def targets(edition: Edition) -> Mapping[str, tuple[Constraint, ...]]:
    """The rules that documents of an edition can break, each with the constraints that state it."""
    found: dict[str, list[Constraint]] = {}
    for constraint in constraints(edition):
        rule = rule_id(constraint)
        if not constraint.conditional or rule in CONTRADICTIONS:
            found.setdefault(rule, []).append(constraint)
    return {rule: tuple(group) for rule, group in found.items()}


def only_breach(rule: str, document: Any, edition: Edition) -> Breach | None:
    """The breach of `rule`, if the validator finds that, at one place, and nothing else."""
    engine = shared(edition)
    if engine.is_valid(document):
        return None
    violations = list(engine.violations(document))
    found = breaches(violations, document, edition)
    if len(found) != 1 or found[0].rule != rule:
        return None
    meant = {rule, *(one.rule for one in found[0].joint)}
    for violation in violations:  # the validator may have made one finding of several
        group = by_path(edition)[violation.keyword_path]
        if meant.isdisjoint(map(rule_id, group)) and not group[0].conditional:
            return None
    return found[0]
