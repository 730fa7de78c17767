"""Which kind a document is by its shape, and what is passed over."""

from typing import Any

import pytest

from didww_contract.contract.kinds import kind_of
from didww_contract.contract.versions import Basis, Unknown, basis_of

ATTRIBUTES = {"name": "x", "allowed_sip_ips": [], "on_cli_mismatch_action": "reject_call"}
TRUNK = {"type": "voice_out_trunks", "attributes": ATTRIBUTES}
ERROR = {"title": "x", "detail": "y", "code": "100", "status": "422"}


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"data": TRUNK}, "create-request"),
        ({"data": {"type": "voice_out_trunks"}}, "create-request"),
        ({"data": {"attributes": ATTRIBUTES}}, "create-request"),
        (TRUNK, "create-request"),
        ({"attributes": ATTRIBUTES}, "create-request"),
        ({"data": {"type": "voice-out-trunk", "attributes": {"name": "x"}}}, "create-request"),
        ({"data": {"type": "voiceOutTrunks"}}, "create-request"),
        ({"data": {"type": ["voice_out_trunks"], "attributes": ATTRIBUTES}}, "create-request"),
        ({"data": {"attributes": {"allowedSipIps": [], "onCliMismatchAction": "x"}}}, "create-request"),
        ({"data": {**TRUNK, "id": None}}, "create-request"),
        ({"data": {**TRUNK, "type": "voice_in_trunks"}}, "create-request"),
        ({"data": {"type": "voice_out_trunk", "attributes": ATTRIBUTES}}, "create-request"),
        ({"data": {"type": "voice_out_trunks", **ATTRIBUTES}}, "create-request"),
        ({"data": {**TRUNK, "attributes": {**ATTRIBUTES, "username": "x"}}}, "create-request"),
        (ATTRIBUTES, "create-request"),
        ({"data": {**TRUNK, "id": "x"}, "meta": {"api_version": "2021-12-15"}}, "trunk"),
        ({"data": {**TRUNK, "id": "x", "meta": {}}}, "trunk"),
        ({"data": TRUNK, "meta": {"api_version": "2021-12-15"}}, "trunk"),
        ({"data": {**TRUNK, "id": "x", "relationships": {"dids": {"links": {}}}}}, "trunk"),
        ({"data": {**TRUNK, "id": "x", "attributes": {**ATTRIBUTES, "username": "x", "password": "y"}}}, "trunk"),
        ({"data": {**TRUNK, "id": "x"}}, "update-request"),
        ({"data": {"type": "voice_out_trunks", "id": "x", "relationships": {}}}, "update-request"),
        ({"data": [{**TRUNK, "id": "x"}], "meta": {}}, "trunk-collection"),
        ({"data": [{"type": "voice_out_trunks", "id": "x"}]}, "trunk-collection"),
        ({"data": {"type": "voice_out_trunk_regenerate_credentials"}}, "regenerate-request"),
        ({"data": {"type": "voice_out_trunk_regenerate_credentials", "relationships": {}}}, "regenerate-request"),
        ({"data": {"type": "voice_out_trunk_regenerate_credentials", "id": "x"}, "meta": {}}, "regenerate-response"),
        ([{"id": "x", "type": "voice_out_trunks", "status": "blocked"}], "callback"),
        ([{"id": "x", "status": "blocked", "threshold_reached": True}], "callback"),
        ({"errors": [ERROR]}, "errors"),
        ({"errors": [{"status": "429", "detail": "x"}]}, "errors"),
        ({"errors": []}, "errors"),
        ({"errors": [ERROR, 5], "meta": {}}, "errors"),
    ],
)
def test_kinds(document: Any, kind: str) -> None:
    assert kind_of(document) == kind


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"data": {"type": "orders", "attributes": {"items": []}}}, 'another resource ("orders")'),
        ({"data": {"type": "voice_in_trunks", "attributes": {"name": "x", "capacity_limit": 5}}}, "another resource"),
        ({"data": {"type": "exports", "attributes": {"status": "Pending", "callback_url": None}}}, "another resource"),
        ({"data": {"type": "voice_out_trunks", "id": "x"}}, "a resource identifier"),
        ([{"id": "x", "type": "orders", "status": "completed"}], "not a document of this API (an array of 1 item)"),
        ({"data": [{"type": "dids", "id": "x"}]}, "not a document of this API"),
        ({"name": "my-package", "version": "1.0.0", "dependencies": {}}, "not a document of this API"),
        ({"errors": [{"message": "Cannot query field", "locations": []}], "data": None}, "not a document of this API"),
        ({"errors": [{"message": "Cannot query field"}]}, "not a document of this API"),
        ({"success": True, "errors": [], "messages": []}, "not a document of this API"),
        ({"errors": ["Name can't be blank"]}, "not a document of this API"),
        ({"errors": [{"message": "x", "code": "BAD"}]}, "not a document of this API"),
        ({"threshold_amount": 5, "sensor": 1}, "not a document of this API"),
        ({"data": {"type": "orders", "attributes": {"threshold_amount": 5}}}, 'another resource ("orders")'),
        ({"errors": 5}, "not a document of this API"),
        ({"data": None}, "not a document of this API"),
        ({}, "not a document of this API"),
        ([], "not a document of this API (an array of 0 items)"),
        ("voice_out_trunks", "not a document of this API"),
        (None, "not a document of this API (null)"),
    ],
)
def test_what_is_passed_over(document: Any, reason: str) -> None:
    found = kind_of(document)
    assert isinstance(found, Unknown)
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("document", "basis"),
    [
        ({"data": TRUNK}, Basis("2021-12-15", "the default")),
        ([], Basis("2021-12-15", "the default")),
        ({"data": TRUNK, "meta": {"api_version": "2021-12-15"}}, Basis("2021-12-15", "meta.api_version")),
        ({"data": TRUNK, "meta": {"api_version": "2022-05-10"}}, Basis("2022-05-10", "meta.api_version")),
        ({"data": TRUNK, "meta": {"api_version": 5}}, Basis("2021-12-15", "the default")),
        (
            {"data": TRUNK, "meta": {"api_version": "2026-04-16"}},
            Unknown("API version 2026-04-16, of which this release has no contract"),
        ),
        (
            {"data": {"attributes": {"authentication_method": {}}}},
            Unknown("a later API version (it has authentication_method), of which this release has no contract"),
        ),
    ],
)
def test_which_version_judges(document: Any, basis: Any) -> None:
    assert basis_of(document) == basis
