"""`corpus` and `show`, and the page about them."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml

from didww_contract import Contract
from didww_contract.contract.rules import catalogue
from didww_contract.contract.versions import VERSIONS
from didww_contract.corpus.selection import CORPUS_KINDS

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = Path(sys.executable).with_name("didww-contract")
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "test-your-client.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FEW = ["--kind", "errors", "--api-version", "2021-12-15"]


def lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


class TestThePage:
    def test_quotes_the_programs_as_they_are(self) -> None:
        quoted = [text for language, text in BLOCKS if language != "console"]
        names = ["test_trunks.py", "trunks.test.mjs", "trunks_test.rb", "trunks_test.go"]
        names += [*(f"harness.{ending}" for ending in ("py", "mjs", "rb", "php", "go")), "Harness.java"]
        assert quoted == [(ROOT / "docs" / "test-your-client" / name).read_text(encoding="utf-8") for name in names]

    @pytest.mark.parametrize("faulty", [False, True])
    def test_has_a_test_that_pytest_runs_as_it_is(self, tmp_path: Path, faulty: bool) -> None:
        (line,) = re.findall(r"^`python (-m pytest .*)`:$", PAGE, re.MULTILINE)
        command = [sys.executable, *line.split(), "--numprocesses=0", "-p", "no:cacheprovider"]
        command.append(f"--junit-xml={tmp_path / 'report.xml'}")
        environment = {**os.environ, **({"FAULTY": "1"} if faulty else {})}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        (suite,) = JUnitXml.fromfile(str(tmp_path / "report.xml"))
        assert (done.returncode, suite.tests, suite.failures) == (int(faulty), 151, int(faulty)), done.stdout

    def test_prints_what_the_commands_print(self, run: Run) -> None:
        found = [
            (command, said)
            for language, text in BLOCKS
            if language == "console"
            for command, said in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)
        ]
        assert len(found) == 3
        for command, said in found:
            done = run(*command.replace("'", "").split()[1:])
            assert (done.stdout, done.stderr, done.returncode) == (said, "", 0)

    def test_names_every_option(self, run: Run) -> None:
        options = set(re.findall(r"--[a-z-]+", run("corpus", "--help").stdout)) - {"--help"}
        assert {option for option in options if option not in PAGE} == set()


class TestFormats:
    def test_one_case_a_line(self, run: Run, tmp_path: Path) -> None:
        assert run("corpus", *FEW, "--output", "c").returncode == 0
        golden = ROOT / "schemas" / "corpus" / "2021-12-15" / "errors.jsonl"
        assert (tmp_path / "c/2021-12-15/errors.jsonl").read_bytes() == golden.read_bytes()

    def test_one_array(self, run: Run, tmp_path: Path) -> None:
        run("corpus", *FEW, "--format", "json", "--output", "c")
        assert json.loads((tmp_path / "c/2021-12-15/errors.json").read_text()) == lines(
            ROOT / "schemas/corpus/2021-12-15/errors.jsonl"
        )

    def test_files_by_verdict(self, run: Run, tmp_path: Path) -> None:
        run("corpus", *FEW, "--format", "files", "--output", "c")
        contract = Contract("2021-12-15")
        for case in lines(tmp_path / "c/2021-12-15/errors.jsonl"):
            assert case["file"].startswith("valid/" if case["valid"] else "invalid/")
            document = json.loads((tmp_path / "c" / case["file"]).read_text())
            assert contract.is_valid("errors", document) == case["valid"]

    def test_as_the_test_suite_has_them(self, run: Run, tmp_path: Path) -> None:
        from jsonschema import Draft202012Validator

        run("corpus", *FEW, "--format", "json-schema-test-suite", "--output", "c")
        (group,) = json.loads((tmp_path / "c/2021-12-15/errors.json").read_text())
        assert group.keys() == {"description", "schema", "tests"}
        validator = Draft202012Validator(group["schema"])
        for test in group["tests"]:
            assert validator.is_valid(test["data"]) == test["valid"], test["description"]


class TestNumbers:
    def test_what_cannot_be_reached_is_said(self, run: Run, tmp_path: Path) -> None:
        done = run("corpus", *FEW, "--valid", "100000", "--invalid", "3", "--output", "c")
        manifest = json.loads((tmp_path / "c/manifest.json").read_text())
        (missed,) = manifest["not_reached"]
        assert (missed["what"], missed["asked"]) == ("valid", 100000)
        assert f"{missed['reached']} of 100000 valid cases" in done.stderr
        assert manifest["counts"]["2021-12-15"]["errors"]["invalid"] == 3

    def test_the_rest_is_drawn_from_the_seed(self, run: Run, tmp_path: Path) -> None:
        drawn = ["corpus", "--kind", "create-request", "--api-version", "2026-04-16"]
        drawn += ["--valid", "1200", "--invalid", "1200", "--seed", "3", "--output"]
        for name in ("a", "b"):
            assert run(*drawn, name).returncode == 0
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]  # nothing of Hypothesis's own
        one, other = ((tmp_path / name / "2026-04-16/create-request.jsonl").read_bytes() for name in ("a", "b"))
        assert one == other
        cases = lines(tmp_path / "a/2026-04-16/create-request.jsonl")
        assert len({case["id"] for case in cases}) == len(cases) == 2400
        assert sum("/random/" in case["id"] for case in cases) > 1000
        contract = Contract("2026-04-16", engine="jsonschema")
        for case in cases[::10]:
            found = [f for f in contract.validate("create-request", case["document"]) if f.severity == "error"]
            assert [(f.rule, f.pointer) for f in found] == ([] if case["valid"] else [(case["rule"], case["pointer"])])

    def test_rules_bring_their_neighbours(self, run: Run, tmp_path: Path) -> None:
        run("corpus", *FEW, "--rule", "errors-item-status-*", "--output", "c")
        cases = lines(tmp_path / "c/2021-12-15/errors.jsonl")
        named = {case["id"] for case in cases}
        assert {case["rule"] for case in cases if not case["valid"]} == {
            rule.id
            for rule in catalogue().values()
            if rule.id.startswith("errors-item-status-") and "errors" in rule.kinds
        }
        assert all(case["neighbour"] in named for case in cases if case["neighbour"])


@contextmanager
def begun(folder: Path, *options: str, stderr: int = subprocess.PIPE) -> Iterator[subprocess.Popen[bytes]]:
    """A long run that writes to `c` in a folder, from the moment on that it has something there to remove."""
    command = [str(COMMAND), "corpus", "--kind", "trunk", "--valid", "20000", "--seed", "1", "--output", "c", *options]
    there = set(folder.iterdir())
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=stderr) as running:
        try:
            before = time.monotonic()
            while set(folder.iterdir()) == there:
                assert time.monotonic() - before < 50
                assert running.poll() is None
            yield running
        finally:
            running.kill()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")
def test_a_long_run_shows_how_far_it_is(tmp_path: Path) -> None:
    import pty

    parent, child = pty.openpty()
    with begun(tmp_path, stderr=child) as running:
        os.close(child)
        shown = b""
        while not re.search(rb"Drawing .* [1-9]\d*%", shown):
            shown += os.read(parent, 65536)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=50) == 130
    os.close(parent)


class TestBadInput:
    @pytest.mark.parametrize(
        ("arguments", "known"),
        [
            (["--api-version", "2021-12-16"], VERSIONS),
            (["--kind", "create"], CORPUS_KINDS),
            (["--rule", "capacity-limit-max"], ["capacity-limit-maximum"]),
            (["--valid", "-1"], ["--valid"]),
            (["--seed", "1"], ["--valid"]),
        ],
        ids=["version", "kind", "rule", "number", "seed"],
    )
    def test_is_refused_and_the_known_are_named(self, run: Run, arguments: list[str], known: list[str]) -> None:
        done = run("corpus", *arguments, "--output", "c")
        assert done.returncode == 2
        assert all(word in done.stderr for word in known)

    def test_a_folder_with_something_in_it(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "c").mkdir()
        (tmp_path / "c" / "mine").write_text("mine")
        done = run("corpus", *FEW, "--output", "c")
        assert done.returncode == 2
        assert "--force" in done.stderr
        assert [path.name for path in (tmp_path / "c").iterdir()] == ["mine"]
        assert run("corpus", *FEW, "--output", "c", "--force").returncode == 0
        assert run("corpus", "--kind", "callback", "--output", "c", "--force").returncode == 0
        assert (tmp_path / "c" / "mine").read_text() == "mine"
        assert not (tmp_path / "c" / "2021-12-15" / "errors.jsonl").exists()  # of the corpus before

    def test_a_file_in_the_place_of_the_folder(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "c").write_text("")
        done = run("corpus", *FEW, "--output", "c")
        assert done.returncode == 2
        assert "cannot write c: it is not a folder." in done.stderr

    def test_a_folder_that_cannot_be_made_is_named(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "above").write_text("")
        done = run("corpus", *FEW, "--output", "above/c")
        assert done.returncode == 2
        assert "cannot write above/c: " in done.stderr

    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
    def test_an_interrupted_run_leaves_nothing(self, tmp_path: Path, how: int) -> None:
        with begun(tmp_path) as running:
            running.send_signal(how)
            _, said = running.communicate(timeout=50)
        assert running.returncode == 130
        assert b"Traceback" not in said
        assert list(tmp_path.iterdir()) == []

    def test_a_killed_run_leaves_the_folder_as_it_was(self, tmp_path: Path, run: Run) -> None:
        assert run("corpus", *FEW, "--output", "c").returncode == 0
        before = {path: path.read_bytes() for path in (tmp_path / "c").rglob("*") if path.is_file()}
        with begun(tmp_path, "--force") as running:
            running.kill()
            running.communicate(timeout=50)
        assert {path: path.read_bytes() for path in (tmp_path / "c").rglob("*") if path.is_file()} == before


class TestShow:
    def test_an_unknown_id(self, run: Run) -> None:
        done = run("show", "2021-12-15/create-request/capacity-limit-maximum/one-above")
        assert done.returncode == 2
        assert "2021-12-15/create-request/capacity-limit-maximum/one-above-the-limit" in done.stderr

    def test_an_id_like_no_other(self, run: Run) -> None:
        done = run("show", "\x1b[31m")
        assert done.returncode == 2
        assert "\x1b" not in done.stderr
        assert "each case has one in `id`" in done.stderr

    def test_every_sort_of_case(self, run: Run) -> None:
        for name, words in {
            "2021-12-15/trunk/shape/shortest": "A valid trunk",
            "2026-11-19/exchange/refused/name-required": "the answer is 422",
            "2026-11-19/text/json-number/nan": "NaN",
            "2026-11-19/text/suppression-unknown-rule/a-misspelt-rule": "A text that earns a warning",
            "2026-11-19/exchange/path-unknown/the-singular": "the path is /v3/voice_out_trunks",
            "2026-11-19/exchange/live-secret/a-value-that-looks-real": "that earns a warning",
            "2022-05-10/create-request/no-spending-limit/the-limits-left-out": "nothing limits",
            "2022-05-10/callback/shape/shortest": "YOUR_CALLBACK_URL",
            "2026-04-16/collection-query/shape/fullest": "filter%5B",
            "2026-04-16/errors/shape/shortest": "--request GET",
        }.items():
            done = run("show", name)
            assert (done.returncode, done.stderr) == (0, "")
            assert words in done.stdout

    def test_the_header_is_that_of_the_version(self, run: Run) -> None:
        said = run("show", "2026-11-19/create-request/shape/shortest-credentials-and-ip").stdout
        assert "Authorization: Bearer YOUR_TOKEN" in said
        assert "Api-Key" not in said
        assert "X-DIDWW" not in said
