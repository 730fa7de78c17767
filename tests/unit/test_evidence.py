"""Which version of the API a document belongs to, and what says so."""

from typing import Any

import pytest

from didww_contract.contract.ages import ages, proof
from didww_contract.contract.constraints import constraints
from didww_contract.contract.versions import VERSIONS, Edition
from didww_contract.exchanges.evidence import HEADER, Around, Basis, Voice, basis_of, conflict

EARLY, LATE = VERSIONS[:2], VERSIONS[2:]
OLD: dict[str, Any] = {"data": {"type": "voice_out_trunks", "attributes": {"name": "x", "allowed_sip_ips": []}}}
NEW: dict[str, Any] = {"data": {"type": "voice_out_trunks", "attributes": {"authentication_method": {}}}}
BOTH: dict[str, Any] = {"data": {"attributes": {"authentication_method": {}, "allowed_sip_ips": []}}}
NEITHER: dict[str, Any] = {"data": {"type": "voice_out_trunks", "id": "x", "attributes": {"name": "x"}}}


def labelled(document: dict[str, Any], version: object) -> dict[str, Any]:
    return {**document, "meta": {"api_version": version}}


@pytest.mark.parametrize("section", ["attributes", "relationships"])
def test_members_that_only_some_versions_have_are_those_of_the_schemas(section: str) -> None:
    """Of all kinds of documents about a trunk, told by the walk over every constraint."""
    found: dict[str, set[str]] = {}
    for version in VERSIONS:
        for kind in ("trunk", "create-request", "update-request"):
            for constraint in constraints(Edition(version, kind)):
                if constraint.place == ("data", section) and constraint.keyword == "additionalProperties":
                    for name in constraint.value:
                        found.setdefault(name, set()).add(version)
    some = {name: tuple(sorted(versions)) for name, versions in found.items() if len(versions) < len(VERSIONS)}
    assert {name: versions for (where, name), versions in ages().items() if where == section} == some


@pytest.mark.parametrize(
    ("members", "versions"),
    [
        ({"attributes": {"rtp_timeout": 60}}, LATE),
        ({"attributes": {"emergency_enable_all": False}}, LATE),
        ({"attributes": {"external_reference_id": None}}, LATE),
        ({"relationships": {"emergency_dids": {"data": []}}}, LATE),
        ({"attributes": {"allowed_sip_ips": None}}, EARLY),
        ({"attributes": {"username": "x"}}, EARLY),
        ({"attributes": {"password": "x"}}, EARLY),
        ({"rtp_timeout": 60}, LATE),  # where it does not belong
    ],
)
def test_each_of_them_is_a_proof(members: dict[str, Any], versions: tuple[str, ...]) -> None:
    trunk = {"type": "voice_out_trunks", **members}
    for document in ({"data": trunk}, {"data": [{}, 5, trunk]}, trunk):
        found = proof(document)
        assert found is not None
        assert found.versions == versions
    assert basis_of({"data": trunk}).version == versions[0]


@pytest.mark.parametrize(
    ("document", "basis"),
    [
        (NEITHER, Basis("2021-12-15", "the default")),
        ([], Basis("2021-12-15", "the default")),
        (labelled(NEITHER, "2022-05-10"), Basis("2022-05-10", "meta.api_version")),
        (labelled(NEITHER, 5), Basis("2021-12-15", "the default")),
        (labelled(NEITHER, "2027-01-01"), Basis("2021-12-15", "the default")),
        (labelled(OLD, "2022-05-10"), Basis("2022-05-10", "meta.api_version")),
        (labelled(OLD, "2026-11-19"), Basis("2021-12-15", "its allowed_sip_ips")),
        (labelled(NEW, "2026-11-19"), Basis("2026-11-19", "meta.api_version")),
        (labelled(NEW, "2021-12-15"), Basis("2026-04-16", "its authentication_method")),
        (BOTH, Basis("2026-04-16", "its authentication_method")),
        (labelled(BOTH, "2022-05-10"), Basis("2022-05-10", "meta.api_version")),
    ],
)
def test_which_version_judges(document: Any, basis: Basis) -> None:
    assert basis_of(document) == basis


