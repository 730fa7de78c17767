"""What is suggested, and that nothing wrong ever is."""

import copy
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract import Contract, Finding
from didww_contract.contract.words.spelling import snake_case

CONTRACT = Contract()


def only_error(document: Any) -> Finding:
    findings = [finding for finding in CONTRACT.validate("create-request", document) if finding.severity == "error"]
    assert len(findings) == 1, findings
    return findings[0]


VALUES: list[tuple[str, Any, str]] = [
    ("on_cli_mismatch_action", "Reject call", '"reject_call"'),
    ("on_cli_mismatch_action", "Send Original CLI", '"send_original_cli"'),
    ("on_cli_mismatch_action", "rejectCall", '"reject_call"'),
    ("on_cli_mismatch_action", "reject", '"reject_call"'),
    ("on_cli_mismatch_action", "reject_call\n", '"reject_call"'),
    ("status", "Active", '"active"'),
    ("status", "disabled", '"blocked"'),
    ("status", "aktive", '"active"'),
    ("media_encryption_mode", "none", '"disabled"'),
    ("media_encryption_mode", "SRTP-DTLS", '"srtp_dtls"'),
    ("capacity_limit", "100", "100"),
    ("capacity_limit", " 100 ", "100"),
    ("allowed_rtp_ips", "null", "null"),
    ("callback_url", "null", "null"),
    ("dst_prefixes", ["+1 (684)"], '"1684"'),
    ("capacity_limit", "null", "null"),
    ("threshold_amount", 1000, '"1000"'),
    ("threshold_amount", 1000.5, '"1000.5"'),
    ("threshold_amount", "+1000.0", '"1000.0"'),
    ("threshold_amount", "0100.0", '"100.0"'),
    ("threshold_amount", "1,000.0", '"1000.0"'),
    ("threshold_amount", ".5", '"0.5"'),
    ("threshold_amount", "5.", '"5"'),
    ("allow_any_did_as_cli", "true", "true"),
    ("allow_any_did_as_cli", "False", "false"),
    ("rtp_ping", "1", "true"),
    ("dst_prefixes", "370", '["370"]'),
    ("dst_prefixes", 370, '["370"]'),
    ("dst_prefixes", ["+370"], '"370"'),
    ("dst_prefixes", [370], '"370"'),
    ("allowed_sip_ips", "203.0.113.7", '["203.0.113.7"]'),
    ("allowed_sip_ips", ["203.0.113.0/255.255.255.0"], '"203.0.113.0/24"'),
    ("allowed_sip_ips", ["203.0.113.7:5060"], '"203.0.113.7"'),
    ("allowed_sip_ips", ["[2001:db8::1]:5060"], '"2001:db8::1"'),
    ("allowed_sip_ips", ["fe80::1%eth0"], '"fe80::1"'),
    ("allowed_sip_ips", ["203.000.113.007"], '"203.0.113.7"'),
    ("allowed_sip_ips", ["203.0.113.7/08"], '"203.0.113.7/8"'),
    ("callback_url", "example.com/didww", '"https://example.com/didww"'),
    ("callback_url", " https://example.com ", '"https://example.com"'),
    ("name", 11, '"11"'),
]


@pytest.mark.parametrize(("member", "value", "meant"), VALUES)
def test_a_value_that_was_meant(request_document: dict[str, Any], member: str, value: Any, meant: str) -> None:
    request_document["data"]["attributes"][member] = value
    assert only_error(request_document).hint == f"Did you mean {meant}?"


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("capacity_limit", 1.5),
        ("capacity_limit", True),
        ("capacity_limit", 40000),
        ("callback_url", "ftp://example.com"),
        ("callback_url", "http://exam ple.com"),
        ("threshold_amount", "-5"),
        ("threshold_amount", "100000.01"),
        ("threshold_amount", "1e3"),
        ("allowed_sip_ips", ["203.0.113.256"]),
        ("allowed_sip_ips", ["203.0.113.0/255.0.255.0"]),
        ("allowed_sip_ips", ["sip.example.com"]),
        ("status", "purple"),
        ("status", 5),
        ("name", ""),
        ("capacity_limit", ""),
        ("allowed_rtp_ips", ""),
        ("allowed_rtp_ips", "none"),
        ("allowed_sip_ips", ["10.0.0.1/0.0.0.0"]),
        ("threshold_amount", "1,5000"),
        ("threshold_amount", "1.2.3"),
        ("threshold_amount", "+1 (684)"),
        ("dst_prefixes", ["440-449"]),
        ("dst_prefixes", ["44/33"]),
        ("dst_prefixes", ["1.5"]),
        ("callback_url", "1.5"),
        ("callback_url", "10.0.0.0/33"),
        ("name", ["x" * 1000]),
        ("name", ["\u202e"]),
    ],
)
def test_nothing_is_made_up(request_document: dict[str, Any], member: str, value: Any) -> None:
    request_document["data"]["attributes"][member] = value
    assert "Did you mean" not in only_error(request_document).hint


