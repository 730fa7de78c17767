"""The report for test dashboards: it parses, whatever was found, and its counts are right."""

from collections import Counter
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract.contract.findings import Finding
from didww_contract.lint.outcome import Case, Located, Outcome, Skipped
from didww_contract.report import junit
from didww_contract.text.lines import Excerpt, Position


def located(file: str, part: str = "", severity: Any = "error", message: str = "wrong", line: int = 3) -> Located:
    finding = Finding("name-required", severity, "", message, "Mend it.", None, None)
    return Located(finding, file, Position(line, 5), Position(line, 9), Excerpt("", "SOURCE", ""), part)


def cases_of(outcome: Outcome) -> dict[tuple[str, str], Any]:
    root = fromstring(junit.report(outcome))  # noqa: S314 - our own text
    return {(case.get("classname", ""), case.get("name", "")): case for case in root.iter("testcase")}


def test_every_document_is_a_case() -> None:
    cases = [
        Case("a.yaml", "interaction 1, request", "create-request"),
        Case("a.yaml", "interaction 1, response", "trunk"),
        Case("b.json", "", "trunk"),
        Case("c.json", "", ""),
    ]
    findings = [
        located("a.yaml", "interaction 1, request"),
        located("a.yaml", "interaction 1, request", line=7),
        located("a.yaml", "interaction 1, request", "warning", "look"),
        located("b.json", "", "warning", "look"),
        located("c.json", message="not JSON"),
    ]
    outcome = Outcome(2, 4, findings, cases=cases)
    found = cases_of(outcome)
    names = ("interaction 1, request", "interaction 1, response", "trunk", "not JSON")
    assert list(found) == list(zip(("a.yaml", "a.yaml", "b.json", "c.json"), names, strict=True))
    first, passed, warned, unread = found.values()
    assert [child.tag for child in first] == ["failure", "system-out"]
    assert first[0].get("message") == "2 errors, the first: wrong"
    assert (first[0].text or "").splitlines() == [
        "a.yaml:3:5: error name-required: wrong. Mend it.",
        "a.yaml:7:5: error name-required: wrong. Mend it.",
    ]
    assert first[1].text == "a.yaml:3:5: warning name-required: look. Mend it."
    assert first.get("file") == "a.yaml"
    assert list(passed) == []
    assert [child.tag for child in warned] == ["system-out"]
    assert unread[0].get("message") == "not JSON"


def test_what_belongs_to_no_case_is_one() -> None:
    found = cases_of(Outcome(findings=[located("a.yaml", "interaction 2"), located("b.yaml")], cases=[]))
    assert [child.tag for case in found.values() for child in case] == ["failure"] * 2
    assert list(found) == [("a.yaml", "interaction 2"), ("b.yaml", "the file as a whole")]
    assert cases_of(Outcome(findings=[located("b.yaml")]))


def test_what_could_not_be_read_is_an_error_and_what_is_none_of_ours_is_counted() -> None:
    skipped = [
        Skipped("a.json", "is a directory", failed=True),
        Skipped("b.har", "no content", failed=True, part="entry 2"),
        Skipped("c.json", "another resource", failed=False),
    ]
    outcome = Outcome(3, skipped=skipped, cases=[])
    found = cases_of(outcome)
    assert list(found) == [("a.json", "the file as a whole"), ("b.har", "entry 2")]
    assert [case[0].get("message") for case in found.values()] == ["is a directory", "no content"]
    root = fromstring(junit.report(outcome))  # noqa: S314 - our own text
    assert {p.get("name"): p.get("value") for p in root.iter("property")}["passed-over"] == "1"


def test_errors_that_are_not_listed_still_fail() -> None:
    outcome = Outcome(findings=[], cases=[Case("a.json", "", "trunk")], untold=Counter(error=3, warning=1))
    ((_, failure),) = [(case.get("name"), case[0]) for case in cases_of(outcome).values() if len(case)]
    assert failure.tag == "failure"
    assert failure.get("message") == "3 more errors in files that have very many"


def test_nothing_found_is_a_report_too() -> None:
    root = fromstring(junit.report(Outcome(cases=[])))  # noqa: S314 - our own text
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("0", "0", "0")


ANY_TEXT = st.text(st.characters(codec=None), min_size=1, max_size=20)


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT, st.sampled_from(["error", "warning"]), ANY_TEXT), max_size=5), ANY_TEXT)
def test_whatever_is_found_it_can_be_parsed(found: list[tuple[str, str, str, str]], reason: str) -> None:
    findings = [located(*one) for one in found]
    cases = [Case(one[0], one[1], "trunk") for one in dict.fromkeys(one[:2] for one in found)]
    outcome = Outcome(findings=findings, cases=cases, skipped=[Skipped(reason, reason, failed=True)])
    text = junit.report(outcome)
    root = fromstring(text)  # noqa: S314 - our own text
    assert text.isascii()
    assert int(root.get("tests", "")) == len(cases) + 1 == len(list(root.iter("testcase")))
    failing = {one[:2] for one in found if one[2] == "error"}
    assert int(root.get("failures", "")) == len(failing) == len(list(root.iter("failure")))


def test_junitparser_reads_it() -> None:
    junitparser = pytest.importorskip("junitparser")
    outcome = Outcome(
        findings=[located("a.json"), located("b.json", severity="warning", message="\x00\x1b[31mlook\ufffe ü")],
        skipped=[Skipped("c.json", "is a directory", failed=True)],
        cases=[Case("a.json", "", "trunk"), Case("b.json", "", "trunk")],
    )
    read = junitparser.JUnitXml.fromstring(junit.report(outcome).encode())
    (suite,) = read
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (3, 1, 1, 0)
    assert (read.tests, read.failures, read.errors) == (3, 1, 1)
    counted = [(type(result).__name__) for case in suite for result in case.result]
    assert counted == ["Failure", "Error"]
    assert [case.is_passed for case in suite] == [False, True, False]
    assert next(case.system_out for case in suite if case.is_passed) == (
        "b.json:3:5: warning name-required: [31mlook ü. Mend it."
    )
