"""Both engines give the same findings on every document, and so on every Python value."""

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract import Contract
from didww_contract.contract import files
from didww_contract.contract.pointers import path
from didww_contract.contract.versions import KINDS

FAST = Contract(engine="jsonschema-rs")
REFERENCE = Contract(engine="jsonschema")
EXAMPLES = [
    (path.relative_to(Path(files.root(), "schemas", "examples")).parts[2], json.loads(path.read_text(encoding="utf-8")))
    for path in sorted(Path(files.root(), "schemas", "examples").glob("*/*/*/**/*.json"))
    if not path.parent.name.startswith("json-")
]
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.sampled_from(["active", "voice_out_trunks", "dids", "1.2.3.4/32", "100.0", "\ud800", "\n"]),
        st.sampled_from(
            [10**400, Decimal("1.5"), Decimal(1), Decimal("Infinity"), (1, "2"), {1, 2}, b"x", object, complex(1, 2)]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.text(max_size=3), st.sampled_from(["data", "type", "id", "attributes"])), inner, max_size=3
        ),
        st.dictionaries(st.integers(), inner, max_size=1),
    ),
    max_leaves=6,
)


def all_paths(node: Any) -> list[tuple[Any, ...]]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [(), *((key, *rest) for key, child in children for rest in all_paths(child))]


def change(document: Any, where: tuple[Any, ...], how: str, value: Any) -> Any:
    if not where:
        return value
    changed = copy.deepcopy(document)
    parent = changed
    for step in where[:-1]:
        parent = parent[step]
    if how == "remove":
        del parent[where[-1]]
    elif how == "add" and isinstance(parent, dict):
        parent[f"{where[-1]}x"] = value
    else:
        parent[where[-1]] = value
    return changed


@given(st.sampled_from(EXAMPLES), st.data())
def test_on_changed_examples(example: tuple[str, Any], data: st.DataObject) -> None:
    kind, document = example
    for _ in range(data.draw(st.integers(0, 3))):
        where = data.draw(st.sampled_from(all_paths(document)))
        document = change(document, where, data.draw(st.sampled_from(["set", "remove", "add"])), data.draw(values))
    agree(kind, document)


@given(st.sampled_from(KINDS), values)
def test_on_any_value(kind: str, document: Any) -> None:
    agree(kind, document)


def agree(kind: str, document: Any) -> None:
    findings = FAST.validate(kind, document)
    assert findings == REFERENCE.validate(kind, document)
    errors = [finding for finding in findings if finding.severity == "error"]
    assert FAST.is_valid(kind, document) == REFERENCE.is_valid(kind, document) == (not errors)
    assert len({(finding.rule, finding.pointer, finding.message) for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.message
        assert finding.hint
        assert finding.message.isprintable()


@pytest.mark.parametrize("kind", KINDS)
def test_on_deep_nesting(kind: str) -> None:
    deep: Any = []
    for _ in range(700):
        deep = [deep]
    for document in (deep, {"data": deep}, {"errors": [{"meta": deep}]}, {"data": {"attributes": {"x": deep}}}):
        agree(kind, document)


@given(st.sampled_from(EXAMPLES))
def test_a_pointer_leads_to_something(example: tuple[str, Any]) -> None:
    kind, document = example
    for finding in FAST.validate(kind, document):
        path(finding.pointer, document)
