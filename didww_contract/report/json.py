"""Knows the report for programs: JSON of one shape, whatever the options.

Lines and columns count from 1, columns in characters; `end_line` and `end_column` are the place after the last one.
"""

import json

from didww_contract.lint.outcome import Outcome

VERSION = 1
"""Changes only if a program that reads the report would have to."""


def report(outcome: Outcome) -> str:
    """The whole outcome of a run as JSON text."""
    findings = [
        {
            "rule": located.finding.rule,
            "severity": located.finding.severity,
            "message": located.finding.message,
            "hint": located.finding.hint,
            "pointer": located.finding.pointer,
            "kind": located.finding.kind,
            "api_version": located.finding.version,
            "file": located.file,
            "part": located.message or None,
            "line": located.start.line,
            "column": located.start.column,
            "end_line": located.end.line,
            "end_column": located.end.column,
        }
        for located in outcome.findings
    ]
    summary = {
        "files": outcome.files,
        "documents": outcome.documents,
        "errors": outcome.count("error"),
        "warnings": outcome.count("warning"),
        "skipped": len(outcome.skipped),
        "expected": outcome.expected,
        "suppressed": outcome.suppressed,
        "baseline": outcome.known,
        "rules": dict(sorted(outcome.rules().items())),
        "api_versions": [
            {"api_version": basis.version, "reason": basis.reason, "documents": number}
            for basis, number in sorted(outcome.bases.items())
        ],
    }
    skipped = [
        {"file": skipped.file, "part": skipped.part or None, "reason": skipped.reason, "unread": skipped.unread}
        for skipped in outcome.skipped
    ]
    document = {"version": VERSION, "summary": summary, "findings": findings, "skipped": skipped}
    return json.dumps(document, indent=2) + "\n"
