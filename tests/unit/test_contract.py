"""The library's front door."""

import builtins
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

import didww_contract
from didww_contract import Contract, Finding, UnknownEngine, UnknownKind, UnknownVersion
from didww_contract.contract import engines


def test_a_valid_request(request_document: dict[str, Any]) -> None:
    assert Contract().is_valid("create-request", request_document)
    assert Contract().validate("create-request", request_document) == []


def test_a_finding_says_everything(request_document: dict[str, Any]) -> None:
    request_document["data"]["attributes"]["capacity_limit"] = 40000
    assert Contract("2021-12-15").validate("create-request", request_document) == [
        Finding(
            rule="capacity-limit-maximum",
            severity="error",
            pointer="/data/attributes/capacity_limit",
            message="capacity_limit is 40000; allowed: an integer from 0 to 32767, or null",
            hint="Write a number up to 32767.",
            kind="create-request",
            version="2021-12-15",
        )
    ]


def test_a_warning_leaves_a_document_valid(request_document: dict[str, Any]) -> None:
    del request_document["data"]["attributes"]["capacity_limit"]
    assert Contract().is_valid("create-request", request_document)
    (finding,) = Contract().validate("create-request", request_document)
    assert (finding.rule, finding.severity) == ("no-spending-limit", "warning")


def test_a_missing_member_is_blamed_on_the_object_that_lacks_it(request_document: dict[str, Any]) -> None:
    del request_document["data"]["attributes"]["name"]
    (finding,) = Contract().validate("create-request", request_document)
    assert (finding.rule, finding.pointer) == ("name-required", "/data/attributes")


def test_an_unknown_member_is_blamed_itself(request_document: dict[str, Any]) -> None:
    request_document["data"]["attributes"]["a/b~c"] = 1
    (finding,) = Contract().validate("create-request", request_document)
    assert (finding.rule, finding.pointer) == ("attributes-unknown-member", "/data/attributes/a~1b~0c")


def test_findings_are_frozen(request_document: dict[str, Any]) -> None:
    (finding,) = Contract().validate("create-request", {**request_document, "x": 1})
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.rule = "x"  # type: ignore[misc]  # that is what is tested


def test_documents_are_left_as_they_were(request_document: dict[str, Any]) -> None:
    request_document["data"]["attributes"] |= {"password": "x", "status": "Active"}
    before = json.dumps(request_document)
    Contract().validate("create-request", request_document)
    assert json.dumps(request_document) == before


@pytest.mark.parametrize(
    ("call", "error", "known"),
    [
        (lambda: Contract("2020-01-01"), UnknownVersion, "2021-12-15"),
        (lambda: Contract(engine="ajv"), UnknownEngine, "jsonschema-rs, jsonschema"),  # type: ignore[arg-type]  # tested
        (
            lambda: Contract().is_valid("patch", {}),
            UnknownKind,
            "create-request, update-request, trunk, trunk-collection, ",
        ),
        (
            lambda: Contract().validate("patch", {}),
            UnknownKind,
            "create-request, update-request, trunk, trunk-collection, ",
        ),
    ],
)
def test_the_unknown_is_refused_and_the_known_named(call: Any, error: type[ValueError], known: str) -> None:
    with pytest.raises(error, match=known):
        call()


def test_without_jsonschema_rs_the_reference_engine_judges(
    request_document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_it(name: str, *rest: Any, **more: Any) -> Any:
        if name == "jsonschema_rs":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_it)
    contract = Contract()
    assert contract.is_valid("create-request", request_document)
    assert [finding.rule for finding in contract.validate("errors", [])] == ["document-type"]
    with pytest.raises(ImportError):
        Contract(engine="jsonschema-rs").is_valid("create-request", {})


def test_the_default_engine_is_the_fast_one() -> None:
    assert isinstance(engines.engine(None, "2021-12-15/trunk.json"), engines.Fast)


def test_the_front_door_is_what_it_says() -> None:
    assert all(hasattr(didww_contract, name) for name in didww_contract.__all__)
    assert (Path(didww_contract.__file__).parent / "py.typed").is_file()
    assert repr(Contract()) == "Contract('2021-12-15')"
