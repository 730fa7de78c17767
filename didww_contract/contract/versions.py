"""Knows the dated versions of the API and the kinds of documents whose contract is written down."""

import re
from typing import Any, NamedTuple

VERSIONS = ("2021-12-15", "2022-05-10", "2026-04-16", "2026-11-19")
"""Oldest first."""
DEFAULT_VERSION = "2021-12-15"
QUERIES = ("collection-query", "trunk-query")
"""The kinds that are no JSON documents but the query parameters of a URL, decoded."""
KINDS = (
    "create-request",
    "update-request",
    "trunk",
    "trunk-collection",
    "regenerate-request",
    "regenerate-response",
    "callback",
    "errors",
    *QUERIES,
)


class Edition(NamedTuple):
    """A kind of document as one version of the API has it: what a schema file is for."""

    version: str
    kind: str


class UnknownVersion(ValueError):
    """A version was asked for that this package has no contract of."""

    def __init__(self, version: object) -> None:
        super().__init__(f"unknown API version {version!r}; known: {', '.join(VERSIONS)}")


class UnknownKind(ValueError):
    """A kind of document was asked for that the contract does not have."""

    def __init__(self, kind: object) -> None:
        super().__init__(f"unknown kind {kind!r}; known: {', '.join(KINDS)}")


class UnknownUrl(ValueError):
    """A URL has no query that the contract knows of."""

    def __init__(self, url: str) -> None:
        path = "/" + re.sub(r"^[a-z]*://[^/]*/*|^/+", "", re.split(r"[?#;]", url)[0])
        super().__init__(f"{path[:200]!r} is neither /v3/voice_out_trunks nor /v3/voice_out_trunks/ID")


def as_version(document: Any, version: str) -> Any:
    """A document of one version as another would have it, where they differ in `meta.api_version` only."""
    meta = document.get("meta") if isinstance(document, dict) else None
    if not isinstance(meta, dict) or "api_version" not in meta:
        return document
    return {**document, "meta": {**meta, "api_version": version}}
