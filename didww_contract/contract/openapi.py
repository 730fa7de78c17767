"""Knows the OpenAPI document, and makes one self-contained document of it and the schemas that it refers to."""

import os
from typing import Any

import yaml

from didww_contract.contract import files

_SCHEMAS = "schemas/"
_HERE = "#/components/schemas/"


def source() -> dict[str, Any]:
    """`openapi.yaml` as it is written, with its references to other files."""
    with open(os.path.join(files.root(), "openapi.yaml"), encoding="utf-8") as file:
        document: dict[str, Any] = yaml.safe_load(file)
    return document


def bundle() -> dict[str, Any]:
    """The same contract in one document: schemas under `components`, examples in place."""
    components: dict[str, Any] = {}
    document: dict[str, Any] = _inlined(source(), components)
    document["components"]["schemas"] = dict(sorted(components.items()))
    return document


def _inlined(node: Any, components: dict[str, Any]) -> Any:
    """A part of `openapi.yaml` with its references to files replaced, and their schemas added to `components`."""
    if isinstance(node, list):
        return [_inlined(item, components) for item in node]
    if not isinstance(node, dict):
        return node
    if str(node.get("$ref")).startswith(_SCHEMAS):
        return {**node, "$ref": _component(node["$ref"].removeprefix(_SCHEMAS), components)}
    if "externalValue" in node:
        value = files.read(node["externalValue"].removeprefix(_SCHEMAS))
        return {**{name: child for name, child in node.items() if name != "externalValue"}, "value": value}
    return {name: _inlined(child, components) for name, child in node.items()}


def _component(reference: str, components: dict[str, Any]) -> str:
    """The place under `components` of the schema that `reference`, a path below `schemas/`, leads to."""
    file, schema = files.resolve("", reference)
    name = _component_name(file, reference.partition("#")[2])
    if name not in components:
        components[name] = {}  # so that a schema that refers to itself ends
        components[name] = _relinked(schema, file, components)
    return _HERE + name


def _relinked(node: Any, file: str, components: dict[str, Any]) -> Any:
    """A schema of `file` whose references lead to components."""
    if isinstance(node, list):
        return [_relinked(item, file, components) for item in node]
    if not isinstance(node, dict):
        return node
    linked = {
        name: _relinked(child, file, components) for name, child in node.items() if name not in ("$schema", "$defs")
    }
    if isinstance(node.get("$ref"), str):
        target, _ = files.resolve(file, node["$ref"])
        linked["$ref"] = _component(f"{target}#{node['$ref'].partition('#')[2]}", components)
    return linked


def _component_name(file: str, fragment: str) -> str:
    """`parts/values.json` and `/$defs/uuid` become `ValuesUuid`, `2021-12-15/trunk.json` becomes `Trunk`."""
    words = f"{os.path.basename(file).removesuffix('.json')}-{fragment.rpartition('/')[2]}"
    return "".join(word.capitalize() for word in words.replace("_", "-").split("-"))


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # anchors would be right, and unreadable
        return True


def to_yaml(document: dict[str, Any]) -> str:
    """The document as YAML, in the order in which it is written."""
    text: str = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text
