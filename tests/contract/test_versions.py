"""What differs between the versions: for each difference a document, and what each version finds wrong with it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from didww_contract import Contract
from didww_contract.contract.versions import KINDS, VERSIONS

FIRST, SECOND, THIRD, FOURTH = VERSIONS
OLD, NEW = VERSIONS[:2], VERSIONS[2:]
ID = "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"
SID = "AC" + "0" * 32
IPS = {"allowed_sip_ips": ["203.0.113.7"]}
METHOD: dict[str, Any] = {"type": "credentials_and_ip", "attributes": IPS}
DIDS = {"data": [{"type": "dids", "id": ID}]}
DEFAULT_DID = {"data": {"type": "dids", "id": ID}}
Expected = dict[str, str | None]
"""The error that each version finds; None for none."""


def update(attributes: Any, **relationships: Any) -> Any:
    data = {"type": "voice_out_trunks", "id": ID, "attributes": attributes}
    return {"data": {**data, "relationships": relationships} if relationships else data}


def create(**attributes: Any) -> Any:
    return {
        "data": {
            "type": "voice_out_trunks",
            "attributes": {"name": "x", "on_cli_mismatch_action": "reject_call"} | attributes,
        }
    }


def since(version: str, rule: str) -> Expected:
    """Wrong from a version on."""
    return {other: rule if other >= version else None for other in VERSIONS}


def before(version: str, rule: str) -> Expected:
    """Wrong before a version."""
    return {other: rule if other < version else None for other in VERSIONS}


def method(type_: str, **attributes: Any) -> Any:
    return {"authentication_method": {"type": type_, "attributes": attributes}}


UNKNOWN, IN_METHOD = "attributes-unknown-member", "authentication-method-attributes-unknown-member"
DIFFERENCES: dict[str, tuple[str, Any, Expected]] = {
    # E.2: authentication
    "authentication_method is required": (
        "create-request",
        create(**IPS),
        since(THIRD, "authentication-method-required"),
    ),
    "there was none before": (
        "create-request",
        create(**IPS, authentication_method=METHOD),
        dict.fromkeys(VERSIONS, UNKNOWN),
    ),
    "allowed_sip_ips has moved": ("update-request", update(IPS), since(THIRD, UNKNOWN)),
    "username was read-only, and is nowhere now": (
        "update-request",
        update({"username": "x"}),
        {FIRST: "username-read-only", SECOND: "username-read-only", THIRD: UNKNOWN, FOURTH: UNKNOWN},
    ),
    "username is read-only in its new place": (
        "update-request",
        update(method("credentials_and_ip", **IPS, username="x")),
        {FIRST: UNKNOWN, SECOND: UNKNOWN, THIRD: "username-read-only", FOURTH: "username-read-only"},
    ),
    "credentials_and_ip": ("update-request", update(method("credentials_and_ip", **IPS)), before(THIRD, UNKNOWN)),
    "twilio": ("update-request", update(method("twilio", twilio_account_sid=SID)), before(THIRD, UNKNOWN)),
    "tech_prefix": (
        "update-request",
        update(method("credentials_and_ip", **IPS, tech_prefix="12345#78")),
        before(THIRD, UNKNOWN),
    ),
    "a type is asked for": (
        "update-request",
        update({"authentication_method": {"attributes": IPS}}),
        {
            FIRST: UNKNOWN,
            SECOND: UNKNOWN,
            THIRD: "authentication-method-type-required",
            FOURTH: "authentication-method-type-required",
        },
    ),
    # E.2: other attributes
    "external_reference_id": ("update-request", update({"external_reference_id": "x" * 100}), before(THIRD, UNKNOWN)),
    "rtp_timeout": ("update-request", update({"rtp_timeout": 600}), before(THIRD, UNKNOWN)),
    "rtp_timeout null": ("update-request", update({"rtp_timeout": None}), before(THIRD, UNKNOWN)),
    "emergency_enable_all": ("update-request", update({"emergency_enable_all": True}), before(THIRD, UNKNOWN)),
    "emergency_dids": (
        "update-request",
        update({}, emergency_dids=DIDS),
        before(THIRD, "relationships-unknown-member"),
    ),
    "an address twice": (
        "update-request",
        update({"allowed_rtp_ips": ["203.0.113.7", "203.0.113.7"]}),
        since(THIRD, "allowed-rtp-ips-unique-items"),
    ),
    "a callback without a scheme": (
        "update-request",
        update({"callback_url": "example.com/didww"}),
        before(THIRD, "callback-url-pattern"),
    ),
    "a DID twice": (
        "update-request",
        update({}, dids={"data": DIDS["data"] * 2}),
        since(THIRD, "dids-data-unique-items"),
    ),
    "default_did with another action": (
        "update-request",
        update({"on_cli_mismatch_action": "reject_call"}, default_did=DEFAULT_DID),
        since(THIRD, "default-did-without-replace-cli"),
    ),
    "replace_cli while its DID is taken away": (
        "update-request",
        update({"on_cli_mismatch_action": "replace_cli"}, default_did={"data": None}),
        since(THIRD, "replace-cli-without-default-did"),
    ),
    "no name for what 2021 had not": (
        "update-request",
        update({"callback_method": "post"}),
        dict.fromkeys(VERSIONS, UNKNOWN),
    ),
    # E.3
    "no calls at a time": ("update-request", update({"capacity_limit": 0}), since(FOURTH, "capacity-limit-minimum")),
    "threshold_amount null": (
        "update-request",
        update({"threshold_amount": None}),
        since(FOURTH, "threshold-amount-type"),
    ),
    "a threshold beyond the usual range": (
        "update-request",
        update({"threshold_amount": "100000.01"}),
        before(FOURTH, "threshold-amount-pattern"),
    ),
    "dst_prefixes null": ("update-request", update({"dst_prefixes": None}), since(FOURTH, "dst-prefixes-type")),
    "no allowed_rtp_ips": (
        "update-request",
        update({"allowed_rtp_ips": []}),
        since(FOURTH, "allowed-rtp-ips-min-items"),
    ),
    "0.0.0.0/0": ("update-request", update({"allowed_rtp_ips": ["0.0.0.0/0"]}), since(FOURTH, "allowed-rtp-ips-open")),
    "::/0": ("update-request", update({"allowed_rtp_ips": ["::/0"]}), since(FOURTH, "allowed-rtp-ips-open")),
    "allowed_rtp_ips null": ("update-request", update({"allowed_rtp_ips": None}), dict.fromkeys(VERSIONS)),
    "randomize_cli": ("update-request", update({"on_cli_mismatch_action": "randomize_cli"}), dict.fromkeys(VERSIONS)),
    # Queries
    "include=emergency_dids": ("collection-query", {"include": ["emergency_dids"]}, before(THIRD, "include-item-enum")),
    "fields": ("trunk-query", {"fields[voice_out_trunks]": ["name"]}, dict.fromkeys(VERSIONS)),
    "a field that there is not": (
        "trunk-query",
        {"fields[voice_out_trunks]": ["username"]},
        since(THIRD, "fields-voice-out-trunks-item-enum"),
    ),
    "a page of 1001": ("collection-query", {"page[size]": 1001}, dict.fromkeys(VERSIONS)),
    "sort by external_reference_id": (
        "collection-query",
        {"sort": ["external_reference_id"]},
        before(THIRD, "sort-item-enum"),
    ),
    "filter by replace_cli": (
        "collection-query",
        {"filter[on_cli_mismatch_action]": ["replace_cli"]},
        before(THIRD, "filter-on-cli-mismatch-action-item-enum"),
    ),
    "filter by randomize_cli": (
        "collection-query",
        {"filter[on_cli_mismatch_action]": ["randomize_cli"]},
        before(THIRD, "filter-on-cli-mismatch-action-item-enum"),
    ),
    "filter by two actions": (
        "collection-query",
        {"filter[on_cli_mismatch_action]": ["reject_call", "send_original_cli"]},
        since(FOURTH, "filter-on-cli-mismatch-action-max-items"),
    ),
    "filter by emergency_enable_all": (
        "collection-query",
        {"filter[emergency_enable_all]": True},
        {version: None if version == THIRD else "document-unknown-member" for version in VERSIONS},
    ),
    "filter by two methods": (
        "collection-query",
        {"filter[authentication_method.type]": ["twilio", "ip_only"]},
        before(THIRD, "document-unknown-member"),
    ),
    "filter by id": ("collection-query", {"filter[id]": [ID]}, dict.fromkeys(VERSIONS)),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference(name: str, version: str) -> None:
    kind, document, expected = DIFFERENCES[name]
    errors = [f.rule for f in Contract(version).validate(kind, document) if f.severity == "error"]
    assert set(errors) == ({expected[version]} if expected[version] else set())


def test_the_table_speaks_of_two_sides_of_every_difference() -> None:
    told = [set(expected.values()) for _, _, expected in DIFFERENCES.values()]
    assert sum(len(outcomes) > 1 for outcomes in told) > 25


WARNINGS: dict[str, tuple[str, Any, Expected]] = {
    "a page of 1000": ("collection-query", {"page[size]": 1000}, dict.fromkeys(VERSIONS)),
    "a page of 1001": ("collection-query", {"page[size]": 1001}, dict.fromkeys(VERSIONS, "page-size-maximum")),
    "fields": (
        "collection-query",
        {"fields[voice_out_trunks]": ["name"]},
        before(THIRD, "fields-voice-out-trunks-undocumented"),
    ),
    "filter by id": ("collection-query", {"filter[id]": [ID]}, before(FOURTH, "filter-id-undocumented")),
    "the whole internet": (
        "update-request",
        update({"allowed_sip_ips": ["0.0.0.0/0"]}),
        before(THIRD, "allowed-sip-ips-open"),
    ),
    "the whole internet, in its later place": (
        "update-request",
        update(method("credentials_and_ip", allowed_sip_ips=["0.0.0.0/0"])),
        since(THIRD, "allowed-sip-ips-open"),
    ),
    "the largest threshold that every account may set": (
        "update-request",
        update({"threshold_amount": "100000.00"}),
        dict.fromkeys(VERSIONS),
    ),
    "a threshold beyond that": (
        "update-request",
        update({"threshold_amount": "100000.01"}),
        since(FOURTH, "threshold-amount-high"),
    ),
    "no emergency_dids, and all": (
        "update-request",
        update({"emergency_enable_all": True}, emergency_dids={"data": []}),
        since(THIRD, "emergency-dids-empty"),
    ),
    "no emergency_dids, and not all": (
        "update-request",
        update({"emergency_enable_all": False}, emergency_dids={"data": []}),
        dict.fromkeys(VERSIONS),
    ),
    "rtp_timeout null": ("update-request", update({"rtp_timeout": None}), since(THIRD, "rtp-timeout-null")),
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", WARNINGS)
def test_a_difference_in_warnings(name: str, version: str) -> None:
    kind, document, expected = WARNINGS[name]
    warnings = [f.rule for f in Contract(version).validate(kind, document) if f.severity == "warning"]
    assert warnings == ([expected[version]] if expected[version] else [])


@pytest.mark.parametrize("version", NEW)
@pytest.mark.parametrize(
    ("type_", "attributes", "rule"),
    [
        ("credentials_and_ip", {}, "allowed-sip-ips-required"),
        ("credentials_and_ip", {"allowed_sip_ips": []}, "allowed-sip-ips-empty"),
        ("credentials_and_ip", {"allowed_sip_ips": ["1.2.3.4", "1.2.3.4"]}, "allowed-sip-ips-unique-items"),
        ("credentials_and_ip", {**IPS, "tech_prefix": "123456789"}, "tech-prefix-max-length"),
        ("credentials_and_ip", {**IPS, "tech_prefix": "+1"}, "tech-prefix-pattern"),
        ("credentials_and_ip", {**IPS, "twilio_account_sid": SID}, IN_METHOD),
        ("twilio", {}, "twilio-account-sid-required"),
        ("twilio", {"twilio_account_sid": SID[:-1]}, "twilio-account-sid-pattern"),
        ("twilio", {"twilio_account_sid": SID, "tech_prefix": "1"}, IN_METHOD),
        ("ip_only", IPS, "authentication-method-type-enum"),
        ("Twilio", {"twilio_account_sid": SID}, "authentication-method-type-enum"),
    ],
)
def test_an_error_in_a_method_is_about_the_type_that_was_meant(
    version: str, type_: str, attributes: Any, rule: str
) -> None:
    for kind in ("create-request", "update-request"):
        document = update(method(type_, **attributes))
        if kind == "create-request":
            document = create(capacity_limit=5, **method(type_, **attributes))
        (finding,) = Contract(version).validate(kind, document)
        assert finding.rule == rule
        if finding.rule.endswith(("required", "unknown-member")):
            assert f'the type "{type_}"' in finding.message


@pytest.fixture(scope="module")
def answers(examples: Path) -> dict[str, Any]:
    """A whole response of each version."""
    return {
        version: json.loads((examples / "valid" / version / "trunk" / "any-did.json").read_text())
        for version in VERSIONS
    }


@pytest.mark.parametrize("version", NEW)
def test_responses_may_have_a_method_that_requests_may_not(answers: dict[str, Any], version: str) -> None:
    answer = copy.deepcopy(answers[version])
    stored = {"allowed_sip_ips": ["203.0.113.7/32"], "tech_prefix": None}
    answer["data"]["attributes"]["authentication_method"] = {"type": "ip_only", "attributes": stored}
    assert Contract(version).validate("trunk", answer) == []


def test_a_response_of_one_version_is_none_of_another(answers: dict[str, Any]) -> None:
    for version, answer in answers.items():
        for other in VERSIONS:
            rules = {finding.rule for finding in Contract(other).validate("trunk", answer)}
            assert ("meta-api-version-const" in rules) == (version != other)
            assert (rules <= {"meta-api-version-const"}) == ((version in OLD) == (other in OLD)), (
                version,
                other,
                rules,
            )


@pytest.mark.parametrize("version", NEW)
def test_a_response_has_links_to_emergency_dids(answers: dict[str, Any], version: str) -> None:
    answer = copy.deepcopy(answers[version])
    del answer["data"]["relationships"]["emergency_dids"]
    (finding,) = Contract(version).validate("trunk", answer)
    assert finding.rule == "emergency-dids-required"


class TestHints:
    """A document that is wrong in one version and right in another says so."""

    def hint(self, version: str, kind: str, document: Any) -> str:
        (finding,) = (f for f in Contract(version).validate(kind, document) if f.severity == "error")
        return finding.hint

    def test_a_member_that_has_moved(self) -> None:
        assert self.hint(THIRD, "update-request", update(IPS)) == (
            'Valid in 2021-12-15 and 2022-05-10; since 2026-04-16 "allowed_sip_ips" belongs in '
            "authentication_method.attributes."
        )

    def test_a_whole_request_of_an_earlier_version(self) -> None:
        hint = self.hint(FOURTH, "create-request", create(**IPS, capacity_limit=5))
        assert hint.startswith('Put "allowed_sip_ips" into authentication_method.attributes, which is missing')
        assert hint.endswith('Valid in 2021-12-15 and 2022-05-10; since 2026-04-16 "allowed_sip_ips" belongs there.')

    def test_a_member_of_a_later_version(self) -> None:
        assert self.hint(FIRST, "update-request", update({"rtp_timeout": 30})) == (
            'Valid in 2026-04-16 and 2026-11-19; "rtp_timeout" exists since 2026-04-16.'
        )

    def test_a_member_of_a_later_version_in_a_document_that_is_right_nowhere(self) -> None:
        found = Contract(FIRST).validate("update-request", update({"rtp_timeout": 30, "status": "on"}))
        assert {f.hint for f in found if f.pointer.endswith("/rtp_timeout")} == {
            '"rtp_timeout" exists since 2026-04-16.'
        }

    def test_a_member_that_is_gone(self) -> None:
        assert self.hint(FOURTH, "collection-query", {"filter[emergency_enable_all]": True}) == (
            'Valid in 2026-04-16; since 2026-11-19 there is no "filter[emergency_enable_all]".'
        )

    def test_a_narrower_limit(self) -> None:
        hint = self.hint(FOURTH, "update-request", update({"capacity_limit": 0}))
        assert hint == "Write a number from 1. Valid in 2021-12-15, 2022-05-10 and 2026-04-16."

    def test_a_response_that_says_another_version(self, answers: dict[str, Any]) -> None:
        assert self.hint(FIRST, "trunk", answers[SECOND]).endswith(" Valid in 2022-05-10.")
        unknown = copy.deepcopy(answers[FIRST])
        unknown["meta"]["api_version"] = "2020-01-01"
        assert "Valid" not in self.hint(FIRST, "trunk", unknown)

    def test_a_document_that_is_wrong_everywhere(self) -> None:
        assert "Valid" not in self.hint(THIRD, "update-request", update({"status": "on"}))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_kind_has_a_schema_in_every_version(version: str) -> None:
    for kind in KINDS:
        assert Contract(version).is_valid(kind, object()) is False


class TestHintsAreTrue:
    """What a hint says must hold: following it may not break another rule."""

    def test_an_item_twice_is_removed_not_wrapped(self) -> None:
        (finding,) = Contract(THIRD).validate("update-request", update({"allowed_rtp_ips": ["1.2.3.4", "1.2.3.4"]}))
        assert finding.pointer == "/data/attributes/allowed_rtp_ips/1"
        assert finding.hint.startswith("Remove it, or correct it.")

    def test_a_document_is_called_valid_only_where_it_is(self, answers: dict[str, Any]) -> None:
        answer = copy.deepcopy(answers[THIRD])
        answer["meta"]["api_version"] = FIRST
        hints = [finding.hint for finding in Contract(THIRD).validate("trunk", answer)]
        assert not any("Valid in" in hint for hint in hints)
        old = Contract(THIRD).validate("trunk", answers[FIRST])
        assert old
        assert all("2022-05-10" not in finding.hint for finding in old)

    def test_a_response_that_is_right_but_for_the_version_it_states(self, answers: dict[str, Any]) -> None:
        answer = copy.deepcopy(answers[FIRST])
        answer["meta"]["api_version"] = THIRD
        hints = [finding.hint for finding in Contract(THIRD).validate("trunk", answer)]
        assert any("But for its meta.api_version, valid in 2021-12-15 and 2022-05-10" in hint for hint in hints)

    def test_a_member_is_not_sent_to_a_method_that_refuses_it(self) -> None:
        twilio = method("twilio", twilio_account_sid=SID)
        (finding,) = Contract(THIRD).validate("update-request", update({**twilio, "tech_prefix": "1"}))
        assert "authentication_method.attributes" not in finding.hint

    def test_a_member_of_a_trunk_in_a_page_moves_as_in_a_single_one(self, examples: Path) -> None:
        page = json.loads((examples / "valid" / THIRD / "trunk-collection" / "one-page.json").read_text())
        attributes = page["data"][0]["attributes"]
        attributes["allowed_sip_ips"] = attributes["authentication_method"]["attributes"].pop("allowed_sip_ips")
        (finding,) = Contract(THIRD).validate("trunk-collection", page)
        assert finding.pointer == "/data/0/attributes/allowed_sip_ips"
        assert "belongs in data[0].attributes.authentication_method.attributes" in finding.hint

    def test_a_misspelt_default_did_is_one_mistake(self) -> None:
        document = update({"on_cli_mismatch_action": "replace_cli", "capacity_limit": 5}, defaultDid=DEFAULT_DID)
        document["data"]["attributes"] |= {"name": "x", "authentication_method": METHOD}
        del document["data"]["id"]
        errors = [f for f in Contract(THIRD).validate("create-request", document) if f.severity == "error"]
        assert [finding.hint for finding in errors] == ['Did you mean "default_did"?']

    def test_a_read_only_member_in_the_wrong_place_is_still_read_only(self) -> None:
        (finding,) = Contract(THIRD).validate("update-request", update({"username": "joe"}))
        assert finding.hint.endswith("Leave it out: the API sets it, a request cannot.")


@pytest.mark.parametrize("engine", ["jsonschema-rs", "jsonschema"])
def test_thousands_of_wrong_dids_are_judged_in_time_that_grows_with_their_number(engine: Any) -> None:
    """jsonschema's own uniqueItems compares each with each, which takes hours."""
    dids = {"data": [{"type": "dids", "id": f"{number:08}-0000-0000-0000-000000000000"} for number in range(9_000)]}
    (finding,) = Contract(THIRD, engine=engine).validate("update-request", update({"capacity_limit": -1}, dids=dids))
    assert finding.rule == "capacity-limit-minimum"
