"""Knows which credentials look real, and which are placeholders or masked."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from didww_contract.contract.findings import Finding
from didww_contract.contract.pointers import member, pointer
from didww_contract.contract.resources import resource_objects

_SHORTEST = 8
_PLACEHOLDER = re.compile(
    r"[<>\[\]{}$*…•%]|x{4}|\.{3}|(?:^|[^a-z])(?:api|key|foo|bar|baz)(?:[^a-z]|$)"
    r"|(?:^|[^a-z0-9])(?:my|the|an?|xxx|123|abc)(?:[^a-z0-9]|$)"
    r"|your|here|token|secret|password|passwd|username|example|sample|dummy|fake|mock|test|placeholder|redact|filter"
    r"|mask|hidden|changeme|insert|replace|todo|none|null|empty|valid|credential|apikey|sandbox|demo|string",
    re.IGNORECASE,
)
_RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "9876543210", "deadbeef")


def looks_live(value: str) -> bool:
    """Whether a value may be a credential that works: long enough, of mixed characters, and not made up.

    Errs on the side of silence: a warning that cries wolf is turned off.
    """
    text = value.strip()
    if len(text) < _SHORTEST or any(character.isspace() for character in text) or _PLACEHOLDER.search(text):
        return False
    lowered = text.lower()
    if any(run[at : at + 5] in lowered for run in _RUNS for at in range(len(run) - 4)):
        return False
    if max(Counter(lowered).values()) * 2 > len(lowered) or len(set(lowered)) < 5:
        return False
    has_digit, has_letter = any(map(str.isdigit, text)), any(map(str.isalpha, text))
    return has_digit and has_letter


_SECRETS = tuple(
    (*holder, name)
    for holder in (("attributes",), ("attributes", "authentication_method", "attributes"))
    for name in ("username", "password")
)
"""Where a trunk has its credentials, before API version 2026-04-16 and since."""


def live_secrets(document: Any, kind: str, version: str) -> Iterator[tuple[str, Finding]]:
    """Credentials of trunks in a response that look real, each with its finding, which has no value in it."""
    if kind not in ("trunk", "trunk-collection"):
        return
    for place, trunk in resource_objects(document):
        for path in _SECRETS:
            value = member(trunk, *path)
            if isinstance(value, str) and looks_live(value):
                yield value, secret(path[-1], pointer((*place, *path)), kind, version)


def secret(name: str, where: str, kind: str | None, version: str | None) -> Finding:
    """A credential that looks real."""
    hint = (
        "If it works, make new ones now: who reads this can place calls. Put a placeholder, or mask it as ab********."
    )
    return Finding("live-secret", "warning", where, f"{name} looks like a real one", hint, kind, version)
