"""Which kind a document is by its shape, and what is passed over."""

from pathlib import Path
from typing import Any

import pytest

from didww_contract.contract.kinds import Unknown, kind_of

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
        (
            {"data": {"type": "voice_out_trunk_regenerate_credentials", "relationships": {}}, "meta": {}},
            "regenerate-request",
        ),
        ([{"id": "x", "type": "voice_out_trunks", "status": "blocked"}], "callback"),
        ([{"id": "x", "status": "blocked", "threshold_reached": True}], "callback"),
        ({"errors": [ERROR]}, "errors"),
        ({"errors": [{"status": "429", "detail": "x"}]}, "errors"),
        ({"errors": []}, "errors"),
        ({"errors": [ERROR, 5]}, "errors"),
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
        (
            {"data": {"type": "voice_out_trunks", "id": "x"}},
            "cannot tell whether an id alone is an update that changes nothing",
        ),
        ([{"id": "x", "type": "orders", "status": "completed"}], "not a document of this API (an array of 1 item)"),
        ({"data": [{"type": "dids", "id": "x"}]}, "not a document of this API"),
        ({"name": "my-package", "version": "1.0.0", "dependencies": {}}, "not a document of this API"),
        ({"errors": [{"message": "Cannot query field", "locations": []}], "data": None}, "not a document of this API"),
        ({"errors": [{"message": "Cannot query field"}]}, "not a document of this API"),
        ({"success": True, "errors": [], "messages": []}, "not a document of this API"),
        ({"errors": ["Name can't be blank"]}, "not a document of this API"),
        ({"errors": [{"status": "404", "title": "x"}]}, "not a document of this API"),
        ({"errors": [ERROR], "meta": {}}, "not a document of this API"),
        ({"errors": [ERROR], "jsonapi": {"version": "1.1"}}, "not a document of this API"),
        ({"errors": [{**ERROR, "id": "7c1"}]}, "not a document of this API"),
        ({"threshold_amount": 5, "sensor": 1}, "not a document of this API"),
        ({"data": {"type": "orders", "attributes": {"threshold_amount": 5}}}, 'another resource ("orders")'),
        ({"errors": 5}, "not a document of this API"),
        ({"data": None}, "not a document of this API"),
        ({}, "not a document of this API"),
        ([], "not a document of this API (an array of 0 items)"),
        ("voice_out_trunks", "not a document of this API"),
        ({"include": ["dids"], "page[size]": 5}, "cannot tell whose query parameters these are"),
        ({"include": ["dids"], "extends": "x"}, "not a document of this API"),
        (None, "not a document of this API (null)"),
    ],
)
def test_what_is_passed_over(document: Any, reason: str) -> None:
    found = kind_of(document)
    assert isinstance(found, Unknown)
    assert found.reason.startswith(reason)


BARE = {"data": {"type": "voice_out_trunks", "id": "x"}}
FEW = {"data": {"type": "voice_out_trunks", "attributes": {"name": "x"}}}
WITH_ID = {"data": {"type": "voice_out_trunks", "id": "x", "attributes": {"name": "x"}}}
LINKED = {"data": {**WITH_ID["data"], "relationships": {"dids": {"links": {}, "data": []}}}}
NAMELESS = {"data": {"attributes": {"name": "x"}}}
EMPTY = {"data": [], "meta": {"total_records": 0, "api_version": "2021-12-15"}}


@pytest.mark.parametrize(
    ("path", "document", "kind"),
    [
        ("update_trunk_request.json", BARE, "update-request"),
        ("requests/update/bare.json", BARE, "update-request"),
        ("create_voice_out_trunk_request.json", WITH_ID, "create-request"),
        ("CreateTrunkRequest.json", WITH_ID, "create-request"),
        ("fixtures\\create-request\\client-id.json", WITH_ID, "create-request"),
        ("voice_out_trunks/patch/request.json", FEW, "update-request"),
        ("voice_out_trunks/post/create_trunk/201.json", FEW, "trunk"),
        ("voice_out_trunks/id/get/200.json", WITH_ID, "trunk"),
        ("trunk_response.json", WITH_ID, "trunk"),
        ("responses/trunk.json", FEW, "create-request"),
        ("./POST/CREATE_REQUEST", WITH_ID, "create-request"),
        ("v1.2/create-request/x.json", WITH_ID, "create-request"),
        ("<stdin>", WITH_ID, "update-request"),
        ("update_request.json", {**WITH_ID, "meta": {}}, "update-request"),
        ("update_request.json", LINKED, "update-request"),
        ("trunk_response.json", LINKED, "trunk"),
        ("trunk.json", LINKED, "trunk"),
        ("300_calls.json", FEW, "create-request"),
        ("response-mocks/312/create_trunk.json", FEW, "create-request"),
        ("show-case.json", FEW, "create-request"),
        ("404.json", FEW, "create-request"),
        ("trunk.json", WITH_ID, "update-request"),
        ("trunk.json", FEW, "create-request"),
        ("some_request.json", WITH_ID, "update-request"),
        ("create_or_update_request.json", WITH_ID, "update-request"),
        ("voice_out_trunks/create_request.json", NAMELESS, "create-request"),
        ("voice_out_trunks/index.json", EMPTY, "trunk-collection"),
        ("voice_out_trunks/get/200/list.json", EMPTY, "trunk-collection"),
        ("voice_out_trunks/post/create_trunk/422.json", {"errors": ["taken"]}, "errors"),
        ("voice_out_trunks/403.json", {"errors": [{"title": "Forbidden"}]}, "errors"),
    ],
)
def test_the_path_decides_where_the_shape_leaves_doubt(path: str, document: Any, kind: str) -> None:
    assert kind_of(document, path) == kind


