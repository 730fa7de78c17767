"""The strategies keep their word: what is called valid is, what is called invalid breaks its rule and no other."""

import json
import os
import random
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.stateful import RuleBasedStateMachine, rule

from didww_contract import Contract, UnknownVersion, strategies
from didww_contract.contract import files
from didww_contract.contract.advisories import ADVISORIES
from didww_contract.contract.engines import shared
from didww_contract.contract.rules import OF_NO_CONSTRAINT, catalogue
from didww_contract.contract.versions import KINDS, VERSIONS, Edition
from didww_contract.specimens.admission import targets
from didww_contract.specimens.advised import advisories
from didww_contract.specimens.models import model
from didww_contract.strategies.advised import advised_documents
from didww_contract.strategies.broken import Invalid, invalid_documents
from didww_contract.strategies.documents import documents

THOROUGH = bool(os.environ.get("DIDWW_CONTRACT_THOROUGH"))
EDITIONS = {  # those that have a schema of their own
    files.canonical(files.schema_name(edition)): edition
    for edition in (Edition(version, kind) for version in reversed(VERSIONS) for kind in KINDS)
}
REFERENCE = {version: Contract(version, engine="jsonschema") for version in VERSIONS}
few = settings(max_examples=600 if THOROUGH else 100, deadline=None)
each_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids="-".join)
every_edition = pytest.mark.parametrize("edition", [Edition(v, k) for v in VERSIONS for k in KINDS], ids="-".join)
"""A few hundred draws of each kind; 24,000 valid and as many invalid documents in a thorough run."""


def drawn(strategy: st.SearchStrategy[Any], number: int = 400) -> list[Any]:
    found: list[Any] = []

    @settings(max_examples=number, deadline=None, database=None)
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


@every_edition
@few
@given(data=st.data())
def test_valid_documents_are_valid(edition: Edition, data: st.DataObject) -> None:
    document = data.draw(documents(edition))
    assert REFERENCE[edition.version].is_valid(edition.kind, document)
    assert json.loads(json.dumps(document)) == document


@every_edition
@few
@given(data=st.data())
def test_invalid_documents_break_their_rule_and_no_other(edition: Edition, data: st.DataObject) -> None:
    broken = data.draw(invalid_documents(edition))
    findings = REFERENCE[edition.version].validate(edition.kind, broken.document)
    errors = [(finding.rule, finding.pointer) for finding in findings if finding.severity == "error"]
    assert errors == [(broken.rule, broken.pointer)]
    assert (broken.kind, broken.version) == (edition.kind, edition.version)
    assert broken.change.before != broken.change.after or type(broken.change.before) is not type(broken.change.after)


@pytest.mark.parametrize("edition", [e for e in EDITIONS.values() if advisories(e)], ids="-".join)
@few
@given(data=st.data())
def test_documents_with_a_warning_are_valid_and_earn_it(edition: Edition, data: st.DataObject) -> None:
    advised = data.draw(advised_documents(edition))
    findings = REFERENCE[edition.version].validate(edition.kind, advised.document)
    assert (advised.rule, advised.pointer) in {(finding.rule, finding.pointer) for finding in findings}
    assert {finding.severity for finding in findings} == {"warning"}


@each_edition
def test_every_rule_is_reached_and_its_label_true(edition: Edition) -> None:
    for wanted in targets(edition):
        assert {broken.rule for broken in drawn(invalid_documents(edition, [wanted]), 3)} == {wanted}


def test_every_rule_of_the_catalogue_is_a_target() -> None:
    """Rules about text and messages are not about documents, and none shows by what its version was told."""
    reached = {rule_id for edition in EDITIONS.values() for rule_id in (*targets(edition), *advisories(edition))}
    assert set(catalogue()) - reached == set(OF_NO_CONSTRAINT)
    assert set(ADVISORIES) <= reached


@each_edition
def test_the_model_knows_every_place_that_the_schema_knows(edition: Edition) -> None:
    """A member that a later schema adds is drawn without a second edit."""
    seen: set[tuple[str, ...]] = set()

    def walk(value: Any, place: tuple[str, ...] = ()) -> None:
        seen.add(place)
        for name, child in (
            value.items()
            if isinstance(value, dict)
            else [("*", child) for child in value or ()]
            if isinstance(value, list)
            else ()
        ):
            walk(child, (*place, name))

    @settings(max_examples=600, deadline=None, database=None)
    @given(documents(edition, plain=True))
    def draw(document: Any) -> None:
        walk(document)

    draw()
    assert set(model(edition)) - seen == set()