@pytest.mark.parametrize("member", ["status", "rtp_ping", "default_dst_action"])
def test_null_where_there_is_a_default(request_document: dict[str, Any], member: str) -> None:
    request_document["data"]["attributes"][member] = None
    assert only_error(request_document).hint.startswith("Leave it out: the default is ")


MEMBERS: list[tuple[tuple[str, ...], str, str]] = [
    (("data", "attributes"), "capcity_limit", 'Did you mean "capacity_limit"?'),
    (("data", "attributes"), "capacityLimit", 'Did you mean "capacity_limit"?'),
    (("data", "attributes"), "capacity-limit", 'Did you mean "capacity_limit"?'),
    (("data", "attributes"), "media_encryption", 'Did you mean "media_encryption_mode"?'),
    (("data", "attributes"), "cli_mismatch_action", 'Did you mean "on_cli_mismatch_action"? That member is there too'),
    (("data", "attributes"), "Capacity Limit", 'Did you mean "capacity_limit"?'),
    (("data",), "capacity_limit", "It belongs in data.attributes."),
    (("data",), "capacityLimit", 'It belongs in data.attributes as "capacity_limit".'),
    ((), "capacity_limit", "It belongs in data.attributes."),
    ((), "type", "It belongs in data."),
    (("data", "attributes"), "dids", "It belongs in data.relationships."),
    (("data", "attributes"), "relationships", "It belongs in data."),
    (("data", "attributes"), "purple", "What data.attributes may have: name, allowed_sip_ips, "),
    (("data",), "id", "What data may have: type, attributes, relationships."),
    *(
        (("data", "attributes"), name, "What data.attributes may have: ")
        for name in (
            *("blocked_sip_ips", "disallowed_sip_ips", "not_allowed_sip_ips", "disallow_any_did_as_cli"),
            *("force_asymmetric_rtp", "on_cli_match_action", "src_prefixes", "dst_prefixes_denied"),
        )
    ),
]


@pytest.mark.parametrize(("where", "name", "hint"), MEMBERS)
def test_a_member_that_was_meant(
    request_document: dict[str, Any], where: tuple[str, ...], name: str, hint: str
) -> None:
    parent = request_document
    del request_document["data"]["attributes"]["capacity_limit"]
    for step in where:
        parent = parent[step]
    parent[name] = {}
    finding = only_error(request_document)
    assert finding.hint.startswith(hint)
    assert finding.pointer == "/" + "/".join((*where, name))


def test_a_member_that_is_there_twice(request_document: dict[str, Any]) -> None:
    request_document["data"]["attributes"]["capacityLimit"] = 10
    assert (
        only_error(request_document).hint
        == 'Did you mean "capacity_limit"? That member is there too: remove one of them.'
    )


def test_a_read_only_member_is_never_suggested(request_document: dict[str, Any]) -> None:
    request_document["data"]["attributes"]["passwort"] = "x"
    assert "password" not in only_error(request_document).hint


@given(st.text())
def test_snake_case_is_stable(text: str) -> None:
    once = snake_case(text)
    assert snake_case(once) == once


odd = st.one_of(
    st.text(max_size=12),
    st.text("0123456789.,+-/:[]%ef ", max_size=18),
    st.from_regex(r"\A[ +]?[0-9]{1,7}([.,][0-9]{0,3})?\n?\Z"),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.lists(st.one_of(st.text("0123456789./", max_size=12), st.integers()), max_size=2),
)


@given(st.sampled_from(sorted({member for member, _, _ in VALUES})), odd)
def test_taking_a_suggestion_mends_the_fault(member: str, value: Any) -> None:
    import json

    from didww_contract.contract.pointers import path

    document = {
        "data": {
            "type": "voice_out_trunks",
            "attributes": {"name": "x", "allowed_sip_ips": [], "on_cli_mismatch_action": "reject_call", member: value},
        }
    }
    errors = [finding for finding in CONTRACT.validate("create-request", document) if finding.severity == "error"]
    for finding in errors:
        if match := re.fullmatch(r"Did you mean (.*)\?", finding.hint):
            mended = copy.deepcopy(document)
            *steps, last = path(finding.pointer, document)
            parent: Any = mended
            for step in steps:
                parent = parent[step]
            parent[last] = json.loads(match[1])
            left = [f for f in CONTRACT.validate("create-request", mended) if f.severity == "error"]
            assert len(left) == len(errors) - 1
