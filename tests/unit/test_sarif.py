"""The report for code scanning: valid by the official schema, and what GitHub and sarif-tools make of it."""

import json
import ntpath
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract.contract.findings import Finding
from didww_contract.contract.rules import catalogue
from didww_contract.lint.file_names import Names
from didww_contract.lint.outcome import Located, Outcome, Skipped
from didww_contract.report import sarif
from didww_contract.text.lines import Excerpt, Position

SCHEMA = json.loads((Path(__file__).parents[1] / "resources" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def located(rule: str = "name-required", severity: Any = "error", file: str = "a.json", **more: Any) -> Located:
    pointer, line = more.pop("pointer", "/data/attributes"), more.pop("line", 3)
    finding = Finding(rule, severity, pointer, more.pop("message", "wrong"), "Mend it.", "create-request", "2021-12-15")
    place = Position(line, 5), Position(line, 9)
    return Located(finding, file, *place, Excerpt("", "SOURCE TEXT", ""), more.pop("part", ""))


def run_of(outcome: Outcome, **options: Any) -> Any:
    report = json.loads(sarif.report(outcome, version="1.2.3", **options))
    VALIDATOR.validate(report)
    (run,) = report["runs"]
    return run


ANY_TEXT = st.text(st.characters(codec=None), max_size=30)
FINDINGS = st.builds(
    located,
    st.sampled_from(sorted(catalogue())[:20]),
    st.sampled_from(["error", "warning"]),
    st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=30),
    pointer=ANY_TEXT,
    message=ANY_TEXT,
    part=ANY_TEXT,
    line=st.integers(1, 1000),
)


@given(st.lists(FINDINGS, max_size=4), st.lists(st.booleans(), max_size=3))
def test_whatever_is_found_the_schema_takes_it(findings: list[Located], skipped: list[bool]) -> None:
    outcome = Outcome(findings=findings, skipped=[Skipped(f"f{failed}", "reason", failed) for failed in skipped])
    run = run_of(outcome)
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(findings)
    assert [rule["id"] for rule in rules] == sorted({one.finding.rule for one in findings})
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert run["invocations"][0]["executionSuccessful"] is not any(skipped)
    fingerprints = [result["partialFingerprints"]["didwwContract/v1"] for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


def test_the_schema_would_refuse_what_is_wrong() -> None:
    report = json.loads(sarif.report(Outcome(findings=[located()]), version="1.2.3"))
    report["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not VALIDATOR.is_valid(report)


def test_a_result_says_what_where_and_in_which_message() -> None:
    run = run_of(Outcome(findings=[located(file="a b/ü#1.yaml", part="interaction 3, request")]))
    (result,) = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["level"] == "error"
    assert result["message"] == {"text": "interaction 3, request: wrong. Mend it."}
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/%C3%BC%231.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
    }
    assert place["logicalLocations"] == [
        {"fullyQualifiedName": "/data/attributes", "kind": "value"},
        {"name": "interaction 3, request"},
    ]
    assert "SOURCE TEXT" not in json.dumps(run)


@pytest.mark.parametrize("rule", sorted(catalogue())[::10])
def test_each_rule_has_help(rule: str) -> None:
    severity = catalogue()[rule].severity
    ((described),) = run_of(Outcome(findings=[located(rule, severity)]))["tool"]["driver"]["rules"]
    form = catalogue()[rule].forms[0]
    assert form.allowed[:900] in described["shortDescription"]["text"]
    assert all(len(described[name]["text"]) <= 1024 for name in ("shortDescription", "fullDescription"))
    for word in (form.allowed, form.why, form.source, form.version):
        assert word in described["help"]["text"]
        assert word in described["help"]["markdown"].replace("\\", "") or "\\" in word
    assert described["defaultConfiguration"]["level"] == severity
    assert len(described["properties"]["tags"]) <= 20


def test_the_worst_are_kept_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif.MOST == 5000  # which is what GitHub shows
    monkeypatch.setattr(sarif, "MOST", 50)
    warnings = [located("name-blank", "warning", line=n) for n in range(1, sarif.MOST + 1)]
    errors = [located(line=n) for n in range(1, 4)]
    outcome = Outcome(findings=[*warnings, *errors], untold=Counter(error=7))
    run = run_of(outcome)
    assert len(run["results"]) == sarif.MOST
    assert [result["level"] for result in run["results"][:4]] == ["error"] * 3 + ["warning"]
    assert run["properties"]["resultsCut"] == 3 + 7
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("10 more results are not in this file")
    assert run["invocations"][0]["executionSuccessful"]


def test_a_file_that_cannot_be_read_is_told() -> None:
    outcome = Outcome(skipped=[Skipped("a.json", "is a directory", failed=True), Skipped("b.json", "no", failed=False)])
    invocation = run_of(outcome)["invocations"][0]
    assert not invocation["executionSuccessful"]
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"] == "a.json: is a directory"
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.json"


def fingerprints(*findings: Located) -> list[str]:
    results = run_of(Outcome(findings=list(findings)))["results"]
    return [result["partialFingerprints"]["didwwContract/v1"] for result in results]


def test_a_fingerprint_outlives_a_shift_of_lines_and_another_wording() -> None:
    assert fingerprints(located(line=3)) == fingerprints(located(line=300, message="other words"))
    assert fingerprints(located(file="./a.json")) == fingerprints(located(file="a.json"))
    others = [located("name-type"), located(file="b.json"), located(part="line 2"), located(pointer="/data")]
    assert len(set(fingerprints(located(), located(), *others))) == 6


def test_files_outside_of_the_folder_have_absolute_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in side").mkdir()
    monkeypatch.chdir(tmp_path / "in side")
    files = ["a.json", str(tmp_path / "in side" / "b.json"), "../ö.json", str(tmp_path / "d.json")]
    run = run_of(Outcome(findings=[located(file=file) for file in files]))
    found = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert found == [
        {"uri": "a.json", "uriBaseId": "%SRCROOT%"},
        {"uri": "b.json", "uriBaseId": "%SRCROOT%"},
        {"uri": f"file://{tmp_path}/%C3%B6.json"},
        {"uri": f"file://{tmp_path}/d.json"},
    ]
    run = run_of(Outcome(findings=[located(file="a.json")]), folder=str(tmp_path))
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "in%20side/a.json"


def test_names_on_windows_have_forward_slashes() -> None:
    names = Names("C:\\repo", ntpath)
    assert names.inside("C:\\repo\\fixtures\\a.json") == "fixtures/a.json"
    assert names.inside("c:\\REPO\\a.json") == "a.json"
    assert names.inside("C:\\other\\a.json") is None
    assert names.inside("D:\\repo\\a.json") is None
    assert names.anywhere("C:\\other\\a.json") == "../other/a.json"
    assert names.anywhere("D:\\repo\\a.json") == "D:/repo/a.json"


def test_a_folder_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real" / "below").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    names = Names(str(tmp_path / "real"))
    assert names.inside(str(tmp_path / "link" / "below" / "a.json")) == "below/a.json"
    assert Names(str(tmp_path / "link")).inside(str(tmp_path / "real" / "a.json")) == "a.json"


def test_sarif_tools_reads_it(tmp_path: Path) -> None:
    loader = pytest.importorskip("sarif.loader")
    (tmp_path / "a.sarif").write_text(
        sarif.report(Outcome(findings=[located(), located("name-blank", "warning")]), version="1"), "utf-8"
    )
    read = loader.load_sarif_file(str(tmp_path / "a.sarif"))
    assert read.get_distinct_tool_names() == ["didww-contract"]
    counted = {severity: read.get_report().get_issue_count_for_severity(severity) for severity in ("error", "warning")}
    assert counted == {"error": 1, "warning": 1}
    (first, second) = read.get_records()
    assert (first["Location"], first["Line"], first["Code"]) == ("a.json", 3, "name-required")
    assert second["Description"] == "wrong. Mend it."
