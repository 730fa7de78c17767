"""The tests draw the same for everyone: a change that is green here is green in CI, and on any other machine."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("DIDWW_CONTRACT_THOROUGH")), reason="a thorough run is left to chance"
)


def drawn() -> list[tuple[int, str]]:
    found = []

    @given(st.integers(), st.text())
    def draw(number: int, text: str) -> None:
        found.append((number, text))

    draw()
    return found


def test_two_runs_draw_the_same() -> None:
    assert drawn() == drawn()
    assert settings().database is None


def test_what_else_is_loaded_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawn()
    constants = [*range(1000, 1200), *(f"constant {number}" for number in range(200))]
    (tmp_path / "with_constants.py").write_text(f"CONSTANTS = {constants}")
    monkeypatch.syspath_prepend(tmp_path)
    __import__("with_constants")
    assert drawn() == before
