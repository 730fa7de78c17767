"""Knows what changes between two versions for a client that moves.

All of it is derived from the schemas, the rule catalogue and the OpenAPI documents.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from didww_contract.contract import files
from didww_contract.contract.advisories import ADVISORIES
from didww_contract.contract.constraints import (
    EACH,
    Constraint,
    Place,
    by_place,
    demands,
    forbids,
    is_required,
    members,
)
from didww_contract.contract.naming import holds_under_a_condition
from didww_contract.contract.pointers import pointer
from didww_contract.contract.rules import Form, catalogue
from didww_contract.contract.versions import KINDS, VERSIONS, Edition, UnknownVersion
from didww_contract.contract.words.labels import label
from didww_contract.contract.words.wording import phrase

What = Literal["moved", "removed", "added", "required", "optional", "allowed", "rule", "http"]
_READ = frozenset(["trunk", "trunk-collection", "regenerate-response", "callback", "errors"])
"""Kinds that a client reads; the others it writes."""
_ORDER: tuple[What, ...] = ("http", "moved", "removed", "required", "added", "allowed", "optional", "rule")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two versions."""

    what: What
    subject: str
    """What it is about, as people call it: a place, a rule's id, a part of HTTP."""
    before: str
    """What the earlier version has, as a phrase; empty where it has nothing."""
    after: str
    breaks: bool
    """Whether a client that worked with the one version may fail with the other."""
    kinds: tuple[str, ...] = ()
    """The kinds of documents in which it changes; none where it is about HTTP."""
    pointers: tuple[tuple[str, str], ...] = ()
    """For each kind, where in its documents: in the later version, or in the earlier one if it is gone there."""


def differences(before: str, after: str) -> list[Change]:
    """What changes from one version to another, what breaks first; raises UnknownVersion."""
    for version in (before, after):
        if version not in VERSIONS:
            raise UnknownVersion(version)
    found = [*_of_http(before, after)]
    for kind in KINDS:
        one, other = Edition(before, kind), Edition(after, kind)
        if files.canonical(files.schema_name(one)) != files.canonical(files.schema_name(other)):
            found += _of_members(one, other)
    found += _of_rules(before, after)
    merged = _merged(found)
    return sorted(merged, key=lambda change: (not change.breaks, _ORDER.index(change.what)))


def _merged(found: list[Change]) -> list[Change]:
    """The same change in several kinds as one."""
    groups: dict[Change, list[Change]] = {}
    for change in found:
        groups.setdefault(replace(change, kinds=(), pointers=()), []).append(change)
    return [
        replace(
            change,
            kinds=tuple(dict.fromkeys(kind for one in group for kind in one.kinds)),
            pointers=tuple(dict.fromkeys(place for one in group for place in one.pointers)),
        )
        for change, group in groups.items()
    ]


def _of_members(before: Edition, after: Edition) -> Iterator[Change]:
    one, other = _members(before), _members(after)
    gone = [place for place in one if place not in other]
    new = [place for place in other if place not in one]
    moves = {old: place for old in gone for place in new if old[-1:] == place[-1:] and _has_a_name_of_its_own(old)}
    reads = before.kind in _READ
    for old, place in moves.items():
        yield _change("moved", f"{label(old)} → {label(place)}", one[old], other[place], place, after.kind, breaks=True)
    for place in gone:
        if place not in moves and not _is_inside(place, gone):
            yield _change("removed", label(place), one[place], (), place, after.kind, breaks=True)
    for place in new:
        if place not in moves.values() and not (_is_inside(place, new) and not _is_of_interest(place)):
            required = is_required(place, after)
            must = required and not reads and place[:-1] in one
            yield _change("added", label(place), (), other[place], place, after.kind, breaks=must)
    for place in one:
        if place not in other:
            continue
        if is_required(place, before) != is_required(place, after):
            what: What = "required" if is_required(place, after) else "optional"
            yield _change(what, label(place), (), (), place, after.kind, breaks=(what == "required") != reads)
        if phrase(one[place]) != phrase(other[place]):
            narrower = _narrows(other[place], one[place]) if reads else _narrows(one[place], other[place])
            breaks = narrower and place[-1] != "api_version"  # which is what every move changes
            yield _change("allowed", label(place), one[place], other[place], place, after.kind, breaks=breaks)


def _members(edition: Edition) -> Mapping[Place, tuple[Constraint, ...]]:
    """The places of a document, but for what a client cannot or should not write."""
    places, known = by_place(edition), members(edition)

    def is_documented(place: Place) -> bool:
        return all(name in known.get(place[:depth], (name,)) for depth, name in enumerate(place) if name != EACH)

    return {
        place: group
        for place, group in places.items()
        if place and is_documented(place) and not any(map(forbids, group))
    }


