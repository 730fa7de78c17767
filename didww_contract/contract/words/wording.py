"""Knows the words: what a rule allows, what a document has instead, and what to do about it.

Everything is said from the schema's own limits, titles and descriptions, for a reader who has never seen them.
"""

import json
from collections.abc import Iterable
from typing import Any

from didww_contract.contract.breaches import Breach
from didww_contract.contract.constraints import (
    Constraint,
    by_place,
    demands,
    explanation,
    forbids,
    is_required,
    members,
    place_of,
)
from didww_contract.contract.pointers import Path, at
from didww_contract.contract.versions import QUERIES, VERSIONS, Edition
from didww_contract.contract.words import spelling
from didww_contract.contract.words.labels import label, short
from didww_contract.contract.words.other_versions import META_VERSION, OtherVersions, sentence, wrong_label
from didww_contract.contract.words.secrets import is_secret, masked_value, shortened, shown

_NOWHERE = OtherVersions()
_TYPES = {"string": "a string", "integer": "an integer", "boolean": "true or false", "array": "an array"}
_TYPES |= {"object": "an object", "null": "null"}


def message(breach: Breach, document: Any, edition: Edition) -> str:
    """What is wrong: the place, what was found there and what is allowed instead."""
    constraint, path = breach.constraint, breach.path
    if constraint.keyword == "required":
        which = f', which the type "{constraint.branch}" requires' if constraint.branch else ""
        return f'{label(path)} lacks the {"" if which else "required "}member "{constraint.value}"{which}'
    if constraint.keyword == "additionalProperties":
        where = "the query" if edition.kind in QUERIES else label(path[:-1])
        who = f'type "{constraint.branch}"' if constraint.branch else "API"
        return f'{where} has a member that the {who} does not know: "{short(path[-1])}"'
    if constraint.keyword == "uniqueItems":
        return f"{label(path)} is in the list before: {shown(at(document, path), path)}"
    if forbids(constraint):
        return f"{label(path)} is read-only: the API sets it, a request cannot"
    found = shown(at(document, path), path)
    if path == META_VERSION and (why := wrong_label(document)):
        return f"meta.api_version is {found}, {why}"
    return f"{label(path)} is {found}; allowed: {allowed(constraint, edition)}"


def hint(breach: Breach, document: Any, edition: Edition, valid: OtherVersions = _NOWHERE) -> str:
    """What to do: the spelling that was meant, the place where a member belongs, or why the rule is there.

    Where another version has what is wrong here, or the whole document is `valid` there, the hint says so.
    """
    other = sentence(breach, edition, valid)
    if other and breach.constraint.keyword == "additionalProperties" and not (breach.home and not breach.home.moved):
        return other + (_if_there_too(breach.home.path, document) if breach.home else "")
    return f"{_hint(breach, document, edition)} {other}".rstrip()


def _hint(breach: Breach, document: Any, edition: Edition) -> str:
    constraint, path = breach.constraint, breach.path
    if constraint.keyword == "required":
        return _how_to_add(breach, edition)
    if constraint.keyword == "additionalProperties":
        return _where_it_belongs(breach, document, edition)
    if forbids(constraint):
        return "Leave it out of the request; the response shows it."
    value = at(document, path)
    if value is None and "default" in constraint.node and not is_required(constraint.place, edition, constraint.branch):
        default = json.dumps(constraint.node["default"])
        return (
            f"Leave it out: {'what is set stays' if edition.kind == 'update-request' else f'the default is {default}'}."
        )
    if (
        not constraint.conditional
        and constraint.keyword != "uniqueItems"
        and not any(is_secret(token) for token in path)
    ):
        try:
            meant = spelling.meant(value, constraint.place, by_place(edition, constraint.branch))
        except LookupError:
            pass
        else:
            suggestion = json.dumps(meant, ensure_ascii=False)
            if masked_value(str(meant)) == str(meant) and shortened(suggestion) == suggestion:
                return f"Did you mean {suggestion}?"
    return _remedy(constraint, value) or str(explanation(constraint, edition)["description"])


