"""Knows when two JSON values are the same, as JSON Schema has it: 1 and 1.0 are, 1 and true are not."""

from collections.abc import Hashable, Iterator
from typing import Any


def fingerprint(value: Any) -> Hashable:
    """Something hashable that is equal for equal values, and for no others."""
    if isinstance(value, dict):
        return "object", frozenset((name, fingerprint(child)) for name, child in value.items())
    if isinstance(value, list):
        return "array", tuple(map(fingerprint, value))
    if isinstance(value, bool):
        return "boolean", value
    return value if isinstance(value, Hashable) else ("other", id(value))


def repeated(array: list[Any]) -> Iterator[int]:
    """The indexes of items that equal an earlier one."""
    seen: set[Hashable] = set()
    for index, item in enumerate(array):
        mark = fingerprint(item)
        if mark in seen:
            yield index
        seen.add(mark)
