"""Knows which members of a trunk only some versions of the API have, and what they prove about a document.

They are read from the schema of responses with one trunk, which have all that a trunk has, by following references for
names only: a commit hook must not walk every constraint of every version to choose one of them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from didww_contract.contract import files
from didww_contract.contract.pointers import Path
from didww_contract.contract.resources import resource_objects
from didww_contract.contract.versions import VERSIONS, Edition

_SECTIONS = ("relationships", "attributes")
"""What of a trunk is looked at, the more telling last."""


class Proof(NamedTuple):
    """What a member of a document proves, for only some versions have it."""

    versions: tuple[str, ...]
    """Those that have all such members of the document; empty where they contradict each other."""
    member: str
    """The most telling of them; of a contradiction that of the later age."""
    path: Path
    having: tuple[str, ...]
    """The versions that have that member."""

    @property
    def when(self) -> str:
        """When that member exists, for people."""
        first, last = self.having[0], self.having[-1]
        return f"since {first} only" if last == VERSIONS[-1] else f"until {last} only"


@cache
def ages() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The versions that have a member, by its object (`attributes`, `relationships`) and its name.

    Members that every version has are left out. The most telling ones come last.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for version in VERSIONS:
        name = files.schema_name(Edition(version, "trunk"))
        for section in _SECTIONS:
            for member in dict.fromkeys(_members(name, files.read(name), ("data", section))):
                found.setdefault((section, member), []).append(version)
    ordered = sorted(found.items(), key=lambda item: _SECTIONS.index(item[0][0]))
    return {member: tuple(versions) for member, versions in ordered if len(versions) < len(VERSIONS)}


def differs_between_versions(kind: str) -> bool:
    """Whether documents of a kind are not the same in every version."""
    return bool(kind) and len({files.canonical(files.schema_name(Edition(one, kind))) for one in VERSIONS}) > 1


def _members(file: str, schema: files.JSON, path: tuple[str, ...]) -> Iterator[str]:
    """The names of the members that the object at `path` of a document may have, by a schema of `file`."""
    members = schema.get("properties", {})
    if not path:
        yield from members
    elif isinstance(child := members.get(path[0]), dict):
        yield from _members(file, child, path[1:])
    for part in schema.get("allOf", ()):
        yield from _members(file, part, path)
    if "$ref" in schema:
        target, referred = files.resolve(file, schema["$ref"])
        yield from _members(target, referred, path)


def proof(document: Any) -> Proof | None:
    """What the members of a document prove about its version; None where they prove nothing."""
    trunks = list(_trunks(document))
    found: dict[str, tuple[Path, tuple[str, ...]]] = {}
    for (section, member), versions in ages().items():
        for path, trunk in trunks:
            holder = trunk.get(section)
            if isinstance(holder, dict) and member in holder:
                found.setdefault(member, ((*path, section, member), versions))
            elif member in trunk and section == "attributes":  # without its wrapper
                found.setdefault(member, ((*path, member), versions))
    if not found:
        return None
    possible = tuple(version for version in VERSIONS if all(version in versions for _, versions in found.values()))
    telling = reversed(found)  # as ages() have them: the most telling first
    member = next(telling) if possible else max(telling, key=lambda name: found[name][1][0])
    path, versions = found[member]
    return Proof(possible, member, path, versions)


def stated(document: Any) -> str:
    """The date in a document's meta.api_version, known or not; empty where there is none."""
    meta = document.get("meta") if isinstance(document, dict) else None
    said = meta.get("api_version") if isinstance(meta, dict) else None
    return said if isinstance(said, str) and re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", said) else ""


def _trunks(document: Any) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The resource objects of a document, with their paths, or one that stands there without a document around it."""
    if isinstance(document, dict) and "data" not in document:
        yield (), document
    yield from resource_objects(document)
