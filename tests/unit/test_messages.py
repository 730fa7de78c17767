"""What is wrong with a message beside its body, and what a response owes to its request."""

import ipaddress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract.contract.rules import catalogue
from didww_contract.contract.versions import VERSIONS, Edition
from didww_contract.exchanges.operations import Operation, operations
from didww_contract.exchanges.pairs import other_id, other_trunk, pointers_astray, unasked, unlike
from didww_contract.exchanges.problems import REFUSALS, Problem, of_request, of_response, of_route
from didww_contract.exchanges.routes import route

LATEST = "2026-11-19"
MEDIA_TYPE = "application/vnd.api+json"
ID, OTHER = "6e3b5a0c-1f2d-4c77-9f0e-2f6f1f1c3a11", "0c1d5a52-3b61-4f0e-8a35-5d4c6e2b7f90"
each_version = pytest.mark.parametrize("version", VERSIONS)


def meant(method: str, url: str, version: str) -> Operation | Problem:
    target = route(url)
    assert target is not None
    return of_route(method, url, target, version)


def operation(name: str, version: str = VERSIONS[0]) -> Operation:
    return next(one for one in operations(version) if one.id == name)


CREATE, READ, DELETE = (
    next(one for one in operations(VERSIONS[0]) if (one.method, "{id}" in one.path) == key and "regen" not in one.path)
    for key in (("POST", False), ("GET", True), ("DELETE", True))
)


def proof(version: str) -> dict[str, str]:
    return {"authorization": "Bearer [token]"} if version == LATEST else {"api-key": "[key]"}


def asked(headers: dict[str, str] | None, version: str = VERSIONS[0], **more: Any) -> list[str]:
    options = {"body": True, "recorded": False} | more
    return [remark.rule for remark in of_request(CREATE, headers, version=version, **options)]


class TestRoutes:
    @each_version
    def test_every_operation_is_meant_by_its_own_method_and_path(self, version: str) -> None:
        for one in operations(version):
            assert meant(one.method.lower(), "/v3" + one.path.replace("{id}", ID), version) == one

    @each_version
    def test_put_does_what_patch_does(self, version: str) -> None:
        found = meant("PUT", f"/v3/voice_out_trunks/{ID}", version)
        assert isinstance(found, Operation)
        assert found.method == "PATCH"

    def test_head_does_what_get_does(self) -> None:
        found = meant("HEAD", "/v3/voice_out_trunks", LATEST)
        assert isinstance(found, Operation)
        assert found.method == "GET"

    def test_an_id_that_is_missing_is_what_the_hint_names(self) -> None:
        found = meant("PATCH", "/v3/voice_out_trunks", LATEST)
        assert isinstance(found, Problem)
        assert found.hint == "Its methods are GET, POST. PATCH goes to /v3/voice_out_trunks/ and the trunk's id."

    def test_another_path_is_unknown_and_the_right_one_is_named(self) -> None:
        found = meant("POST", "/v3/voice_out_trunk", LATEST)
        assert isinstance(found, Problem)
        assert (found.rule, found.part, found.hint) == ("path-unknown", "url", 'Did you mean "/v3/voice_out_trunks"?')