class TestShrinking:
    """The simplest document is the shortest: the required members and the one fault."""

    def test_a_valid_one(self) -> None:
        least = find(strategies.create_requests(), lambda _: True)
        assert least == {
            "data": {
                "type": "voice_out_trunks",
                "attributes": {
                    "name": "Outbound trunk 11",
                    "allowed_sip_ips": [],
                    "on_cli_mismatch_action": "send_original_cli",
                },
            }
        }

    def test_an_invalid_one(self) -> None:
        least = find(strategies.invalid_create_requests(["capacity-limit-maximum"]), lambda _: True)
        attributes = least.document["data"]["attributes"]
        assert attributes.keys() == {"name", "allowed_sip_ips", "on_cli_mismatch_action", "capacity_limit"}
        assert attributes["capacity_limit"] == 32768
        assert least.change == strategies.Change("one above the limit", "/data/attributes/capacity_limit", 0, 32768)

    def test_a_label_stays_true(self) -> None:
        """Every document that shrinking tries is admitted only with the rule that it breaks."""
        contract = Contract("2026-04-16")
        seen = []

        def longer(broken: Invalid) -> bool:
            rules = [f.rule for f in contract.validate("create-request", broken.document) if f.severity == "error"]
            seen.append(rules == [broken.rule])
            return len(json.dumps(broken.document)) > 600

        find(strategies.invalid_create_requests(version="2026-04-16"), longer, settings=settings(database=None))
        assert len(seen) > 5
        assert all(seen)


class TestWhatIsDrawn:
    def test_limits_are_frequent(self) -> None:
        attributes = [document["data"]["attributes"] for document in drawn(strategies.create_requests())]
        known: list[tuple[str, list[Any]]] = [
            ("capacity_limit", [0, 32767, None]),
            ("threshold_amount", [None]),
            ("status", ["active", "blocked"]),
            ("dst_prefixes", [[], None]),
        ]
        for name, limits in known:
            values = [one[name] for one in attributes if name in one]
            assert 50 < len(values) < 350, name
            for limit in limits:
                assert limit in values, (name, limit)
        amounts = {one.get("threshold_amount") for one in attributes}
        assert amounts & {"100000", "100000.0", "100000.00"}  # one limit in three spellings
        lists = [one["allowed_sip_ips"] for one in attributes]
        assert {0, 60} < {len(addresses) for addresses in lists}
        spelt = {address for addresses in lists for address in addresses}
        assert any(address.endswith("/0") for address in spelt)
        assert any(":" in address for address in spelt)

    def test_strings_are_nasty_unless_plain_ones_are_asked_for(self) -> None:
        nasty = "".join(document["data"]["attributes"]["name"] for document in drawn(strategies.create_requests()))
        assert {"\0", '"', "\u202e", "📞", "\u0301", "\\"} & set(nasty)
        assert not nasty.isascii()
        plain = json.dumps(drawn(strategies.create_requests(plain=True), 200), ensure_ascii=False)
        assert all(" " <= character <= "~" for character in plain.replace("exämple", "").replace("ö?q=ü", ""))

    def test_what_people_get_wrong_is_drawn(self) -> None:
        rules = ["allowed-sip-ips-item-pattern", "allow-any-did-as-cli-type", "status-enum"]
        changes = {broken.change.how for broken in drawn(strategies.invalid_create_requests(rules), 600)}
        assert {"a netmask in place of a prefix length", "256 in an octet", "text in place of the value"} <= changes
        assert {"a line feed at the end", "the label in place of the code", "upper case"} <= changes

    def test_leaves(self) -> None:
        from ipaddress import ip_address, ip_interface
        from uuid import UUID

        for text in drawn(strategies.addresses()):
            ip_address(text)
        for text in drawn(strategies.networks()):
            assert "/" in text
            ip_interface(text)
        for text in drawn(strategies.uuids()):
            assert str(UUID(text)) == text.lower()
        for text in drawn(strategies.threshold_amounts()):
            assert 0 <= float(text) <= 100_000
        for text in drawn(strategies.prefixes()):
            assert text.isascii()
            assert text.isdigit()
        assert all(drawn(strategies.names()))


