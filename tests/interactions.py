"""Interactions for tests: requests with their responses, as a recorder keeps them, right until a test changes them."""

import json
from typing import Any

from didww_contract.lint.linter import EVERY_RULE, Linter
from didww_contract.lint.options import Choice
from didww_contract.lint.outcome import Outcome

ID = "6e3b5a0c-58d5-4c77-9f0e-2f6f1f1c3a11"
HERE = "https://api.didww.com/v3/voice_out_trunks"
TYPE = "application/vnd.api+json"
ASKED = {"name": "Harbour", "allowed_sip_ips": ["203.0.113.7"], "on_cli_mismatch_action": "reject_call"}
STORED = {
    **ASKED,
    "allowed_sip_ips": ["203.0.113.7/32"],
    "allowed_rtp_ips": None,
    "allow_any_did_as_cli": False,
    "status": "active",
    "capacity_limit": 10,
    "username": "abc*******",
    "password": "xyz*******",
    "created_at": "2022-05-16T08:15:30.250Z",
    "threshold_reached": False,
    "threshold_amount": None,
    "media_encryption_mode": "disabled",
    "default_dst_action": "allow_all",
    "dst_prefixes": [],
    "force_symmetric_rtp": False,
    "rtp_ping": False,
    "callback_url": None,
}


def request(**attributes: Any) -> dict[str, Any]:
    return {"data": {"type": "voice_out_trunks", "attributes": {**ASKED, "capacity_limit": 10, **attributes}}}


def trunk(**attributes: Any) -> dict[str, Any]:
    links = {name: f"{HERE}/{ID}/{way}" for name, way in (("self", "relationships/dids"), ("related", "dids"))}
    resource = {"id": ID, "type": "voice_out_trunks", "attributes": {**STORED, **attributes}}
    resource |= {"relationships": {"dids": {"links": links}}, "meta": {"spent_amount": "0.0"}}
    return {"data": resource, "meta": {"api_version": "2021-12-15"}}


def refusal(status: int, detail: str = "name - is invalid") -> dict[str, Any]:
    return {"errors": [{"title": "is invalid", "detail": detail, "code": "100", "status": str(status)}]}


def exchange(
    asked: Any, status: int, answered: Any, *, method: str = "POST", url: str = HERE, **headers: str
) -> dict[str, Any]:
    """An interaction as vcrpy keeps it in JSON."""
    sent = {"Api-Key": "[API token]"} | ({"Content-Type": TYPE} if asked else {}) | headers
    body = answered if isinstance(answered, str) else json.dumps(answered)
    return {
        "request": {"method": method, "uri": url, "headers": sent, "body": json.dumps(asked) if asked else None},
        "response": {"status": {"code": status}, "headers": {"Content-Type": TYPE}, "body": {"string": body}},
    }


def judged(*exchanges: dict[str, Any], choice: Choice = EVERY_RULE) -> Outcome:
    outcome = Outcome()
    Linter(choice=choice).judge(outcome, "a.json", json.dumps({"interactions": exchanges, "version": 1}).encode())
    return outcome


def rules(outcome: Outcome) -> list[str]:
    return [located.finding.rule for located in outcome.findings]
