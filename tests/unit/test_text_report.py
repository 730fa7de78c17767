"""The report for people: the mark stands under what it marks."""

import json
import unicodedata
from pathlib import Path

import click
import pytest

from didww_contract.lint.linter import Linter
from didww_contract.lint.options import Choice
from didww_contract.report import text
from didww_contract.text.folders import find


def columns(string: str) -> int:
    """Columns of a terminal, for strings of wide, narrow and combining characters."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in string)


@pytest.mark.parametrize("name", ["plain", "中継", "e\u0301", "📞📞", "\t\ttabs", "a\u202eb", "x" * 300])
def test_the_mark_stands_under_the_fault(name: str, tmp_path: Path) -> None:
    document = {
        "data": {
            "type": "voice_out_trunks",
            "attributes": {
                "name": name,
                "status": "Wrong",
                "allowed_sip_ips": [],
                "on_cli_mismatch_action": "reject_call",
                "capacity_limit": 1,
            },
        }
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document, ensure_ascii=False))
    outcome = Linter(choice=Choice(frozenset(["status-enum"]))).run(find([str(path)], ""))
    shown = text.report(outcome, quiet=True)
    lines = click.unstyle(shown).splitlines()
    source, marks = next((line, lines[i + 1]) for i, line in enumerate(lines) if '"Wrong"' in line and " | " in line)
    before, _, after = source.partition('"Wrong"')
    assert marks.rstrip() == marks
    assert columns(before) == len(marks) - len('"Wrong"')
    assert marks.endswith(" " + "^" * len('"Wrong"'))
    assert len(before) + len(after) < 200


def test_of_an_object_its_bracket_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"data": {"type": "voice_out_trunks"}}')
    lines = click.unstyle(text.report(Linter().run(find([str(path)], "")), quiet=True)).splitlines()
    assert lines[2:4] == ['     1 | {"data": {"type": "voice_out_trunks"}}', "       |          ^"]
