"""Knows every rule: those that the schemas state, those about JSON text, and the advisories.

The one table that everything else about rules is made from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from didww_contract.contract import advisories
from didww_contract.contract.constraints import Constraint, by_place, constraints, explanation, forbids, members
from didww_contract.contract.findings import Severity
from didww_contract.contract.joint_rules import ABRIDGED, JOINT_RULES, MISSING, lacking
from didww_contract.contract.message_rules import MESSAGE_RULES
from didww_contract.contract.naming import rule_id
from didww_contract.contract.pointers import pointer
from didww_contract.contract.text_rules import CONFLICT, REPEATED, TEXT_RULES, TextRule
from didww_contract.contract.versions import KINDS, QUERIES, VERSIONS, Edition
from didww_contract.contract.words.labels import label
from didww_contract.contract.words.wording import allowed, phrase


@dataclass(frozen=True, slots=True)
class Form:
    """A rule as it stands in one kind of one version."""

    version: str
    kind: str
    severity: Severity
    place: str
    """JSON Pointer to what the rule judges, with `*` for any index."""
    allowed: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the contract. Its id is the same in every version and never changes its meaning."""

    id: str
    forms: tuple[Form, ...]
    """At least one; equal but for version and kind unless the contract differs between them."""

    @property
    def severity(self) -> Severity:
        """`"error"` if breaking it makes a document invalid anywhere."""
        return "error" if any(form.severity == "error" for form in self.forms) else "warning"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of documents that it judges."""
        return tuple(dict.fromkeys(form.kind for form in self.forms))

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions of the API that it holds in."""
        return tuple(dict.fromkeys(form.version for form in self.forms))


OF_NO_DOCUMENT = {**TEXT_RULES, CONFLICT.id: CONFLICT, REPEATED.id: REPEATED}
OF_NO_DOCUMENT |= {rule.id: rule for _, rule in MESSAGE_RULES.values()}
"""The rules that no document breaks by itself."""
OF_NO_CONSTRAINT = OF_NO_DOCUMENT | JOINT_RULES
"""The rules that no single constraint of a schema states."""


@cache
def catalogue() -> Mapping[str, Rule]:
    """All rules by id: first those about text and messages, then by place in a document, then the advisories."""
    rules = {rule.id: _everywhere(rule, "error") for rule in TEXT_RULES.values()}
    rules[CONFLICT.id] = _everywhere(CONFLICT, "warning")
    rules[REPEATED.id] = _everywhere(REPEATED, "warning", QUERIES)
    rules |= {rule.id: _everywhere(rule, severity) for severity, rule in MESSAGE_RULES.values()}
    rules |= {rule.id: _joint(rule) for rule in JOINT_RULES.values()}
    forms: dict[str, dict[Edition, Form]] = {}
    for edition in EDITIONS:
        for constraint in constraints(edition):
            stated = forms.setdefault(rule_id(constraint), {})
            if edition not in stated:
                stated[edition] = _form(constraint, edition)
    for advisory in advisories.ADVISORIES.values():
        for edition, form in _advisory_forms(advisory):
            forms.setdefault(advisory.id, {})[edition] = form
    for rule, group in forms.items():
        rules[rule] = Rule(rule, tuple(group[edition] for edition in EDITIONS if edition in group))
    return rules


EDITIONS = tuple(Edition(version, kind) for version in VERSIONS for kind in KINDS)


def _form(constraint: Constraint, edition: Edition) -> Form:
    said = explanation(constraint, edition)
    why, source = said["description"], said["$comment"].removeprefix("Source: ")
    if constraint.keyword == "required":  # what the member is for says why it must be there
        member = by_place(edition, constraint.branch)[(*constraint.place, constraint.value)][0]
        why = explanation(member, edition)["description"]
    return Form(*edition, "error", pointer(constraint.place), _allowed(constraint, edition), why, source)


def _allowed(constraint: Constraint, edition: Edition) -> str:
    where = "the query" if edition.kind in QUERIES and not constraint.place else label(constraint.place)
    if constraint.keyword == "required":
        member = phrase(by_place(edition, constraint.branch)[(*constraint.place, constraint.value)])
        return f'{where} has the member "{constraint.value}", {member}'
    if constraint.keyword == "additionalProperties":
        known = _members(constraint, edition)
        ignored = ", but for those that the API ignores" if constraint.value.patterns else ""
        return f"{where} has no other members than {known}{ignored}" if known else f"{where} has no members"
    if forbids(constraint):
        return f"{where} is not in a request"
    if constraint.keyword == "uniqueItems":
        return f"{where} has each item once"
    return f"{where} is {allowed(constraint, edition)}"


def _members(constraint: Constraint, edition: Edition) -> str:
    """The members that an object may have; where its type decides, those of each type."""
    if constraint.branch is None:
        return ", ".join(members(edition)[constraint.place])
    branches = dict.fromkeys(other.branch for other in constraints(edition) if other.place == constraint.place)
    return "; ".join(
        f"{', '.join(members(edition, branch)[constraint.place])} with the type {branch}"
        for branch in branches
        if branch
    )


def _everywhere(rule: TextRule, severity: Severity, kinds: tuple[str, ...] = KINDS) -> Rule:
    editions = (edition for edition in EDITIONS if edition.kind in kinds)
    return Rule(
        rule.id, tuple(Form(*edition, severity, "", rule.allowed, rule.why, rule.source) for edition in editions)
    )


def _joint(rule: TextRule) -> Rule:
    """A rule that stands for several, in the editions that have enough of these."""
    forms = []
    for edition in EDITIONS:
        branches = {constraint.branch for constraint in constraints(edition)} - {None}
        if rule.id in (MISSING, ABRIDGED):
            applies = lacking(edition.kind) == rule.id and edition.kind not in QUERIES
        else:
            applies = len(branches) > 1
        if applies:
            forms.append(Form(*edition, "error", "", rule.allowed, rule.why, rule.source))
    return Rule(rule.id, tuple(forms))


def _advisory_forms(advisory: advisories.Advisory) -> Iterator[tuple[Edition, Form]]:
    for edition in EDITIONS:
        if edition.kind in advisory.kinds and edition.version in advisory.versions:
            place = _moved(advisory.place, edition)
            yield edition, Form(*edition, "warning", place, advisory.allowed, advisory.why, advisory.source)


def _moved(place: str, edition: Edition) -> str:
    """Where an edition has what an older one has at `place`."""
    attribute, star, rest = place.partition("/*")
    name = attribute.rpartition("/")[2]
    homes = [there for there, names in members(edition).items() if name in names]
    if any(attribute == pointer((*home, name)) for home in homes) or not homes:
        return place
    return pointer((*homes[0], name)) + star + rest
