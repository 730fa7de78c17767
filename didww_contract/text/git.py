"""Knows which files git ignores: by the .gitignore files of a work tree, and by its .git/info/exclude."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pathspec

_LARGEST = 1024 * 1024
"""Bytes of the largest file of patterns that is read."""


class Patterns(NamedTuple):
    """The patterns of one file, and the folder that they are taken from."""

    folder: str
    """Absolute, with a slash at its end."""
    spec: "pathspec.GitIgnoreSpec"

    def says(self, path: str) -> bool | None:
        """Whether an absolute path, of a folder with a slash at its end, is ignored; None where no pattern matches."""
        return self.spec.check_file(path[len(self.folder) :].replace(os.sep, "/")).include


Rules = tuple[Patterns, ...] | None
"""What holds in a folder; the patterns of deeper folders come last, and win. None outside of a work tree."""


def ignores(rules: Rules, path: str) -> bool:
    """Whether git ignores an absolute path, of a folder with a slash at its end, in a folder where `rules` hold."""
    return next((said for one in reversed(rules or ()) if (said := one.says(path)) is not None), False)


def rules_above(folder: str) -> Rules:
    """What holds in a folder by the files above it in its work tree.

    Where git ignores the folder itself, nothing that says so holds: the user has named it.
    """
    above = list(_work_tree(os.path.realpath(folder)))
    if not above:
        return None
    rules: Rules = ()
    if excluded := _patterns(os.path.join(_git_folder(above[-1]), "info", "exclude"), above[-1]):
        rules = (excluded,)
    for parent, below in zip(reversed(above), [*reversed(above[:-1]), ""], strict=True):
        if below:
            rules = rules_in(parent, rules)
            if ignores(rules, os.path.join(below, "")):
                return ()
    return rules


def rules_in(folder: str, rules: Rules) -> Rules:
    """What holds in a folder that has a .gitignore, beside the `rules` from above it."""
    own = None if rules is None else _patterns(os.path.join(folder, ".gitignore"), folder)
    return (*(rules or ()), own) if own else rules


def _work_tree(folder: str) -> Iterator[str]:
    """The folder and those above it up to the root of its work tree; none where it is in no work tree."""
    found = [folder]
    while not os.path.exists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return
        found.append(folder)
    yield from found


def _git_folder(root: str) -> str:
    """Where git keeps what it knows of a work tree; that of a linked one is named in a file."""
    path = os.path.join(root, ".git")
    if os.path.isdir(path):
        return path
    named = os.path.join(root, _text(path).removeprefix("gitdir:").strip())
    return os.path.join(named, _text(os.path.join(named, "commondir")).strip())


def _patterns(path: str, folder: str) -> Patterns | None:
    """The patterns in a file, if it is there; lines that are none count for nothing, as in git."""
    lines = [line for line in _text(path).splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        return None
    import pathspec  # most folders have no such file

    good = []
    for line in lines:
        try:
            pathspec.GitIgnoreSpec.from_lines([line])
        except Exception:  # noqa: BLE001, S112 - the library lets the errors of its parts through
            continue
        good.append(line)
    return Patterns(os.path.join(folder, ""), pathspec.GitIgnoreSpec.from_lines(good)) if good else None


def _text(path: str) -> str:
    """What a file holds; nothing where it cannot be read, or is none."""
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, "rb") as file:
            return file.read(_LARGEST).decode(errors="surrogateescape")
    except OSError:
        return ""
