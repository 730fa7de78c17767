"""Knows the dated versions of the API and the kinds of documents whose contract is written down."""

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


def basis_of(document: Any) -> Basis:
    """The version that a document names itself, or else the default one."""
    meta = document.get("meta") if isinstance(document, dict) else None
    named = meta.get("api_version") if isinstance(meta, dict) else None
    if isinstance(named, str) and named in VERSIONS:
        return Basis(named, "meta.api_version")
    return Basis(DEFAULT_VERSION, "the default")


class UnknownVersion(ValueError):
    """A version was asked for that this package has no contract of."""

    def __init__(self, version: object) -> None:
        super().__init__(f"unknown API version {version!r}; known: {', '.join(VERSIONS)}")


class UnknownKind(ValueError):
    """A kind of document was asked for that the contract does not have."""

    def __init__(self, kind: object) -> None:
        super().__init__(f"unknown kind {kind!r}; known: {', '.join(KINDS)}")
