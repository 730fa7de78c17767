"""Knows the id of every rule that comes from a schema: its place in the document, then its keyword.

Ids are the same in every version and are never reused, so this is the one module whose changes break other people's
configuration; the committed list in `rule-ids.txt` and its test say so.
"""

from didww_contract.contract.constraints import EACH, Constraint, forbids

_UNKNOWN_MEMBER = "unknown-member"
_SUFFIXES = {"additionalProperties": _UNKNOWN_MEMBER, "minLength": "min-length", "minItems": "min-items"}
_SUFFIXES |= {"maxItems": "max-items", "not": "pattern"}
"""Where the keyword in kebab case would not do: `not` only ever completes a pattern, for engines whose `$` lets a final
newline through, or forbids a member altogether."""

_CONDITIONAL: dict[tuple[tuple[str, ...], str], str]
_CONDITIONAL = {(("data", "relationships", "dids", "data"), "maxItems"): "dids-with-allow-any-did-as-cli"}
"""Constraints that hold only under a condition say more than their place and keyword."""

_DEMANDS = {"/": "prefix-length"}
"""Patterns that have a name of their own."""


_WORDS = {EACH: "item", "type": "resource-type"}
"""A member that is called `type` is not to be taken for the keyword."""


def rule_id(constraint: Constraint) -> str:
    """The id of the rule that this constraint belongs to, such as `capacity-limit-maximum`."""
    if constraint.conditional and (constraint.place, constraint.keyword) in _CONDITIONAL:
        return _CONDITIONAL[constraint.place, constraint.keyword]
    place = constraint.place
    if constraint.keyword == "required":
        place, suffix = (*place, constraint.value), "required"
    elif forbids(constraint):
        suffix = "read-only"
    elif constraint.keyword == "pattern" and constraint.value in _DEMANDS:
        suffix = _DEMANDS[constraint.value]
    else:
        suffix = _SUFFIXES.get(constraint.keyword, constraint.keyword)
    return "-".join([*_subject(place), suffix]).replace("_", "-")


def blames_name(rule: str) -> bool:
    """Whether findings of this rule are about a member's name rather than its value."""
    return rule.endswith(_UNKNOWN_MEMBER)


def _subject(place: tuple[str, ...]) -> tuple[str, ...]:
    """The words for a place: the wrappers that every document has are left out where something stands in them."""
    if not place:
        return ("document",)
    if place[:2] == ("data", EACH) and len(place) > 2:  # a collection's trunks have the rules of a trunk
        place = ("data", *place[2:])
    if place[:1] == (EACH,):
        place = ("event", *place[1:])
    if place[:1] == ("data",) and place[1:2] in (("attributes",), ("relationships",)):
        place = place[2:] or place[1:]
    return tuple(_WORDS.get(token, token) for token in place)
