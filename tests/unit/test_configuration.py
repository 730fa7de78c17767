"""The configuration: where it is found, what it may say, and which files its globs mean."""

import builtins
import os
import re
import subprocess
import sys
import timeit
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract.cli.configuration import Configuration, ConfigurationError, FileSettings
from didww_contract.cli.configuration_files import load
from didww_contract.cli.settings import FILE_KEYS, KEYS
from didww_contract.contract.rules import catalogue

OUT = "leads out of its folder, and no file outside is meant by a glob."
OWN, PROJECT = "didww-contract.toml", "pyproject.toml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(text: str) -> Configuration:
    Path(OWN).write_text(text, "utf-8")
    return load()


def refused(text: str, name: str = OWN) -> str:
    Path(name).write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load()
    assert isinstance(caught.value, click.UsageError)
    assert caught.value.exit_code == 2
    message = caught.value.format_message()
    assert message.startswith(name)
    assert message[-1] in ".?"
    assert "\n" not in message
    return message


class TestWhereItIsFound:
    def test_nowhere(self) -> None:
        assert load() == Configuration()

    def test_in_the_current_folder_or_above(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (here / "a" / "b").mkdir(parents=True)
        (here / OWN).write_text('fail-on = "warning"')
        assert (load().path, load().folder) == (OWN, ".")
        monkeypatch.chdir(here / "a" / "b")
        assert load().path == str(here / OWN)
        assert load().folder == str(here)
        assert load().fail_on == "warning"

    def test_the_nearest_wins(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (here / "a").mkdir()
        (here / OWN).write_text("min-documents = 1")
        (here / "a" / PROJECT).write_text("[tool.didww-contract]\nmin-documents = 2\n")
        monkeypatch.chdir(here / "a")
        assert load().min_documents == 2

    def test_in_one_folder_the_own_file_wins(self) -> None:
        Path(OWN).write_text("min-documents = 1")
        Path(PROJECT).write_text("[tool.didww-contract]\nmin-documents = 2\n")
        assert load().min_documents == 1

    @pytest.mark.parametrize(
        "text", ["[tool.ruff]\n", 'dependencies = ["didww-contract"]', "tool = 1 # didww-contract", "= broken ="]
    )
    def test_the_pyproject_of_others_is_passed_over(
        self, text: str, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (here / "a").mkdir()
        (here / PROJECT).write_text("[tool.didww-contract]\nmin-documents = 2\n")
        (here / "a" / PROJECT).write_text(text)
        monkeypatch.chdir(here / "a")
        assert load().min_documents == 2

    def test_a_folder_of_that_name_is_none(self, here: Path) -> None:
        (here / OWN).mkdir()
        assert load() == Configuration()

    def test_isolated(self) -> None:
        Path(OWN).write_text("broken =")
        assert load(isolated=True) == Configuration()
        with pytest.raises(ConfigurationError, match="exclude each other"):
            load(OWN, isolated=True)

    def test_named(self, here: Path) -> None:
        (here / "a").mkdir()
        (here / OWN).write_text("broken =")
        (here / "a" / "mine.toml").write_text('baseline = "known.json"\nenvironment = ["env/dev.json"]')
        configuration = load("a/mine.toml")
        assert configuration.folder == "a"
        assert configuration.baseline == os.path.join("a", "known.json")
        assert configuration.environment == (os.path.join("a", "env", "dev.json"),)
        with pytest.raises(ConfigurationError, match=r"none\.toml: there is no such file"):
            load("none.toml")
        (here / "a" / PROJECT).write_text("[tool]")
        with pytest.raises(ConfigurationError, match=r"has no table \[tool\.didww-contract\]"):
            load("a/pyproject.toml")

    def test_one_that_may_not_be_read_is_not_passed_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: str, mode: str) -> None:
            raise PermissionError(13, "Permission denied", path)

        Path(OWN).write_text("min-documents = 1")
        monkeypatch.setattr(builtins, "open", refuse)
        with pytest.raises(ConfigurationError, match=r"didww-contract\.toml: permission denied\."):
            load()

    def test_a_mark_at_the_beginning_and_other_line_ends_do_no_harm(self) -> None:
        Path(OWN).write_bytes(b"\xef\xbb\xbfmin-documents = 1\r\nfail-on = 'error'\r\n")
        assert load().min_documents == 1


def test_all_settings() -> None:
    found = configured("""
        exclude = ["old/", "*.bak.json", "!keep.bak.json"]
        select = ["*-required", "name-blank"]
        ignore = ["links-*"]
        api-version = "2026-04-16"
        fail-on = "warning"
        min-documents = 9
        baseline = ".ci/known.json"
        environment = []
        [per-file-ignores]
        "recorded/**" = ["credentials-missing"]
        [files]
        "*.create.json" = { kind = "create-request" }
    """)
    assert set(found.select or ()) == {rule for rule in catalogue() if rule.endswith("-required")} | {"name-blank"}
    assert set(found.ignore or ()) == {rule for rule in catalogue() if rule.startswith("links-")}
    assert (found.version, found.fail_on, found.min_documents) == ("2026-04-16", "warning", 9)
    assert found.baseline == os.path.join(".ci", "known.json")
    excluded = ["old/a.json", "x/old/a.json", "a.bak.json", "old/"]
    assert [found.excludes(name) for name in excluded] == [True] * 4
    assert [found.excludes(name) for name in ("a.json", "keep.bak.json", "older/a.json", "x/")] == [False] * 4
    assert found.ignored_rules("recorded/a/b.yaml") == {"credentials-missing"}
    assert found.ignored_rules("a/recorded/b.yaml") == frozenset()
    assert found.settings("x/a.create.json") == FileSettings(kind="create-request")
    assert found.settings("a.json") == FileSettings()


def test_the_last_glob_that_matches_decides_for_each_member() -> None:
    found = configured("""
        [files]
        "**" = { kind = "trunk", api-version = "2021-12-15" }
        "new/" = { api-version = "2026-11-19", operation = "createVoiceOutTrunk" }
        "new/old.json" = { api-version = "2022-05-10" }
    """)
    assert found.settings("a.json") == ("trunk", "2021-12-15", None)
    assert found.settings("new/a.json") == ("trunk", "2026-11-19", "createVoiceOutTrunk")
    assert found.settings("new/old.json") == ("trunk", "2022-05-10", "createVoiceOutTrunk")


def test_rules_of_several_globs_add_up() -> None:
    found = configured("""
        [per-file-ignores]
        "*.json" = ["name-blank"]
        "/a.json" = ["name-type"]
    """)
    assert found.ignored_rules("a.json") == {"name-blank", "name-type"}
    assert found.ignored_rules("b/a.json") == {"name-blank"}


def test_globs_are_taken_from_the_folder_of_the_configuration(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "project" / "below").mkdir(parents=True)
    (here / "project" / OWN).write_text('exclude = ["/below/a.json", "b.json"]')
    monkeypatch.chdir(here / "project" / "below")
    found = load()
    assert found.excludes("a.json")
    assert found.excludes(str(here / "project" / "below" / "a.json"))
    assert found.excludes("../b.json")
    assert not found.excludes("../a.json")
    assert not found.excludes("../../b.json")  # which is outside
    assert not found.excludes(str(here / "b.json"))


class TestWhatIsRefused:
    @pytest.mark.parametrize("name", KEYS)
    def test_a_slip_in_any_key_is_understood(self, name: str) -> None:
        for slip in (name + "s", name.replace("-", "_").upper(), name[:-1]):
            if slip not in KEYS:
                message = refused(f"{slip} = 1")
                assert f'no setting is called "{slip}"' in message
                assert message.endswith(f"Did you mean {name}?")
                assert ", ".join(KEYS) in message

    def test_keys_of_files_too(self) -> None:
        message = refused('[files]\n"a.json" = { api_version = "2021-12-15" }')
        assert message == (
            'didww-contract.toml: files."a.json": no setting is called "api_version". '
            f"Known: {', '.join(FILE_KEYS)}. Did you mean api-version?"
        )

    def test_in_a_pyproject_the_table_is_named(self) -> None:
        message = refused("[tool.didww-contract]\nzzz = 1\n", PROJECT)
        assert message.startswith('pyproject.toml: [tool.didww-contract]: no setting is called "zzz". Known: exclude,')
        assert message.endswith("files.")
        assert refused("tool.didww-contract = 3", PROJECT) == "pyproject.toml: tool.didww-contract is no table."

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("exclude = 'a'", "exclude: is a string, not an array of strings."),
            ("exclude = [1]", "exclude[0]: is an integer, not a string."),
            ("exclude = ['a[']", 'exclude: "a[" is no glob that a file could match.'),
            ("exclude = ['']", 'exclude: "" is no glob that a file could match.'),
            ("exclude = ['#a']", 'exclude: "#a" is no glob that a file could match.'),
            ("exclude = ['a\\']", 'exclude: "a\\" has a backslash; write / between folders.'),
            ("exclude = ['fixtures\\*.json']", 'exclude: "fixtures\\*.json" has a backslash; write / between folders.'),
            ("exclude = ['../a']", 'exclude: "../a" leads out of its folder, and no file outside is meant by a glob.'),
            (
                "exclude = ['a/../../b']",
                'exclude: "a/../../b" leads out of its folder, and no file outside is meant by a glob.',
            ),
            (
                "exclude = ['/usr/a.json']",
                'exclude: "/usr/a.json" is an absolute path; write it as seen from its folder.',
            ),
            ("exclude = ['C:/a.json']", 'exclude: "C:/a.json" is an absolute path; write it as seen from its folder.'),
            ("files = {'../a' = {kind = 'errors'}}", f'files: "../a" {OUT}'),
            ("per-file-ignores = {'../a' = []}", f'per-file-ignores: "../a" {OUT}'),
            ("fail-on-unread = 1", "fail-on-unread: is an integer, not true or false."),
            ("exclude = ['[z-a]']", 'exclude: "[z-a]" is no glob.'),
            ("select = []", "select: is empty; leave it out to have all rules reported."),
            ("select = {}", "select: is a table, not an array of strings."),
            ("api-version = 2021-12-15", "api-version: is a date or a time, not a string."),
            ("fail-on = true", "fail-on: is a boolean, not a string."),
            ("min-documents = true", "min-documents: is a boolean, not an integer."),
            ("min-documents = 1.0", "min-documents: is a float, not an integer."),
            ("min-documents = -1", "min-documents: is -1, which is less than 0."),
            ("baseline = ''", "baseline: is empty, not the path of a file."),
            ("baseline = ['a']", "baseline: is an array, not a string."),
            ("environment = 'a'", "environment: is a string, not an array of strings."),
            ("files = []", "files: is an array, not a table."),
            ("files = {a = 1}", 'files."a": is an integer, not a table.'),
            ("files = {'!a' = {}}", 'files: "!a" has nothing to take back here.'),
            ("per-file-ignores = {a = 'x'}", 'per-file-ignores."a": is a string, not an array of strings.'),
        ],
    )
    def test_wrong_types_and_globs(self, text: str, said: str) -> None:
        assert refused(text) == f"didww-contract.toml: {said}"

    @pytest.mark.parametrize(
        ("text", "place", "meant"),
        [
            ("api-version = '2021-12-16'", 'api-version: no API version is called "2021-12-16"', "2021-12-15"),
            ("fail-on = 'Errors'", 'fail-on: no severity is called "Errors"', "error"),
            ("files.a.kind = 'creat-request'", 'files."a".kind: no kind is called "creat-request"', "create-request"),
            (
                "files.a.operation = 'create_voice_out_trunk'",
                'files."a".operation: no operation is called "create_voice_out_trunk"',
                "createVoiceOutTrunk",
            ),
            ("ignore = ['name-blnk']", "ignore: no rule is called 'name-blnk'", "name-blank"),
            (
                "per-file-ignores.a = ['nam-blank']",
                "per-file-ignores.\"a\": no rule is called 'nam-blank'",
                "name-blank",
            ),
        ],
    )
    def test_unknown_values(self, text: str, place: str, meant: str) -> None:
        message = refused(text)
        assert message.startswith(f"didww-contract.toml: {place}. Known")
        assert message.endswith(f" Did you mean {meant}?")

    @pytest.mark.parametrize(
        ("text", "place"),
        [("a = [1", "1:7"), ("\n\n  = 1", "3:3"), ("a = 1\na = 2", "2:6"), ("x = 'a\n'", "1:7")],
    )
    def test_what_is_not_toml_by_line_and_column(self, text: str, place: str) -> None:
        assert refused(text).startswith(f"didww-contract.toml:{place}: not TOML: ")

    def test_the_place_is_not_read_out_of_words_where_tomllib_has_it_apart(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        error = tomllib.TOMLDecodeError.__new__(tomllib.TOMLDecodeError, "Other words (line 7, column 7)")
        vars(error).update(msg="Other words", lineno=2, colno=3)  # as Python 3.14 makes it

        def refuse(text: str) -> None:
            raise error

        monkeypatch.setattr(tomllib, "loads", refuse)
        assert refused("a") == "didww-contract.toml:2:3: not TOML: Other words."

    def test_what_is_not_text(self) -> None:
        for data in (b"\xff\xfe\x00", b"a = " + b"[" * 100_000):
            Path(OWN).write_bytes(data)
            with pytest.raises(ConfigurationError, match="not TOML"):
                load()

    def test_nothing_unprintable_is_said(self) -> None:
        assert "\x1b" not in refused('"\\u001b[31m" = 1')


@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused(text: str) -> None:
    Path(OWN).write_bytes(text.encode(errors="surrogatepass"))
    with suppress(ConfigurationError):
        load()


def test_a_run_without_configuration_loads_nothing_for_it(here: Path) -> None:
    Path(PROJECT).write_text("[tool.ruff]\n")
    code = (
        "import sys; from didww_contract.cli.configuration_files import load; load().excludes('a'); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=here)
    loaded = set(done.stdout.split())
    lazy = {"tomllib", "pathspec", "difflib", "didww_contract.cli.settings", "didww_contract.lint.file_names"}
    assert not loaded & (lazy | {"didww_contract.contract.rules", "didww_contract.exchanges.operations"})


def test_a_file_costs_next_to_nothing() -> None:
    found = configured("exclude = ['old/', '*.bak']\n[files]\n'*.json' = {kind = 'trunk'}\n")
    seconds = min(timeit.repeat(lambda: found.excludes("fixtures/a/b.json"), number=1000, repeat=5)) / 1000
    assert seconds < 50e-6  # 5 µs on an idle machine


CI_PAGE = (Path(__file__).parents[2] / "docs" / "ci.md").read_text("utf-8")


def test_the_example_of_the_documentation_is_right() -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", CI_PAGE, re.MULTILINE | re.DOTALL)
    found = configured(example)
    assert found.settings("fixtures/create_a.json") == ("create-request", "2021-12-15", None)
    assert {key for key in KEYS if not re.search(rf"^\[?{key}\b", example, re.MULTILINE)} == set()
    (message,) = re.findall(r"^Error: (.*)$", CI_PAGE, re.MULTILINE)
    assert refused("per_file_ignore = {}") == message


class TestWhatIsNotUsed:
    def test_a_configuration_below_is_mentioned(self, run: Any, tmp_path: Path) -> None:
        for folder in ("client", "server"):
            (tmp_path / folder).mkdir()
        (tmp_path / OWN).write_text("")
        (tmp_path / "client" / OWN).write_text("fail-on = 'warning'")
        (tmp_path / "server" / PROJECT).write_text("[tool.ruff]\n")  # somebody else's
        said = "Not used here: client/didww-contract.toml; run the command in its folder, or name it with --config."
        assert said in run("lint", ".").stdout
        assert said in run("lint", "client", "server").stdout
        assert "Not used" not in run("lint", "server").stdout
        assert "Not used" not in run("lint", "--isolated", ".").stdout
        assert "Not used" not in run("lint", ".", cwd=tmp_path / "client").stdout
        assert "Not used" not in run("lint", "--config", f"client/{OWN}", "client").stdout

    def test_a_table_of_a_project_counts(self, run: Any, tmp_path: Path) -> None:
        (tmp_path / "client").mkdir()
        (tmp_path / "client" / PROJECT).write_text("[tool.didww-contract]\nfail-on = 'warning'\n")
        assert "Not used here: client/pyproject.toml;" in run("lint", ".").stdout


def test_a_dot_before_a_glob_means_nothing(here: Path) -> None:
    Path(OWN).write_text("exclude = ['./fixtures/*.json', '!./fixtures/keep.json']")
    configuration = load()
    assert configuration.excludes("fixtures/a.json")
    assert not configuration.excludes("fixtures/keep.json")


def test_what_is_not_read_may_fail_the_run_by_configuration(run: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text('a hash: { "type" => "voice_out_trunks" }')
    assert run("lint", ".").returncode == 0
    assert "Not read, though voice_out_trunks is mentioned: notes.txt." in run("lint", ".").stdout
    assert run("lint", "--fail-on-unread", ".").returncode == 2
    (tmp_path / OWN).write_text("fail-on-unread = true")
    done = run("lint", ".")
    assert done.returncode == 2
    assert "notes.txt: voice_out_trunks is mentioned in a form that is not read" in done.stderr