class TestHeaders:
    @each_version
    def test_nothing_is_wrong_with_the_right_ones(self, version: str) -> None:
        assert asked({**proof(version), "content-type": MEDIA_TYPE, "accept": MEDIA_TYPE}, version) == []

    @each_version
    def test_each_version_has_its_credentials_and_refuses_those_of_others(self, version: str) -> None:
        for other in VERSIONS:
            right = proof(other) == proof(version)
            found = asked({**proof(other), "content-type": MEDIA_TYPE}, version)
            assert found == ([] if right else ["credentials-missing"])

    def test_credentials_of_another_version_are_named_in_the_hint(self) -> None:
        for version, headers, hint in (
            (VERSIONS[0], {"authorization": "Bearer x"}, "Authorization: Bearer is for API version 2026-11-19"),
            (LATEST, {"api-key": "x"}, "API version 2026-11-19 refuses Api-Key"),
        ):
            (remark,) = of_request(READ, headers, body=False, version=version, recorded=False)
            assert hint in remark.hint

    @pytest.mark.parametrize("value", ["", "Basic abc", "token"])
    def test_a_token_needs_its_scheme(self, value: str) -> None:
        assert asked({"authorization": value, "content-type": MEDIA_TYPE}, LATEST) == ["credentials-missing"]

    @pytest.mark.parametrize("value", ["{{auth}}", "$AUTH", "bearer x", "<token>"])
    def test_what_stands_for_anything_may_have_it(self, value: str) -> None:
        assert asked({"authorization": value, "content-type": MEDIA_TYPE}, LATEST) == []

    def test_in_recordings_missing_credentials_are_a_warning(self) -> None:
        for recorded, severity in ((True, "warning"), (False, "error")):
            (remark,) = of_request(READ, {}, body=False, version=VERSIONS[0], recorded=recorded)
            assert (remark.rule, remark.severity) == ("credentials-missing", severity)

    @pytest.mark.parametrize(
        ("value", "right"),
        [
            (MEDIA_TYPE, True),
            (MEDIA_TYPE.upper(), True),
            (f" {MEDIA_TYPE} ", True),
            ("{{type}}", True),
            (f"{MEDIA_TYPE}; charset=utf-8", False),
            ("application/json", False),
            ("", False),
        ],
    )
    def test_media_types_of_bodies_have_no_parameters(self, value: str, right: bool) -> None:
        found = asked({**proof(VERSIONS[0]), "content-type": value})
        assert found == ([] if right else ["request-content-type"])
        answered = of_response(CREATE, "201", {"content-type": value}, body=True, version=VERSIONS[0])
        assert [remark.rule for remark in answered] == ([] if right else ["response-content-type"])

    @pytest.mark.parametrize(
        ("value", "right"),
        [
            (MEDIA_TYPE, True),
            ("*/*", True),
            ("application/*;q=0.1", True),
            (f"text/html, {MEDIA_TYPE};q=0.9", True),
            (f"{MEDIA_TYPE}; charset=utf-8, {MEDIA_TYPE}", True),
            ("{{accept}}", True),
            (f"{MEDIA_TYPE}; charset=utf-8", False),
            (f"{MEDIA_TYPE}; ext=a, {MEDIA_TYPE}; ext=b", False),
            ("application/json", False),
            ("text/*", False),
        ],
    )
    def test_one_of_the_accepted_types_is_the_plain_one(self, value: str, right: bool) -> None:
        headers = {**proof(VERSIONS[0]), "content-type": MEDIA_TYPE, "accept": value}
        assert asked(headers) == ([] if right else ["request-accept"])

    def test_where_nothing_is_known_of_headers_nothing_is_said(self) -> None:
        assert asked(None) == []

    def test_a_key_in_the_wrong_header_is_not_shown(self) -> None:
        headers = {**proof(VERSIONS[0]), "content-type": "api-key 3f9c1b7e"}
        (remark,) = of_request(CREATE, headers, body=True, version=VERSIONS[0], recorded=False)
        assert "3f9c1b7e" not in remark.message + remark.hint


class TestWords:
    @pytest.mark.parametrize(
        ("value", "part", "message"),
        [
            (None, "method", "the request has a body and no Content-Type"),
            ("text/html", "content-type", 'Content-Type is "text/html"'),
            (f"{MEDIA_TYPE};a=b", "content-type", f'Content-Type has a parameter: "{MEDIA_TYPE};a=b"'),
        ],
    )
    def test_of_media_types_of_both_sides(self, value: str | None, part: str, message: str) -> None:
        headers = {} if value is None else {"content-type": value}
        sent = {**headers, **proof(VERSIONS[0])}
        (remark,) = of_request(CREATE, sent, body=True, version=VERSIONS[0], recorded=False)
        assert (remark.part, remark.message) == (part, message)
        assert remark.hint == f"Send Content-Type: {MEDIA_TYPE}."
        (remark,) = of_response(CREATE, "201", headers, body=True, version=VERSIONS[0])
        assert remark.part == part.replace("method", "status")
        assert remark.message == message.replace("request", "response")
        assert remark.hint == f"The API sends Content-Type: {MEDIA_TYPE}."

    def test_of_missing_credentials(self) -> None:
        for version, name in ((VERSIONS[0], "Api-Key: [API token]"), (LATEST, "Authorization: Bearer [token]")):
            (remark,) = of_request(READ, {}, body=False, version=version, recorded=True)
            assert remark.message == f"the request has no {name.partition('[')[0].rstrip(': ')}"
            placeholder = "If it was left out on purpose, put a placeholder in its place."
            assert remark.hint == f"Add the header {name}. {placeholder}"


