"""Knows what a finding is: one thing about a document that its author should know."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken (an error), or one thing to look at (a warning), at one place of a document."""

    rule: str
    """Id of the rule, as in `didww-contract rules`."""
    severity: Severity
    """`"error"`: the API would refuse the document, or would never send it. `"warning"`: it is fine, but look."""
    pointer: str
    """JSON Pointer (RFC 6901) to the offending value, the unknown member, or the object that lacks a member."""
    message: str
    """What was found and what is allowed. Values of secrets are masked."""
    hint: str
    """What to do about it; a spelling that was meant, where there is one."""
    kind: str | None
    """Kind of the document; None where its text is not JSON."""
    version: str | None
    """Version of the API that it was judged by; None where its text is not JSON."""
