"""Knows the cases about text: bytes that parsers meet in the wild, each with the verdict of the rules about text."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from didww_contract.contract.engines import shared
from didww_contract.contract.rules import catalogue
from didww_contract.contract.versions import Edition
from didww_contract.corpus.carried import Made, carried
from didww_contract.corpus.cases import JSON, Untrue, case_id
from didww_contract.lint.linter import Linter
from didww_contract.lint.outcome import Outcome
from didww_contract.specimens.building import built
from didww_contract.text.json_text import DEEPEST, parse
from didww_contract.text.lines import decode

TEXT = "text"
"""The kind of these cases in their ids."""


@dataclass(frozen=True, slots=True)
class TextCase:
    """A text of a document, as bytes, and its verdict."""

    id: str
    api_version: str
    kind: str
    """Of the document that the text holds, or was meant to."""
    valid: bool
    """Whether it is one well-formed JSON document, of which all parsers make the same, and valid as such; of another
    file, whether what it carries is."""
    rule: str | None
    """The rule that it breaks, or the warning that it earns."""
    how: str
    data: bytes
    suffix: str

    @property
    def file(self) -> str:
        """Its name, below the folder of its version."""
        return f"texts/{'-'.join(self.id.split('/')[2:])}.{self.suffix}"


def record(case: TextCase) -> JSON:
    """A case as it stands in the list beside the files."""
    members = {name: getattr(case, name) for name in ("id", "api_version", "kind", "valid", "file", "rule", "how")}
    return {**members, "sha256": hashlib.sha256(case.data).hexdigest()}


def cases(version: str) -> Iterator[TextCase]:
    """All cases about text of a version; each is judged anew, and none is given that fails."""
    for kind, rule, how, data, suffix in [*_wrong(version), *_right(version), *carried(version)]:
        name = case_id(Edition(version, TEXT), rule or "well-formed", how)
        valid = rule is None or catalogue()[rule].severity == "warning"
        case = TextCase(name, version, kind, valid, rule, how, data, suffix)
        if verdict(case) != ([rule] if rule else []):
            raise Untrue(f"{case.id}: {verdict(case)}")
        yield case


def verdict(case: TextCase) -> list[str]:
    """The rules about text that the bytes break, each once; the kind's name if the document itself is invalid."""
    if case.suffix != "json":
        outcome = Outcome()
        Linter(case.api_version, case.kind).judge(outcome, case.file, case.data)
        return list(dict.fromkeys(located.finding.rule for located in outcome.findings))
    text, found = decode(case.data)
    if any(fault.rule == "json-encoding" for fault in found):
        return ["json-encoding"]
    document, more = parse(text)
    rules = list(dict.fromkeys(fault.rule for fault in [*found, *more]))
    if not rules and not shared(Edition(case.api_version, case.kind)).is_valid(document):
        return [case.kind]
    return rules


@cache
def _trunk(version: str, name: str = "NAME") -> str:
    document = built(Edition(version, "trunk"))
    document["data"]["attributes"]["name"] = name
    return json.dumps(document, indent=2)


