"""Knows how to find a case by its id, and how to explain it to a person."""

import json
import shlex
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from didww_contract.contract import files
from didww_contract.contract.message_rules import MESSAGE_RULES
from didww_contract.contract.rules import catalogue
from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import KINDS, QUERIES, VERSIONS, Edition
from didww_contract.corpus.cases import EXCHANGE, JSON
from didww_contract.corpus.literals import LANGUAGES, literal
from didww_contract.corpus.operations import BASE, headers, operation_of, path_of, query_of
from didww_contract.corpus.texts import TEXT
from didww_contract.exchanges.operations import media_type


class UnknownCase(ValueError):
    """No case of the golden corpus has this id."""

    def __init__(self, name: str) -> None:
        close = get_close_matches(name, list(_ids(name)), n=3, cutoff=0.5)
        meant = f" Did you mean {' or '.join(close)}?" if close else ""
        hint = " The ids stand in the corpora: each case has one in `id`." if not close else ""
        if "/random/" in name:
            hint = " Cases drawn by chance stand only in the files that they were written to."
        super().__init__(f"no case is called {name!r}.{meant}{hint}")


def _ids(name: str) -> Iterator[str]:
    """The ids that may have been meant: those of the same version and kind or, where there are none, all."""
    version, kind = ([*name.split("/"), "", ""])[:2]
    versions = [version] if version in VERSIONS else VERSIONS
    kinds = [kind] if kind in (*KINDS, EXCHANGE, TEXT) else (*KINDS, EXCHANGE, TEXT)
    for one in versions:
        for other in kinds:
            yield from (case["id"] for case in _cases(one, other))


def _cases(version: str, kind: str) -> Iterator[JSON]:
    yield from map(json.loads, files.corpus_lines(f"{version}/{'texts' if kind == TEXT else kind}.jsonl"))


def find(name: str) -> JSON:
    """The case of this id; raises UnknownCase."""
    version, kind = ([*name.split("/"), "", ""])[:2]
    if version in VERSIONS and kind in (*KINDS, EXCHANGE, TEXT):
        for case in _cases(version, kind):
            if case["id"] == name:
                return case
    raise UnknownCase(name)


def explanation(case: JSON) -> str:
    """All that there is to know about a case, for a person."""
    lines = [case["id"], "", reason(case), *_expectation(case)]
    if "file" in case:
        path = files.corpus_path(f"{case['api_version']}/{case['file']}")
        with open(path, "rb") as file:
            data = file.read()
        return "\n".join([*lines, "", "Bytes", "", f"In {path}:", "", *_excerpt(data), ""])
    document = case["document"]
    sections = [("Document", json.dumps(document, indent=2, ensure_ascii=False)), ("curl", curl(case))]
    sections += [(language.name, literal(language, document)) for language in LANGUAGES]
    return "\n".join([*lines, *(f"\n{title}\n\n{text}" for title, text in sections), ""])


def _excerpt(data: bytes) -> list[str]:
    shown = repr(data[:600])[2:-1] + (f" … {len(data):,} bytes" if len(data) > 600 else "")
    return [shown[start : start + 100] for start in range(0, len(shown), 100)] or ["(no bytes)"]


def reason(case: JSON) -> str:
    """Why the case has the verdict that it has, in a sentence."""
    what = f"{case['kind']} of API version {case['api_version']}"
    if "file" in case:
        if case["rule"] is None:
            return f"A text of a valid {what}: {case['how']}."
        earned = "that earns a warning" if case["valid"] else "that is wrong"
        return f"A text {earned}, of the kind {what}: {case['how']}. Right: {_allowed(case['rule'])}."
    if case["rule"] in MESSAGE_RULES:
        earned = "earns a warning" if case["valid"] else "is wrong"
        said = f"An exchange of API version {case['api_version']} that {earned}: {case['change']['how']}"
        return f"{said}. Right: {_allowed(case['rule'])} ({case['rule']})."
    if case["kind"] == EXCHANGE:
        got = case["document"]["response"]["status"]
        said = f", for its request breaks {case['rule']}" if case["rule"] and not case["valid"] else ""
        return f"An exchange of API version {case['api_version']}: the answer is {got}{said}."
    if case["rule"] is None:
        earned = f", and earns the warnings {', '.join(case['warnings'])}" if case["warnings"] else ""
        return f"A valid {what}: it keeps every rule{earned}."
    findings = Contract(case["api_version"]).validate(case["kind"], case["document"])
    found = next(finding for finding in findings if finding.rule == case["rule"])
    verdict = "A valid" if case["valid"] else "An invalid"
    return f"{verdict} {what}, {case['change']['how']}: {found.message} ({found.rule})."


def _allowed(rule: str) -> str:
    return catalogue()[rule].forms[0].allowed


def _expectation(case: JSON) -> list[str]:
    expected = case.get("expected")
    if not expected:
        return []
    errors = expected["errors"]
    said = f", {errors['errors'][0].get('title', errors['errors'][0]['detail'])}" if errors else ""
    return [f"The API answers {expected['status']}{said}."]


def curl(case: JSON) -> str:
    """A command that sends the document or, where it is an answer, asks for such a one."""
    version, kind, document = case["api_version"], case["kind"], case["document"]
    if kind == EXCHANGE:
        sent = document["request"]
        return _command(sent["method"], BASE.removesuffix("/v3") + sent["path"], sent["headers"], sent["body"])
    if kind == "callback":
        return _command("POST", "https://YOUR_CALLBACK_URL", {"Content-Type": media_type(version)}, document)
    operation = operation_of(Edition(version, kind))
    if operation is None:  # an error document answers any operation
        operation = operation_of(Edition(version, "collection-query"))
        return _command("GET", BASE + "/voice_out_trunks", headers(version, body=False), None) if operation else ""
    body = document if operation.takes == kind and kind not in QUERIES else None
    url = BASE.removesuffix("/v3") + path_of(operation, body)
    if kind in QUERIES and document:
        url += f"?{query_of(document)}" if isinstance(document, dict) else ""
    return _command(operation.method, url, headers(version, body=body is not None), body)


def _command(method: str, url: str, sent: dict[str, str], body: Any) -> str:
    words = ["curl", "--request", method, url]
    for name, value in sent.items():
        words += ["--header", f"{name}: {value}"]
    if body is not None:
        words += ["--data-binary", json.dumps(body, ensure_ascii=True)]
    return shlex.join(words)
