"""One fault, one finding: what one correction puts right is told once, and by what is worst first."""

import json
from typing import Any

import pytest
from interactions import ASKED, HERE, ID, exchange, judged, refusal, request, rules, trunk

from didww_contract.lint.linter import Linter
from didww_contract.lint.options import Choice
from didww_contract.lint.outcome import Outcome, worst_first
from didww_contract.report import github


class TestWhatIsMissing:
    def test_one_object_is_one_finding_that_names_all(self) -> None:
        answer = trunk()
        for name in ("status", "created_at", "rtp_ping"):
            del answer["data"]["attributes"][name]
        (located,) = judged(exchange(request(), 201, answer)).findings
        assert (located.finding.rule, located.finding.pointer) == ("members-abridged", "/data/attributes")
        assert located.finding.message == (
            'data.attributes lacks 3 required members: "status", "created_at" and "rtp_ping"'
        )

    def test_stubs_that_are_abridged_on_purpose_can_be_let_be(self) -> None:
        answer = trunk(status="Active")
        for name in ("created_at", "rtp_ping"):
            del answer["data"]["attributes"][name]
        assert rules(judged(exchange(request(), 201, answer))) == ["members-abridged", "status-enum"]
        lenient = Choice(ignored=frozenset(["members-abridged"]))
        assert rules(judged(exchange(request(), 201, answer), choice=lenient)) == ["status-enum"]

    def test_a_request_has_a_rule_of_its_own(self) -> None:
        asked = {"data": {"type": "voice_out_trunks", "attributes": {"capacity_limit": 10}}}
        assert rules(judged(exchange(asked, 429, refusal(429)))) == ["members-missing"]

    def test_a_single_member_keeps_its_rule(self) -> None:
        answer = trunk()
        del answer["data"]["attributes"]["rtp_ping"]
        assert rules(judged(exchange(request(), 201, answer))) == ["rtp-ping-required"]


class TestTheTypeOfAuthentication:
    def found(self, kind: str, **attributes: Any) -> list[tuple[str, str, str]]:
        method = {"type": kind, "attributes": attributes}
        asked = request(authentication_method=method)
        del asked["data"]["attributes"]["allowed_sip_ips"]
        findings = [located.finding for located in judged(exchange(asked, 429, refusal(429))).findings]
        return [(finding.rule, finding.pointer.rpartition("/")[2], finding.hint) for finding in findings]

    def test_the_members_of_another_type_are_one_finding_with_both_ways_out(self) -> None:
        assert self.found("twilio", allowed_sip_ips=["203.0.113.7"]) == [
            (
                "authentication-method-other-type",
                "type",
                'Change the type to "credentials_and_ip", or give "twilio_account_sid" in place of it.',
            )
        ]
        sid = "AC" + "0" * 32
        ((rule, where, hint),) = self.found("credentials_and_ip", twilio_account_sid=sid)
        assert (rule, where) == ("authentication-method-other-type", "type")
        assert hint == 'Change the type to "twilio", or give "allowed_sip_ips" in place of it.'

    def test_a_member_too_many_is_just_that(self) -> None:
        ((rule, where, _),) = self.found("twilio", twilio_account_sid="AC" + "0" * 32, allowed_sip_ips=["203.0.113.7"])
        assert (rule, where) == ("authentication-method-attributes-unknown-member", "allowed_sip_ips")

    def test_a_member_too_few_is_just_that(self) -> None:
        ((rule, where, _),) = self.found("twilio")
        assert (rule, where) == ("twilio-account-sid-required", "attributes")


class TestPairs:
    def test_a_fault_of_the_request_is_not_told_again(self) -> None:
        asked, answered = request(capacity_limit=40000), trunk(capacity_limit=32767)
        assert rules(judged(exchange(asked, 201, answered))) == ["capacity-limit-maximum"]
        answered["data"]["attributes"]["name"] = "Bridge"  # which is a fault of its own
        assert rules(judged(exchange(asked, 201, answered))) == ["capacity-limit-maximum", "response-differs"]

    def test_that_a_wrong_request_is_accepted_is_told_where_its_fault_is_not(self) -> None:
        pair = exchange(request(capacity_limit=40000), 201, trunk(capacity_limit=40000 - 7233))
        alone = Choice(frozenset(["forbidden-request-accepted"]))
        assert rules(judged(pair, choice=alone)) == ["forbidden-request-accepted"]
        ignored = Choice(ignored=frozenset(["capacity-limit-maximum", "response-differs"]))
        assert rules(judged(pair, choice=ignored)) == []


@pytest.mark.parametrize(
    ("status", "answered", "told"),
    [
        (201, trunk(capacity_limit=None), True),
        (201, trunk(capacity_limit=5), False),
        (201, trunk(capacity_limit=None, threshold_amount="3000.0"), False),
        (422, refusal(422), False),
        (401, refusal(401), False),
    ],
)
def test_no_spending_limit_is_told_where_there_may_be_none(status: int, answered: Any, told: bool) -> None:
    asked = {"data": {"type": "voice_out_trunks", "attributes": ASKED}}
    assert ("no-spending-limit" in rules(judged(exchange(asked, status, answered)))) == told


def test_a_secret_is_told_once_a_run() -> None:
    pair = exchange(None, 200, trunk(password="Zr7kQ2mX9pLw"), method="GET", url=f"{HERE}/{ID}")
    other = exchange(None, 200, trunk(password="Yq6jP3nW8oKv"), method="GET", url=f"{HERE}/{ID}")
    found = [located for located in judged(pair, pair, other, pair).findings if located.finding.rule == "live-secret"]
    assert [located.part for located in found] == ["interaction 1, response", "interaction 3, response"]
    outcome = Outcome()
    for name in ("a.json", "b.json"):
        Linter().judge(outcome, name, json.dumps({"interactions": [pair], "version": 1}).encode())
    assert rules(outcome) == ["live-secret"]


def test_a_report_that_shows_ten_shows_the_worst_ten() -> None:
    lacking = trunk()
    del lacking["data"]["attributes"]["rtp_ping"]
    pairs = [
        exchange(request(), 201, lacking),
        exchange(request(), 201, trunk(name="Bridge")),
        exchange(request(), 201, trunk(status="Active")),
        exchange(request(status="Active"), 429, refusal(429)),
    ]
    outcome = judged(*pairs, *pairs, *pairs)
    found = [located.finding.rule for located in worst_first(outcome.findings) if located.finding.severity == "error"]
    assert found == ["status-enum"] * 6 + ["response-differs"] * 3 + ["rtp-ping-required"] * 3
    assert [located.part[-8:] for located in worst_first(outcome.findings)][2:4] == [" request", "response"]
    shown = [line for line in github.report(outcome).splitlines() if line.startswith("::error")]
    assert len(shown) == github.MOST
    assert sum("rtp-ping-required" in line for line in shown) == 1
