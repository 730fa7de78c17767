"""`didww-contract lint` as a user sees it."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from didww_contract.contract.versions import KINDS, VERSIONS

COMMAND = Path(sys.executable).with_name("didww-contract")
WRONG = """{
  "data": {
    "type": "voice_out_trunks",
    "attributes": {
      "name": "Outbound trunk 11",
      "allowed_sip_ips": ["203.0.113.7"],
      "on_cli_mismatch_action": "Reject call",
      "capacity_limit": 10
    }
  }
}
"""
RIGHT = WRONG.replace("Reject call", "reject_call")
WORTH_A_LOOK = RIGHT.replace("203.0.113.7", "0.0.0.0/0")
NOT_THERE = os.strerror(errno.ENOENT)
"""In the words of the system."""
ANOTHER = '{"data": {"type": "orders", "attributes": {}}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wrong.json").write_text(WRONG)
    (tmp_path / "right.json").write_text(RIGHT)
    (tmp_path / "another.json").write_text(ANOTHER)
    (tmp_path / "look.json").write_text(WORTH_A_LOOK)
    return tmp_path


def report(done: Any) -> Any:
    return json.loads(done.stdout)


def test_a_finding_on_the_screen(run: Any, folder: Path) -> None:
    done = run("lint", "wrong.json")
    assert done.returncode == 1
    assert done.stdout == (
        "wrong.json:7:33: error on-cli-mismatch-action-enum (create-request)\n"
        '  on_cli_mismatch_action is "Reject call"; allowed: "send_original_cli", "reject_call", "replace_cli" or\n'
        '  "randomize_cli"\n'
        '     7 |       "on_cli_mismatch_action": "Reject call",\n'
        "       |                                 ^^^^^^^^^^^^^\n"
        '  Did you mean "reject_call"?\n'
        "\n"
        "Judged 1 document in 1 file: 1 error, 0 warnings. API version: 2021-12-15 (its allowed_sip_ips).\n"
    )
    assert done.stderr == ""


def test_concise(run: Any, folder: Path) -> None:
    done = run("lint", "--format", "concise", "--quiet", "wrong.json")
    assert done.stdout.startswith(
        'wrong.json:7:33: error on-cli-mismatch-action-enum: on_cli_mismatch_action is "Reject'
    )
    assert done.stdout.endswith('Did you mean "reject_call"?\n')
    assert done.stdout.count("\n") == 1


def test_json_has_one_shape(run: Any, folder: Path) -> None:
    done = run("lint", "--format", "json", ".")
    assert done.returncode == 1
    found = report(done)
    assert list(found) == ["version", "summary", "findings", "skipped"]
    assert found["version"] == 1
    bases = [{"api_version": "2021-12-15", "reason": "its allowed_sip_ips", "documents": 3}]
    counts = {"files": 4, "documents": 3, "errors": 1, "warnings": 1, "skipped": 1}
    aside = {"expected": 0, "suppressed": 0, "baseline": 0}
    rules = {"allowed-sip-ips-open": 1, "on-cli-mismatch-action-enum": 1}
    assert found["summary"] == {**counts, **aside, "rules": rules, "api_versions": bases}
    reason = "nothing in it is about voice_out_trunks"
    assert found["skipped"] == [{"file": "another.json", "part": None, "reason": reason, "unread": False}]
    assert found["findings"][1] == {
        "rule": "on-cli-mismatch-action-enum",
        "severity": "error",
        "message": 'on_cli_mismatch_action is "Reject call"; '
        'allowed: "send_original_cli", "reject_call", "replace_cli" or "randomize_cli"',
        "hint": 'Did you mean "reject_call"?',
        "pointer": "/data/attributes/on_cli_mismatch_action",
        "kind": "create-request",
        "api_version": "2021-12-15",
        "file": "wrong.json",
        "part": None,
        "line": 7,
        "column": 33,
        "end_line": 7,
        "end_column": 46,
    }
    for options in (["--quiet"], ["--fail-on", "warning"], ["--select", "name-type"], ["--color", "always"]):
        again = report(run("lint", "--format", "json", *options, "."))
        assert list(again) == list(found)
        assert list(again["summary"]) == list(found["summary"])


def test_the_places_of_findings(run: Any, tmp_path: Path) -> None:
    """Of values; of unknown members their names; of missing ones the object. Columns count characters."""
    text = '{"data":\r\n\t{"type": "voice_out_trunks", "📞": 1,\r\n "attributes": {"name": "é📞", "status": "x"}}}'
    (tmp_path / "places.json").write_bytes(text.encode())
    found = report(run("lint", "--format", "json", "places.json"))["findings"]
    places = {
        f["rule"]: (f["line"], f["column"], f["end_line"], f["end_column"]) for f in found if f["severity"] == "error"
    }
    assert places == {
        "data-unknown-member": (2, 31, 2, 34),
        "members-missing": (3, 16, 3, 45),
        "status-enum": (3, 41, 3, 44),
    }


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["right.json"], 0),
        (["another.json"], 0),
        (["look.json"], 0),
        (["--fail-on", "warning", "look.json"], 1),
        (["--fail-on", "warning", "right.json"], 0),
        (["wrong.json"], 1),
        (["right.json", "wrong.json"], 1),
        (["--ignore", "on-cli-mismatch-action-enum", "wrong.json"], 0),
        (["--select", "on-cli-mismatch-action-enum", "wrong.json"], 1),
        (["--select", "status-enum,name-type", "wrong.json"], 0),
        (["--select", "status-enum", "--select", "on-cli-*", "wrong.json"], 1),
        (["--select", "on-cli-*", "--ignore", "*-enum", "wrong.json"], 0),
        (["--kind", "errors", "right.json"], 1),
        (["missing.json"], 2),
        (["missing.json", "wrong.json"], 2),
        (["--format", "xml", "right.json"], 2),
        (["--nonsense"], 2),
    ],
)
def test_exit_status(run: Any, folder: Path, options: list[str], status: int) -> None:
    assert run("lint", *options).returncode == status


@pytest.mark.parametrize(
    ("options", "known"),
    [
        (["--kind", "update"], KINDS),
        (["--api-version", "2020-01-01"], VERSIONS),
        (["--format", "xml"], ["text", "concise", "json"]),
        (["--select", "capacity-limit"], ["capacity-limit-maximum", "json-syntax", "no-spending-limit"]),
        (["--ignore", "nonsense"], ["name-type", "json-syntax"]),
        (["--fail-on", "info"], ["error", "warning"]),
    ],
)
def test_what_is_not_known_is_answered_with_what_is(
    run: Any, folder: Path, options: list[str], known: list[str]
) -> None:
    done = run("lint", *options, "right.json")
    assert done.returncode == 2
    assert all(word in done.stderr for word in known)
    assert done.stdout == ""


def test_a_misspelt_rule_gets_a_suggestion(run: Any, folder: Path) -> None:
    done = run("lint", "--select", "capacity-limit-max", "right.json")
    assert "Did you mean capacity-limit-maximum" in done.stderr


def test_other_files_are_judged_although_one_cannot_be_read(run: Any, folder: Path) -> None:
    done = run("lint", "--format", "json", "missing.json", "wrong.json")
    assert done.stderr == f"didww-contract: missing.json: {NOT_THERE.lower()}\n"
    summary = report(done)["summary"]
    expected = {"files": 2, "documents": 1, "errors": 1, "warnings": 0, "skipped": 1}
    assert {name: summary[name] for name in expected} == expected
    (skipped,) = report(done)["skipped"]
    assert (skipped["file"], skipped["reason"]) == ("missing.json", NOT_THERE.lower())


def test_folders(run: Any, tmp_path: Path) -> None:
    ours = ["a.json", "b/c.JSON", "b/d.txt"]
    for name in (*ours, "b/d.log", ".git/e.json", "node_modules/x/f.json", "vendor/g.json", ".h.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(WRONG)
    done = run("lint", "--format", "json")
    assert [finding["file"] for finding in report(done)["findings"]] == ours
    named = run("lint", "--format", "json", "vendor", "b/d.txt", ".h.json", "vendor/g.json")
    assert [finding["file"] for finding in report(named)["findings"]] == ["vendor/g.json", "b/d.txt", ".h.json"]


def test_a_folder_without_anything_to_judge_says_so(run: Any) -> None:
    done = run("lint", ".")
    assert (done.returncode, done.stdout) == (0, "Judged 0 documents in 0 files: 0 errors, 0 warnings.\n")


def test_standard_input(run: Any) -> None:
    done = run("lint", "-", input=WRONG.encode())
    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:7:33: error")
    named = run("lint", "--stdin-filename", "a/b.json", "-", input=WRONG.encode())
    assert named.stdout.startswith("a/b.json:7:33: error")
    assert run("lint", "--stdin-filename", "a/b.json", ".").returncode == 2


def test_a_report_in_a_file(run: Any, folder: Path) -> None:
    done = run("lint", "--color", "always", "--output", "report.txt", "wrong.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert (folder / "report.txt").read_text() == run("lint", "wrong.json").stdout
    failed = run("lint", "--output", "no/such/folder/x", "wrong.json")
    assert failed.returncode == 2
    assert f"cannot write no/such/folder/x: {NOT_THERE}" in failed.stderr


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {}, False),
        (["--color", "auto"], {"NO_COLOR": "1"}, False),
    ],
)
def test_colours(run: Any, folder: Path, options: list[str], environment: dict[str, str], coloured: bool) -> None:
    done = run("lint", *options, "wrong.json", env={**os.environ, **environment})
    assert ("\x1b[" in done.stdout) == coloured


def on_a_terminal(arguments: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What the command writes to a terminal."""
    import pty

    parent, child = pty.openpty()
    with subprocess.Popen(
        [COMMAND, *arguments], stdout=child, stderr=child, stdin=child, cwd=folder, env={**os.environ, **environment}
    ):
        os.close(child)
        shown = b""
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(parent)
    return shown.decode()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")
