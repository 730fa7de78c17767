"""Knows the configuration of a run: which rules, which files, and what single files are said to be."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    import pathspec

    from didww_contract.lint.file_names import Names

PROJECT_FILE = "pyproject.toml"
TABLE = "didww-contract"


class ConfigurationError(click.UsageError):
    """A configuration that cannot be used; the text names the file and says why."""


class FileSettings(NamedTuple):
    """What the configuration says of one file; None where it says nothing."""

    kind: str | None = None
    version: str | None = None
    operation: str | None = None


class Configuration:
    """The settings of one file, or none at all. Paths are as seen from the current folder, or absolute."""

    # No dataclass: most runs have no configuration, and would pay for one.
    path: str = ""
    """Empty where there is no configuration."""
    folder: str = ""
    select: frozenset[str] | None = None
    """Rules, globs expanded; None where nothing is said."""
    ignore: frozenset[str] | None = None
    version: str | None = None
    fail_on: str | None = None
    fail_on_unread: bool = False
    min_documents: int | None = None
    baseline: str | None = None
    environment: tuple[str, ...] = ()
    excluded: "pathspec.GitIgnoreSpec | None" = None
    rules_by_glob: "tuple[tuple[pathspec.GitIgnoreSpec, frozenset[str]], ...]" = ()
    settings_by_glob: "tuple[tuple[pathspec.GitIgnoreSpec, FileSettings], ...]" = ()

    def __init__(self, **settings: Any) -> None:
        self.__dict__.update(settings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Configuration) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]  # as Python has it for what defines __eq__

    def excludes(self, path: str) -> bool:
        """Whether a file is left out; also a folder, whose name ends with a slash, with everything in it."""
        if self.excluded is None or not (name := self._names.inside(path)):
            return False
        return self.excluded.match_file(name)

    def ignored_rules(self, path: str) -> frozenset[str]:
        """The rules that are not reported of a file, beside those that are not reported at all."""
        if not self.rules_by_glob or not (name := self._names.inside(path)):
            return frozenset()
        return frozenset[str]().union(*(rules for glob, rules in self.rules_by_glob if glob.match_file(name)))

    def settings(self, path: str) -> "FileSettings":
        """What a file is said to be; of several globs that match the last decides, for each member by itself."""
        said = FileSettings()
        if self.settings_by_glob and (name := self._names.inside(path)):
            for glob, more in self.settings_by_glob:
                if glob.match_file(name):
                    said = FileSettings(*(new or old for new, old in zip(more, said, strict=True)))
        return said

    @cached_property
    def _names(self) -> "Names":
        from didww_contract.lint.file_names import Names  # who has no globs needs no names

        return Names(self.folder)
