"""Knows the OpenAPI document, and makes one self-contained document of it and the schemas that it refers to."""

import os
from typing import Any

import yaml

from didww_contract.contract import files
from didww_contract.contract.constraints import APPLICATORS, ASSERTIONS
from didww_contract.contract.versions import DEFAULT_VERSION

_SCHEMAS = "schemas/"
_HERE = "#/components/schemas/"


def source() -> dict[str, Any]:
    """`openapi.yaml` as it is written, with its references to other files."""
    with open(os.path.join(files.root(), "openapi.yaml"), encoding="utf-8") as file:
        document: dict[str, Any] = yaml.safe_load(file)
    return document


def bundle(version: str = DEFAULT_VERSION) -> dict[str, Any]:
    """The contract of a version in one document: schemas under `components`, examples in place.

    Between the versions so far only schemas differ: the HTTP side is written once, for the default version.
    """
    components: dict[str, Any] = {}
    document: dict[str, Any] = _inlined(source(), version, components)
    document["info"]["version"] = version
    document["components"]["schemas"] = dict(sorted(components.items()))
    return document


def _inlined(node: Any, version: str, components: dict[str, Any]) -> Any:
    """A part of `openapi.yaml` with its references to files replaced, and their schemas added to `components`."""
    if isinstance(node, list):
        return [_inlined(item, version, components) for item in node]
    if not isinstance(node, dict):
        return node
    if str(node.get("$ref")).startswith(_SCHEMAS):
        return {**node, "$ref": _component(_in_version(node["$ref"], version), components)}
    if "externalValue" in node:
        value = _as_version(files.read(node["externalValue"].removeprefix(_SCHEMAS)), version)
        return {**{name: child for name, child in node.items() if name != "externalValue"}, "value": value}
    return {name: _inlined(child, version, components) for name, child in node.items()}


def _in_version(reference: str, version: str) -> str:
    return reference.removeprefix(_SCHEMAS).replace(f"{DEFAULT_VERSION}/", f"{version}/")


def _as_version(example: Any, version: str) -> Any:
    """An example of the default version as another version would have it."""
    meta = example.get("meta") if isinstance(example, dict) else None
    return {**example, "meta": {**meta, "api_version": version}} if isinstance(meta, dict) else example


def _component(reference: str, components: dict[str, Any]) -> str:
    """The place under `components` of the schema that `reference`, a path below `schemas/`, leads to."""
    file, schema = files.resolve("", reference)
    if schema.keys() == {"$schema", "title", "$ref"} and not schema["$ref"].startswith("../parts/"):
        return _component(files.resolve(file, schema["$ref"])[0], components)  # the same as in an earlier version
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
        return _side_by_side(linked)
    return linked


def _side_by_side(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with a `$ref` and other keywords beside it, in a form that tools which overlook the others read too."""
    beside = {name: child for name, child in schema.items() if name in APPLICATORS | ASSERTIONS | {"required", "if"}}
    if not beside:
        return schema
    rest = {name: child for name, child in schema.items() if name not in beside and name != "$ref"}
    return {**rest, "allOf": [{"$ref": schema["$ref"]}, beside]}


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
