"""Knows the OpenAPI document of each version, and makes one self-contained document of it and of the schemas.

`openapi.yaml` is the one of the oldest version. What a later version changes in it stands in `schemas/openapi/`, as a
JSON Merge Patch (RFC 7396); references to schemas and examples lead to those of the version itself.
"""

import os
import re
from typing import Any

import yaml

from didww_contract.contract import files
from didww_contract.contract.constraints import APPLICATORS, ASSERTIONS
from didww_contract.contract.versions import DEFAULT_VERSION, VERSIONS, as_version

_SCHEMAS = "schemas/"
_HERE = "#/components/schemas/"


def source(version: str = DEFAULT_VERSION) -> dict[str, Any]:
    """The OpenAPI document of a version, with its references to other files."""
    document: dict[str, Any] = _read("openapi.yaml")
    for later in VERSIONS[1 : VERSIONS.index(version) + 1]:
        patch = os.path.join("schemas", "openapi", f"{later}.yaml")
        if os.path.exists(os.path.join(files.root(), patch)):
            document = _merged(document, _read(patch))
    document["info"]["version"] = version
    return document


def _read(name: str) -> Any:
    with open(os.path.join(files.root(), name), encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def _merged(target: Any, patch: Any) -> Any:
    """A JSON Merge Patch applied (RFC 7396): null removes a member, an object merges, anything else replaces."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = _merged(result.get(name), value)
    return result


def bundle(version: str = DEFAULT_VERSION) -> dict[str, Any]:
    """The contract of a version in one document: schemas under `components`, examples in place."""
    bundler = _Bundler(version)
    document: dict[str, Any] = bundler.inlined(source(version))
    document["components"]["schemas"] = dict(sorted(bundler.components.items()))
    return document


class _Bundler:
    """Gathers the schemas that a document refers to."""

    def __init__(self, version: str) -> None:
        self._version = version
        self.components: dict[str, Any] = {}
        self._names: dict[tuple[str, str], str] = {}
        """What a component is called, by the file and the fragment that it comes from."""

    def inlined(self, node: Any) -> Any:
        """A part of the source with its references to files replaced, and their schemas added to the components."""
        if isinstance(node, list):
            return [self.inlined(item) for item in node]
        if not isinstance(node, dict):
            return node
        if str(node.get("$ref")).startswith(_SCHEMAS):
            return self._schema(*self._own(node["$ref"].removeprefix(_SCHEMAS)))
        if "externalValue" in node:
            rest = {name: child for name, child in node.items() if name != "externalValue"}
            return {**rest, "value": self._example(node["externalValue"].removeprefix(_SCHEMAS))}
        return {name: self.inlined(child) for name, child in node.items()}

    def _own(self, reference: str) -> tuple[str, str]:
        """The file and the fragment that this version has where the source refers to another version's."""
        file, _, fragment = reference.partition("#")
        return re.sub(r"^[0-9-]+(?=/)", self._version, file), fragment

    def _example(self, name: str) -> Any:
        """An example as this version has it: its own of that name, or an earlier version's."""
        verdict, _, rest = name.removeprefix("examples/").partition("/")
        for version in reversed(VERSIONS[: VERSIONS.index(self._version) + 1]):
            own = f"examples/{verdict}/{version}/{rest.partition('/')[2]}"
            if os.path.exists(os.path.join(files.root(), "schemas", own)):
                return as_version(files.read(own), self._version)
        raise LookupError(name)

    def _schema(self, file: str, fragment: str) -> dict[str, Any]:
        """What to write where the source refers to a schema: a member of another one stands in place."""
        file = files.canonical(file)
        if fragment.startswith("/properties/"):
            member: dict[str, Any] = self._relinked(files.resolve(file, f"#{fragment}")[1], file)
            return member
        return {"$ref": self._component(file, fragment)}

    def _component(self, file: str, fragment: str) -> str:
        """The place under `components` of a schema."""
        if (file, fragment) not in self._names:
            name = _component_name(file, fragment)
            if name in self.components:  # an earlier version's, which this one narrows
                name += re.sub(r"[^0-9]", "", file.partition("/")[0])
            self._names[file, fragment] = name
            self.components[name] = {}  # so that a schema that refers to itself ends
            self.components[name] = self._relinked(files.resolve(file, f"#{fragment}")[1], file)
        return _HERE + self._names[file, fragment]

    def _relinked(self, node: Any, file: str) -> Any:
        """A schema of `file` whose references lead to components."""
        if isinstance(node, list):
            return [self._relinked(item, file) for item in node]
        if not isinstance(node, dict):
            return node
        linked = {name: self._relinked(child, file) for name, child in node.items() if name not in ("$schema", "$defs")}
        if isinstance(node.get("$ref"), str):
            target, _ = files.resolve(file, node["$ref"])
            linked["$ref"] = self._component(target, node["$ref"].partition("#")[2])
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
