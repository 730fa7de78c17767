"""One thing wrong, one error: what a single correction puts right is reported once."""

from typing import Any

import pytest

from didww_contract import Contract

DID = {"type": "dids", "id": "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"}


def errors(document: Any, kind: str = "create-request") -> list[tuple[str, str]]:
    findings = Contract().validate(kind, document)
    return [(finding.rule, finding.pointer) for finding in findings if finding.severity == "error"]


def test_a_misspelt_required_member(request_document: dict[str, Any]) -> None:
    attributes = request_document["data"]["attributes"]
    attributes["nam"] = attributes.pop("name")
    assert errors(request_document) == [("attributes-unknown-member", "/data/attributes/nam")]


def test_a_misplaced_required_member(request_document: dict[str, Any]) -> None:
    request_document["data"]["name"] = request_document["data"]["attributes"].pop("name")
    assert errors(request_document) == [("data-unknown-member", "/data/name")]


def test_attributes_without_their_wrapper(request_document: dict[str, Any]) -> None:
    attributes = request_document["data"].pop("attributes")
    request_document["data"] |= attributes
    assert errors(request_document) == [("attributes-required", "/data")]


def test_a_document_without_any_wrapper(request_document: dict[str, Any]) -> None:
    assert errors(request_document["data"]["attributes"]) == [("data-required", "")]
    (finding,) = Contract().validate("create-request", request_document["data"]["attributes"])
    assert finding.hint.startswith('Put "name", "allowed_sip_ips", "on_cli_mismatch_action", "capacity_limit" into ')
    assert finding.hint.endswith(" into data.attributes, which is missing.")


def test_a_line_feed_after_an_address(request_document: dict[str, Any]) -> None:
    request_document["data"]["attributes"]["allowed_sip_ips"] = ["203.0.113.7\n"]
    assert errors(request_document) == [("allowed-sip-ips-item-pattern", "/data/attributes/allowed_sip_ips/0")]


@pytest.mark.parametrize("value", [None, True, 5, 1.5, "x", [], ["x"], {}, {"x": 1}])
@pytest.mark.parametrize(
    "member", ["allowed_rtp_ips", "capacity_limit", "status", "threshold_amount", "callback_url", "rtp_ping", "name"]
)
def test_a_wrong_value_of_any_type(request_document: dict[str, Any], member: str, value: Any) -> None:
    request_document["data"]["attributes"][member] = value
    found = errors(request_document)
    assert len(found) <= 1
    assert all(pointer.startswith(f"/data/attributes/{member}") for _, pointer in found)


@pytest.mark.parametrize("value", [None, True, 5, "x", [], {}])
@pytest.mark.parametrize("place", [(), ("data",), ("data", "attributes"), ("data", "relationships")])
def test_a_wrong_parent_hides_what_would_be_in_it(
    request_document: dict[str, Any], place: tuple[str, ...], value: Any
) -> None:
    if value == {}:
        return  # an object is the right parent, and lacks every required member
    document: Any = value
    for name in reversed(place):
        document = {name: document}
    if place[:1] == ("data",) and len(place) > 1:
        document = {"data": {**request_document["data"], **document["data"]}}
    expected = {(): "document-type", ("data",): "data-type"}.get(place, f"{place[-1] if place else ''}-type")
    assert errors(document) == [(expected, "".join(f"/{name}" for name in place))]


def test_explicit_dids_with_any_did(request_document: dict[str, Any]) -> None:
    request_document["data"]["attributes"]["allow_any_did_as_cli"] = True
    request_document["data"]["relationships"] = {"dids": {"data": [DID]}}
    assert errors(request_document) == [("dids-with-allow-any-did-as-cli", "/data/relationships/dids/data")]
    request_document["data"]["relationships"]["dids"]["data"] = []
    assert errors(request_document) == []


@pytest.mark.parametrize("attributes", [None, "x", [], {"allow_any_did_as_cli": "true"}, {"allow_any_did_as_cli": 1}])
def test_dids_are_not_blamed_for_what_is_wrong_with_the_attributes(attributes: Any) -> None:
    document = {
        "data": {"type": "voice_out_trunks", "attributes": attributes, "relationships": {"dids": {"data": [DID]}}}
    }
    assert not any("/relationships" in pointer for _, pointer in errors(document))


def test_several_faults_are_all_reported_in_order_of_place(request_document: dict[str, Any]) -> None:
    request_document["data"]["attributes"] |= {"status": "x", "capacity_limit": -1, "allowed_sip_ips": ["x"] * 11}
    found = errors(request_document)
    assert [pointer.rpartition("/")[2] for _, pointer in found] == [*map(str, range(11)), "capacity_limit", "status"]


def test_only_the_429_entry_may_lack_title_and_code() -> None:
    assert errors({"errors": [{"status": "429", "detail": "Too Many Requests"}]}, "errors") == []
    assert errors({"errors": [{"status": "422", "detail": "x"}]}, "errors") == [
        ("members-abridged", "/errors/0"),
    ]
    assert errors({"errors": [{"status": "422", "detail": "x", "title": "y"}]}, "errors") == [
        ("errors-item-code-required", "/errors/0"),
    ]


class TestWarnings:
    """A warning about a value that an error is about already would be one finding too many."""

    @pytest.mark.parametrize(
        "addresses", [["10.0.0.1/255.255.255.0"], ["fe80::1%eth0/64"], ["::%x/0"], ["1.2.3.4/24", "1.2.3.4/024"]]
    )
    def test_addresses_that_are_wrong(self, request_document: dict[str, Any], addresses: list[str]) -> None:
        request_document["data"]["attributes"]["allowed_rtp_ips"] = addresses
        warned = {f.pointer for f in Contract().validate("create-request", request_document) if f.severity == "warning"}
        assert warned <= {"/data/attributes/allowed_rtp_ips/0"} - {pointer for _, pointer in errors(request_document)}

    def test_a_misspelt_action_with_a_default_did(self, request_document: dict[str, Any]) -> None:
        request_document["data"]["attributes"]["on_cli_mismatch_action"] = "replace-cli"
        request_document["data"]["relationships"] = {"default_did": {"data": DID}}
        rules = {finding.rule for finding in Contract().validate("create-request", request_document)}
        assert rules == {"on-cli-mismatch-action-enum", "default-did-needs-feature"}
