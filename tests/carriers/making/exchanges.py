"""Writes exchanges.json: the exchanges that the recorders here record, right ones and one for each rule.

A name such as `status-unknown` or `filter-status-enum_accepted` says which rules an exchange breaks;
words between underscores that are no rules tell it from others that break the same.
"""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ID, OTHER = "6e3b5a0c-58d5-4c77-9f0e-2f6f1f1c3a11", "0c1d7f64-6d7e-4f0b-8a53-0e1c7a9d2b22"
PAGE = "https://api.didww.com/v3/voice_out_trunks?page%5Bnumber%5D=1&page%5Bsize%5D=50"
COLLECTION, TRUNK = "/v3/voice_out_trunks", f"/v3/voice_out_trunks/{ID}"
MEDIA_TYPE = "application/vnd.api+json"
ATTRIBUTES = {
    "name": 'Büro "Nord" 😀',
    "allowed_sip_ips": ["203.0.113.7"],
    "on_cli_mismatch_action": "reject_call",
    "capacity_limit": 40,
    "threshold_amount": "250.0",
}
ASKED = {"data": {"type": "voice_out_trunks", "attributes": ATTRIBUTES}}


def trunk(**changes: Any) -> dict[str, Any]:
    """What the API answers with."""
    attributes = {
        "allowed_sip_ips": ["203.0.113.7/32"],
        "allowed_rtp_ips": None,
        "allow_any_did_as_cli": False,
        "status": "active",
        "on_cli_mismatch_action": "reject_call",
        "name": ATTRIBUTES["name"],
        "capacity_limit": 40,
        "username": "ab******",
        "password": "cd******",
        "created_at": "2026-03-02T10:11:12.345Z",
        "threshold_reached": False,
        "threshold_amount": "250.0",
        "media_encryption_mode": "disabled",
        "default_dst_action": "allow_all",
        "dst_prefixes": [],
        "force_symmetric_rtp": False,
        "rtp_ping": False,
        "callback_url": None,
    } | changes
    link = f"https://api.didww.com{TRUNK}"
    links = {"self": f"{link}/relationships/dids", "related": f"{link}/dids"}
    return {
        "data": {
            "id": ID,
            "type": "voice_out_trunks",
            "attributes": attributes,
            "relationships": {"dids": {"links": links}},
            "meta": {"spent_amount": "0.0"},
        },
        "meta": {"api_version": "2021-12-15"},
    }


def refusal(status: int, detail: str, pointer: str | None = None, code: str = "100") -> dict[str, Any]:
    """An error document."""
    error: dict[str, Any] = {"title": detail, "detail": detail, "code": code, "status": str(status)}
    if pointer:
        error |= {"source": {"pointer": pointer}}
    return {"errors": [error]}


def exchange(
    method: str, path: str, body: Any, status: int, answer: Any, *, asks: Any = (), answers: Any = ()
) -> dict[str, Any]:
    """One exchange; headers may be changed, or left out with None."""
    headers = {"Accept": MEDIA_TYPE, "Api-Key": "[API token]"} | ({"Content-Type": MEDIA_TYPE} if body else {})
    headers |= dict(asks)
    types = ({"Content-Type": MEDIA_TYPE} if answer else {}) | dict(answers)
    return {
        "request": {
            "method": method,
            "path": path,
            "headers": {name: value for name, value in headers.items() if value is not None},
            "body": body,
        },
        "response": {"status": status, "headers": types, "body": answer},
    }


NOT_FOUND = refusal(404, "Record not found", code="404")
TOO_MANY = refusal(429, "Too many requests", code="429")
UPDATE = {"data": {"id": ID, "type": "voice_out_trunks", "attributes": {"capacity_limit": 40}}}
BLANK = refusal(422, "name - can't be blank", "/data/attributes/name")
WITHOUT_NAME = {"data": {**ASKED["data"], "attributes": {k: v for k, v in ATTRIBUTES.items() if k != "name"}}}

REGENERATE = "/v3/voice_out_trunk_regenerate_credentials"
REGENERATED = {"data": {
    "type": "voice_out_trunk_regenerate_credentials",
    "relationships": {"voice_out_trunk": {"data": {"type": "voice_out_trunks", "id": ID}}},
}}  # fmt: skip
WITH_DIDS = json.loads(json.dumps(trunk()))
WITH_DIDS["data"]["relationships"]["dids"]["data"] = []

