"""Knows which files below a folder may concern us."""

import os
from collections.abc import Callable, Iterator

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


def walk(
    folder: str,
    excludes: files.Excludes | None = None,
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
        for name in SETTINGS if notice else ():
            if name in names and notice:
                notice(os.path.normpath(os.path.join(parent, name)))
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        yield from _files(visible, ignored)
        below = [entry for entry in visible if entry.is_dir(follow_symlinks=False) and entry.name not in _NOT_OURS]
        if excludes:
            below = [entry for entry in below if not excludes(os.path.normpath(entry.path) + "/")]
        folders += [(entry.path, ignored.rules) for entry in reversed(below) if not ignored(entry.name + os.sep)]


class _Ignored:
    """What git ignores in one folder."""

    def __init__(self, folder: str, rules: git.Rules, names: set[str]) -> None:
        self.rules = rules
        self._real = ""
        if rules is not None and (rules or ".gitignore" in names):
            self._real = os.path.realpath(folder)
            self.rules = git.rules_in(self._real, rules) if ".gitignore" in names else rules

    def __call__(self, name: str) -> bool:
        """Whether a file, or a folder, which ends with a slash, is left out."""
        return bool(self.rules) and git.ignores(self.rules, os.path.join(self._real, name))


def _files(entries: "list[os.DirEntry[str]]", ignored: _Ignored) -> Iterator[files.Source]:
    for entry in entries:
        if entry.name.lower().endswith(SUFFIXES) and not os.path.isdir(entry.path) and not ignored(entry.name):
            path = os.path.normpath(entry.path)
            special = os.path.exists(path) and not os.path.isfile(path)  # opening a pipe would wait for ever
            yield files.Source(path, files.name_of(path), "is not a regular file" if special else "")
