"""Knows which rules a document breaks, one breach for each thing that is wrong.

Engines report every keyword that fails. One mistake can fail several: a newline at the end of an address fails both
halves of its pattern; a misspelt required member is unknown and missing; a forgotten `attributes` makes every
attribute unknown. What one correction would put right is one breach, and so is what one object lacks.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from didww_contract.contract.constraints import Constraint, Place, by_path, constraints, members, place_of
from didww_contract.contract.engines import Violation
from didww_contract.contract.equality import repeated
from didww_contract.contract.joint_rules import OTHER_BRANCH, lacking
from didww_contract.contract.naming import rule_id
from didww_contract.contract.pointers import Path, at, member
from didww_contract.contract.versions import Edition
from didww_contract.contract.words.spelling import Home, home_of


class Breach(NamedTuple):
    """A rule broken at one place of a document."""

    rule: str
    path: Path
    """The offending value; for an unknown member that member; for a missing one the object that lacks it."""
    constraint: Constraint
    home: Home | None = None
    """For an unknown member: the member that was probably meant."""
    strays: tuple[Home, ...] = ()
    """For a missing wrapper such as `attributes`: where the members belong that stand outside it."""
    joint: tuple["Breach", ...] = ()
    """What it stands for, where several are told as one."""


def breaches(violations: Iterable[Violation], document: Any, edition: Edition) -> list[Breach]:
    """The breaches behind an engine's violations, in no particular order."""
    found: dict[tuple[Path, str | None], Breach] = {}
    for violation in violations:
        for breach in _expand(violation, document, edition):
            member = breach.constraint.value if breach.constraint.keyword == "required" else None
            other = found.setdefault((breach.path, member), breach)
            if _weight(breach.constraint) < _weight(other.constraint):
                found[breach.path, member] = breach
    apart = _of_other_branches(list(_without_echoes(list(found.values()))), document, edition)
    return list(_of_one_object(apart, edition))


_RANKS = {keyword: rank for rank, keyword in enumerate(["additionalProperties", "required", "type", "not", "pattern"])}
_RANKS |= dict.fromkeys(
    ["enum", "const", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "uniqueItems"],
    len(_RANKS),
)
"""Which keyword speaks for a value that breaks several: 99999.5 is no integer, whatever else it is."""


def _weight(constraint: Constraint) -> tuple[int, int, str]:
    """What speaks first: of two constraints with the same keyword the outer one, whatever order an engine has."""
    return _RANKS[constraint.keyword], len(constraint.path), str(constraint.path)


def _method(document: Any, where: Path) -> str | None:
    """The type of the authentication method of the trunk that a path leads into."""
    data = member(document, "data")
    trunk = data[where[1]] if isinstance(data, list) and len(where) > 1 and isinstance(where[1], int) else data
    found = member(trunk, "attributes", "authentication_method", "type")
    return found if isinstance(found, str) else None


def _expand(violation: Violation, document: Any, edition: Edition) -> Iterator[Breach]:
    """One violation of `required`, `additionalProperties` or `uniqueItems` may name several members or items."""
    where = violation.where
    group = by_path(edition)[violation.keyword_path]
    for constraint in group:
        rule = rule_id(constraint)
        if constraint.keyword == "required":
            if constraint.value not in at(document, where):
                yield Breach(rule, where, constraint)
        elif constraint.keyword == "additionalProperties":
            present = at(document, where)
            for name in present:
                if name not in constraint.value:
                    known = members(edition, constraint.branch or _method(document, where))
                    yield Breach(rule, (*where, name), constraint, home_of(name, where, known))
        elif constraint.keyword == "uniqueItems":
            for index in repeated(at(document, where)):
                yield Breach(rule, (*where, index), constraint)
        elif constraint is _broken(group, at(document, where)):
            yield Breach(rule, where, constraint)


def _broken(group: tuple[Constraint, ...], value: Any) -> Constraint:
    """The innermost pattern that the text breaks, for an outer one only adds to it; of other keywords the outermost."""
    for constraint in reversed(group if group[0].keyword == "pattern" and isinstance(value, str) else ()):
        if not re.search(constraint.value, value):
            return constraint
    return group[0]


def _without_echoes(found: list[Breach]) -> Iterator[Breach]:
    """Leave out the breaches that another one already explains."""
    missing = {(*breach.path, breach.constraint.value) for breach in found if breach.constraint.keyword == "required"}
    misspelt = {breach.home.path for breach in found if breach.home}
    strays: dict[Path, list[Home]] = {}
    for breach in found:
        if breach.home and (wrapper := _missing_wrapper(breach.home.path, missing)):
            strays.setdefault(wrapper, []).append(breach.home)
    blamed = [place_of(breach.path) for breach in found if breach.constraint.keyword != "required"]
    blamed += [place_of(path) for path in (*missing, *misspelt)]
    for breach in found:
        if any(_overlap(place, other) for place in breach.constraint.rests_on for other in blamed):
            continue
        if breach.constraint.keyword == "required":
            target = (*breach.path, breach.constraint.value)
            if target not in misspelt:
                yield breach._replace(strays=tuple(strays.get(target, ())))
        elif not (breach.home and _missing_wrapper(breach.home.path, missing)):
            yield breach


def _overlap(one: Place, other: Place) -> bool:
    """Whether one of two places is the other, or around it."""
    return one[: len(other)] == other[: len(one)]


def _missing_wrapper(home: Path, missing: set[Path]) -> Path | None:
    """The wrapper around the place where an unknown member belongs, if it is a wrapper that is missing."""
    return next((home[:length] for length in range(1, len(home)) if home[:length] in missing), None)


def _of_other_branches(found: list[Breach], document: Any, edition: Edition) -> list[Breach]:
    """One breach in place of those of an object that has what another type than its own wants.

    `twilio` with allowed_sip_ips and without twilio_account_sid is no mistake about two members, but about the type.
    """
    groups: dict[tuple[Path, str], list[Breach]] = {}
    for breach in found:
        if breach.constraint.branch and breach.constraint.keyword in ("required", "additionalProperties"):
            around = breach.path if breach.constraint.keyword == "required" else breach.path[:-1]
            groups.setdefault((around, breach.constraint.branch), []).append(breach)
    left = list(found)
    for (around, branch), group in groups.items():
        unknown = [breach for breach in group if breach.constraint.keyword != "required"]
        if 0 < len(unknown) < len(group) and all(branches_with(breach.path, edition) for breach in unknown):
            where = (*around[:-1], "type")
            if at(document, where) == branch:
                left = [breach for breach in left if breach not in group]
                left.append(Breach(OTHER_BRANCH, where, unknown[0].constraint, joint=tuple(group)))
    return left


def branches_with(path: Path, edition: Edition) -> list[str]:
    """The types of the object around a member that know it."""
    place, name = place_of(path[:-1]), path[-1]
    branches = dict.fromkeys(one.branch for one in constraints(edition) if one.place == place and one.branch)
    return [branch for branch in branches if name in members(edition, branch).get(place, ())]


def _of_one_object(found: list[Breach], edition: Edition) -> Iterator[Breach]:
    """The members that an object lacks as one breach, where it lacks several."""
    missing: dict[Path, list[Breach]] = {}
    for breach in found:
        if breach.constraint.keyword == "required" and breach.rule != OTHER_BRANCH:
            missing.setdefault(breach.path, []).append(breach)
    for breach in found:
        group = missing.get(breach.path, []) if breach.rule != OTHER_BRANCH else []
        if len(group) < 2 or breach not in group:
            yield breach
        elif breach is group[0]:
            yield breach._replace(rule=lacking(edition.kind), joint=tuple(group))
