"""Knows the dated versions of the API and the kinds of documents whose contract is written down."""

import re
from typing import Any, NamedTuple

VERSIONS = ("2021-12-15", "2022-05-10")
DEFAULT_VERSION = "2021-12-15"
KINDS = (
    "create-request",
    "update-request",
    "trunk",
    "trunk-collection",
    "regenerate-request",
    "regenerate-response",
    "callback",
    "errors",
)


class Basis(NamedTuple):
    """The version that a document is judged by, and how it was found."""

    version: str
    reason: str


class Unknown(NamedTuple):
    """Why a document is passed over."""

    reason: str


def basis_of(document: Any) -> Basis | Unknown:
    """The version that a document names or shows, or else the default one; or why none of those here will do."""
    named = _member(_member(document, "meta"), "api_version")
    if isinstance(named, str) and named in VERSIONS:
        return Basis(named, "meta.api_version")
    if isinstance(named, str) and re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", named):
        return Unknown(f"API version {named}, of which this release has no contract")
    if _member(_member(_member(document, "data"), "attributes"), "authentication_method") is not None:
        return Unknown("a later API version (it has authentication_method), of which this release has no contract")
    return Basis(DEFAULT_VERSION, "the default")


def _member(parent: Any, name: str) -> Any:
    return parent.get(name) if isinstance(parent, dict) else None


class UnknownVersion(ValueError):
    """A version was asked for that this package has no contract of."""

    def __init__(self, version: object) -> None:
        super().__init__(f"unknown API version {version!r}; known: {', '.join(VERSIONS)}")


class UnknownKind(ValueError):
    """A kind of document was asked for that the contract does not have."""

    def __init__(self, kind: object) -> None:
        super().__init__(f"unknown kind {kind!r}; known: {', '.join(KINDS)}")