class TestBodies:
    @pytest.mark.parametrize(
        ("one", "body", "wanted"),
        [
            (CREATE, False, ["body-missing"]),
            (CREATE, None, []),
            (CREATE, True, []),
            (READ, True, ["body-unexpected"]),
            (READ, False, []),
            (DELETE, True, ["body-unexpected"]),
        ],
    )
    def test_of_requests(self, one: Operation, body: bool | None, wanted: list[str]) -> None:
        headers = {**proof(VERSIONS[0]), "content-type": MEDIA_TYPE}
        found = of_request(one, headers, body=body, version=VERSIONS[0], recorded=False)
        assert [remark.rule for remark in found] == wanted

    @pytest.mark.parametrize(
        ("one", "status", "body", "wanted"),
        [
            (CREATE, "201", True, []),
            (CREATE, "201", False, ["body-missing"]),
            (CREATE, "422", False, []),
            (CREATE, "200", True, ["status-unknown"]),
            (CREATE, "204", False, ["status-unknown"]),
            (DELETE, "204", False, []),
            (DELETE, "204", True, ["body-unexpected"]),
            (DELETE, "202", False, ["status-unknown"]),
            (READ, "404", True, []),
        ],
    )
    def test_of_responses(self, one: Operation, status: str, body: bool, wanted: list[str]) -> None:
        found = of_response(one, status, {"content-type": MEDIA_TYPE}, body=body, version=VERSIONS[0])
        assert [remark.rule for remark in found] == wanted


def test_refusals_are_of_rules_that_there_are() -> None:
    assert set(REFUSALS) <= set(catalogue())


def trunk(**attributes: Any) -> dict[str, Any]:
    return {"data": {"attributes": attributes}}


def differing(asked: Any, answered: Any) -> list[str]:
    edition = Edition(LATEST, "create-request")
    return [problem.part for problem in unlike(trunk(**asked), trunk(**answered), edition)]