def test_evidence_from_outside_is_stronger() -> None:
    document = labelled(NEW, "2026-11-19")
    assert basis_of(document, header="2022-05-10") == Basis("2022-05-10", HEADER)
    assert basis_of(document, header="2022-05-10", named="2021-12-15") == Basis("2021-12-15", "named")
    for ignored in ("latest", "2027-01-01"):  # by the API
        assert basis_of(document, header=ignored) == Basis("2026-11-19", "meta.api_version")


LABELLED = labelled(NEITHER, "2026-11-19")
BY_RESPONSE = Basis("2026-11-19", "its response's meta.api_version")


@pytest.mark.parametrize(
    ("document", "around", "basis"),
    [
        (NEITHER, Around(NEW, answered=True), Basis("2026-04-16", "its response's authentication_method")),
        (NEITHER, Around(NEW), Basis("2026-04-16", "its request's authentication_method")),
        (NEITHER, Around(LABELLED, answered=True), BY_RESPONSE),
        (NEITHER, Around(labelled(NEW, "2026-11-19"), answered=True), BY_RESPONSE),
        (NEW, Around(labelled(NEITHER, "2022-05-10"), answered=True), Basis("2026-04-16", "its authentication_method")),
        (NEW, Around(OLD, answered=True), Basis("2026-04-16", "its authentication_method")),
        (NEITHER, Around(voice=LATE), Basis("2026-04-16", "the rest of its file")),
        (NEITHER, Around(voice=("2026-11-19",)), Basis("2026-11-19", "the rest of its file")),
        (NEW, Around(voice=("2026-11-19",)), Basis("2026-11-19", "its authentication_method")),
        (OLD, Around(voice=LATE), Basis("2021-12-15", "its allowed_sip_ips")),
        (NEITHER, Around(OLD, voice=LATE), Basis("2021-12-15", "its request's allowed_sip_ips")),
    ],
)  # fmt: skip
def test_what_stands_around_a_document_counts_where_it_proves_nothing_itself(
    document: Any, around: Around, basis: Basis
) -> None:
    assert basis_of(document, around=around) == basis


@pytest.mark.parametrize(
    ("documents", "versions"),
    [
        ([], VERSIONS),
        ([(NEITHER, None)], VERSIONS),
        ([(NEITHER, None), (NEW, None)], LATE),
        ([(NEW, None), (labelled(NEITHER, "2026-11-19"), None)], ("2026-11-19",)),
        ([(NEW, None), (NEITHER, "2026-11-19")], ("2026-11-19",)),
        ([(NEW, None), (labelled(NEITHER, "2026-11-19"), None), (labelled(NEITHER, "2026-04-16"), None)], LATE),
        ([(labelled(NEW, "2021-12-15"), None)], LATE),  # a stale label has no say
        ([(OLD, None), (NEW, None)], VERSIONS),  # a page about moving from one to the other
        ([(BOTH, None)], VERSIONS),
    ],
)
def test_a_file_speaks_with_one_voice(documents: Any, versions: tuple[str, ...]) -> None:
    voice = Voice()
    for document, header in documents:
        voice.hear(document, header)
    assert voice.versions == versions


def test_a_version_header_that_does_not_count_is_a_warning() -> None:
    found = conflict(named="2026-04-16", header="2026-11-19")
    assert found is not None
    assert (found.rule, found.severity) == ("api-version-conflict", "warning")
    assert found.message == f"2026-04-16 was named, but the header {HEADER} says 2026-11-19; judged by 2026-04-16"
    for named in (None, "2021-12-15"):
        unknown = conflict(named=named, header="2026-06-06")
        assert unknown is not None
        assert "no version that is known here: 2021-12-15, " in unknown.message


@pytest.mark.parametrize("outside", [{}, {"named": "2026-11-19"}, {"header": "2026-11-19"}, {"header": "latest"}])
def test_a_version_header_that_counts_is_none(outside: dict[str, str]) -> None:
    assert conflict(**outside) is None
    assert conflict(named="2026-11-19", header="2026-11-19") is None
