"""Knows how a document that breaks one version of the contract fares in the others, and since when they differ."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from didww_contract.contract import files
from didww_contract.contract.ages import proof, stated
from didww_contract.contract.breaches import Breach
from didww_contract.contract.constraints import is_required, members, place_of
from didww_contract.contract.pointers import Path
from didww_contract.contract.versions import VERSIONS, Edition, as_version
from didww_contract.contract.words.labels import label, short

META_VERSION: Path = ("meta", "api_version")
"""Where a response says which version it is of."""


class OtherVersions(NamedTuple):
    """The other versions in which a document is valid."""

    versions: tuple[str, ...] = ()
    renamed: bool = False
    """Whether it is valid there only once its meta.api_version says so."""


def elsewhere(document: Any, edition: Edition, is_valid: Callable[[str, Any], bool]) -> OtherVersions:
    """The other versions in which a document that is not valid in this one is."""
    version, kind = edition
    meta = document.get("meta") if isinstance(document, dict) else None
    stated = meta.get("api_version") if isinstance(meta, dict) else None
    if stated in VERSIONS and stated != version and is_valid(stated, document):
        return OtherVersions((stated,))
    renamed = as_version(document, version)
    if renamed is not document and is_valid(version, renamed):
        return OtherVersions()  # the version that it states is all that is wrong
    here = files.canonical(files.schema_name(edition))
    others = (other for other in VERSIONS if files.canonical(files.schema_name(Edition(other, kind))) != here)
    found = tuple(other for other in others if is_valid(other, as_version(document, other)))
    return OtherVersions(found, renamed is not document)


def sentence(breach: Breach, edition: Edition, valid: OtherVersions) -> str:
    """Where the document is valid, and what another version has in the place of what is wrong here; or nothing."""
    change = _change(breach, edition)
    if valid.versions and not (valid.renamed and breach.path[-2:] == ("meta", "api_version")):
        versions = " and ".join(", ".join(valid.versions).rsplit(", ", 1))
        text = f"But for its meta.api_version, valid in {versions}" if valid.renamed else f"Valid in {versions}"
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
        return _since_when_required(breach, edition)
    return ""


def _since_when_required(breach: Breach, edition: Edition) -> str:
    place = (*breach.constraint.place, breach.constraint.value)
    requiring = [version for version in VERSIONS if is_required(place, Edition(version, edition.kind))]
    earlier = [version for version in VERSIONS if version < edition.version and version not in requiring]
    if not requiring or requiring[0] == VERSIONS[0] or not earlier:
        return ""
    known = {name for names in members(Edition(earlier[-1], edition.kind)).values() for name in names}
    strays = dict.fromkeys(str(home.path[-1]) for home in breach.strays)
    if strays.keys() & known:
        names = ", ".join(json.dumps(short(name), ensure_ascii=False) for name in strays if name in known)
        return f"since {requiring[0]} {names} {'belongs' if len(strays) == 1 else 'belong'} there"
    return "" if breach.constraint.value in known or strays else f"it is required since {requiring[0]}"


def wrong_label(document: Any) -> str:
    """Why the version that a document says of itself cannot be its own, as the end of a sentence; empty if it can."""
    said = stated(document)
    if said and said not in VERSIONS:
        return f"which is no version that is known here: {', '.join(VERSIONS)}"
    found = proof(document)
    if not said or not found or not found.versions or said in found.versions:
        return ""
    return f"but {found.member} exists {found.when}"