RIGHT = {
    "every-operation": [
        exchange("POST", COLLECTION, ASKED, 201, trunk()),
        exchange("GET", f"{COLLECTION}?filter[status]=active&sort=name", None, 200, {
            "data": [trunk()["data"]], "meta": {"total_records": 1, "api_version": "2021-12-15"},
            "links": {"first": PAGE, "last": PAGE},
        }),
        exchange("GET", TRUNK, None, 200, trunk()),
        exchange("PATCH", TRUNK, UPDATE, 200, trunk()),
        exchange("DELETE", TRUNK, None, 204, None),
        exchange("GET", "/v3/balance", None, 200, {"data": {"id": "1", "type": "balances"}}),
    ],
    "refused-as-it-should-be": [
        exchange("POST", COLLECTION, WITHOUT_NAME, 422, BLANK),
        exchange("POST", COLLECTION, ASKED, 401, refusal(401, "Unauthorized", code="401"), asks={"Api-Key": None}),
        exchange("POST", COLLECTION, ASKED, 415, refusal(415, "Unsupported", code="415"),
                 asks={"Content-Type": "application/json"}),
        exchange("GET", TRUNK, None, 406, refusal(406, "Not acceptable", code="406"), asks={"Accept": "text/html"}),
        exchange("GET", f"{COLLECTION}?filter[status]=nope", None, 400, refusal(400, "Bad filter", code="400")),
        exchange("GET", TRUNK, None, 404, NOT_FOUND),
    ],
}  # fmt: skip
WRONG = {
    "path-unknown": exchange("POST", "/v3/voice_out_trunk", ASKED, 429, TOO_MANY),
    "method-not-allowed": exchange("PATCH", COLLECTION, ASKED, 429, TOO_MANY),
    "credentials-missing": exchange("GET", COLLECTION, None, 429, TOO_MANY, asks={"Api-Key": None}),
    "request-content-type": exchange("POST", COLLECTION, ASKED, 429, TOO_MANY,
                                     asks={"Content-Type": f"{MEDIA_TYPE}; charset=utf-8"}),
    "request-accept": exchange("GET", TRUNK, None, 404, NOT_FOUND, asks={"Accept": "application/json"}),
    "response-content-type": exchange("POST", COLLECTION, ASKED, 201, trunk(), answers={"Content-Type": "text/html"}),
    "status-unknown": exchange("POST", COLLECTION, ASKED, 200, trunk()),
    "body-unexpected": exchange("DELETE", TRUNK, UPDATE, 404, NOT_FOUND),
    "body-missing": exchange("POST", COLLECTION, None, 429, TOO_MANY),
    "id-mismatch": exchange("PATCH", TRUNK, {"data": {**UPDATE["data"], "id": OTHER}}, 404, NOT_FOUND),
    "response-differs": exchange("POST", COLLECTION, ASKED, 201, trunk(name="Paris")),
    "attributes-unknown-member_accepted": exchange(
        "POST", COLLECTION, {"data": {**ASKED["data"], "attributes": {**ATTRIBUTES, "note": "x"}}}, 201, trunk()
    ),
    "filter-status-enum_accepted": exchange(
        "GET", f"{COLLECTION}?filter[status]=nope", None, 200, RIGHT["every-operation"][1]["response"]["body"]
    ),
    "error-pointer-unknown": exchange("POST", COLLECTION, WITHOUT_NAME, 422,
                                      refusal(422, "name - can't be blank", "/data/attributes/nmae")),
    "api-key-bearer": exchange("GET", TRUNK, None, 404, NOT_FOUND, asks={"Api-Key": "Bearer [API token]"}),
    "regenerated-id-differs": exchange("POST", REGENERATE, REGENERATED, 201, {
        "data": {"id": OTHER, "type": "voice_out_trunk_regenerate_credentials"}, "meta": {"api_version": "2021-12-15"},
    }),
    "relationship-data-unasked": exchange("GET", TRUNK, None, 200, WITH_DIDS),
    "status-unknown_that-is-a-refusal": exchange("GET", TRUNK, None, 418, refusal(418, "I'm a teapot", code="418")),
    "live-secret": exchange("GET", TRUNK, None, 404, NOT_FOUND, asks={"Api-Key": "9f8c1d7e3b5c4d60q2w8z1x7"}),
    "live-secret_of-a-trunk": exchange("GET", TRUNK, None, 200, trunk(username="u83kd92mfpw1", password="Zr7kQ2mX9pLw")),
    "capacity-limit-minimum_of-a-response": exchange("GET", TRUNK, None, 200, trunk(capacity_limit=-1)),
}  # fmt: skip

if __name__ == "__main__":
    found = {"right": RIGHT, "wrong": {name: [one] for name, one in WRONG.items()}}
    HERE.joinpath("exchanges.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
