"""What is left of folders is what git leaves, whatever the patterns that its manual describes."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from didww_contract.text.folders import find

GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
FOLDERS = ["", "a/", "ab/", "a/ab/", "a/b/", "a/b/a/", "x y/", "éé/", "a.b/"]
NAMES = ["a.json", "ab.json", "B.json", "1.json", "x y.json", "éé.json", "#.json", "!a.json"]
FILES = [folder + name for folder in FOLDERS for name in NAMES]

words = st.sampled_from(
    [
        *("a", "ab", "b", "a.json", "x y", "x\\ y", "éé.json", "*", "?", "*.json", "a*", "?.json", "*a"),
        *("[ab]", "[!a]", "[a-c].json", "\\#*", "\\!*"),
    ]
)
paths = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "", "!", "/", "!/"]),
    st.lists(words, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "", "", "/", "/*", "/**", "/**/", " ", "\r"]),
)
names = st.builds("{}**/{}{}".format, st.sampled_from(["", "!"]), words, st.sampled_from(["", "/"]))
lines = paths | names


@pytest.fixture(scope="module")
def work_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("work-tree")
    subprocess.run(["git", "init", "--quiet", folder], check=True, env=GIT)
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
    return folder


@given(st.lists(lines, min_size=1, max_size=5), st.lists(lines, max_size=3))
@example(["*", "!*/", "!a.json"], [])
@example(["a/**", "!a/**/", "!a/**/a.json"], [])
@example(["*.json"], ["!/a.json", "b/*", "!b/a"])
def test_what_is_left_is_what_git_says(work_tree: Path, above: list[str], below: list[str]) -> None:
    (work_tree / ".gitignore").write_bytes("\n".join(above).encode())
    (work_tree / "a" / ".gitignore").write_bytes("\n".join(below).encode())
    command = ["git", "check-ignore", "-z", "--stdin", "--no-index"]
    names = "\0".join(FILES).encode()
    done = subprocess.run(command, input=names, cwd=work_tree, capture_output=True, check=False, env=GIT)
    ignored = set(done.stdout.decode().split("\0"))
    left = {os.path.relpath(source.path, work_tree) for source in find([str(work_tree)], "", gitignore=True)}
    assert left == set(FILES) - ignored
