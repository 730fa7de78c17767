"""Knows how people name rules on the command line: by id or by glob."""

from collections.abc import Iterable
from difflib import get_close_matches
from fnmatch import fnmatchcase

import click

from didww_contract.contract.naming import RETIRED


def matching(pattern: str, known: Iterable[str], option: str) -> list[str]:
    """The rules that an id or a glob stands for; where there are none, all are named, and the likeliest last.

    A rule that the contract no longer has stands for itself.
    """
    known = list(known)
    found = [rule for rule in known if fnmatchcase(rule, pattern)] or [rule for rule in RETIRED if rule == pattern]
    if not found:
        close = [rule for rule in known if pattern in rule][:3] or get_close_matches(pattern, known, n=3, cutoff=0.6)
        meant = f" Did you mean {' or '.join(close)}?" if close else ""
        message = f"no rule is called {pattern!r}. Known rules: {', '.join(known)}.{meant}"
        raise click.BadParameter(message, param_hint=option)
    return found