class TestOnATerminal:
    def test_colours_are_on_unless_they_are_not_wanted(self, folder: Path) -> None:
        assert "\x1b[31m" in on_a_terminal(["lint", "wrong.json"], folder, {"TERM": "xterm"})
        assert "\x1b[" not in on_a_terminal(["lint", "wrong.json"], folder, {"TERM": "xterm", "NO_COLOR": "1"})

    def test_a_long_run_shows_how_far_it_is(self, tmp_path: Path) -> None:
        for number in range(120):
            (tmp_path / f"{number}.json").write_text(RIGHT)
        shown = on_a_terminal(["lint"], tmp_path, {"TERM": "xterm"})
        assert "Judging" in shown
        assert "100%" in shown
        assert "Judging" not in on_a_terminal(["lint", "--quiet"], tmp_path, {"TERM": "xterm"})


def test_quiet_says_nothing_when_there_is_nothing_to_say(run: Any, folder: Path) -> None:
    done = run("lint", "--quiet", "right.json", "another.json")
    assert (done.stdout, done.stderr) == ("", "")


def test_passed_over_documents_are_counted_with_their_reasons(run: Any, folder: Path) -> None:
    (folder / "package.json").write_text('{"name": "x"}')
    linked = {"voice_out_trunk": {"data": None}}
    (folder / "linked.json").write_text(json.dumps({"data": {"type": "orders", "relationships": linked}}))
    done = run("lint", ".")
    assert done.stdout.endswith(
        "Judged 3 documents in 6 files: 1 error, 1 warning.\nPassed over 3 files: 2 × nothing in it is about "
        'voice_out_trunks, another resource ("orders").\n'
        "API version: 2021-12-15 (its allowed_sip_ips).\n"
    )


