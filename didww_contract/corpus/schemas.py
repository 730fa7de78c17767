"""Knows the schema of a kind as one document that refers to nothing outside itself."""

from functools import cache
from typing import Any

from didww_contract.contract import files
from didww_contract.contract.versions import Edition

_BASE = "https://didww-contract.invalid/schemas/"


@cache
def bundled(edition: Edition) -> dict[str, Any]:
    """A compound schema document (JSON Schema 2020-12, section 9.3): every file under `$defs`, by its own `$id`."""
    parts: dict[str, Any] = {}
    waiting = [files.schema_name(edition)]
    while waiting:
        name = waiting.pop()
        if name not in parts:
            parts[name] = {"$id": _BASE + name, **files.read(name)}
            waiting += sorted({files.resolve(name, reference)[0] for reference in _references(files.read(name))})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": _BASE + files.schema_name(edition),
        "$defs": dict(sorted(parts.items())),
    }


def _references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [found for child in node for found in _references(child)]
    if not isinstance(node, dict):
        return []
    here = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return here + [found for child in node.values() for found in _references(child)]
