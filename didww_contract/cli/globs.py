"""Knows which files the globs of a configuration mean: those that the same lines in a .gitignore would.

They are taken from the configuration's folder. Files outside of it are meant by none of them.
"""

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pathspec


class UnusableGlob(ValueError):
    """A glob that is none, or that no file could ever match; the text says which."""


def _from_here(glob: str, folder: str) -> str:
    """The glob as a .gitignore in the folder would have it; raises UnusableGlob for one that leads out of it."""
    sign, rest = ("!", glob[1:]) if glob.startswith("!") else ("", glob)
    if "\\" in rest:
        raise UnusableGlob(f'"{glob}" has a backslash; write / between folders')
    while rest.startswith("./"):
        rest = rest[2:]
    if ".." in rest.split("/"):
        raise UnusableGlob(f'"{glob}" leads out of its folder, and no file outside is meant by a glob')
    if re.match(r"[A-Za-z]:/", rest) or _is_absolute(rest, folder):
        raise UnusableGlob(f'"{glob}" is an absolute path; write it as seen from its folder')
    return sign + rest


def _is_absolute(glob: str, folder: str) -> bool:
    """Whether a glob that begins with a slash means the root of the file system, not of the folder: what is there?"""
    first, slash, _ = glob.lstrip("/").partition("/")
    if not (glob.startswith("/") and slash) or re.search(r"[*?\[]", first):
        return False
    return os.path.isdir("/" + first) and not os.path.exists(os.path.join(folder, first))


def compiled(globs: Iterable[str], folder: str, *, may_negate: bool) -> "pathspec.GitIgnoreSpec":
    """Several globs of a `folder` in one, later ones winning.

    `may_negate` allows `!glob`, which takes back what others mean.
    """
    import pathspec  # most runs have no globs

    globs = [_from_here(glob, folder) for glob in globs]
    for glob in globs:
        try:
            patterns = pathspec.GitIgnoreSpec.from_lines([glob]).patterns
        except Exception as error:  # the library lets the errors of its parts through
            raise UnusableGlob(f'"{glob}" is no glob') from error
        if len(patterns) != 1 or patterns[0].include is None:
            raise UnusableGlob(f'"{glob}" is no glob that a file could match')
        if not (patterns[0].include or may_negate):
            raise UnusableGlob(f'"{glob}" has nothing to take back here')
    return pathspec.GitIgnoreSpec.from_lines(globs)
