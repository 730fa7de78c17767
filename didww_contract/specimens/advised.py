"""Knows how a valid document comes to earn each warning."""

import copy
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from didww_contract.contract.advisories import ADVISORIES
from didww_contract.contract.versions import Edition
from didww_contract.specimens.changes import ABSENT

_ID = "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"
_OPEN = {"data": {"type": "dids", "id": _ID}}


@cache
def advisories(edition: Edition) -> tuple[str, ...]:
    """The warnings that documents of an edition can earn."""
    return tuple(
        advisory.id
        for advisory in ADVISORIES.values()
        if edition.kind in advisory.kinds and edition.version in advisory.versions
    )


Way = Callable[[Any], tuple[str, str, Any, Any]]
"""Changes a document in place; returns how, where (a JSON Pointer), what was there, and what is there now."""


def _attribute(how: str, name: str, value: Any) -> Way:
    """Sets an attribute: the trunk's own, or that of its authentication method where that has it."""

    def change(document: Any) -> tuple[str, str, Any, Any]:
        data, place = document["data"], "/data/attributes"
        if isinstance(data, list):  # a page of trunks
            data, place = data[0], "/data/0/attributes"
        holder = data["attributes"]
        method = holder.get("authentication_method", {})
        if name in ("allowed_sip_ips", "tech_prefix") and (method or name == "tech_prefix"):
            if name not in method.get("attributes", ()):
                method = holder["authentication_method"] = {"type": "credentials_and_ip", "attributes": dict(_SOURCE)}
            holder, place = method["attributes"], f"{place}/authentication_method/attributes"
        before = holder.get(name, ABSENT)
        holder[name] = value
        return how, f"{place}/{name}", before, value

    return change


_SOURCE = {"allowed_sip_ips": ["203.0.113.7"]}


def _relationship(how: str, name: str, value: Any, action: str | None = None) -> Way:
    def change(document: Any) -> tuple[str, str, Any, Any]:
        attributes = document["data"]["attributes"]
        attributes.pop("allow_any_did_as_cli", None)
        attributes.pop("emergency_enable_all", None)
        if action:
            attributes["on_cli_mismatch_action"] = action
        relationships = document["data"].setdefault("relationships", {})
        before = relationships.get(name, ABSENT)
        relationships[name] = copy.deepcopy(value)
        return how, f"/data/relationships/{name}", before, value

    return change


def _without_default_did(document: Any) -> tuple[str, str, Any, Any]:
    document["data"].pop("relationships", None)
    return _attribute("replace_cli without a default DID", "on_cli_mismatch_action", "replace_cli")(document)


def _needs_feature(document: Any) -> tuple[str, str, Any, Any]:
    document["data"].pop("relationships", None)
    return _attribute("an action that needs a feature", "on_cli_mismatch_action", "randomize_cli")(document)


def _without_limits(document: Any) -> tuple[str, str, Any, Any]:
    attributes = document["data"]["attributes"]
    attributes.pop("threshold_amount", None)
    attributes.pop("status", None)
    return "the limits left out", "/data/attributes/capacity_limit", attributes.pop("capacity_limit", ABSENT), ABSENT


def _member(how: str, name: str, value: Any) -> Way:
    """Sets a member at the top: a parameter of a query, or one beside the data of a request."""

    def change(document: Any) -> tuple[str, str, Any, Any]:
        before, document[name] = document.get(name, ABSENT), value
        return how, f"/{name}", before, value

    return change


def _no_emergency_dids(document: Any) -> tuple[str, str, Any, Any]:
    document["data"]["attributes"]["emergency_enable_all"] = True
    relationships = document["data"].setdefault("relationships", {})
    before = relationships.get("emergency_dids", ABSENT)
    after: Any = {"data": []}
    relationships["emergency_dids"] = after
    return "none, while emergency_enable_all is true", "/data/relationships/emergency_dids", before, after


def _links(document: Any) -> tuple[str, str, Any, Any]:
    before = document["links"]["first"]
    after = document["links"]["first"] = before.partition("?")[0] + "?filter%5Bstatus%5D=Active"
    return "the label in place of the code", "/links/first", before, after


def _twice(name: str) -> Way:
    items = [{"type": "dids", "id": _ID}, {"type": "dids", "id": _ID.upper()}]
    return _relationship("the same DID in two cases", name, {"data": items})


WAYS: Mapping[str, Way] = {
    "allowed-sip-ips-empty": _attribute("no address", "allowed_sip_ips", []),
    "allowed-sip-ips-open": _attribute("the whole internet", "allowed_sip_ips", ["0.0.0.0/0"]),
    "allowed-sip-ips-host-bits": _attribute("host bits set", "allowed_sip_ips", ["10.0.0.1/24"]),
    "allowed-sip-ips-duplicate": _attribute("two spellings", "allowed_sip_ips", ["10.0.0.1", "10.0.0.1/32"]),
    "allowed-rtp-ips-open": _attribute("the whole internet", "allowed_rtp_ips", ["::/0"]),
    "allowed-rtp-ips-host-bits": _attribute("host bits set", "allowed_rtp_ips", ["2001:db8::1/64"]),
    "allowed-rtp-ips-duplicate": _attribute("two spellings", "allowed_rtp_ips", ["::1", "0:0:0:0:0:0:0:1"]),
    "on-cli-mismatch-action-needs-feature": _needs_feature,
    "default-did-needs-feature": _relationship("a default DID", "default_did", _OPEN, "replace_cli"),
    "default-did-without-replace-cli": _relationship("another action", "default_did", _OPEN, "reject_call"),
    "replace-cli-without-default-did": _without_default_did,
    "dids-data-duplicate": _twice("dids"),
    "emergency-dids-data-duplicate": _twice("emergency_dids"),
    "emergency-dids-empty": _no_emergency_dids,
    "links-query": _links,
    "ignored-member": _member("what JSON:API allows", "jsonapi", {"version": "1.0"}),
    "ignored-parameter": _member("a parameter of no family", "verbose", "1"),
    "page-size-maximum": _member("above the limit", "page[size]", 2000),
    "fields-voice-out-trunks-undocumented": _member("a later parameter", "fields[voice_out_trunks]", ["name"]),
    "filter-id-undocumented": _member("a later filter", "filter[id]", [_ID]),
    "name-blank": _attribute("nothing but white space", "name", " "),
    "no-spending-limit": _without_limits,
    "capacity-limit-zero": _attribute("no calls at a time", "capacity_limit", 0),
    "threshold-amount-high": _attribute("beyond the usual range", "threshold_amount", "250000.0"),
    "tech-prefix-empty": _attribute("an empty string", "tech_prefix", ""),
    "callback-url-no-scheme": _attribute("no scheme", "callback_url", "example.com/didww"),
    "rtp-timeout-null": _attribute("null", "rtp_timeout", None),
}
