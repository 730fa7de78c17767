"""Knows how a long run shows how far it is: on a terminal, on standard error, by bytes."""

import os
import sys
from collections.abc import Iterable

import click

from didww_contract.lint.linter import Linter
from didww_contract.lint.outcome import Outcome
from didww_contract.text.files import Source

_MANY = 100
_LARGE = 16 * 1024 * 1024
"""Files, and bytes of all of them together, from which on a run is long."""


def with_progress(linter: Linter, found: Iterable[Source]) -> Outcome:
    """The outcome of a run; where it is long, with a bar."""
    sources = list(found)
    sizes = [_size(source.path) for source in sources]
    if len(sources) < _MANY and sum(sizes) < _LARGE:
        return linter.run(sources)
    with click.progressbar(length=sum(sizes), label="Judging", file=sys.stderr) as bar:
        return linter.run(sources, bar.update)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:  # standard input, or a file that is gone
        return 0
