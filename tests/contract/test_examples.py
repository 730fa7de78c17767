"""Every example has the verdict that its folder says, from both engines."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from didww_contract import Contract
from didww_contract.contract import files
from didww_contract.contract.rules import OF_NO_DOCUMENT, Form, catalogue
from didww_contract.contract.versions import KINDS, VERSIONS
from didww_contract.lint.linter import Linter
from didww_contract.lint.outcome import Outcome

EXAMPLES = Path(files.root(), "schemas", "examples")
ENGINES: tuple[Any, ...] = ("jsonschema-rs", "jsonschema")


def found(path: Path, engine: Any) -> list[tuple[str, str]]:
    """The rules and severities of the findings on an example, whose folders say what it is."""
    _verdict, version, kind, *_ = path.relative_to(EXAMPLES).parts
    linter = Linter(version, kind, contract=lambda version: Contract(version, engine=engine))
    outcome = Outcome()
    linter.judge(outcome, path.name, path.read_bytes())
    assert outcome.documents == 1
    return [(located.finding.rule, located.finding.severity) for located in outcome.findings]


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


def as_version(text: str, version: str) -> str:
    return re.sub(r'(?<="api_version": ")[0-9-]+', version, text)


def test_the_version_of_2022_05_10_judges_as_the_one_before_it_does() -> None:
    """It differs in `meta.api_version` only: the earlier version's examples are its too."""
    ours, theirs = Contract("2022-05-10"), Contract("2021-12-15")
    judged = 0
    for path in sorted(EXAMPLES.glob("*/2021-12-15/*/**/*.json")):
        kind = path.relative_to(EXAMPLES).parts[2]
        if path.parent.name.startswith("json-") or path.parent.name == "meta-api-version-const":
            continue
        text = path.read_text(encoding="utf-8")
        expected = [(f.rule, f.pointer, f.message) for f in theirs.validate(kind, json.loads(text))]
        document = json.loads(as_version(text, "2022-05-10"))
        found = [(f.rule, f.pointer, f.message) for f in ours.validate(kind, document)]
        assert found == [(r, p, as_version(m, "2022-05-10")) for r, p, m in expected], path
        judged += 1
    assert judged > 500


def has_example(rule: str, form: Form) -> bool:
    """Whether the version, or an earlier one from which it has inherited the rule, has an example of it."""
    folder = "warning" if form.severity == "warning" else "invalid"
    return any(
        version == form.version or breaks_only(path, rule, form)
        for version in VERSIONS[VERSIONS.index(form.version) :: -1]
        for path in EXAMPLES.glob(f"{folder}/{version}/{form.kind}/{rule}/*.json")
    )


def breaks_only(path: Path, rule: str, form: Form) -> bool:
    """Whether an earlier version's example is one of the rule in this version too."""
    document = json.loads(as_version(path.read_text(encoding="utf-8"), form.version))
    found = Contract(form.version).validate(form.kind, document)
    errors = [finding.rule for finding in found if finding.severity == "error"]
    return errors == [rule] if form.severity == "error" else not errors and rule in {f.rule for f in found}


OUTSIDE = OF_NO_DOCUMENT.keys()
"""Rules about text are as bad in any kind and version; tests/carriers/ has the examples of those about messages."""


@pytest.mark.parametrize("version", VERSIONS)
def test_every_rule_has_an_example_in_every_kind_that_it_judges(version: str) -> None:
    missing = [
        (rule.id, form.kind)
        for rule in catalogue().values()
        for form in rule.forms
        if form.version == version and rule.id not in OUTSIDE and not has_example(rule.id, form)
    ]
    assert missing == []


def test_every_rule_about_text_has_an_example() -> None:
    folders = {path.name for path in EXAMPLES.glob("invalid/2021-12-15/create-request/json-*")}
    assert folders == {rule for rule in OUTSIDE if rule.startswith("json-")}


def test_every_kind_of_every_version_has_a_valid_example() -> None:
    folders = [f"valid/{version}/{kind}" for version in VERSIONS for kind in KINDS]
    assert [folder for folder in folders if not any(EXAMPLES.glob(f"{folder}/*.json"))] == []
