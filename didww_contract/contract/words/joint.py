"""Knows the words for what is told as one: several members that an object lacks, and the members of another type."""

import json
from collections.abc import Iterable
from typing import Any

from didww_contract.contract.breaches import Breach, branches_with
from didww_contract.contract.joint_rules import MISSING, OTHER_BRANCH
from didww_contract.contract.versions import Edition
from didww_contract.contract.words import wording
from didww_contract.contract.words.labels import label, short
from didww_contract.contract.words.other_versions import OtherVersions

_FEW = 4
"""So many missing members are explained one by one."""


def message(breach: Breach, _: Any, edition: Edition) -> str:
    """What is wrong."""
    if breach.rule == OTHER_BRANCH:
        own, others = _own_and_others(breach, edition)
        return f'{label(breach.path[:-1])} has the type "{own}", but {_belong(_unknown(breach), others)}'
    names = [one.constraint.value for one in breach.joint]
    return f"{label(breach.path)} lacks {len(names)} required members: {_listed(names)}"


def hint(breach: Breach, document: Any, edition: Edition, valid: OtherVersions) -> str:
    """What to do."""
    if breach.rule == OTHER_BRANCH:
        return _both_ways_out(breach, edition)
    strays = [one for one in breach.joint if one.strays]
    if strays or len(breach.joint) <= _FEW:
        return " ".join(dict.fromkeys(wording.hint(one, document, edition, valid) for one in strays or breach.joint))
    if breach.rule == MISSING:
        return "Add them; `didww-contract rules` explains each."
    return f"The API always sends them. Add them, or ignore {breach.rule} if the document is abridged on purpose."


def _both_ways_out(breach: Breach, edition: Edition) -> str:
    """Change the type, or what stands beside it."""
    _, others = _own_and_others(breach, edition)
    missing = [one.constraint.value for one in breach.joint if one.constraint.keyword == "required"]
    unknown = _unknown(breach)
    types = " or ".join(json.dumps(other) for other in others)
    instead = f"give {_listed(missing)} in place of {'it' if len(unknown) == 1 else 'them'}"
    return f"Change the type to {types}, or {instead}."


def _own_and_others(breach: Breach, edition: Edition) -> tuple[str, list[str]]:
    unknown = [one for one in breach.joint if one.constraint.keyword != "required"]
    known = [branches_with(one.path, edition) for one in unknown]
    others = [branch for branch in known[0] if all(branch in more for more in known)]
    return str(breach.constraint.branch), others or list(dict.fromkeys(branch for more in known for branch in more))


def _unknown(breach: Breach) -> list[str]:
    return [short(one.path[-1]) for one in breach.joint if one.constraint.keyword != "required"]


def _belong(names: list[str], branches: list[str]) -> str:
    types = f"{'type' if len(branches) == 1 else 'types'} {_listed(branches)}"
    return f"{_listed(names)} {'belongs' if len(names) == 1 else 'belong'} to the {types}"


def _listed(names: Iterable[object]) -> str:
    return " and ".join(", ".join(json.dumps(name, ensure_ascii=False) for name in names).rsplit(", ", 1))