@pytest.mark.parametrize(
    ("path", "document", "kind"),
    [
        ("create_request.json", {**WITH_ID, "meta": {"api_version": "2021-12-15"}}, "trunk"),
        ("voice_out_trunks/index.json", {"errors": [ERROR]}, "errors"),
        ("voice_out_trunks/post/422.json", {"data": [{"type": "voice_out_trunks"}]}, "trunk-collection"),
        ("create_request.json", [{"type": "voice_out_trunks"}], "callback"),
    ],
)
def test_a_clear_shape_is_stronger_than_the_path(path: str, document: Any, kind: str) -> None:
    assert kind_of(document, path) == kind


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("trunk.json", BARE),
        ("2022.json", BARE),
        ("voice_out_trunks/fixture.json", NAMELESS),
        ("voice_out_trunks/fixture.json", EMPTY),
        ("voice_out_trunks/fixture.json", {"errors": ["x"]}),
    ],
)
def test_where_doubt_remains_nothing_is_guessed(path: str, document: Any) -> None:
    found = kind_of(document, path)
    assert isinstance(found, Unknown)
    assert found.reason.startswith("cannot tell ")
    assert "--kind" in found.reason


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("orders/index.json", EMPTY),
        ("orders/post/422.json", {"errors": ["x"]}),
        ("voice_out_trunks/index.json", {"data": {"type": "orders"}}),
        ("voice_out_trunks/package.json", {"name": "x"}),
        ("voice_out_trunks/422.json", [1]),
    ],
)
def test_a_path_makes_no_other_document_ours(path: str, document: Any) -> None:
    found = kind_of(document, path)
    assert isinstance(found, Unknown)
    assert "cannot tell" not in found.reason


@pytest.mark.parametrize("document", [FEW, WITH_ID])
@pytest.mark.parametrize(
    ("folder", "numbers", "is_status"),
    [
        ("statuses", [200, 201, 422], True),
        ("statuses", [1, 200, 422], True),
        ("voice_out_trunks/post", [200], True),
        ("numbered", [1, 7, 200, 422, 999], False),
        ("voice_out_trunks/post", range(1, 300), False),
        ("hundreds", range(100, 300), False),
        ("padded", ["001", "002", 200], False),
        ("requests", [200], False),
    ],
)
def test_a_number_is_a_status_unless_the_files_beside_it_are_numbered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: Any, folder: str, numbers: Any, is_status: bool
) -> None:
    (tmp_path / folder).mkdir(parents=True)
    for number in numbers:
        (tmp_path / folder / f"{number}.json").write_text("{}")
    kind = "trunk" if is_status else ("create-request" if document is FEW else "update-request")
    assert kind_of(document, str(tmp_path / folder / "200.json")) == kind
    assert kind_of(document, f"{tmp_path}/{folder}\\200.json") == kind
    monkeypatch.chdir(tmp_path / folder)
    if folder != "requests":  # which a name alone does not tell
        assert kind_of(document, "200.json") == kind
    assert kind_of(document, "not/on/this/machine/200.json") == "trunk"


def test_numbered_folders_are_no_statuses_either(tmp_path: Path) -> None:
    for number in range(180, 205):
        (tmp_path / str(number)).mkdir()
    assert kind_of(WITH_ID, str(tmp_path / "200" / "trunk.json")) == "update-request"
    assert kind_of(WITH_ID, "get/200/trunk.json") == "trunk"
