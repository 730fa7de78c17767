"""Knows what a change to a document is."""

from dataclasses import dataclass
from typing import Any, Final


class _Absent:
    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()
"""Stands in a Change for a member that is not there."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a valid document to make it invalid."""

    how: str
    """In a few words, such as `one above the limit`."""
    pointer: str
    """JSON Pointer to what was changed."""
    before: Any
    after: Any
