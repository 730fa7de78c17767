"""The report for GitHub Actions, read back as GitHub's runner reads it; and the statistics."""

import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract.contract.findings import Finding
from didww_contract.lint.outcome import Located, Outcome, Skipped
from didww_contract.report import github, statistics
from didww_contract.report.summary import summary
from didww_contract.text.lines import Excerpt, Position


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def command(line: str) -> Command:
    """As the runner reads a line; it undoes its escapes one after the other, the percent sign last."""
    match = re.fullmatch(r"::([^\s:]+)(?: ([^:]*))?::(.*)", line, re.DOTALL)
    assert match, line
    said = dict(pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
    return Command(match[1], {name: undone(value) for name, value in said.items()}, undone(match[3]))


def undone(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def located(file: str = "a.json", severity: Any = "error", message: str = "wrong", **more: Any) -> Located:
    finding = Finding(more.pop("rule", "name-required"), severity, "", message, "Mend it.", None, None)
    start, end = more.pop("start", Position(3, 5)), more.pop("end", Position(3, 9))
    return Located(finding, file, start, end, Excerpt("", "", ""), more.pop("part", ""))


def commands(outcome: Outcome) -> list[Command]:
    return [command(line) for line in github.report(outcome, quiet=True).splitlines()]


def test_an_annotation_says_what_and_where() -> None:
    (found,) = commands(Outcome(findings=[located("a, b:c.json", message="100% wrong", part="entry 2")]))
    place = {"file": "a, b:c.json", "line": "3", "endLine": "3", "col": "5", "endColumn": "9"}
    assert found == ("error", place | {"title": "name-required"}, "entry 2: 100% wrong. Mend it.")


def test_columns_are_left_out_where_github_takes_none() -> None:
    (found,) = commands(Outcome(findings=[located(end=Position(5, 2))]))
    assert found.properties == {"file": "a.json", "line": "3", "endLine": "5", "title": "name-required"}


def test_the_worst_come_first_and_what_is_cut_is_counted() -> None:
    findings = [located(severity="warning", start=Position(n, 1), end=Position(n, 1)) for n in range(1, 13)]
    findings += [located(start=Position(n, 1), end=Position(n, 1)) for n in range(1, 15)]
    found = commands(Outcome(findings=findings, untold=Counter(error=30)))
    assert [one.name for one in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert [one.properties["line"] for one in found[:20]] == [str(n) for n in range(1, 11)] * 2
    assert found[-1].message == (
        "34 errors and 2 warnings more are not shown here: GitHub shows 10 of each. "
        "--format concise lists more of them."
    )
    (*_, last) = commands(Outcome(findings=findings[:11]))
    assert last.message.startswith("1 warning more is not shown here")
    assert last.message.endswith("concise lists them.")


def test_what_could_not_be_read_comes_before_all() -> None:
    outcome = Outcome(findings=[located()], skipped=[Skipped("b.json", "is a directory", failed=True)])
    first, _ = commands(outcome)
    assert first == ("error", {"file": "b.json", "title": "could not be judged"}, "is a directory")
    assert commands(Outcome(skipped=[Skipped("b.json", "another resource", failed=False)])) == []


def test_the_summary_is_the_last_line() -> None:
    outcome = Outcome(1, 1, [located()])
    assert github.report(outcome).splitlines()[-1] == summary(outcome)


def test_files_are_named_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    outcome = Outcome(findings=[located(), located("../../elsewhere.json")])
    found = [command(line) for line in github.report(outcome, quiet=True, folder=str(tmp_path)).splitlines()]
    assert [one.properties["file"] for one in found] == ["below/a.json", "../../elsewhere.json"]


TEXT = st.text(st.sampled_from("%:,0AD2C53=\r\n x") | st.characters(codec="utf-8"), max_size=20)


@given(TEXT, TEXT)
def test_all_that_is_said_arrives(rule: str, message: str) -> None:
    lines = github.report(Outcome(findings=[located(message=message, rule=rule)]), quiet=True)
    assert lines.count("\n") == 1
    found = command(lines[:-1])
    assert found.properties["title"] == rule
    assert found.message == f"{message}. Mend it."


def test_statistics_count_by_rule_the_most_frequent_first() -> None:
    findings = [located(rule="b"), *[located(rule="c", severity="warning")] * 12, located(rule="a"), located(rule="b")]
    assert statistics.report(Outcome(findings=findings, untold=Counter(error=5, warning=0))).splitlines() == [
        "12  warning  c",
        " 2  error    b",
        " 1  error    a",
        " 5  error    (not listed: files with very many findings)",
    ]
    assert statistics.report(Outcome()) == ""
