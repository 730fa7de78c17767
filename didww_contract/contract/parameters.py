"""Knows the query parameters of a URL as a document, and which of them the URL gives more than once."""

from typing import Any


class Parameters(dict[str, Any]):
    """Decoded query parameters by name; what a parameter has that occurs several times is its last value."""

    repeated: tuple[str, ...] = ()
    """The names that occur more than once."""
