"""Knows what to say about a rule that nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches


def unknown_rule(name: str, known: Iterable[str]) -> str:
    """The likeliest rules first, then all of them."""
    known = list(known)
    close = get_close_matches(name, known, n=3, cutoff=0.6)
    meant = f" Did you mean {' or '.join(close)}?" if close else ""
    return f"no rule is called {name!r}.{meant} Known rules: {', '.join(known)}."