def test_the_version_that_judges_is_said(run: Any, tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(RIGHT)
    answer = '{"data": {"id": "x", "type": "voice_out_trunk_regenerate_credentials"}, "meta": {"api_version": "%s"}}'
    (tmp_path / "new.json").write_text(answer % "2022-05-10")
    done = run("lint", "--format", "json", ".")
    (finding,) = report(done)["findings"]
    assert (finding["file"], finding["rule"], finding["api_version"]) == ("new.json", "data-id-pattern", "2022-05-10")
    assert report(done)["summary"]["api_versions"] == [
        {"api_version": "2021-12-15", "reason": "its allowed_sip_ips", "documents": 1},
        {"api_version": "2022-05-10", "reason": "meta.api_version", "documents": 1},
    ]
    shown = run("lint", ".").stdout
    assert "API versions: 1 by 2021-12-15 (its allowed_sip_ips), 1 by 2022-05-10 (meta.api_version)." in shown
    assert "meta-api-version-const" in run("lint", "--api-version", "2021-12-15", ".").stdout


def test_a_file_named_twice_is_judged_once(run: Any, folder: Path) -> None:
    (folder / "link.json").symlink_to("wrong.json")
    done = run("lint", "--format", "json", "wrong.json", "./wrong.json", "link.json")
    assert report(done)["summary"]["files"] == 1


def test_version_and_help(run: Any) -> None:
    import didww_contract

    assert run("--version").stdout == f"didww-contract, version {didww_contract.__version__}\n"
    for command in ([], ["lint"], ["rules"], ["spec"], ["completion"]):
        done = run(*command, "--help")
        assert done.returncode == 0
        assert " ".join(["didww-contract", *command]) in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run: Any, shell: str) -> None:
    assert "_DIDWW_CONTRACT_COMPLETE" in run("completion", shell).stdout
    environment = {
        **os.environ,
        "_DIDWW_CONTRACT_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "didww-contract lint --kind ",
    }
    done = run(env={**environment, "COMP_CWORD": "" if shell == "fish" else "3"})  # fish gives the word itself
    assert all(kind in done.stdout for kind in KINDS)


