"""The rule catalogue: complete, explained, and its ids for ever."""

import json
from pathlib import Path

import pytest

from didww_contract.contract.constraints import Constraint, constraints, forbids
from didww_contract.contract.naming import RETIRED, rule_id
from didww_contract.contract.rules import OF_NO_DOCUMENT, Rule, catalogue
from didww_contract.contract.versions import KINDS, VERSIONS, Edition
from didww_contract.contract.words import illustrations

IDS = Path(__file__).with_name("rule-ids.txt")


def test_ids_are_append_only() -> None:
    """People have them in their configuration. Add new ones to the end of the file; never change or remove one.

    One that the contract has no more is called retired.
    """
    committed = IDS.read_text().split()
    assert sorted(committed) == sorted([*catalogue(), *RETIRED])
    assert len(set(committed)) == len(committed)


def test_ids_are_readable_slugs() -> None:
    assert all(part.isalnum() and part.islower() and part.isascii() for rule in catalogue() for part in rule.split("-"))


def meaning(constraint: Constraint) -> tuple[object, ...]:
    """What a rule is about. `not` completes a pattern, and a conditional type repeats one that always holds."""
    keyword = "pattern" if constraint.keyword == "not" and not forbids(constraint) else constraint.keyword
    conditional = constraint.conditional and keyword not in ("type", "required")
    return constraint.place, keyword, constraint.value if keyword == "required" else None, conditional


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", VERSIONS)
def test_an_id_means_one_thing_in_a_kind(version: str, kind: str) -> None:
    meanings: dict[str, set[tuple[object, ...]]] = {}
    for constraint in constraints(Edition(version, kind)):
        meanings.setdefault(rule_id(constraint), set()).add(meaning(constraint))
    assert {rule: found for rule, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("rule", catalogue().values(), ids=lambda rule: rule.id)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert rule.forms
    for form in rule.forms:
        assert form.version in VERSIONS
        assert form.kind in KINDS
        assert min(len(form.allowed), len(form.why), len(form.source)) > 5
        assert form.why[-1] in ".)", form.why
    example = illustrations.illustration(rule)
    assert example.right
    assert example.wrong
    assert example.right != example.wrong


def test_examples_of_rules_are_json(subtests: pytest.Subtests) -> None:
    """Whole ones are; those that are cut short say so."""
    for rule in catalogue().values():
        for text in illustrations.illustration(rule):
            if "…" not in text and rule.id not in OF_NO_DOCUMENT and "a response" not in text:
                with subtests.test(rule=rule.id, text=text):
                    assert json.loads(text if text[0] in "[{" else "{" + text + "}") is not None
