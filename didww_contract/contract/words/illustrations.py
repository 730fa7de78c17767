"""Knows a right and a wrong example of every rule: pieces of the documents in `schemas/examples/`."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from didww_contract.contract import advisories, files
from didww_contract.contract.constraints import EACH, constraints, forbids
from didww_contract.contract.naming import rule_id
from didww_contract.contract.pointers import Path, at, path, pointer
from didww_contract.contract.rules import OF_NO_CONSTRAINT, Rule
from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import Edition

_LONGEST = 100


class Illustration(NamedTuple):
    """A piece of JSON that keeps a rule, and one that breaks it; each on one line."""

    right: str
    wrong: str


def illustration(rule: Rule) -> Illustration:
    """A right and a wrong example of a rule of the catalogue."""
    if text_rule := OF_NO_CONSTRAINT.get(rule.id):
        return Illustration(text_rule.right, text_rule.wrong)
    form = rule.forms[0]
    edition = Edition(form.version, form.kind)
    verdict = "warning" if form.severity == "warning" else "invalid"
    name = files.examples(verdict, edition, rule.id)[0]
    advisory = advisories.ADVISORIES.get(rule.id)
    right = advisory.right if advisory else _right(rule, edition)
    document = files.read(name)
    findings = Contract(edition.version).validate(edition.kind, document)
    where = next(path(finding.pointer, document) for finding in findings if finding.rule == rule.id)
    return Illustration(right, piece(document, where))


def _right(rule: Rule, edition: Edition) -> str:
    """What the schema gives as an example, or else what a valid document has at the same place."""
    constraint = next(c for c in constraints(edition) if rule_id(c) == rule.id)
    place = constraint.place
    if constraint.keyword == "required":
        place = (*place, constraint.value)
    elif "examples" in constraint.node and place[-1:] != (EACH,):
        return _member(place, constraint.node["examples"][0])
    elif forbids(constraint):
        place = place[:-1]
    for name in (name for verdict in ("valid", "warning") for name in files.examples(verdict, edition)):
        document = files.read(name)
        for where in _matching(document, place):
            return piece(document, where)
    raise LookupError(f"schemas/examples/ has no valid document with anything at {pointer(place)}")


def _matching(document: Any, place: tuple[str, ...], before: Path = ()) -> Iterator[Path]:
    """The paths in `document` that belong to `place`."""
    if not place:
        yield before
    elif place[0] == EACH:
        for index, item in enumerate(document if isinstance(document, list) else ()):
            yield from _matching(item, place[1:], (*before, index))
    elif isinstance(document, dict) and place[0] in document:
        yield from _matching(document[place[0]], place[1:], (*before, place[0]))


def piece(document: Any, where: Path) -> str:
    """The member at `where` as JSON on one line, what is deep inside it left out."""
    while where and isinstance(where[-1], int):
        where = where[:-1]
    return _member(where, at(document, where))


def _member(where: tuple[Any, ...], value: Any) -> str:
    name = next((token for token in reversed(where) if isinstance(token, str) and token != EACH), None)
    text = _cut(json.dumps(_shallow(value, 2), ensure_ascii=False).replace('"…"', "…"))
    return text if name is None else f"{json.dumps(name)}: {text}"


def _shallow(value: Any, depth: int) -> Any:
    if isinstance(value, list | dict) and value and depth == 0:
        return "…"
    if isinstance(value, dict):
        return {name: _shallow(child, depth - 1) for name, child in value.items()}
    if isinstance(value, list):
        return [_shallow(child, depth - 1) for child in value[:3]] + ["…"] * (len(value) > 3)
    return value


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
