"""What is valid but worth a look: where each warning stands, and when it is not worth saying."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from didww_contract import Contract
from didww_contract.cli.main import group
from didww_contract.contract.advisories.registry import BODIES
from didww_contract.contract.constraints import constraints, is_deprecated
from didww_contract.contract.naming import RETIRED
from didww_contract.contract.pointers import at, pointer
from didww_contract.contract.versions import VERSIONS, Edition
from didww_contract.specimens.building import built, first_path

NEW = VERSIONS[2:]
ID = "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"
TRUNK = {"voice_out_trunk": {"data": {"type": "voice_out_trunks", "id": ID}}}


def regenerate(**members: Any) -> Any:
    return {"data": {"type": "voice_out_trunk_regenerate_credentials", **members}}


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("version", VERSIONS)
def test_what_a_schema_lets_pass_in_a_request_is_a_warning_at_its_place(version: str, kind: str) -> None:
    edition = Edition(version, kind)
    passing = [
        (constraint.place, name)
        for constraint in constraints(edition)
        if constraint.keyword == "additionalProperties"
        for name in constraint.value
        if is_deprecated(name, constraint.node)
    ]
    assert {name for place, name in passing if not place} == {"jsonapi", "meta", "links"}
    assert any(place for place, _ in passing)
    values: tuple[Any, ...] = ({}, None, "x")
    for place, name in passing:
        for value in values:
            document = built(edition, [place])
            where = first_path(document, place)
            assert where is not None
            at(document, where)[name] = value
            found = Contract(version).validate(kind, document)
            ignored = [(f.pointer, f.severity) for f in found if f.rule == "ignored-member"]
            assert ignored == [(pointer((*where, name)), "warning")]
            assert {f.severity for f in found} == {"warning"}


@pytest.mark.parametrize(
    "document",
    [
        {"data": {"type": "voice_out_trunks", "id": ID, "meta": {}}},
        {"data": {"type": "voice_out_trunks", "id": ID, "links": {}}},
        {"data": {"type": "voice_out_trunks", "id": ID, "relationships": {"dids": {"data": [], "jsonapi": {}}}}},
        {"data": {"type": "voice_out_trunks", "id": ID}, "included": []},
    ],
)
def test_what_the_api_does_not_ignore_is_an_error(document: Any) -> None:
    assert [finding.severity for finding in Contract().validate("update-request", document)] == ["error"]


@pytest.mark.parametrize("version", VERSIONS)
class TestRegenerate:
    def test_empty_attributes_are_right(self, version: str) -> None:
        document = regenerate(attributes={}, relationships=TRUNK)
        assert Contract(version).validate("regenerate-request", document) == []

    def test_a_member_in_them_is_wrong(self, version: str) -> None:
        document = regenerate(attributes={"username": "joe"}, relationships=TRUNK)
        (finding,) = Contract(version).validate("regenerate-request", document)
        assert (finding.rule, finding.pointer) == ("attributes-unknown-member", "/data/attributes/username")
        assert finding.hint == "Leave it out: data.attributes has no members here."

    @pytest.mark.parametrize(
        ("members", "where"),
        [
            ({"attributes": {}}, "/data"),
            ({}, "/data"),
            ({"attributes": {}, "relationships": {}}, "/data/relationships"),
            ({"relationships": {"voice_out_trunk": {}}}, "/data/relationships/voice_out_trunk"),
        ],
    )
    def test_a_trunk_that_is_missing_is_one_error(self, version: str, members: Any, where: str) -> None:
        (finding,) = Contract(version).validate("regenerate-request", regenerate(**members))
        assert (finding.pointer, finding.severity) == (where, "error")


@pytest.mark.parametrize("version", NEW)
def test_each_trunk_of_a_page_earns_its_own_warnings(version: str, examples: Path) -> None:
    page = json.loads((examples / "valid" / version / "trunk-collection" / "one-page.json").read_text())
    trunk = next(one for one in page["data"] if one["attributes"]["authentication_method"]["type"] != "twilio")
    page["data"] = [copy.deepcopy(trunk) for _ in range(3)]
    page["data"][0]["attributes"]["rtp_timeout"] = None
    page["data"][2]["attributes"]["authentication_method"]["attributes"]["tech_prefix"] = ""
    page["data"][2]["attributes"]["rtp_timeout"] = None
    found = Contract(version).validate("trunk-collection", page)
    assert [(finding.rule, finding.pointer, finding.severity) for finding in found] == [
        ("rtp-timeout-null", "/data/0/attributes/rtp_timeout", "warning"),
        (
            "tech-prefix-empty",
            "/data/2/attributes/authentication_method/attributes/tech_prefix",
            "warning",
        ),
        ("rtp-timeout-null", "/data/2/attributes/rtp_timeout", "warning"),
    ]
    assert all("ecord" in finding.hint for finding in found)  # nobody writes an answer


def test_what_is_an_error_is_not_a_warning_too() -> None:
    document = {"data": {"type": "voice_out_trunks", "id": ID, "attributes": {"threshold_amount": "1e6"}}}
    (finding,) = Contract("2026-11-19").validate("update-request", document)
    assert finding.rule == "threshold-amount-pattern"


@pytest.mark.parametrize("rule", sorted(RETIRED))
@pytest.mark.parametrize("option", ["--ignore", "--select"])
def test_a_rule_that_the_contract_no_longer_has_may_stand_in_a_configuration(
    option: str, rule: str, examples: Path
) -> None:
    file = examples / "valid" / "2021-12-15" / "create-request" / "few-members.json"
    done = CliRunner().invoke(group, ["lint", option, rule, str(file)])
    assert done.exit_code == 0, done.output
