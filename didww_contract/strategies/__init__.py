"""Hypothesis strategies for the documents of voice_out_trunks: valid, invalid with a true label, worth a warning.

Needs the extra `hypothesis`. Nouns, with keyword-only options: `version` is a dated version of the API, `plain` keeps
strings to printable ASCII, `rules` chooses what is to be broken. An unknown version raises UnknownVersion when the
strategy is made, an unknown rule hypothesis.errors.InvalidArgument.
"""

from collections.abc import Collection
from typing import Any

from hypothesis.strategies import SearchStrategy

from didww_contract.contract.versions import DEFAULT_VERSION, VERSIONS, Edition, UnknownVersion
from didww_contract.specimens.changes import ABSENT, Change
from didww_contract.strategies import exchanges as _exchanges
from didww_contract.strategies.advised import Advised, advised_documents
from didww_contract.strategies.broken import Invalid, invalid_documents
from didww_contract.strategies.documents import documents
from didww_contract.strategies.exchanges import Exchange
from didww_contract.strategies.leaves import (
    addresses,
    addresses_and_networks,
    callback_urls,
    names,
    networks,
    prefixes,
    tech_prefixes,
    texts,
    threshold_amounts,
    twilio_account_sids,
    uuids,
)

Rules = Collection[str] | None
Valid = SearchStrategy[Any]
Broken = SearchStrategy[Invalid]
WithWarning = SearchStrategy[Advised]


def _edition(version: str, kind: str) -> Edition:
    if version not in VERSIONS:
        raise UnknownVersion(version)
    return Edition(version, kind)


def create_requests(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Bodies of POST /v3/voice_out_trunks."""
    return documents(_edition(version, "create-request"), plain=plain)


def update_requests(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Bodies of PATCH /v3/voice_out_trunks/{id}."""
    return documents(_edition(version, "update-request"), plain=plain)


def trunks(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Responses with one trunk."""
    return documents(_edition(version, "trunk"), plain=plain)


def trunk_collections(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Responses with a page of trunks."""
    return documents(_edition(version, "trunk-collection"), plain=plain)


def regenerate_requests(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Bodies of POST /v3/voice_out_trunk_regenerate_credentials."""
    return documents(_edition(version, "regenerate-request"), plain=plain)


def regenerate_responses(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Responses to requests for new credentials."""
    return documents(_edition(version, "regenerate-response"), plain=plain)


def callbacks(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """What the API posts to a callback_url: arrays of events."""
    return documents(_edition(version, "callback"), plain=plain)


def error_documents(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Error documents of any 4xx response."""
    return documents(_edition(version, "errors"), plain=plain)


def collection_queries(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Decoded query parameters of GET /v3/voice_out_trunks."""
    return documents(_edition(version, "collection-query"), plain=plain)


def trunk_queries(*, version: str = DEFAULT_VERSION, plain: bool = False) -> Valid:
    """Decoded query parameters of GET /v3/voice_out_trunks/{id}."""
    return documents(_edition(version, "trunk-query"), plain=plain)


def exchanges(
    *, version: str = DEFAULT_VERSION, plain: bool = False, refused: bool | None = None
) -> SearchStrategy[Exchange]:
    """Create requests with their answers: the trunk that the API makes, or the errors that a broken rule earns.

    `refused` keeps to the one or the other.
    """
    return _exchanges.exchanges(_edition(version, "create-request").version, plain=plain, refused=refused)


def invalid_create_requests(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Create requests that break exactly one rule."""
    return invalid_documents(_edition(version, "create-request"), rules, plain=plain)


def invalid_update_requests(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Update requests that break exactly one rule."""
    return invalid_documents(_edition(version, "update-request"), rules, plain=plain)


def invalid_trunks(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Responses with one trunk that break exactly one rule."""
    return invalid_documents(_edition(version, "trunk"), rules, plain=plain)


def invalid_trunk_collections(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Responses with a page of trunks that break exactly one rule."""
    return invalid_documents(_edition(version, "trunk-collection"), rules, plain=plain)


def invalid_regenerate_requests(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Requests for new credentials that break exactly one rule."""
    return invalid_documents(_edition(version, "regenerate-request"), rules, plain=plain)


def invalid_regenerate_responses(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Responses to requests for new credentials that break exactly one rule."""
    return invalid_documents(_edition(version, "regenerate-response"), rules, plain=plain)


def invalid_callbacks(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Callbacks that break exactly one rule."""
    return invalid_documents(_edition(version, "callback"), rules, plain=plain)


def invalid_error_documents(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Error documents that break exactly one rule."""
    return invalid_documents(_edition(version, "errors"), rules, plain=plain)


def invalid_collection_queries(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Query parameters of the collection that break exactly one rule."""
    return invalid_documents(_edition(version, "collection-query"), rules, plain=plain)


def invalid_trunk_queries(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> Broken:
    """Query parameters of one trunk that break exactly one rule."""
    return invalid_documents(_edition(version, "trunk-query"), rules, plain=plain)


def advised_create_requests(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> WithWarning:
    """Valid create requests that earn a warning."""
    return advised_documents(_edition(version, "create-request"), rules, plain=plain)


def advised_update_requests(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> WithWarning:
    """Valid update requests that earn a warning."""
    return advised_documents(_edition(version, "update-request"), rules, plain=plain)


def advised_regenerate_requests(
    rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False
) -> WithWarning:
    """Valid requests for new credentials that earn a warning."""
    return advised_documents(_edition(version, "regenerate-request"), rules, plain=plain)


def advised_trunks(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> WithWarning:
    """Valid responses with one trunk that earn a warning; there are some since API version 2026-04-16."""
    return advised_documents(_edition(version, "trunk"), rules, plain=plain)


def advised_trunk_collections(
    rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False
) -> WithWarning:
    """Valid responses with a page of trunks that earn a warning."""
    return advised_documents(_edition(version, "trunk-collection"), rules, plain=plain)


def advised_collection_queries(
    rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False
) -> WithWarning:
    """Valid query parameters of the collection that earn a warning."""
    return advised_documents(_edition(version, "collection-query"), rules, plain=plain)


def advised_trunk_queries(rules: Rules = None, *, version: str = DEFAULT_VERSION, plain: bool = False) -> WithWarning:
    """Valid query parameters of one trunk that earn a warning."""
    return advised_documents(_edition(version, "trunk-query"), rules, plain=plain)


__all__ = [
    "ABSENT",
    "Advised",
    "Change",
    "Exchange",
    "Invalid",
    "addresses",
    "addresses_and_networks",
    "advised_collection_queries",
    "advised_create_requests",
    "advised_regenerate_requests",
    "advised_trunk_collections",
    "advised_trunk_queries",
    "advised_trunks",
    "advised_update_requests",
    "callback_urls",
    "callbacks",
    "collection_queries",
    "create_requests",
    "error_documents",
    "exchanges",
    "invalid_callbacks",
    "invalid_collection_queries",
    "invalid_create_requests",
    "invalid_error_documents",
    "invalid_regenerate_requests",
    "invalid_regenerate_responses",
    "invalid_trunk_collections",
    "invalid_trunk_queries",
    "invalid_trunks",
    "invalid_update_requests",
    "names",
    "networks",
    "prefixes",
    "regenerate_requests",
    "regenerate_responses",
    "tech_prefixes",
    "texts",
    "threshold_amounts",
    "trunk_collections",
    "trunk_queries",
    "trunks",
    "twilio_account_sids",
    "update_requests",
    "uuids",
]