class TestExchanges:
    @pytest.mark.parametrize("version", VERSIONS)
    @few
    @given(data=st.data())
    def test_the_answer_repeats_what_the_request_set(self, version: str, data: st.DataObject) -> None:
        exchange = data.draw(strategies.exchanges(version=version, refused=False))
        reference = REFERENCE[version]
        assert reference.is_valid("create-request", exchange.request)
        assert reference.is_valid("trunk", exchange.response)
        assert exchange.status == 201
        stored = exchange.response["data"]["attributes"]
        for name, value in exchange.request["data"]["attributes"].items():
            if name not in ("allowed_sip_ips", "allowed_rtp_ips", "authentication_method", "dst_prefixes"):
                assert stored[name] == value
            elif name == "authentication_method":
                assert stored[name]["type"] == value["type"]

    @pytest.mark.parametrize("version", VERSIONS)
    @few
    @given(data=st.data())
    def test_a_refusal_has_the_errors_that_its_rule_earns(self, version: str, data: st.DataObject) -> None:
        exchange = data.draw(strategies.exchanges(version=version, refused=True))
        assert not REFERENCE[version].is_valid("create-request", exchange.request)
        assert REFERENCE[version].is_valid("errors", exchange.response)
        (error,) = exchange.response["errors"]
        assert error["status"] == str(exchange.status)
        assert (error["code"] == "105") == (exchange.status == 400) == str(exchange.rule).endswith("unknown-member")

    def test_the_answers_that_are_known(self) -> None:
        too_large = find(strategies.exchanges(refused=True), lambda e: e.rule == "capacity-limit-maximum")
        assert too_large.response["errors"] == [
            {
                "title": "must be less than or equal to 32767",
                "detail": "capacity_limit - must be less than or equal to 32767",
                "code": "100",
                "source": {"pointer": "/data/attributes/capacity_limit"},
                "status": "422",
            }
        ]
        unknown = find(strategies.exchanges(refused=True), lambda e: e.status == 400)
        assert unknown.response["errors"][0] == {
            "title": "Param not allowed",
            "detail": "note is not allowed.",
            "code": "105",
            "status": "400",
        }


class TestBadInput:
    def test_an_unknown_rule(self) -> None:
        with pytest.raises(InvalidArgument, match="Did you mean capacity-limit-maximum"):
            strategies.invalid_create_requests(["capacity-limit-max"])
        with pytest.raises(InvalidArgument, match="for documents of the kind create-request in API version 2021-12-15"):
            strategies.invalid_create_requests(["tech-prefix-pattern"])
        with pytest.raises(InvalidArgument, match="empty"):
            strategies.invalid_create_requests([])
        with pytest.raises(InvalidArgument, match="no rule 'name-type'"):
            strategies.advised_create_requests("name-type")

    def test_a_kind_without_warnings(self) -> None:
        with pytest.raises(InvalidArgument, match="the kind trunk earn no warning in API version 2021-12-15"):
            strategies.advised_trunks()
        assert find(strategies.advised_trunks(version="2026-04-16"), lambda _: True).kind == "trunk"

    def test_an_unknown_version(self) -> None:
        with pytest.raises(UnknownVersion, match="2026-11-19"):
            strategies.create_requests(version="2027-01-01")


class Fixtures(RuleBasedStateMachine):
    """The strategies in a stateful test."""

    @rule(document=strategies.create_requests())
    def create(self, document: Any) -> None:
        assert shared(Edition("2021-12-15", "create-request")).is_valid(document)

    @rule(broken=strategies.invalid_update_requests())
    def refuse(self, broken: Invalid) -> None:
        assert not shared(Edition("2021-12-15", "update-request")).is_valid(broken.document)


TestInStatefulTests = Fixtures.TestCase
TestInStatefulTests.settings = settings(max_examples=10, deadline=None)


def test_no_global_state_is_touched() -> None:
    before = random.getstate(), settings().max_examples
    strategies.create_requests()
    assert (random.getstate(), settings().max_examples) == before
