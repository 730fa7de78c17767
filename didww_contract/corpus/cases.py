"""Knows what a case is: a document, what the contract says of it, and its form as JSON."""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import Any

from didww_contract.contract.advisories import advice
from didww_contract.contract.constraints import EACH, Place
from didww_contract.contract.engines import shared
from didww_contract.contract.pointers import Path, at, pointer
from didww_contract.contract.versions import QUERIES, Edition
from didww_contract.contract.words.labels import label
from didww_contract.corpus.operations import success
from didww_contract.exchanges.answers import query_refusal, refusal
from didww_contract.specimens.admission import only_breach
from didww_contract.specimens.changes import ABSENT, Change

JSON = dict[str, Any]
EXCHANGE = "exchange"
"""The kind of a case that holds a request and its response."""


@dataclass(frozen=True, slots=True)
class Case:
    """A document and its verdict."""

    id: str
    """Version, kind, what it is about (a rule, a place), what is done there; the same while the case means the same."""
    api_version: str
    kind: str
    valid: bool
    document: Any
    rule: str | None = None
    """The rule that the document breaks, or the warning that it earns; None for any other valid document."""
    pointer: str | None = None
    """JSON Pointer to what the rule is about."""
    neighbour: str | None = None
    """The id of the valid case on the other side of the rule, the document that was changed."""
    change: Change | None = None
    """What was done to that."""
    warnings: tuple[str, ...] = ()
    """All warnings that a valid document earns."""
    expected: JSON | None = None
    """What the API answers to a request: `status`, and `errors`, an error document or None."""

    @property
    def about(self) -> str:
        """What the case is about: a rule, a place, or a group such as `pairs`."""
        return self.id.split("/")[2]


class Untrue(ValueError):
    """A case was made whose label the validator does not confirm."""


def case_id(edition: Edition, about: str, what: str) -> str:
    """The id of a case."""
    return f"{edition.version}/{edition.kind}/{about}/{slug(what)}"


def valid_case(name: str, document: Any, edition: Edition) -> Case | None:
    """The case of a document that should be valid; None if it is not."""
    if not shared(edition).is_valid(document):
        return None
    warnings = tuple(dict.fromkeys(finding.rule for finding in advice(document, edition)))
    status = success(edition)
    expected = None if status is None else {"status": status, "errors": None}
    return Case(name, *edition, valid=True, document=document, warnings=warnings, expected=expected)


def warned_case(document: Any, edition: Edition, rule: str, change: Change) -> Case | None:
    """The case of a valid document that should earn a warning; None if it does not."""
    name = case_id(edition, rule, change.how)
    found = valid_case(name, document, edition)
    where = next((finding.pointer for finding in advice(document, edition) if finding.rule == rule), None)
    return replace(found, rule=rule, pointer=where, change=change) if found and where is not None else None


def broken_case(document: Any, edition: Edition, rule: str, change: Change, name: str = "") -> Case | None:
    """The case of a document that should break one rule; None if it breaks none, another, or several."""
    name = name or case_id(edition, rule, change.how)
    breach = only_breach(rule, document, edition)
    if breach is None:
        return None
    expected = None
    if success(edition) is not None:
        errors = query_refusal(breach) if edition.kind in QUERIES else refusal(breach)
        expected = {"status": int(errors["errors"][0]["status"]), "errors": errors}
    where = pointer(breach.path)
    return Case(name, *edition, False, document, rule, where, change=change, expected=expected)


def record(case: Case) -> JSON:
    """A case as it stands in a file; a member that a change adds or takes away has no `before` or no `after`."""
    return {
        "id": case.id,
        "api_version": case.api_version,
        "kind": case.kind,
        "valid": case.valid,
        "document": case.document,
        "rule": case.rule,
        "pointer": case.pointer,
        "neighbour": case.neighbour,
        "change": changed(case.change),
        "warnings": list(case.warnings),
        "expected": case.expected,
    }


def changed(change: Change | None) -> JSON | None:
    """A change as it stands in a file."""
    if change is None:
        return None
    sides = {"before": change.before, "after": change.after}
    return {
        "how": change.how,
        "pointer": change.pointer,
        **{name: side for name, side in sides.items() if side is not ABSENT},
    }


def compact(value: Any) -> str:
    """JSON on one line, all of it ASCII: what every parser in every locale reads alike."""
    return json.dumps(value, separators=(",", ":"))


def copied(document: Any) -> Any:
    """A document of its own; many times as fast as copy.deepcopy."""
    if isinstance(document, dict):
        return {name: copied(child) for name, child in document.items()}
    return [copied(child) for child in document] if isinstance(document, list) else document


def replaced(document: Any, where: Path, value: Any) -> Any:
    """A copy of a document with another value at a path."""
    if not where:
        return copied(value)
    document = copied(document)
    at(document, where[:-1])[where[-1]] = value
    return document


def slug(text: str) -> str:
    """Words for an id: lower case, hyphens."""
    words = re.sub(r"[^0-9a-z._]+", "-", text.lower()).strip("-")
    return words[:100].rstrip("-") or "nothing"


def value_slug(value: Any) -> str:
    """A scalar for an id: its words, with a short hash where those lose something of it."""
    text = value if isinstance(value, str) else compact(value)
    words = slug(text)
    return words if words == text else f"{words[:30].rstrip('-')}-{digest(compact(value))}"


def digest(text: str) -> str:
    """Eight hexadecimal digits that tell texts apart."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def place_slug(place: Place) -> str:
    """A place for an id, in the words that people have for it: `capacity-limit`, `dids-data-item-id`."""
    return re.sub(r"[^0-9A-Za-z]+", "-", label(place).replace(f"[{EACH}]", "-item")).strip("-")
