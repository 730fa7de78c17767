"""Every label names its cause: without the constraint of a rule, the documents that break it are valid.

The documents are drawn by the strategies, the verdict on the schemas without the rule is jsonschema-rs's.
"""

import copy
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings

from didww_contract.contract import files
from didww_contract.contract.constraints import Constraint, constraints
from didww_contract.contract.naming import rule_id
from didww_contract.contract.versions import KINDS, VERSIONS, Edition
from didww_contract.specimens.admission import targets
from didww_contract.strategies.broken import Invalid, invalid_documents

BASE = "https://schemas.invalid/"
EDITIONS = {
    files.canonical(files.schema_name(edition)): edition
    for edition in (Edition(version, kind) for version in reversed(VERSIONS) for kind in KINDS)
}
DRAWS = 2


def without(rule: str, edition: Edition) -> Any:
    """An engine for the schemas without the constraints of one rule.

    Nor with what holds only on condition of other members: where one of those is wrong, the validator does not tell
    what follows from that, but it follows.
    """
    every = constraints(edition)
    broken = [constraint for constraint in every if rule_id(constraint) == rule or constraint.rests_on]
    nodes = {id(constraint.node): constraint.node for constraint in broken}

    def read(uri: str) -> Any:
        return stripped(files.read(uri.removeprefix(BASE)), nodes, broken)

    schema = files.schema_name(edition)
    return jsonschema_rs.Draft202012Validator(
        read(BASE + schema), base_uri=BASE + schema, retriever=read, validate_formats=False
    )


def stripped(node: Any, nodes: dict[int, Any], broken: list[Constraint]) -> Any:
    """A copy of a schema in which the keywords of some constraints are left out."""
    if isinstance(node, list):
        return [stripped(child, nodes, broken) for child in node]
    if not isinstance(node, dict):
        return node
    left = {name: stripped(child, nodes, broken) for name, child in node.items()}
    if id(node) in nodes:
        for constraint in broken:
            if constraint.node is node and constraint.keyword == "required":
                left["required"] = [name for name in left.get("required", []) if name != constraint.value]
            elif constraint.node is node:
                left.pop(constraint.keyword, None)
    return left


@pytest.mark.parametrize("edition", EDITIONS.values(), ids="-".join)
def test_without_its_constraint_what_breaks_a_rule_is_valid(edition: Edition) -> None:
    survivors = []
    for rule in targets(edition):
        engine = without(rule, edition)
        documents: list[Invalid] = []

        @settings(max_examples=DRAWS, deadline=None, database=None)
        @given(invalid_documents(edition, [rule]))
        def draw(broken: Invalid) -> None:
            documents.append(copy.deepcopy(broken))  # noqa: B023 - run at once

        draw()
        survivors += [(rule, broken.change) for broken in documents if not engine.is_valid(broken.document)]
    assert survivors == []