def _wrong(version: str) -> Iterator[Made]:
    text = _trunk(version)
    limit = '"capacity_limit": 10'
    for rule, how, made in (
        ("json-syntax", "an empty text", ""),
        ("json-syntax", "white space only", " \n"),
        ("json-syntax", "cut off", text[: len(text) // 2]),
        ("json-syntax", "trailing data", text + "\nOK"),
        ("json-syntax", "two documents", text + text),
        ("json-syntax", "a trailing comma", text.rstrip("}\n ") + "},}"),
        ("json-syntax", "a comment", "// a trunk\n" + text),
        ("json-syntax", "single quotes", text.replace('"', "'")),
        ("json-syntax", "a page of HTML", "<html><body>502 Bad Gateway</body></html>"),
        ("json-syntax", "a raw line feed in a string", text.replace("NAME", "NA\nME")),
        ("json-syntax", "an unknown escape", text.replace("NAME", "\\x41")),
        ("json-syntax", "leading zeros", text.replace(limit, '"capacity_limit": 010')),
        ("json-syntax", "True in place of true", text.replace("false", "False", 1)),
        ("json-duplicate-member", "a member twice", text.replace(limit, f"{limit}, {limit}0")),
        ("json-duplicate-member", "twice with an escape", text.replace(limit, f'{limit}, "capacity\\u005flimit": 20')),
        ("json-duplicate-member", "data twice", '{"data": null, ' + text.lstrip("{")),
        ("json-number", "NaN", text.replace(limit, '"capacity_limit": NaN')),
        ("json-number", "Infinity", text.replace(limit, '"capacity_limit": -Infinity')),
        ("json-number", "beyond every range", text.replace(limit, '"capacity_limit": 1e400')),
        ("json-lone-surrogate", "half an emoji", text.replace("NAME", "\\ud83d")),
        ("json-lone-surrogate", "halves in the wrong order", text.replace("NAME", "\\udcde\\ud83d")),
        ("json-nesting", "one level too deep", _deep(DEEPEST + 1)),
        ("json-nesting", "10,000 levels", _deep(10_000)),
    ):
        yield Made("errors" if rule == "json-nesting" else "trunk", rule, how, made.encode())
    for how, data in (
        ("Latin-1", _trunk(version).replace("NAME", "Trönk").encode("latin-1")),
        ("an overlong slash", text.encode().replace(b"NAME", b"\xc0\xaf")),
        ("a surrogate as UTF-8", text.encode().replace(b"NAME", b"\xed\xa0\xbd")),
        ("a sequence cut short", text.encode().replace(b"NAME", b"\xf0\x9f\x93")),
        ("UTF-16", text.encode("utf-16")),
        ("UTF-32 without a mark", text.encode("utf-32-le")),
    ):
        yield Made("trunk", "json-encoding", how, data)
    yield Made("trunk", "json-byte-order-mark", "a mark before the document", b"\xef\xbb\xbf" + text.encode())


def _right(version: str) -> Iterator[Made]:
    text = _trunk(version)
    limit = '"capacity_limit": 10'
    for how, made in (
        ("plain", text),
        ("minified", json.dumps(json.loads(text), separators=(",", ":"))),
        ("white space around", f" \t\r\n{text}\r\n\r\n"),
        ("Windows line ends", text.replace("\n", "\r\n")),
        ("a capital escape", text.replace("NAME", "\\u00E9\\/\\u002F")),
        ("an emoji by a pair of surrogates", text.replace("NAME", "\\ud83d\\udcde")),
        ("an emoji as it is", text.replace("NAME", "📞")),
        ("a zero character by an escape", text.replace("NAME", "a\\u0000b")),
        ("line separators", text.replace("NAME", "a\u2028b\u2029c\x7f")),
        ("a mark inside a string", text.replace("NAME", "\ufeffx")),
        ("members in reverse", json.dumps(_reversed(json.loads(text)))),
        ("a member's name by escapes", text.replace('"name"', '"\\u006e\\u0061me"')),
        ("a whole number with an exponent", text.replace(limit, '"capacity_limit": 1e1')),
        ("a whole number with a fraction of zero", text.replace(limit, '"capacity_limit": 10.0')),
    ):
        yield Made("trunk", None, how, made.encode())
    meta = '{"errors": [{"title": "t", "detail": "d", "code": "100", "status": "422", "meta": {"x": VALUE}}]}'
    for how, value in (
        ("a number beyond 53 bits", "9007199254740993"),
        ("a number beyond 64 bits", "18446744073709551616"),
        ("a number of 300 digits", "9" * 300),
        ("the largest double", "1.7976931348623157e308"),
        ("a number that becomes zero", "1e-400"),
        ("minus zero", "-0.0"),
        ("many digits of a fraction", "0." + "1" * 400),
        ("a name without characters", '{"": 1, "__proto__": {"a": 1}, "constructor": null}'),
        ("a long string", json.dumps("x" * 5000)),
    ):
        yield Made("errors", None, how, meta.replace("VALUE", value).encode())
    yield Made("errors", None, f"{DEEPEST} levels", _deep(DEEPEST).encode())


def _deep(levels: int) -> str:
    """An error document whose `meta` nests to as many levels, all counted."""
    before = '{"errors": [{"title": "t", "detail": "d", "code": "100", "status": "422", "meta": {"x": '
    inside = levels - 4
    return before + "[" * inside + "]" * inside + "}}]}"


def _reversed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _reversed(value[name]) for name in reversed(value)}
    return [_reversed(item) for item in value] if isinstance(value, list) else value
