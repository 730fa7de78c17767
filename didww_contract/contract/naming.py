"""Knows the id of every rule that comes from a schema: its place in the document, then its keyword.

Ids are the same in every version and are never reused, so this is the one module whose changes break other people's
configuration; the committed list in `rule-ids.txt` and its test say so.
"""

import re

from didww_contract.contract.constraints import EACH, Constraint, Place, forbids

_UNKNOWN_MEMBER = "unknown-member"
_ABOUT_NAMES = frozenset(["ignored-member", "ignored-parameter"])
_SUFFIXES = {"additionalProperties": _UNKNOWN_MEMBER, "minLength": "min-length", "maxLength": "max-length"}
_SUFFIXES |= {"minItems": "min-items", "maxItems": "max-items", "uniqueItems": "unique-items", "not": "pattern"}
"""Where the keyword in kebab case would not do: `not` only ever completes a pattern, for engines whose `$` lets a final
newline through, or forbids a member altogether."""

_DEMANDS = {"/": "prefix-length", "^[^/]*(?:/[1-9]|$)": "open"}
"""Patterns that have a name of their own."""

_CONDITIONAL = {
    "dids-data-max-items": "dids-with-allow-any-did-as-cli",
    "emergency-dids-data-max-items": "emergency-dids-with-emergency-enable-all",
    "default-did-data-const": "default-did-without-replace-cli",
    "on-cli-mismatch-action-pattern": "replace-cli-without-default-did",
}
"""Constraints that hold only under a condition say more than their place and keyword."""

_ALSO_ADVICE = {
    "allowed-sip-ips-min-items": "allowed-sip-ips-empty",
    "allowed-rtp-ips-item-open": "allowed-rtp-ips-open",
}
"""Rules that are errors in one version and advice in another have one id."""

_OLDER = {"include-item-pattern": "include-item-enum"}
"""Rules whose schema has another keyword than it had when they got their id."""

RETIRED = frozenset(["filter-authentication-method-type-max-items"])
"""Rules that there were, and that the contract has no more: people may still have their ids in a configuration."""

_WORDS = {EACH: "item", "type": "resource-type"}
"""A member that is called `type` is not to be taken for the keyword."""

_METHOD = ("authentication_method", "attributes")
"""A wrapper of later versions; what is in it has the rules that it had, or would have had, without."""


def rule_id(constraint: Constraint) -> str:
    """The id of the rule that this constraint belongs to, such as `capacity-limit-maximum`."""
    place = constraint.place
    if constraint.keyword == "required":
        place, suffix = (*place, constraint.value), "required"
    elif forbids(constraint):
        suffix = "read-only"
    elif constraint.keyword == "pattern" and constraint.value in _DEMANDS:
        suffix = _DEMANDS[constraint.value]
    else:
        suffix = _SUFFIXES.get(constraint.keyword, constraint.keyword)
    slug = re.sub(r"[^0-9A-Za-z]+", "-", "-".join([*_subject(place), suffix]))
    return (_CONDITIONAL if constraint.conditional else _ALSO_ADVICE | _OLDER).get(slug, slug)


def holds_under_a_condition(rule: str) -> bool:
    """Whether the rule is about what members of a document say together."""
    return rule in _CONDITIONAL.values()


def blames_name(rule: str) -> bool:
    """Whether findings of this rule are about a member's name rather than its value."""
    return rule.endswith(_UNKNOWN_MEMBER) or rule in _ABOUT_NAMES


def _subject(place: Place) -> Place:
    """The words for a place: the wrappers that every document has are left out where something stands in them."""
    if not place:
        return ("document",)
    if place[:2] == ("data", EACH) and len(place) > 2:  # a collection's trunks have the rules of a trunk
        place = ("data", *place[2:])
    if place[:1] == (EACH,):
        place = ("event", *place[1:])
    if place[:1] == ("data",) and place[1:2] in (("attributes",), ("relationships",)):
        place = place[2:] or place[1:]
    if place[:2] == _METHOD and len(place) > 2:
        place = place[2:]
    if place[:1] == ("authentication_method",):  # whose type is no resource's
        return place
    return tuple(_WORDS.get(token, token) for token in place)
