"""Knows the report for code scanning: SARIF 2.1.0, within the limits of GitHub."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from didww_contract.contract.rules import Form, Rule, catalogue
from didww_contract.contract.words.illustrations import illustration
from didww_contract.contract.words.secrets import printable
from didww_contract.lint.file_names import Names
from didww_contract.lint.outcome import Located, Outcome, worst_first

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 5000
"""How many results of one run GitHub shows; it refuses a run of more than 25,000."""
_LONGEST = 1000
"""How many characters of a rule's description GitHub takes, a few left over."""
_ROOT = "%SRCROOT%"


def report(outcome: Outcome, *, version: str, folder: str = ".") -> str:
    """The worst findings as results of one run of this package's `version`.

    Files in `folder` are named as seen from it, all others by absolute URIs. Files are not quoted.
    """
    names = Names(folder)
    worst = worst_first(outcome.findings)[:MOST]
    rules = sorted({located.finding.rule for located in worst})
    index = {rule: number for number, rule in enumerate(rules)}
    cut = len(outcome.findings) - len(worst) + outcome.untold.total()
    driver = {"name": "didww-contract", "version": version, "rules": [_rule(catalogue()[rule]) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(outcome, cut, names)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that the files are named from."}}},
        "columnKind": "unicodeCodePoints",
        "results": _results(worst, index, names),
        "properties": {
            "documents": outcome.documents,
            "passedOver": sum(1 for skipped in outcome.skipped if not skipped.failed),
            "resultsCut": cut,
        },
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _results(worst: Iterable[Located], index: dict[str, int], names: Names) -> list[dict[str, Any]]:
    seen: Counter[tuple[str, ...]] = Counter()
    results = []
    for located in worst:
        finding = located.finding
        identity = (names.anywhere(located.file), located.part, finding.rule, finding.pointer)
        results.append(
            {
                "ruleId": finding.rule,
                "ruleIndex": index[finding.rule],
                "level": finding.severity,
                "message": {"text": _message(located)},
                "locations": [_location(located, names)],
                "partialFingerprints": {"didwwContract/v1": _fingerprint(identity, seen[identity])},
            }
        )
        seen[identity] += 1
    return results


def _message(located: Located) -> str:
    part = f"{printable(located.message)}: " if located.part else ""
    return f"{part}{located.finding.message}. {located.finding.hint}"


def _location(located: Located, names: Names) -> dict[str, Any]:
    region = {
        "startLine": located.start.line,
        "startColumn": located.start.column,
        "endLine": located.end.line,
        "endColumn": located.end.column,
    }
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(located.file, names)}}
    location["physicalLocation"]["region"] = region
    pointer, part = located.finding.pointer, located.part
    logical = [{"fullyQualifiedName": printable(pointer), "kind": "value"}] if pointer else []
    logical += [{"name": printable(part)}] if part else []
    return location | ({"logicalLocations": logical} if logical else {})


def _artifact(file: str, names: Names) -> dict[str, str]:
    if (way := names.inside(file)) is not None:
        return {"uri": _quoted(way), "uriBaseId": _ROOT}
    path = os.path.abspath(file).replace(os.sep, "/")
    return {"uri": f"file://{'/' * (not path.startswith('/'))}{_quoted(path)}"}


def _quoted(path: str) -> str:
    return quote(path, errors="backslashreplace")


def _fingerprint(identity: tuple[str, ...], occurrence: int) -> str:
    """What a result is recognised by after lines have moved.

    GitHub's own fingerprint is left to its upload action, which reports every one that it would have made otherwise.
    """
    text = json.dumps([*identity, occurrence])
    return hashlib.sha256(text.encode(), usedforsecurity=False).hexdigest()


def _rule(rule: Rule) -> dict[str, Any]:
    first, example = rule.forms[0], illustration(rule)
    groups = _by_wording(rule.forms)
    return {
        "id": rule.id,
        "shortDescription": {"text": _cut(f"Allowed: {first.allowed}.")},
        "fullDescription": {"text": _cut(first.why)},
        "help": {
            "text": "\n\n".join(_plain(forms) for forms in groups)
            + f"\n\nRight: {example.right}\nWrong: {example.wrong}\n",
            "markdown": "\n\n".join(_marked(forms) for forms in groups)
            + f"\n\nRight:\n\n{_code(example.right)}\n\nWrong:\n\n{_code(example.wrong)}\n",
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "tags": ["didww", "voice_out_trunks"],
            "precision": "very-high" if rule.severity == "error" else "high",
            "problem.severity": rule.severity,
        },
    }


def _by_wording(forms: Iterable[Form]) -> list[list[Form]]:
    groups: dict[tuple[str, ...], list[Form]] = {}
    for form in forms:
        groups.setdefault((form.severity, form.allowed, form.why, form.source), []).append(form)
    return list(groups.values())


def _plain(forms: list[Form]) -> str:
    said = forms[0]
    return f"Allowed: {said.allowed}.\nWhy: {said.why}\nSource: {said.source}\nVersions: {_versions(forms)}"


def _marked(forms: list[Form]) -> str:
    said = forms[0]
    lines = {"Allowed": f"{said.allowed}.", "Why": said.why, "Source": said.source, "Versions": _versions(forms)}
    return "\n".join(f"- **{name}:** {_escaped(text)}" for name, text in lines.items())


def _versions(forms: list[Form]) -> str:
    return ", ".join(dict.fromkeys(form.version for form in forms))


def _escaped(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|~" else character for character in text)


def _code(text: str) -> str:
    return f"```text\n{text}\n```"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _invocation(outcome: Outcome, cut: int, names: Names) -> dict[str, Any]:
    failed = [skipped for skipped in outcome.skipped if skipped.failed]
    notes: list[dict[str, Any]] = []
    for skipped in failed:
        part = f", {printable(skipped.part)}" if skipped.part else ""
        text = f"{printable(skipped.file)}{part}: {skipped.reason}"
        place = {"physicalLocation": {"artifactLocation": _artifact(skipped.file, names)}}
        notes.append({"level": "error", "message": {"text": text}, "locations": [place]})
    if cut:
        text = f"{cut} more results are not in this file, which lists the worst {min(MOST, len(outcome.findings))}."
        notes.append({"level": "warning", "message": {"text": text}})
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notes}
