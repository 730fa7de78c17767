"""Knows what the user has said about single files."""

from typing import NamedTuple


class FileSettings(NamedTuple):
    """What the user has named for one file; None where nothing was."""

    version: str | None = None
    kind: str | None = None
    ignored: frozenset[str] = frozenset()
    """Rules that are not reported."""
    operation: str | None = None
    """The operationId that documents belong to."""
