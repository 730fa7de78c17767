"""Plain requests, which the linter passes in one step, are valid, earn no warning, and are counted rightly."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract import Contract, strategies
from didww_contract.contract import files
from didww_contract.contract.fast_path import members, plain
from didww_contract.contract.versions import VERSIONS
from didww_contract.text.json_text import count_members

REQUESTS = {
    version: st.one_of(
        strategies.create_requests(version=version),
        strategies.advised_create_requests(version=version).map(lambda advised: advised.document),
    )
    for version in VERSIONS
}


@pytest.mark.parametrize("version", VERSIONS)
@given(data=st.data())
def test_a_plain_request_has_nothing_to_say_about_it(version: str, data: st.DataObject) -> None:
    document: Any = data.draw(REQUESTS[version])
    engine = plain(version)
    assert engine is not None
    if engine.is_valid(document):
        assert Contract(version).validate("create-request", document) == []
        assert members(document) == count_members(document)


WARNED = sorted(Path(files.root(), "schemas", "examples", "warning").glob("*/create-request/*/*.json"))


@pytest.mark.parametrize("path", WARNED, ids=lambda path: "-".join((path.parts[-4], *path.parts[-2:])))
def test_an_example_of_a_warning_is_not_plain(path: Path) -> None:
    engine = plain(path.parts[-4])
    assert engine is not None
    assert not engine.is_valid(json.loads(path.read_text(encoding="utf-8")))
