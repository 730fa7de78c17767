"""What each engine is spared."""

from typing import Any

import pytest

from didww_contract.contract import engines

SCHEMA = "2021-12-15/create-request.json"


class _NotAsked:
    def iter_errors(self, document: Any) -> Any:
        raise AssertionError("jsonschema-rs copies the document into every error")


def test_large_documents_are_left_to_the_engine_that_does_not_copy_them(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"data": {"type": "voice_out_trunks", "attributes": {"x": [{"y": 1}] * 20_000}}}
    fast = engines.Fast(SCHEMA)
    expected = sorted(fast.violations({"data": {"type": "voice_out_trunks", "attributes": {"x": []}}}))
    monkeypatch.setattr(fast, "_validator", _NotAsked())
    assert sorted(fast.violations(document)) == expected
    with pytest.raises(AssertionError, match="copies"):
        list(fast.violations({"data": []}))
