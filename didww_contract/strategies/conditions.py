"""Knows how members of one document come to contradict each other: the rules that hold under a condition only."""

from collections.abc import Callable, Mapping
from typing import Any

Contradiction = Callable[[Any], tuple[str, str, Any, Any]]
"""Changes a document in place; returns how, where (a JSON Pointer), what was there, and what is there now."""

_ID = "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"
_DID = {"type": "dids", "id": _ID}


def _linkage_with(flag: str, relationship: str) -> Contradiction:
    def contradict(document: Any) -> tuple[str, str, Any, Any]:
        data = document["data"]
        data["attributes"][flag] = True
        relationships = data.setdefault("relationships", {})
        before = relationships.get(relationship)
        after = relationships[relationship] = {"data": [dict(_DID)]}
        return f"explicit DIDs while {flag} is true", f"/data/relationships/{relationship}", before, after

    return contradict


def _default_did_without_replace_cli(document: Any) -> tuple[str, str, Any, Any]:
    data = document["data"]
    before = data["attributes"].get("on_cli_mismatch_action")
    data["attributes"]["on_cli_mismatch_action"] = "reject_call"
    data.setdefault("relationships", {})["default_did"] = {"data": dict(_DID)}
    return "a default DID with another action", "/data/attributes/on_cli_mismatch_action", before, "reject_call"


def _replace_cli_without_default_did(document: Any) -> tuple[str, str, Any, Any]:
    data = document["data"]
    before = data["attributes"].get("on_cli_mismatch_action")
    data["attributes"]["on_cli_mismatch_action"] = "replace_cli"
    data.setdefault("relationships", {})["default_did"] = {"data": None}
    return (
        "replace_cli with the default DID taken away",
        "/data/attributes/on_cli_mismatch_action",
        before,
        "replace_cli",
    )


def _without(name: str) -> Contradiction:
    def contradict(document: Any) -> tuple[str, str, Any, Any]:
        (entry, *_) = document["errors"]
        if entry["status"] == "429":
            entry["status"] = "422"
        entry.setdefault("title", "x")
        entry.setdefault("code", "100")
        return "left out", f"/errors/0/{name}", entry.pop(name), None

    return contradict


CONTRADICTIONS: Mapping[str, Contradiction] = {
    "dids-with-allow-any-did-as-cli": _linkage_with("allow_any_did_as_cli", "dids"),
    "emergency-dids-with-emergency-enable-all": _linkage_with("emergency_enable_all", "emergency_dids"),
    "default-did-without-replace-cli": _default_did_without_replace_cli,
    "replace-cli-without-default-did": _replace_cli_without_default_did,
    "errors-item-title-required": _without("title"),
    "errors-item-code-required": _without("code"),
}
