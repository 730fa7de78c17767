"""Knows which files git ignores: by the .gitignore files of a work tree, and by its .git/info/exclude."""

import os
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import RegexPattern as Match

_LARGEST = 1024 * 1024
"""Bytes of the largest file of patterns that is read."""


class _Pattern(NamedTuple):
    """A pattern, and the question whether it is about a path itself.

    pathspec also says yes to what is in a folder that matches. git does not: it does not look into such a folder, or
    else a later pattern takes the folder back, as in `*` and `!*/`.
    """

    match: "Match"
    expression: str
    names: bool
    """Whether it is about names in any folder, rather than about paths."""
    contents: bool
    """Whether it is about all that is in a folder, or all folders in it, but not the folder."""
    folders_only: bool

    def is_about(self, path: str) -> bool:
        """Whether it matches a path from its file's folder, which has a slash at its end where it is a folder's."""
        whole = path.rstrip("/")
        parent, _, name = whole.rpartition("/")
        if self.names:
            return self._matches(name + path[len(whole) :])
        if self.contents:
            return self._matches(whole) and not (self.folders_only and whole == path)
        return self._matches(path) and not (parent and self._matches(parent + "/"))

    def _matches(self, path: str) -> bool:
        return self.match.match_file(path) is not None


class Patterns(NamedTuple):
    """The patterns of one file, the last one first, and the folder that they are taken from."""

    folder: str
    """Absolute, with a slash at its end."""
    patterns: list[_Pattern]
    of_names: "re.Pattern[str]"
    of_paths: "re.Pattern[str]"
    """Those about names, and the others, in one expression each: most files match neither, which is soon known."""

    def says(self, path: str) -> bool | None:
        """Whether an absolute path, of a folder with a slash at its end, is ignored; None where no pattern matches."""
        path = path[len(self.folder) :].replace(os.sep, "/")
        if not (path.endswith("/") or self.of_names.search(path.rpartition("/")[2]) or self.of_paths.search(path)):
            return None
        return next((pattern.match.include for pattern in self.patterns if pattern.is_about(path)), None)


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
    lines = _text(path).removeprefix("\ufeff").split("\n")
    with warnings.catch_warnings(action="ignore"):  # what a class of characters could mean to later Pythons
        found = [_pattern(line) for line in lines if line.strip()]
        patterns = [pattern for pattern in reversed(found) if pattern]
        of_names, of_paths = (_in_one(one for one in patterns if one.names is names) for names in (True, False))
    return Patterns(os.path.join(folder, ""), patterns, of_names, of_paths) if patterns else None


def _in_one(patterns: Iterable[_Pattern]) -> "re.Pattern[str]":
    """An expression for what any of the patterns matches; groups lose their names, which may occur only once."""
    expressions = [re.sub(r"\(\?P<\w+>", "(?:", pattern.expression) for pattern in patterns]
    return re.compile("|".join(f"(?:{expression})" for expression in expressions) or "(?!)")


def _pattern(line: str) -> _Pattern | None:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # most folders have no such file

    try:
        match = GitIgnoreSpecPattern(line.removesuffix("\r"))
    except Exception:  # noqa: BLE001 - the library lets the errors of its parts through
        return None
    if match.regex is None:
        return None
    text = line.rstrip().removeprefix("!")
    whole = text.removesuffix("/")
    return _Pattern(
        match, match.regex.pattern, "/" not in whole.removeprefix("**/"), whole.endswith("/**"), whole != text
    )


def _text(path: str) -> str:
    """What a file holds; nothing where it cannot be read, or is none."""
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, "rb") as file:
            return file.read(_LARGEST).decode(errors="surrogateescape")
    except OSError:
        return ""
