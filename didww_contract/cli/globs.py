"""Knows which files the globs of a configuration mean: those that the same lines in a .gitignore would.

They are taken from the configuration's folder. Files outside of it are meant by none of them.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pathspec


class UnusableGlob(ValueError):
    """A glob that is none, or that no file could ever match; the text says which."""


def compiled(globs: Iterable[str], *, may_negate: bool) -> "pathspec.GitIgnoreSpec":
    """Several globs in one, later ones winning; `may_negate` allows `!glob`, which takes back what others mean."""
    import pathspec  # most runs have no globs

    globs = list(globs)
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
