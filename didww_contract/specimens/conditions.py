"""Knows how members of one document come to contradict each other: the rules that hold under a condition only."""

from collections.abc import Callable, Mapping
from typing import Any

from didww_contract.specimens.changes import ABSENT

Contradiction = Callable[[Any], tuple[str, str, Any, Any]]
"""Changes a document in place; returns how, where (a JSON Pointer), what was there, and what is there now."""

_ID = "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"
_DID = {"type": "dids", "id": _ID}


def _linkage_with(flag: str, relationship: str) -> Contradiction:
    def contradict(document: Any) -> tuple[str, str, Any, Any]:
        data = document["data"]
        was, data["attributes"][flag] = data["attributes"].get(flag, ABSENT), True
        relationships = data.setdefault("relationships", {})
        before = relationships.get(relationship, ABSENT)
        after = relationships[relationship] = {"data": [dict(_DID)]}
        how = f"explicit DIDs while {flag} is true"
        if before == after:
            return how, f"/data/attributes/{flag}", was, True
        return how, f"/data/relationships/{relationship}", before, after

    return contradict


def _with_action(how: str, action: str, linkage: Any) -> Contradiction:
    def contradict(document: Any) -> tuple[str, str, Any, Any]:
        data = document["data"]
        was, data["attributes"]["on_cli_mismatch_action"] = (
            data["attributes"].get("on_cli_mismatch_action", ABSENT),
            action,
        )
        relationships = data.setdefault("relationships", {})
        before = relationships.get("default_did", ABSENT)
        after = relationships["default_did"] = {"data": linkage and dict(linkage)}
        if was == action:
            return how, "/data/relationships/default_did", before, after
        return how, "/data/attributes/on_cli_mismatch_action", was, action

    return contradict


def _without(name: str) -> Contradiction:
    def contradict(document: Any) -> tuple[str, str, Any, Any]:
        (entry, *_) = document["errors"]
        if entry["status"] == "429":
            entry["status"] = "422"
        entry.setdefault("title", "x")
        entry.setdefault("code", "100")
        return "left out", f"/errors/0/{name}", entry.pop(name), ABSENT

    return contradict


CONTRADICTIONS: Mapping[str, Contradiction] = {
    "dids-with-allow-any-did-as-cli": _linkage_with("allow_any_did_as_cli", "dids"),
    "emergency-dids-with-emergency-enable-all": _linkage_with("emergency_enable_all", "emergency_dids"),
    "default-did-without-replace-cli": _with_action("a default DID with another action", "reject_call", _DID),
    "replace-cli-without-default-did": _with_action("the default DID taken away", "replace_cli", None),
    "errors-item-title-required": _without("title"),
    "errors-item-code-required": _without("code"),
}
