"""Knows which kind a document is, from its shape, and whether it belongs to this resource at all."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from didww_contract.contract.secrets import shown

_TYPE = "voice_out_trunks"
_OURS = frozenset(
    [
        "allowed_sip_ips",
        "on_cli_mismatch_action",
        "allow_any_did_as_cli",
        "threshold_amount",
        "default_dst_action",
        "dst_prefixes",
        "media_encryption_mode",
        "force_symmetric_rtp",
        "threshold_reached",
    ]
)
"""Attributes that no other resource of the API has: who writes them means a trunk, whatever else went wrong."""

_MADE_BY_THE_API = frozenset(["username", "password", "created_at", "threshold_reached"])


class Unknown(NamedTuple):
    """Why no kind can be told."""

    reason: str


def kind_of(document: Any) -> str | Unknown:
    """The kind of a document, or why it is passed over."""
    if not isinstance(document, dict):
        return Unknown(f"not a document of this API ({shown(document, ())})")
    if "data" not in document and _is_error_document(document):
        return "errors"
    data = document.get("data", document if _means_a_trunk(document) else None)
    if isinstance(data, list):
        if any(isinstance(item, dict) and item.get("type") == _TYPE for item in data):
            return Unknown("a collection of trunks, which this version does not judge yet")
    elif isinstance(data, dict):
        if data.get("type") == _TYPE or _means_a_trunk(data) or _means_a_trunk(data.get("attributes")):
            return _kind_of_trunk(document, data)
        if isinstance(data.get("type"), str):
            return Unknown(f"another resource ({shown(data['type'], ())})")
    return Unknown("not a document of this API")


def _means_a_trunk(members: Any) -> bool:
    return isinstance(members, dict) and not _OURS.isdisjoint(members)


def _is_error_document(document: Mapping[str, Any]) -> bool:
    """An `errors` array as JSON:API has it; other APIs, GraphQL among them, fill theirs with other things."""
    errors = document.get("errors")
    if not isinstance(errors, list):
        return False
    jsonapi = ("title", "detail", "code", "status", "source")
    return not errors or any(not isinstance(e, dict) or any(name in e for name in jsonapi) for e in errors)


def _kind_of_trunk(document: Mapping[str, Any], data: Mapping[str, Any]) -> str | Unknown:
    """What a document about one trunk is: only responses have links, meta and attributes that the API makes."""
    if _has_response_marks(document, data):
        return "trunk"
    if "id" not in data:
        return "create-request"
    attributes = data.get("attributes")
    if isinstance(attributes, dict) and len(_MADE_BY_THE_API.intersection(attributes)) > 1:
        return "trunk"
    if isinstance(attributes, dict) or "relationships" in data:
        return Unknown("an update request, which this version does not judge yet")
    return Unknown("a resource identifier, which has no contract of its own")


def _has_response_marks(document: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    if any(name in document for name in ("meta", "included", "jsonapi")) or any(
        name in data for name in ("meta", "links")
    ):
        return True
    relationships = data.get("relationships")
    return isinstance(relationships, dict) and any(
        isinstance(relationship, dict) and "links" in relationship for relationship in relationships.values()
    )
