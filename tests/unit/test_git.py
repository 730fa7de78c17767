"""What git ignores is left out of folders: as git itself says."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from didww_contract.text.folders import find

GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
FILES = [
    *("a.json", "b.json", "keep.json", "logs/a.json", "logs/deep/b.json", "build/a.json", "src/build/a.json"),
    *("src/a.json", "src/b.tmp.json", "src/keep.json", "src/sub/a.json", "out/x.json", "out/keep.json", "docs/é.json"),
    *("docs/with space.json", "docs/sub/a.json", "docs/sub/deep/a.json"),
]
PATTERNS: dict[str, dict[str, Any]] = {
    "nothing": {".gitignore": ""},
    "a name anywhere": {".gitignore": "a.json\n"},
    "a name here": {".gitignore": "/a.json\n"},
    "a folder": {".gitignore": "build/\n"},
    "a folder here": {".gitignore": "/build\n"},
    "all but one": {".gitignore": "*.json\n!keep.json\n"},
    "one in a folder that is ignored": {".gitignore": "out/\n!out/keep.json\n"},
    "one in a folder whose files are": {".gitignore": "out/*\n!out/keep.json\n"},
    "any depth": {".gitignore": "docs/**/a.json\n"},
    "comments and blanks": {".gitignore": "# a.json\n\n   \nb.json   \n"},
    "what is no pattern": {".gitignore": "[z-a]\n!\n/\na.json\n"},
    "a class": {".gitignore": "[ab].json\n"},
    "escapes": {".gitignore": "docs/with\\ space.json\n\\#x\n"},
    "deeper ones win": {".gitignore": "*.json\n", "src/.gitignore": "!a.json\n"},
    "deeper ones add": {".gitignore": "*.tmp.json\n", "src/.gitignore": "/a.json\n", "src/sub/.gitignore": "!a.json\n"},
    "not UTF-8": {".gitignore": b"docs/\xff\na.json\n"},
    "the exclude file": {".git/info/exclude": "a.json\n", "src/.gitignore": "!a.json\n"},
    "all but some, in any folder": {".gitignore": "*\n!*/\n!keep.json\n"},
    "all but some, in one folder": {".gitignore": "docs/**\n!docs/**/\n!docs/**/a.json\n"},
    "all folders but one": {".gitignore": "/*/\n!/src/\n"},
    "all but one folder": {".gitignore": "/*\n!/src/\n/src/*\n!/src/sub\n"},
    "a name in any folder": {".gitignore": "**/sub\n!**/keep.json\n**/b.json\n"},
    "spaces at the end": {".gitignore": "a.json  \nbuild/ \n"},
    "a byte order mark": {".gitignore": "\ufeffa.json\nb.json\n"},
    "a form feed": {".gitignore": "x\fa.json\nb.json\n"},
    "line ends of Windows": {".gitignore": "a.json\r\nbuild/\r\n"},
}  # fmt: skip


def files(folder: Path) -> list[str]:
    return sorted(os.path.relpath(source.path, folder) for source in find([str(folder)], "", gitignore=True))


def made(folder: Path, patterns: dict[str, Any]) -> Path:
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
    for name, text in patterns.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@needs_git
@pytest.mark.parametrize("what", PATTERNS)
def test_what_is_left_is_what_git_says(tmp_path: Path, what: str) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True, env=GIT)
    made(tmp_path, PATTERNS[what])
    names = "\0".join(FILES).encode()
    command = ["git", "check-ignore", "-z", "--stdin", "--no-index"]
    done = subprocess.run(command, input=names, cwd=tmp_path, capture_output=True, check=False, env=GIT)
    ignored = done.stdout.decode().split("\0")
    assert files(tmp_path) == sorted(set(FILES) - set(ignored))


def test_outside_of_a_work_tree_nothing_is_ignored(tmp_path: Path) -> None:
    made(tmp_path, {".gitignore": "*.json\n"})
    assert files(tmp_path) == sorted(FILES)


def test_files_above_the_folder_that_is_named_count(tmp_path: Path) -> None:
    made(tmp_path, {".git/HEAD": "", ".gitignore": "deep/\n", "docs/.gitignore": "a.json\n"})
    assert files(tmp_path / "docs" / "sub") == []
    assert files(tmp_path / "docs") == ["with space.json", "é.json"]


def test_who_names_an_ignored_folder_or_file_means_it(tmp_path: Path) -> None:
    made(tmp_path, {".git/HEAD": "", ".gitignore": "build/\na.json\n"})
    assert files(tmp_path / "build") == ["a.json"]
    assert [source.path for source in find([str(tmp_path / "a.json")], "", gitignore=True)] == [
        str(tmp_path / "a.json")
    ]


def test_a_repository_in_another_has_rules_of_its_own(tmp_path: Path) -> None:
    made(tmp_path, {".git/HEAD": "", ".gitignore": "*.json\n", "src/.git": "gitdir: ../.git/modules/src\n"})
    made(tmp_path, {".git/modules/src/info/exclude": "b.tmp.json\n"})
    assert files(tmp_path) == ["src/a.json", "src/build/a.json", "src/keep.json", "src/sub/a.json"]


def test_as_a_user_runs_it(run: Any, tmp_path: Path) -> None:
    made(tmp_path, {".git/HEAD": "", ".gitignore": "*.json\n!keep.json\n[[:nothing:]]\n"})
    done = run("lint", ".")
    assert " in 3 files" in done.stdout
    assert done.stderr == ""
    assert f" in {len(FILES)} files" in run("lint", "--no-gitignore", ".").stdout
    assert " in 1 file:" in run("lint", "a.json").stdout
