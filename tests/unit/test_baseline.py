"""Baseline files: they take exactly the findings that they were made of."""

import errno
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract.contract.findings import Finding
from didww_contract.lint.baseline import Baseline, BaselineError, read, text_of
from didww_contract.lint.outcome import Located
from didww_contract.text.lines import Excerpt, Position


def located(
    file: str = "a.json", rule: str = "name-type", pointer: str = "/data", line: int = 3, **more: Any
) -> Located:
    finding = Finding(rule, more.get("severity", "error"), pointer, more.get("message", "wrong"), "", "trunk", None)
    return Located(finding, file, Position(line, 5), Position(line, 9), Excerpt("", "SOURCE", ""))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def baseline(*findings: Located) -> Baseline:
    Path("known.json").write_text(text_of(findings, "."), "utf-8")
    return read("known.json")


FINDINGS = st.lists(
    st.builds(
        located,
        st.sampled_from(["a.json", "b/c.json", "../d.json", "ü\n.json"]),
        st.sampled_from(["name-type", "name-blank"]),
        st.text(st.characters(codec="utf-8"), max_size=3) | st.sampled_from(["", "/data", "/\ud83d"]),
        st.integers(1, 100),
        severity=st.sampled_from(["error", "warning"]),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("known")


@given(FINDINGS, st.randoms())
def test_a_baseline_takes_exactly_what_it_was_made_of(
    folder: Path, findings: list[Located], chance: random.Random
) -> None:
    (folder / "known.json").write_text(text_of(findings, str(folder)), "utf-8")
    known = read(str(folder / "known.json"))
    shuffled = [one._replace(start=Position(one.start.line + 7, 1)) for one in findings]
    chance.shuffle(shuffled)
    assert known.new(shuffled) == []
    assert known.stale() == 0
    assert known.new(shuffled) == shuffled  # not one more


@given(FINDINGS, FINDINGS)
def test_what_is_new_and_what_is_gone_add_up(folder: Path, before: list[Located], after: list[Located]) -> None:
    (folder / "known.json").write_text(text_of(before, str(folder)), "utf-8")
    known = read(str(folder / "known.json"))
    new = known.new(after)
    (folder / "known.json").write_text(text_of([*before, *new], str(folder)), "utf-8")
    assert read(str(folder / "known.json")).new(after) == []
    taken = len(after) - len(new)
    assert (known.stale() == 0) is (taken == len(before))


@given(FINDINGS, st.randoms())
def test_the_order_of_the_findings_does_not_matter(findings: list[Located], chance: random.Random) -> None:
    text = text_of(findings, ".")
    chance.shuffle(findings)
    assert text_of(findings, ".") == text


def test_it_says_no_more_than_it_must(here: Path) -> None:
    text = text_of([located(line=9), located("b.json", message="hush"), located(line=3, severity="warning")], ".")
    assert json.loads(text) == {
        "version": 1,
        "findings": [
            {"file": "a.json", "rule": "name-type", "pointer": "/data", "count": 2},
            {"file": "b.json", "rule": "name-type", "pointer": "/data", "count": 1},
        ],
    }
    assert text.endswith("}\n")


def test_it_does_not_matter_where_the_command_runs(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / ".ci").mkdir()
    (here / "fixtures").mkdir()
    text = text_of([located("fixtures/a.json")], ".ci")
    assert json.loads(text)["findings"][0]["file"] == "../fixtures/a.json"
    (here / ".ci" / "known.json").write_text(text)
    assert read(".ci/known.json").takes(located("fixtures/a.json"))
    assert read(".ci/known.json").takes(located(str(here / "fixtures" / "a.json")))
    monkeypatch.chdir(here / "fixtures")
    assert read("../.ci/known.json").takes(located("a.json"))
    assert read("../.ci/known.json").takes(located("./a.json"))
    assert not read("../.ci/known.json").takes(located("fixtures/a.json"))
    assert text_of([located("a.json")], "../.ci") == text


def test_stale_are_those_of_the_files_that_were_judged(here: Path) -> None:
    known = baseline(located("a.json"), located("a.json"), located("b.json"), located("c.json"))
    assert known.takes(located("a.json"))
    assert known.takes(located("c.json"))
    assert known.stale() == 2
    assert known.stale(["./a.json", "c.json"]) == 1
    assert known.stale([]) == 0


def test_entries_that_a_merge_left_twice_add_up(here: Path) -> None:
    entry = {"file": "a.json", "rule": "name-type", "pointer": "/data", "count": 1}
    Path("known.json").write_text(json.dumps({"version": 1, "findings": [entry, entry]}))
    known = read("known.json")
    assert [known.takes(located()) for _ in range(3)] == [True, True, False]


ENTRY = {"file": "a", "rule": "r", "pointer": "", "count": 1}
COUNTS: list[Any] = [0, True, 1.0, "1"]
NO_ENTRIES: list[Any] = [
    [],
    None,
    {},
    ENTRY | {"file": 1},
    ENTRY | {"line": 1},
    *(ENTRY | {"count": n} for n in COUNTS),
]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON from line 1, column 1 on"),
        ('{"version": 1,\n<<<<<<< HEAD', "not JSON from line 2, column 1 on"),
        ("[" * 100_000, "not JSON"),
        ("1" * 5000, "not JSON"),
        ("[]", 'no baseline: it is no JSON object with a "version"'),
        ("{}", 'no baseline: it is no JSON object with a "version"'),
        ('{"version": 2, "findings": []}', "has the version 2; this release knows 1"),
        ('{"version": true, "findings": []}', "has the version true; this release knows 1"),
        ('{"version": "\\u001b[31m"}', "has the version"),
        ('{"version": 1}', "wrong shape"),
        ('{"version": 1, "findings": {}}', "wrong shape"),
        ('{"version": 1, "findings": [], "more": 1}', "wrong shape"),
        *((json.dumps({"version": 1, "findings": [ENTRY, wrong]}), "wrong shape: findings[1]") for wrong in NO_ENTRIES),
    ],
)
def test_what_is_no_baseline_is_refused(here: Path, text: str, said: str) -> None:
    Path("known.json").write_text(text)
    with pytest.raises(BaselineError) as caught:
        read("known.json")
    assert str(caught.value).startswith(f"known.json: {said}")
    assert "\x1b" not in str(caught.value)


def test_one_that_is_not_there_or_cannot_be_read(here: Path) -> None:
    with pytest.raises(BaselineError, match=r"known\.json: there is no such file; --write-baseline makes it"):
        read("known.json")
    with pytest.raises(BaselineError, match=os.strerror(errno.EISDIR).lower()):
        read(".")
    Path("known.json").write_bytes(b'{"\xff": 1}')
    with pytest.raises(BaselineError, match="not JSON in UTF-8"):
        read("known.json")
