"""Every example has the verdict that its folder says, from both engines."""

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
    result = Linter(Contract(version, engine=engine), kind).judge(path.name, path.read_bytes())
    assert not isinstance(result, Skipped)
    return [(located.finding.rule, located.finding.severity) for located in result]


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


def has_example(rule: str, severity: str, form: Form) -> bool:
    folder = "warning" if severity == "warning" else "invalid"
    return any(EXAMPLES.glob(f"{folder}/{form.version}/{form.kind}/{rule}/*.json"))


def test_every_rule_has_an_example_in_every_kind_that_it_judges() -> None:
    text_rules = {rule for rule in catalogue() if rule.startswith("json-")}  # the same text is as bad in any kind
    missing = [
        (rule.id, form.kind)
        for rule in catalogue().values()
        for form in rule.forms[: 1 if rule.id in text_rules else None]
        if not has_example(rule.id, rule.severity, form)
    ]
    assert missing == []


def test_every_kind_has_a_valid_example() -> None:
    assert [kind for kind in KINDS if not any(EXAMPLES.glob(f"valid/*/{kind}/*.json"))] == []
