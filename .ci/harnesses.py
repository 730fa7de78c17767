"""Runs each harness of docs/test-your-client/ against its toy client, right and faulty.

It must find the three planted faults where the corpus shows them, and nothing else.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
FOLDER = PROJECT / "docs" / "test-your-client"
GSON = "/usr/share/java/gson.jar"
VERSIONS = sorted(path.name for path in (PROJECT / "schemas" / "corpus").iterdir() if path.is_dir())


def commands(built: Path) -> dict[str, list[str]]:
    """How each harness is run; those that are compiled are compiled here."""
    subprocess.run(["javac", "-cp", GSON, "-d", built, FOLDER / "Harness.java", FOLDER / "Client.java"], check=True)
    environment = {**os.environ, "GO111MODULE": "off", "GOCACHE": str(built / "go")}
    program = built / "harness-go"
    sources = [FOLDER / "harness.go", FOLDER / "client.go"]
    subprocess.run(["go", "build", "-o", program, *sources], check=True, env=environment)
    return {
        "Python": [sys.executable, f"{FOLDER}/harness.py"],
        "JavaScript": ["node", f"{FOLDER}/harness.mjs"],
        "Ruby": ["ruby", f"{FOLDER}/harness.rb"],
        "PHP": ["php", f"{FOLDER}/harness.php"],
        "Go": [str(program)],
        "Java": ["java", "-cp", f"{GSON}:{built}", "Harness"],
    }


def cases(version: str, kind: str) -> list[Any]:
    """The cases of a file of the golden corpus."""
    lines = (PROJECT / "schemas" / "corpus" / version / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def has_null(value: Any) -> bool:
    """Whether a member anywhere in a document is null."""
    if isinstance(value, dict):
        return any(child is None or has_null(child) for child in value.values())
    return isinstance(value, list) and any(map(has_null, value))


def planted(version: str) -> set[str]:
    """The checks that the faulty clients must fail: what no client may do with null, null, and no pointer."""
    found = set()
    for case in cases(version, "trunk"):
        if case["valid"] and case["document"]["data"]["attributes"]["threshold_amount"] is None:
            found.add(f"parse {case['id']}")
    for case in cases(version, "create-request"):
        if case["valid"] and has_null(case["document"]):
            found.add(f"sent {case['id']}")
        if not case["valid"] and "source" not in case["expected"]["errors"]["errors"][0]:
            found.add(f"refused {case['id']}")
    return found


def failures(command: list[str], version: str, *, faulty: bool) -> set[str]:
    """The checks that a client fails."""
    environment = {name: value for name, value in os.environ.items() if name != "FAULTY"}
    environment |= {"FAULTY": "1"} if faulty else {}
    corpus = PROJECT / "schemas" / "corpus" / version
    done = subprocess.run([*command, corpus], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == "", done.stderr
    *lines, last = done.stdout.splitlines()
    failed = {line.removeprefix("FAIL ").partition(": ")[0] for line in lines}
    assert last.endswith(f" checks, {len(failed)} failed"), last
    assert done.returncode == (1 if failed else 0), done.returncode
    return failed


def runners() -> dict[str, list[str]]:
    """The short tests for test runners, by the commands that the page names; pytest's is run by pytest itself."""
    page = (PROJECT / "docs" / "test-your-client.md").read_text(encoding="utf-8")
    lines = re.findall(r"^`(.*)`:$", page, re.MULTILINE)
    return {line: ["bash", "-c", line] for line in lines if "pytest" not in line}


def run_runners() -> None:
    """They pass with the right client, and fail with the faulty one."""
    for name, command in runners().items():
        for fault in ({}, {"FAULTY": "1"}):
            environment = {**os.environ, "GO111MODULE": "off", **fault}
            done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
            assert (done.returncode != 0) == bool(fault), (name, fault, done.stdout[-2000:], done.stderr)
        print(f"{name}: passes with the right client, and fails with the faulty one")


def main() -> None:
    """Run them all; the exit status says whether each did its work."""
    missing = [tool for tool in ("node", "ruby", "php", "go", "javac") if not shutil.which(tool)]
    if missing or not Path(GSON).exists():
        sys.exit(f"missing: {', '.join(missing) or GSON}; .ci/corpus installs them")
    with tempfile.TemporaryDirectory() as built:
        for language, command in commands(Path(built)).items():
            shown: set[str] = set()
            for version in VERSIONS:
                right, faulty = (failures(command, version, faulty=fault) for fault in (False, True))
                assert right == set(), (language, version, sorted(right)[:5])
                wrong = sorted(faulty ^ planted(version))
                assert not wrong, (language, version, wrong[:5])
                shown |= {failed.split()[0] for failed in faulty}
                print(
                    f"{language}, {version}: the right client passes, the faulty one fails the {len(faulty)} that show"
                )
            assert shown == {"parse", "sent", "refused"}, (language, shown)
    run_runners()


if __name__ == "__main__":
    main()
