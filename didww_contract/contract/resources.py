"""Knows where the resource objects of a JSON:API document stand: the only one, or those of a page."""

from collections.abc import Iterator, Mapping
from typing import Any

from didww_contract.contract.pointers import Path, member


def resource_objects(document: Any) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The resource objects in the `data` of a document, with their paths; what is no object is left out."""
    data = member(document, "data")
    if isinstance(data, dict):
        yield ("data",), data
    elif isinstance(data, list):
        yield from ((("data", index), item) for index, item in enumerate(data) if isinstance(item, dict))
