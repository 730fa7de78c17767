"""Knows every rule: those that the schemas state, those about JSON text, and the advisories.

The one table that everything else about rules is made from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from didww_contract.contract import advisories
from didww_contract.contract.constraints import Constraint, by_place, constraints, explanation, forbids, members
from didww_contract.contract.findings import Severity
from didww_contract.contract.naming import rule_id
from didww_contract.contract.pointers import pointer
from didww_contract.contract.text_rules import TEXT_RULES, TextRule
from didww_contract.contract.versions import KINDS, VERSIONS
from didww_contract.contract.wording import allowed, label, phrase


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


@cache
def catalogue() -> Mapping[str, Rule]:
    """All rules by id: first those about JSON text, then by place in a document, then the advisories."""
    forms: dict[str, list[Form]] = {}
    for version in VERSIONS:
        for kind in KINDS:
            stated: dict[str, Form] = {}
            for constraint in constraints(version, kind):
                if (rule := rule_id(constraint)) not in stated:
                    stated[rule] = _form(constraint, version, kind)
            for rule, form in stated.items():
                forms.setdefault(rule, []).append(form)
    rules = {rule.id: Rule(rule.id, tuple(_text_forms(rule))) for rule in TEXT_RULES.values()}
    rules |= {rule: Rule(rule, tuple(group)) for rule, group in forms.items()}
    for advisory in advisories.ADVISORIES.values():
        rules[advisory.id] = Rule(advisory.id, tuple(_advisory_forms(advisory)))
    return rules


def _form(constraint: Constraint, version: str, kind: str) -> Form:
    said = explanation(constraint, version, kind)
    why, source = said["description"], said["$comment"].removeprefix("Source: ")
    if constraint.keyword == "required":  # what the member is for says why it must be there
        member = by_place(version, kind)[(*constraint.place, constraint.value)][0]
        why = explanation(member, version, kind)["description"]
    return Form(version, kind, "error", pointer(constraint.place), _allowed(constraint, version, kind), why, source)


def _allowed(constraint: Constraint, version: str, kind: str) -> str:
    where = label(constraint.place)
    if constraint.keyword == "required":
        member = phrase(by_place(version, kind)[(*constraint.place, constraint.value)])
        return f'{where} has the member "{constraint.value}", {member}'
    if constraint.keyword == "additionalProperties":
        return f"{where} has no other members than {', '.join(members(version, kind)[constraint.place])}"
    if forbids(constraint):
        return f"{where} is not in a request"
    return f"{where} is {allowed(constraint, version, kind)}"


def _text_forms(rule: TextRule) -> list[Form]:
    return [
        Form(version, kind, "error", "", rule.allowed, rule.why, rule.source) for version in VERSIONS for kind in KINDS
    ]


def _advisory_forms(advisory: advisories.Advisory) -> list[Form]:
    return [
        Form(version, kind, "warning", advisory.place, advisory.allowed, advisory.why, advisory.source)
        for version in VERSIONS
        for kind in advisory.kinds
    ]
