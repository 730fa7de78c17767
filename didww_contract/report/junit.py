"""Knows the report for test dashboards: JUnit XML with a case for every document that was judged, passes too."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from didww_contract.contract.words.secrets import printable
from didww_contract.lint.outcome import Case, Located, Outcome, Skipped

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""
_NOT_JSON = "not JSON"
_WHOLE = "the file as a whole"


def report(outcome: Outcome) -> str:
    """One suite; errors are failures, warnings the output of a case, and what could not be read is an error.

    Documents that were passed over are none of ours: they are counted among the properties.
    """
    suite = Element("testsuite", name="didww-contract")
    properties = SubElement(suite, "properties")
    by_case: dict[tuple[str, str], list[Located]] = {}
    for located in outcome.findings:
        by_case.setdefault((located.within or located.file, located.part), []).append(located)
    for case in outcome.cases or ():
        _add_case(suite, case, by_case.pop((case.file, case.part), ()))
    for (file, part), findings in by_case.items():  # about a pair, or about the file itself
        _add_case(suite, Case(file, part or _WHOLE, ""), findings)
    failed = [skipped for skipped in outcome.skipped if skipped.failed]
    for skipped in failed:
        _add_unread(suite, skipped)
    if outcome.untold["error"]:  # they may be about cases that look passed
        failure = SubElement(
            _testcase(suite, "didww-contract", "errors that are not listed"), "failure", type="unlisted"
        )
        failure.set("message", f"{outcome.untold['error']} more errors in files that have very many")
    counts = {
        "tests": sum(1 for _ in suite.iter("testcase")),
        "failures": sum(1 for _ in suite.iter("failure")),
        "errors": len(failed),
        "skipped": 0,
    }
    totals = {name: str(count) for name, count in counts.items()}
    suite.attrib |= totals
    said = {"files": outcome.files, "documents": outcome.documents, "passed-over": len(outcome.skipped) - len(failed)}
    said |= {f"not-listed-{severity}s": count for severity, count in sorted(outcome.untold.items()) if count}
    for name, value in said.items():
        SubElement(properties, "property", name=name, value=str(value))
    root = Element("testsuites", {"name": "didww-contract", **totals})
    root.append(suite)
    indent(root)
    # ASCII, with references for all other characters, is right in whatever encoding the text is written
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="us-ascii").decode("ascii")}\n'


def _add_case(suite: Element, case: Case, findings: Iterable[Located]) -> None:
    element = _testcase(suite, case.file, case.part or case.kind or _NOT_JSON)
    errors = [located for located in findings if located.finding.severity == "error"]
    warnings = [located for located in findings if located.finding.severity == "warning"]
    if errors:
        first = errors[0].finding
        many = f"{len(errors)} errors, the first: " if len(errors) > 1 else ""
        failure = SubElement(element, "failure", type=first.rule, message=_fit(f"{many}{first.message}"))
        failure.text = _fit("\n".join(map(_line, errors)))
    if warnings:
        SubElement(element, "system-out").text = _fit("\n".join(map(_line, warnings)))


def _add_unread(suite: Element, skipped: Skipped) -> None:
    element = _testcase(suite, skipped.file, skipped.part or _WHOLE)
    error = SubElement(element, "error", type="unreadable", message=_fit(skipped.reason))
    error.text = _fit(f"{printable(skipped.file)}: {skipped.reason}")


def _testcase(suite: Element, file: str, name: str) -> Element:
    shown = _fit(printable(file))
    return SubElement(suite, "testcase", classname=shown, name=_fit(printable(name)), file=shown)


def _line(located: Located) -> str:
    finding = located.finding
    place = f"{printable(located.file)}:{located.start.line}:{located.start.column}"
    return f"{place}: {finding.severity} {finding.rule}: {finding.message}. {finding.hint}"


def _fit(text: str) -> str:
    return _FORBIDDEN.sub("", text)
