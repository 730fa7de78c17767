"""Every example has the verdict that its folder says, from both engines."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from didww_contract import Contract
from didww_contract.contract import files
from didww_contract.contract.rules import Form, catalogue
from didww_contract.contract.versions import KINDS, VERSIONS
from didww_contract.lint import Linter, Skipped

EXAMPLES = Path(files.root(), "schemas", "examples")
ENGINES: tuple[Any, ...] = ("jsonschema-rs", "jsonschema")


def found(path: Path, engine: Any) -> list[tuple[str, str]]:
    """The rules and severities of the findings on an example, whose folders say what it is."""
    _verdict, version, kind, *_ = path.relative_to(EXAMPLES).parts
    linter = Linter(version, kind, contract=lambda version: Contract(version, engine=engine))
    result = linter.judge(path.name, path.read_bytes())
    assert not isinstance(result, Skipped)
    return [(located.finding.rule, located.finding.severity) for located in result.findings]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("valid/*/*/*")), ids=lambda path: f"{path.parts[-2]}-{path.stem}")
def test_a_valid_example_has_no_findings(path: Path, engine: Any) -> None:
    assert found(path, engine) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("invalid/*/*/*/*")), ids=lambda path: "-".join(path.parts[-3:]))
def test_an_invalid_example_breaks_the_rule_of_its_folder_and_no_other(path: Path, engine: Any) -> None:
    errors = [rule for rule, severity in found(path, engine) if severity == "error"]
    assert errors == [path.parent.name]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("warning/*/*/*/*")), ids=lambda path: "-".join(path.parts[-3:]))
def test_a_warning_example_earns_the_warning_of_its_folder_and_no_error(path: Path) -> None:
    findings = found(path, "jsonschema-rs")
    assert (path.parent.name, "warning") in findings
    assert all(severity == "warning" for _, severity in findings)


def test_every_folder_of_examples_is_known() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == {"valid", "invalid", "warning"}
    assert {path.name for path in EXAMPLES.glob("*/*")} == set(VERSIONS)
    assert {path.name for path in EXAMPLES.glob("*/*/*")} == set(KINDS)


SAME_AS = {"2022-05-10": "2021-12-15"}
"""Versions that differ from an earlier one in `meta.api_version` only: its examples are theirs too."""


def as_version(text: str, version: str) -> str:
    return re.sub(r'(?<="api_version": ")[0-9-]+', version, text)


@pytest.mark.parametrize("version", SAME_AS)
def test_versions_that_are_the_same_judge_alike(version: str) -> None:
    ours, theirs = Contract(version), Contract(SAME_AS[version])
    judged = 0
    for path in sorted(EXAMPLES.glob(f"*/{SAME_AS[version]}/*/**/*.json")):
        kind = path.relative_to(EXAMPLES).parts[2]
        if path.parent.name.startswith("json-") or path.parent.name == "meta-api-version-const":
            continue
        text = path.read_text(encoding="utf-8")
        expected = [(f.rule, f.pointer, f.message) for f in theirs.validate(kind, json.loads(text))]
        found = [(f.rule, f.pointer, f.message) for f in ours.validate(kind, json.loads(as_version(text, version)))]
        assert found == [(r, p, as_version(m, version)) for r, p, m in expected], path
        judged += 1
    assert judged > 400


def has_example(rule: str, severity: str, form: Form) -> bool:
    folder = "warning" if severity == "warning" else "invalid"
    versions = (form.version, SAME_AS.get(form.version, form.version))
    return any(any(EXAMPLES.glob(f"{folder}/{version}/{form.kind}/{rule}/*.json")) for version in versions)


def test_every_rule_has_an_example_in_every_kind_that_it_judges() -> None:
    text_rules = {rule for rule in catalogue() if rule.startswith("json-")}  # the same text is as bad in any kind
    missing = [
        (rule.id, form.kind)
        for rule in catalogue().values()
        for form in rule.forms[: 1 if rule.id in text_rules else None]
        if not has_example(rule.id, rule.severity, form)
    ]
    assert missing == []


def test_every_kind_of_every_version_has_a_valid_example() -> None:
    folders = [f"valid/{version}/{kind}" for version in VERSIONS for kind in KINDS]
    assert [folder for folder in folders if not any(EXAMPLES.glob(f"{folder}/*.json"))] == []
