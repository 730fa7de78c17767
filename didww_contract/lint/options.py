"""Knows what the user wants: which rules, which files are what, and by which version they are judged."""

from collections.abc import Callable
from typing import NamedTuple

from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import VERSIONS


class FileSettings(NamedTuple):
    """What the user has named for one file; None where nothing was."""

    version: str | None = None
    kind: str | None = None
    ignored: frozenset[str] = frozenset()
    """Rules that are not reported."""
    operation: str | None = None
    """The operationId that documents belong to."""


class Choice(NamedTuple):
    """Which rules are reported: those that are selected, but for those that are ignored."""

    selected: frozenset[str] | None = None
    """None for all."""
    ignored: frozenset[str] = frozenset()

    def selects(self, rule: str) -> bool:
        """Whether a rule is selected, ignored or not."""
        return self.selected is None or rule in self.selected

    def wants(self, rule: str) -> bool:
        """Whether a rule is reported."""
        return self.selects(rule) and rule not in self.ignored


class Options(NamedTuple):
    """By what the documents of a file are judged."""

    named: FileSettings
    contract: Callable[[str], Contract]
    """The contract of a version, made once."""
    voice: tuple[str, ...] = VERSIONS
    """The versions that the file as a whole may belong to."""
