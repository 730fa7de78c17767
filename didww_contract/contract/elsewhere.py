"""Knows how a document that breaks one version of the contract fares in the others, and since when they differ."""

import json
from collections.abc import Callable
from typing import Any

from didww_contract.contract import files
from didww_contract.contract.breaches import Breach
from didww_contract.contract.constraints import Place, by_place, members, place_of
from didww_contract.contract.evidence import as_version
from didww_contract.contract.labels import label, short
from didww_contract.contract.versions import VERSIONS, Edition


def valid_in(document: Any, edition: Edition, is_valid: Callable[[str, Any], bool]) -> tuple[str, ...]:
    """The other versions in which a document that is not valid in this one is, but for its meta.api_version."""
    version, kind = edition
    if (renamed := as_version(document, version)) is not document and is_valid(version, renamed):
        stated = document["meta"]["api_version"]  # which is all that is wrong
        return (stated,) if stated in VERSIONS else ()
    here = files.canonical(files.schema_name(edition))
    others = (other for other in VERSIONS if files.canonical(files.schema_name(Edition(other, kind))) != here)
    return tuple(other for other in others if is_valid(other, as_version(document, other)))


def sentence(breach: Breach, edition: Edition, valid: tuple[str, ...]) -> str:
    """Where the document is `valid`, and what another version has in the place of what is wrong here; or nothing."""
    change = _change(breach, edition)
    if valid:
        text = f"Valid in {' and '.join(', '.join(valid).rsplit(', ', 1))}"
        return f"{text}; {change}." if change else f"{text}."
    return f"{change[0].upper()}{change[1:]}." if change else ""


def _change(breach: Breach, edition: Edition) -> str:
    """What has changed between the versions about the member that a breach is about, as a clause."""
    constraint = breach.constraint
    if constraint.keyword == "additionalProperties":
        name, around = breach.path[-1], place_of(breach.path[:-1])
        known = [version for version in VERSIONS if name in members(Edition(version, edition.kind)).get(around, ())]
        quoted = json.dumps(short(name), ensure_ascii=False)
        if known and known[0] > edition.version:
            return f"{quoted} exists since {known[0]}"
        if known and known[-1] < edition.version:
            since = VERSIONS[VERSIONS.index(known[-1]) + 1]
            if breach.home and breach.home.moved:
                return f"since {since} {quoted} belongs in {label(breach.home.path[:-1])}"
            return f"since {since} there is no {quoted}"
    if constraint.keyword == "required":
        place = (*constraint.place, constraint.value)
        requiring = [version for version in VERSIONS if _requires(place, Edition(version, edition.kind))]
        since = requiring[0] if requiring else VERSIONS[0]
        if VERSIONS[0] < since <= edition.version:
            strays = [json.dumps(short(home.path[-1]), ensure_ascii=False) for home in breach.strays]
            belongs = "belongs" if len(strays) == 1 else "belong"
            return f"since {since} {', '.join(strays)} {belongs} there" if strays else f"it is required since {since}"
    return ""


def _requires(place: Place, edition: Edition) -> bool:
    around = by_place(edition).get(place[:-1], ())
    return any(constraint.keyword == "required" and constraint.value == place[-1] for constraint in around)