def _remedy(constraint: Constraint, value: Any) -> str:
    """What to do about a limit that is overstepped, where the schema's words would not say it."""
    if constraint.place == META_VERSION and value not in VERSIONS:
        return "Write the version that the response is of."
    if constraint.keyword == "const" and constraint.value is not None:
        return f"Write {json.dumps(constraint.value)}."
    if constraint.keyword == "maxItems":
        return f"Remove {len(value) - constraint.value} of them." if constraint.value else ""
    if constraint.keyword == "uniqueItems":
        return "Remove it, or correct it."
    if constraint.keyword == "maxLength":
        return f"Shorten it by {len(value) - constraint.value} of its {len(value)} characters."
    if constraint.keyword in ("minimum", "maximum"):
        return f"Write a number {'from' if constraint.keyword == 'minimum' else 'up to'} {constraint.value}."
    return ""


def allowed(constraint: Constraint, edition: Edition) -> str:
    """What may stand where the constraint holds, as a phrase: `an integer from 0 to 32767, or null`."""
    if constraint.conditional and "title" in constraint.node:
        return str(constraint.node["title"])
    return phrase(by_place(edition, constraint.branch)[constraint.place])


def phrase(group: Iterable[Constraint]) -> str:
    """What constraints that hold at one place allow together."""
    group = tuple(group)
    said = demands(group)
    types = said["type"]
    title = next((c.node["title"] for c in group if "title" in c.node and "$schema" not in c.node), None)
    main = next((name for name in types if name != "null"), "")
    if title:
        text = str(title)
    elif "enum" in said or "const" in said:
        text = " or ".join(
            ", ".join(json.dumps(value) for value in said.get("enum", [said.get("const")])).rsplit(", ", 1)
        )
    else:
        text = _TYPES.get(main, "a value")
    if "minimum" in said:
        text += f" from {said['minimum']}" + (f" to {said['maximum']}" if "maximum" in said else " on")
    if said.get("minLength") == 1:
        text += " that is not empty"
    if "maxLength" in said:
        text += f"{',' if title else ''} of at most {said['maxLength']} characters"
    if "maxItems" in said:
        text += f" of {said.get('minItems', 0)} to {said['maxItems']} items"
    elif "minItems" in said:
        text += f" of at least {said['minItems']} item"
    if "uniqueItems" in said:
        text += ", each once"
    return text + (", or null" if "null" in types else "")


def _how_to_add(breach: Breach, edition: Edition) -> str:
    name = breach.constraint.value
    group = by_place(edition, breach.constraint.branch)[(*breach.constraint.place, name)]
    example = next((c.node["examples"][0] for c in group if "examples" in c.node), None)
    if breach.strays:
        names = list(dict.fromkeys(str(home.path[-1]) for home in breach.strays))
        strays = ", ".join(json.dumps(short(one)) for one in names)
        if "request" not in edition.kind or any(json.dumps(one) not in json.dumps(example) for one in names):
            example = None  # it is another type's
        text = f"Put {strays} into {label(breach.strays[0].path[:-1])}, which is missing"
    else:
        text = f'Add "{name}": {phrase(group)}'
    says_it_all = isinstance(example, bool) or "title" in group[0].node or any(c.keyword == "enum" for c in group)
    if example is not None and not says_it_all:
        whole = f"{json.dumps(name)}: " if breach.strays else ""
        text += f", for example {whole}{json.dumps(example)}"
    return f"{text}."


def _where_it_belongs(breach: Breach, document: Any, edition: Edition) -> str:
    home = breach.home
    if home and home.moved:
        renamed = "" if home.path[-1] == breach.path[-1] else f' as "{home.path[-1]}"'
        return f"It belongs in {label(home.path[:-1])}{renamed}.{_if_there_too(home.path, document)}"
    if home:
        return f'Did you mean "{home.path[-1]}"?{_if_there_too(home.path, document)}'
    where = breach.path[:-1]
    if any(place[-1:] == breach.path[-1:] and any(map(forbids, group)) for place, group in by_place(edition).items()):
        return "Leave it out: the API sets it, a request cannot."
    what = "a query" if edition.kind in QUERIES else label(where)
    known = members(edition, breach.constraint.branch)[place_of(where)]
    return f"What {what} may have: {', '.join(known)}." if known else f"Leave it out: {what} has no members here."


def _if_there_too(path: Path, document: Any) -> str:
    try:
        at(document, path)
    except (LookupError, TypeError):
        return ""
    return " That member is there too: remove one of them."
