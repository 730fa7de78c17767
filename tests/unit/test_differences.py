"""What `diff` says changes between two versions: true, complete, and derived from the schemas."""

import json
import re

import pytest

from didww_contract.contract.constraints import members
from didww_contract.contract.versions import KINDS, VERSIONS, Edition, UnknownVersion
from didww_contract.exchanges.differences import Change, differences
from didww_contract.report import changes

PAIRS = [(one, other) for one in VERSIONS for other in VERSIONS if one != other]
FIRST, SECOND, THIRD, FOURTH = VERSIONS


def found(before: str, after: str, what: str) -> dict[str, Change]:
    return {change.subject: change for change in differences(before, after) if change.what == what}


def test_what_moves_and_what_is_new_in_2026_04_16() -> None:
    moved = found(SECOND, THIRD, "moved")
    inside = "authentication_method.attributes"
    assert moved.keys() == {f"{name} → {inside}.{name}" for name in ("allowed_sip_ips", "username", "password")}
    new = found(SECOND, THIRD, "added")
    assert {"rtp_timeout", "external_reference_id", "emergency_enable_all", "emergency_dids"} <= new.keys()
    assert f"{inside}.tech_prefix" in new
    assert f"{inside}.twilio_account_sid" in new
    required = [c for c in differences(SECOND, THIRD) if c.subject == "authentication_method" and c.breaks]
    assert [change.kinds for change in required] == [("create-request",)]
    assert found(SECOND, THIRD, "rule")["default-did-without-replace-cli"].breaks


def test_what_is_narrower_in_2026_11_19() -> None:
    narrower = {change.subject for change in differences(THIRD, FOURTH) if change.breaks and change.what == "allowed"}
    assert {"capacity_limit", "threshold_amount", "dst_prefixes", "allowed_rtp_ips", "allowed_rtp_ips[*]"} <= narrower
    http = found(THIRD, FOURTH, "http")
    assert http["authentication"].after == "Authorization: Bearer TOKEN"
    assert found(THIRD, FOURTH, "removed").keys() == {"filter[emergency_enable_all]"}


def test_2022_05_10_differs_in_one_value_only() -> None:
    (change,) = differences(FIRST, SECOND)
    assert (change.subject, change.breaks) == ("meta.api_version", False)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_does_not_differ_from_itself(version: str) -> None:
    assert differences(version, version) == []


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_every_member_that_comes_or_goes_is_told(before: str, after: str) -> None:
    """Members of a linkage or of links are those of the relationship, which is told."""
    told = {place for change in differences(before, after) for _, place in change.pointers}
    for kind in KINDS:
        one, other = members(Edition(before, kind)), members(Edition(after, kind))
        for place in one.keys() & other.keys():
            for name in set(one[place]) ^ set(other[place]):
                where = "/".join(("", *place, name))
                moved = any(pointer.endswith(f"/{name}") for pointer in told)
                assert where in told or moved, (kind, where)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_way_back_is_the_opposite(before: str, after: str) -> None:
    there, back = found(before, after, "allowed"), found(after, before, "allowed")
    assert {(c.subject, c.before, c.after) for c in there.values()} == {
        (c.subject, c.after, c.before) for c in back.values()
    }
    assert found(before, after, "required").keys() == found(after, before, "optional").keys()


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_formats_tell_the_same(before: str, after: str) -> None:
    every = differences(before, after)
    text, markdown = changes.text(before, after, every), changes.markdown(before, after, every)
    record = json.loads(changes.as_json(before, after, every))
    assert (record["from"], record["to"]) == (before, after)
    assert len(record["changes"]) == len(every) == markdown.count("\n- ")
    for change in every:
        for name in change.subject.split(" → "):
            assert f"`{name}`" in markdown
            assert name in re.sub(r"\s+", " ", text)


def test_an_unknown_version() -> None:
    with pytest.raises(UnknownVersion, match="2026-11-19"):
        differences("2021-12-15", "2027-01-01")