def test_a_reader_that_stops_early_is_no_error(folder: Path) -> None:
    with subprocess.Popen(
        [COMMAND, "lint", "."], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize("stated", ["2022-05-10", "2026-06-06"])
def test_a_label_that_cannot_be_right_is_one_error_at_the_label(
    run: Any, tmp_path: Path, examples: Path, stated: str
) -> None:
    answer = (examples / "valid/2026-04-16/trunk/twilio.json").read_text()
    (tmp_path / "answer.json").write_text(answer.replace('"api_version": "2026-04-16"', f'"api_version": "{stated}"'))
    (finding,) = report(run("lint", "--format", "json", "."))["findings"]
    assert (finding["rule"], finding["severity"]) == ("meta-api-version-const", "error")
    assert (finding["pointer"], finding["api_version"]) == ("/meta/api_version", "2026-04-16")
    why = {
        "2022-05-10": "but authentication_method exists since 2026-04-16 only",
        "2026-06-06": "which is no version that is known here: 2021-12-15, 2022-05-10, 2026-04-16, 2026-11-19",
    }
    assert finding["message"] == f'meta.api_version is "{stated}", {why[stated]}'
    assert finding["line"] == answer.count("\n", 0, answer.index('"api_version"')) + 1


def test_how_to_name_a_version_is_said_once_where_nothing_tells_it(run: Any, tmp_path: Path) -> None:
    said = "Accounts made since April 2026 start with 2026-04-16: name yours with --api-version"
    update = {"type": "voice_out_trunks", "id": "7a6c177d-a054-4c75-9b4c-b1596ed6fa25", "attributes": {"name": "x"}}
    for number in range(3):
        (tmp_path / f"{number}.json").write_text(json.dumps({"data": update}))
    assert " ".join(run("lint", ".").stdout.split()).count(said) == 1
    assert said not in run("lint", "--api-version", "2026-04-16", ".").stdout
    (tmp_path / "didww-contract.toml").write_text('api-version = "2026-04-16"')
    assert said not in run("lint", ".").stdout
    (tmp_path / "didww-contract.toml").unlink()
    event = {"id": update["id"], "type": "voice_out_trunks", "status": "active", "threshold_reached": False}
    (tmp_path / "event.json").write_text(json.dumps([{**event, "created_at": "2026-05-04T08:15:30.250Z"}]))
    assert said not in run("lint", "event.json").stdout  # which is the same in every version


def test_a_document_of_another_version_says_where_it_is_right(run: Any, tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(RIGHT)
    (finding,) = report(run("lint", "--format", "json", "--api-version", "2026-11-19", "."))["findings"]
    assert finding["rule"] == "authentication-method-required"
    assert "Valid in 2021-12-15 and 2022-05-10; since 2026-04-16" in finding["hint"]


def test_the_path_names_the_kind(run: Any, tmp_path: Path) -> None:
    bare = '{"data": {"type": "voice_out_trunks", "id": "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"}}'
    (tmp_path / "bare.json").write_text(bare)
    shown = run("lint", ".").stdout
    assert "Passed over 1 file: cannot tell " in shown
    assert "--kind" in shown
    (tmp_path / "bare.json").rename(tmp_path / "update_request.json")
    assert run("lint", ".").stdout.startswith("Judged 1 document in 1 file: 0 errors")
