"""Knows which version of the API a document belongs to, and what says so."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from didww_contract.contract.findings import Finding
from didww_contract.contract.kinds import Unknown
from didww_contract.contract.pointers import Path, pointer
from didww_contract.contract.text_rules import CONFLICT
from didww_contract.contract.versions import DEFAULT_VERSION, VERSIONS

HEADER = "X-DIDWW-API-Version"
"""The request header that asks for a version."""
POLYMORPHIC = tuple(version for version in VERSIONS if version >= "2026-04-16")
"""The versions in which a trunk has an authentication_method."""


class Basis(NamedTuple):
    """The version that a document is judged by, and how it was found."""

    version: str
    reason: str


class _Evidence(NamedTuple):
    """Something that says which version, or one of which, a document belongs to."""

    versions: tuple[str, ...]
    reason: str
    said: str
    """As a clause for people."""
    path: Path
    """Where in the document it stands; empty where it stands outside."""


def basis_of(
    document: Any, *, named: str | None = None, header: str | None = None, answer: Any = None
) -> Basis | Unknown:
    """The version to judge a document by, or why none of those here will do.

    It is what the user has `named`; else what the request's X-DIDWW-API-Version `header` asks for; else what the
    document's meta.api_version says, or that of the response which is its `answer`; else the first one that has its
    shape; else the default one.
    """
    for evidence in _evidence(document, named, header, answer):
        if evidence.versions[0] in VERSIONS:
            return Basis(evidence.versions[0], evidence.reason)
        return Unknown(f"API version {evidence.versions[0]}, of which this release has no contract")
    return Basis(DEFAULT_VERSION, "the default")


def conflict(document: Any, *, named: str | None = None, header: str | None = None) -> Finding | None:
    """A warning where two pieces of evidence about the version disagree; it names the two strongest that do."""
    first, *others = [*_evidence(document, named, header), None]
    for other in others:
        if first and other and first.versions[0] not in other.versions:
            message = f"{first.said}, but {other.said}; judged by {first.versions[0]}"
            hint = "Correct the one that is wrong, or name the version with --api-version."
            if named:
                hint = f"Correct the document, or name another version than {named}."
            place = pointer(first.path or other.path)
            return Finding(CONFLICT.id, "warning", place, message, hint, None, first.versions[0])
    return None


def _evidence(document: Any, named: str | None, header: str | None, answer: Any = None) -> Iterator[_Evidence]:
    """What there is, the strongest first."""
    if named:
        yield _Evidence((named,), "named", f"{named} was named", ())
    if header and _is_date(header):  # the API ignores any other value
        yield _Evidence((header,), HEADER, f"the header {HEADER} says {header}", ())
    if stated := _stated(document):
        yield _Evidence((stated,), "meta.api_version", f"meta.api_version says {stated}", ("meta", "api_version"))
    if stated := _stated(answer):
        said = f"meta.api_version of the response says {stated}"
        yield _Evidence((stated,), "its response's meta.api_version", said, ())
    if path := _authentication_method(document):
        said = f"authentication_method exists since {POLYMORPHIC[0]} only"
        yield _Evidence(POLYMORPHIC, "its authentication_method", said, path)


def _stated(document: Any) -> str:
    """The version in a document's meta.api_version; empty where there is none."""
    meta = document.get("meta") if isinstance(document, dict) else None
    stated = meta.get("api_version") if isinstance(meta, dict) else None
    return stated if isinstance(stated, str) and _is_date(stated) else ""


def _is_date(text: str) -> bool:
    return text in VERSIONS or re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", text) is not None


def _authentication_method(document: Any) -> Path:
    """Where a document has the member that tells later versions from earlier ones; empty where it has none."""
    data = document.get("data") if isinstance(document, dict) else None
    trunks = [(("data", index), item) for index, item in enumerate(data)] if isinstance(data, list) else []
    paths: list[tuple[Path, Any]] = [*trunks, (("data",), data)]
    for path, trunk in paths:
        attributes = trunk.get("attributes") if isinstance(trunk, dict) else None
        if isinstance(attributes, dict) and "authentication_method" in attributes:
            return (*path, "attributes", "authentication_method")
    return ()