class TestPairs:
    @given(st.ip_addresses(), st.booleans())
    def test_an_address_alone_is_the_network_of_it_alone(self, address: Any, known: bool) -> None:
        whole = str(ipaddress.ip_network(address))
        other = str(address) if known else "203.0.113.0/24"
        same = ipaddress.ip_interface(other).network == ipaddress.ip_network(whole)
        found = differing({"allowed_rtp_ips": [str(address)]}, {"allowed_rtp_ips": [whole]})
        assert found == []
        assert bool(differing({"allowed_rtp_ips": [other]}, {"allowed_rtp_ips": [whole]})) != same

    @pytest.mark.parametrize(
        ("asked", "answered", "same"),
        [
            ({"name": "a"}, {"name": "a"}, True),
            ({"name": "a"}, {"name": "b"}, False),
            ({"name": "a"}, {}, True),  # which the response's own rules have something to say about
            ({}, {"name": "a"}, True),
            ({"dst_prefixes": None}, {"dst_prefixes": []}, True),
            ({"dst_prefixes": ["1", "2"]}, {"dst_prefixes": ["2", "1"]}, False),
            ({"threshold_amount": "100"}, {"threshold_amount": "100.0"}, True),
            ({"threshold_amount": "100"}, {"threshold_amount": "100.01"}, False),
            ({"threshold_amount": None}, {"threshold_amount": "3000.0"}, True),  # the account's default
            ({"threshold_amount": "0"}, {"threshold_amount": None}, False),
            ({"rtp_timeout": None}, {"rtp_timeout": 30}, True),
            ({"rtp_timeout": None}, {"rtp_timeout": 31}, False),
            ({"capacity_limit": None}, {"capacity_limit": 5}, False),
            ({"dst_prefixes": ["1", "2", "1"]}, {"dst_prefixes": ["1", "2"]}, True),
            ({"callback_url": "example.com/x"}, {"callback_url": "http://example.com/x"}, True),
            ({"callback_url": "example.com/x"}, {"callback_url": "https://example.com/x"}, False),
            ({"allowed_rtp_ips": ["::1", "10.0.0.9/8"]}, {"allowed_rtp_ips": ["10.0.0.0/8", "::1/128"]}, True),
            ({"capacity_limit": 1}, {"capacity_limit": True}, False),
            ({"capacity_limit": 1}, {"capacity_limit": 1}, True),
            ({"allowed_sip_ips": ["203.0.113.7"]}, {"allowed_sip_ips": ["203.0.113.0/24"]}, False),
            ({"allowed_rtp_ips": ["2001:DB8::1"]}, {"allowed_rtp_ips": ["2001:db8::1/128"]}, True),
            ({"allowed_rtp_ips": ["::1", "::2"]}, {"allowed_rtp_ips": ["::1/128"]}, False),
            ({"allowed_sip_ips": [5]}, {"allowed_sip_ips": ["203.0.113.7/32"]}, False),
            ({"name": "203.0.113.7"}, {"name": "203.0.113.7/32"}, False),
        ],
    )
    def test_attributes_come_back(self, asked: Any, answered: Any, same: bool) -> None:
        assert (differing(asked, answered) == []) == same

    def test_members_of_the_authentication_method_come_back_one_by_one(self) -> None:
        sent = {"type": "ip_only", "attributes": {"allowed_sip_ips": ["203.0.113.7"], "tech_prefix": "1"}}
        got = {"type": "ip_only", "attributes": {"allowed_sip_ips": ["203.0.113.7/32"], "tech_prefix": "2"}}
        found = differing({"authentication_method": sent}, {"authentication_method": got})
        assert found == ["/data/attributes/authentication_method/attributes/tech_prefix"]

    def test_open_values_may_come_back_as_anything(self) -> None:
        assert list(unlike(trunk(name="{{name}}"), trunk(name="x"), Edition(LATEST, "create-request"), r"\{\{")) == []

    @given(
        st.recursive(st.none() | st.text(max_size=3), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
    )
    def test_nothing_that_is_no_trunk_stops_it(self, value: Any) -> None:
        for one, other in ((value, trunk(name="x")), (trunk(name="x"), value), (value, value)):
            list(unlike(one, other, Edition(LATEST, "create-request")))
            list(other_trunk(one, other))
            list(unasked("include=dids", one))
            list(other_id(one, ID))
            list(pointers_astray(one, other, Edition(LATEST, "create-request")))

    @pytest.mark.parametrize(("found", "same"), [(ID, True), (ID.upper(), True), (OTHER, False), ("{{id}}", True)])
    def test_ids_are_the_same(self, found: str, same: bool) -> None:
        remarks = list(other_id({"data": {"id": found}}, ID))
        assert [remark.rule for remark in remarks] == ([] if same else ["id-mismatch"])

    @pytest.mark.parametrize(
        ("pointer", "leads"),
        [
            ("", True),
            ("/data", True),
            ("/data/attributes/name", True),
            ("/data/attributes/capacity_limit", True),  # which the request lacks, and could have
            ("/data/attributes/nmae", False),
            ("/data/attributes/allowed_sip_ips/0", True),
            ("/data/attributes/allowed_sip_ips/9", False),
            ("/data/attributes/name/x", False),
            ("/data/relationships/dids/0", True),
            ("/data/relationships/dids/" + ID, True),
            ("/data/relationships/default_did", True),
            ("data/attributes/name", False),
            ("/name", False),
        ],
    )
    def test_error_pointers_lead_somewhere(self, pointer: str, leads: bool) -> None:
        request = trunk(name="x", allowed_sip_ips=["203.0.113.7"])
        request["data"]["relationships"] = {"dids": {"data": [{"type": "dids", "id": ID}]}}
        answer = {"errors": [{"source": {"pointer": pointer}}]}
        found = list(pointers_astray(request, answer, Edition(VERSIONS[0], "create-request")))
        assert [remark.part for remark in found] == ([] if leads else ["/errors/0/source/pointer"])
