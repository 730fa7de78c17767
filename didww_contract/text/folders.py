"""Knows which files the user means: those that are named, and those below folders that may concern us."""

import os
from collections.abc import Callable, Iterable, Iterator

from didww_contract.text import files, git

SUFFIXES = (
    *(".json", ".har", ".yaml", ".yml", ".http", ".rest", ".md", ".mdx", ".markdown", ".txt"),
    *files.LINES,
)
"""How files are called that are looked for below folders."""
_NOT_OURS = frozenset(
    ["node_modules", "bower_components", "vendor", "third_party", "venv", "site-packages", "__pycache__"]
)
"""Folders that hold other people's files. Hidden ones (`.git`, `.venv`) are left out too."""
SETTINGS = ("didww-contract.toml", "pyproject.toml")
"""Files that may hold settings of the linter."""


Excludes = Callable[[str], bool]
"""Whether a file, or a folder, which ends with a slash, is left out."""


def find(
    paths: Iterable[str],
    stdin_name: str,
    excludes: Excludes | None = None,
    *,
    gitignore: bool = False,
    notice: Callable[[str], object] | None = None,
) -> Iterator[files.Source]:
    """The files behind `paths`, each once: files as they are, those below folders that may concern us.

    `-` is standard input. What `excludes` says yes to is left out, of folders (with a slash at their end) everything;
    with `gitignore`, so is what git ignores below folders. `notice` is called with each file of settings that a walk
    passes.
    """
    seen: set[str] = set()
    for path in paths:
        if path == files.STDIN:
            sources: Iterable[files.Source] = [files.Source(files.STDIN, stdin_name)]
        elif os.path.isdir(path):
            sources = _walk(path, excludes, gitignore=gitignore, notice=notice)
        else:
            sources = [files.Source(path, files.name_of(path))]
        for source in sources:
            real = source.real or _identity(source.path)
            if real not in seen and not (excludes and source.path != files.STDIN and excludes(source.path)):
                seen.add(real)
                yield source


def _identity(path: str) -> str:
    try:
        return os.path.realpath(path)
    except OSError:  # the current folder is gone
        return path


def _walk(
    folder: str,
    excludes: Excludes | None = None,
    *,
    gitignore: bool = False,
    notice: Callable[[str], object] | None = None,
) -> Iterator[files.Source]:
    """The files below `folder` that may concern us. Links to folders are not followed, so a loop of them ends."""
    folders = [(folder, git.rules_above(folder) if gitignore else None)]
    while folders:
        parent, rules = folders.pop()
        try:
            with os.scandir(parent) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield files.Source(parent, files.name_of(parent), files.reason(error))
            continue
        names = {entry.name for entry in entries}
        if gitignore and parent is not folder and ".git" in names:  # a repository in another one
            rules = git.rules_above(parent)
        ignored = _Ignored(parent, rules, names)
        if notice:
            for name in SETTINGS:
                if name in names:
                    notice(os.path.normpath(os.path.join(parent, name)))
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        yield from _files(os.path.normpath(parent), visible, ignored)
        below = [entry for entry in visible if entry.is_dir(follow_symlinks=False) and entry.name not in _NOT_OURS]
        if excludes:
            below = [entry for entry in below if not excludes(os.path.normpath(entry.path) + "/")]
        folders += [(entry.path, ignored.rules) for entry in reversed(below) if not ignored(entry.name + os.sep)]


class _Ignored:
    """What git ignores in one folder."""

    def __init__(self, folder: str, rules: git.Rules, names: set[str]) -> None:
        self.rules = rules
        self.real = os.path.join(os.path.realpath(folder), "")
        if ".gitignore" in names:
            self.rules = git.rules_in(self.real, rules)

    def __call__(self, name: str) -> bool:
        """Whether a file, or a folder, which ends with a slash, is left out."""
        return bool(self.rules) and git.ignores(self.rules, self.real + name)


def _files(parent: str, entries: "list[os.DirEntry[str]]", ignored: _Ignored) -> Iterator[files.Source]:
    before = "" if parent == os.curdir else os.path.join(parent, "")
    for entry in entries:
        if not entry.name.lower().endswith(SUFFIXES) or ignored(entry.name):
            continue
        path, is_link = before + entry.name, entry.is_symlink()
        if os.path.isdir(path) if is_link else entry.is_dir():
            continue
        regular = os.path.isfile(path) or not os.path.exists(path) if is_link else entry.is_file()
        obstacle = "" if regular else "is not a regular file"  # opening a pipe would wait for ever
        real = "" if is_link else ignored.real + entry.name
        yield files.Source(path, files.name_of(path), obstacle, real)