def _change(
    what: What,
    subject: str,
    before: tuple[Constraint, ...],
    after: tuple[Constraint, ...],
    place: Place,
    kind: str,
    *,
    breaks: bool,
) -> Change:
    said = [phrase(group) if group else "" for group in (before, after)]
    return Change(what, subject, said[0], said[1], breaks, (kind,), ((kind, pointer(place)),))


def _has_a_name_of_its_own(place: Place) -> bool:
    return place[-1] not in (EACH, "type", "id", "data", "attributes", "links", "self", "related", "meta")


def _is_inside(place: Place, others: list[Place]) -> bool:
    return any(place[:length] in others for length in range(1, len(place)))


def _is_of_interest(place: Place) -> bool:
    """Whether a member of something new is worth a line: the parts of an attribute are, those of a linkage are not."""
    return "attributes" in place[:-1] and place[-1] not in (EACH, "attributes")


def _narrows(before: tuple[Constraint, ...], after: tuple[Constraint, ...]) -> bool:
    """Whether something that one group of constraints takes is refused by the other."""
    one, other = demands(before), demands(after)
    if "const" in other or not set(one["type"]) <= set(other["type"] or one["type"]):
        return True
    if "enum" in other and not set(one.get("enum", ["anything"])) <= set(other["enum"]):
        return True
    if any(other.get(least, 0) > one.get(least, 0) for least in ("minimum", "minItems", "minLength")):
        return True
    endless = float("inf")
    if any(other.get(most, endless) < one.get(most, endless) for most in ("maximum", "maxItems", "maxLength")):
        return True
    if "uniqueItems" in other and "uniqueItems" not in one:
        return True
    known, now = ({one.value for one in group if one.keyword == "pattern"} for group in (before, after))
    if known <= now or not now - known:
        return bool(now - known)
    # One stands in the place of another: whether it takes less only examples can tell.
    texts = [text for one in before for text in one.node.get("examples", ()) if isinstance(text, str)]
    return not all(re.search(pattern, text) for pattern in now - known for text in texts)


def _of_rules(before: str, after: str) -> Iterator[Change]:
    """What no single member shows: conditions between members, and advice."""
    for rule in catalogue().values():
        if rule.id not in ADVISORIES and not holds_under_a_condition(rule.id):
            continue
        forms = {(form.version, form.kind): form for form in rule.forms}
        for kind in KINDS:
            one, other = forms.get((before, kind)), forms.get((after, kind))
            if (one and one.severity) != (other and other.severity):
                place = (other or one or rule.forms[0]).place
                known = {pointer(there) for there in by_place(Edition(before, kind))}
                breaks = other is not None and other.severity == "error" and (one is not None or place in known)
                yield Change("rule", rule.id, _said(one), _said(other), breaks, (kind,), ((kind, place),))


def _said(form: Form | None) -> str:
    return f"{form.severity}: {form.allowed}" if form else ""


def _of_http(before: str, after: str) -> Iterator[Change]:
    from didww_contract.exchanges import openapi  # which loads the YAML parser

    one, other = openapi.source(before), openapi.source(after)
    keys = [" or ".join(map(_credentials, source["components"]["securitySchemes"].values())) for source in (one, other)]
    if keys[0] != keys[1]:
        yield Change("http", "authentication", keys[0], keys[1], breaks=True)
    found: dict[Change, list[str]] = {}
    operations = [(path, method) for path, item in other["paths"].items() for method in item if method != "parameters"]
    for path, method in operations:
        old, new = one["paths"][path][method], other["paths"][path][method]
        sent, asked = (", ".join(_headers(source, which)) or "none" for source, which in ((one, old), (other, new)))
        if sent != asked:
            found.setdefault(Change("http", "request headers", sent, asked, breaks=asked == "none"), []).append(
                f"{method} {path}"
            )
        for status in sorted(new["responses"].keys() ^ old["responses"].keys()):
            known, now = ("possible" if status in operation["responses"] else "none" for operation in (old, new))
            change = Change("http", f"status {status}", known, now, breaks=False)
            found.setdefault(change, []).append(f"{method} {path}")
    for change, where in found.items():
        every = "every operation" if len(where) == len(operations) else ", ".join(where)
        yield replace(change, subject=f"{change.subject} of {every}")


def _credentials(scheme: Mapping[str, str]) -> str:
    return (
        f"{scheme['name']}: KEY" if scheme["type"] == "apiKey" else f"Authorization: {scheme['scheme'].title()} TOKEN"
    )


def _headers(source: Mapping[str, Any], operation: Mapping[str, Any]) -> list[str]:
    parameters = source["components"]["parameters"]
    asked = [parameters[parameter["$ref"].rpartition("/")[2]] for parameter in operation.get("parameters", ())]
    return [parameter["name"] for parameter in asked if parameter["in"] == "header"]
