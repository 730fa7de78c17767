"""Knows plain requests: valid ones about which no advisory has anything to say, told in one step.

Files of millions of lines are mostly these. Whatever is not plain, here, may still be valid and free of warnings.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from didww_contract.contract import files
from didww_contract.contract.versions import Edition

if TYPE_CHECKING:
    from didww_contract.contract.engines import Engine

_ADDRESSES = {"uniqueItems": True, "items": {"pattern": "^[0-9.]+$"}}
"""IPv4 addresses alone: equal ones are spelt alike, and none has a prefix length."""
_LINKAGE = {"uniqueItems": True, "items": {"properties": {"id": {"pattern": "^[0-9a-f-]+$"}}}}
_DIDS = {"maxProperties": 1, "properties": {"data": _LINKAGE}}
_EMERGENCY_DIDS = {"maxProperties": 1, "properties": {"data": {"minItems": 1, **_LINKAGE}}}
_ATTRIBUTES = {
    "name": {"pattern": "[!-~]"},
    "allowed_sip_ips": {"minItems": 1, **_ADDRESSES},
    "allowed_rtp_ips": _ADDRESSES,
    "on_cli_mismatch_action": {"enum": ["send_original_cli", "reject_call"]},
    "callback_url": {"pattern": "^https?://"},
    "rtp_timeout": {"type": "integer"},
    "capacity_limit": {"not": {"const": 0}},
    "threshold_amount": {"$ref": "parts/attributes.json#/$defs/threshold_amount"},
    "authentication_method": {
        "properties": {"attributes": {"properties": {"allowed_sip_ips": _ADDRESSES, "tech_prefix": {"minLength": 1}}}}
    },
}
_LIMITED = [
    {"required": ["capacity_limit"], "properties": {"capacity_limit": {"type": "integer"}}},
    {"required": ["threshold_amount"], "properties": {"threshold_amount": {"type": "string"}}},
]
_QUIET = {
    "maxProperties": 1,
    "properties": {
        "data": {
            "properties": {
                "attributes": {"properties": _ATTRIBUTES, "anyOf": _LIMITED},
                "relationships": {
                    "properties": {"default_did": False, "dids": _DIDS, "emergency_dids": _EMERGENCY_DIDS}
                },
            }
        }
    },
}
"""What leaves every advisory silent; a test proves it for each of them."""


def members(document: Any) -> int:
    """How many members a plain document has, those of all its objects together."""
    data = document["data"]
    attributes = data["attributes"]
    if "relationships" in data or "authentication_method" in attributes:
        return _members(document)
    return len(document) + len(data) + len(attributes)


def _members(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(_members, value.values()))
    return sum(map(_members, value)) if isinstance(value, list) else 0


@cache
def plain(version: str) -> "Engine | None":
    """What tells plain create requests of a version; None where there is no engine that is fast enough to be asked."""
    from didww_contract.contract.engines import Fast

    schema: dict[str, Any] = _QUIET
    try:
        return Fast(files.schema_name(Edition(version, "create-request")), beside=schema)
    except ImportError:
        return None
