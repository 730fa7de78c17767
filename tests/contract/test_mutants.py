"""No constraint is there for nothing: without it, some example gets another verdict."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from didww_contract.contract import files
from didww_contract.contract.constraints import ASSERTIONS
from didww_contract.contract.versions import KINDS, VERSIONS

SCHEMAS = Path(files.root(), "schemas")
NAMES = sorted(path.relative_to(SCHEMAS).as_posix() for path in SCHEMAS.rglob("*.json") if "examples" not in path.parts)
BASE = "https://schemas.invalid/"
CONSTRAINING = (*ASSERTIONS, "required", "additionalProperties", "if")

ASKED_FOR_BY_STRICT_AJV = {
    # ajv's strict mode wants a type beside keywords that hold for one type; these repeat what holds anyway.
    ("parts/attributes.json", "/$defs/stored-address-list/type"),
    ("parts/relationships.json", "/$defs/no-explicit-dids/type"),
    ("parts/relationships.json", "/$defs/no-explicit-dids/properties/relationships/type"),
    ("parts/relationships.json", "/$defs/no-explicit-dids/properties/relationships/properties/dids/type"),
    (
        "parts/relationships.json",
        "/$defs/no-explicit-dids/properties/relationships/properties/dids/properties/data/type",
    ),
    ("parts/values.json", "/$defs/with-prefix-length/type"),
}

AGAINST_CASCADES = {
    # Without it a request that lacks attributes gets a second error, about DIDs that nothing forbids.
    ("2021-12-15/create-request.json", "/properties/data/if/required/0"),
    # Without it an error with the status 429 as a number lacks a title and a code besides.
    ("parts/jsonapi.json", "/$defs/error/if/properties/status/enum/1"),
}


def places(node: Any, pointer: str = "") -> Iterator[str]:
    """Pointers to every single constraint in a schema file: each required member and each listed value counts."""
    if not isinstance(node, dict):
        return
    for name, child in node.items():
        here = f"{pointer}/{name}"
        if name in ("required", "enum"):
            yield from (f"{here}/{index}" for index in range(len(child)))
        elif name in CONSTRAINING:
            yield here
        if name in ("properties", "$defs"):
            for member, schema in child.items():
                yield from places(schema, f"{here}/{member}")
        elif name in ("items", "then", "else"):
            yield from places(child, here)
        elif name == "if":
            yield from (place for place in places(child, here) if not place.endswith("/type"))


def without(name: str, pointer: str) -> dict[str, Any]:
    schema = copy.deepcopy(files.read(name))
    parent: Any = schema
    *steps, last = pointer.split("/")[1:]
    for step in steps:
        parent = parent[step]
    if isinstance(parent, list):
        del parent[int(last)]
    else:
        del parent[last]
    return schema


@cache
def examples() -> list[tuple[str, Any, bool]]:
    """Schema, document and verdict of every example that is JSON."""
    found = []
    for path in sorted((SCHEMAS / "examples").rglob("*.json")):
        verdict, version, kind, rule, *_ = path.relative_to(SCHEMAS / "examples").parts
        if not rule.startswith("json-"):
            document = json.loads(path.read_text(encoding="utf-8"))
            found.append((files.schema_name(version, kind), document, verdict != "invalid"))
    return found


MUTANTS = [(name, pointer) for name in NAMES for pointer in places(files.read(name))]


@pytest.mark.parametrize(("name", "pointer"), MUTANTS, ids=lambda value: value.replace("/", "."))
def test_an_example_tells_the_schema_from_the_one_without_this_constraint(name: str, pointer: str) -> None:
    mutant = without(name, pointer)
    survives = not any(differs(judge, name, mutant) for judge in (fast, reference))
    assert survives == ((name, pointer) in ASKED_FOR_BY_STRICT_AJV | AGAINST_CASCADES)


@pytest.mark.parametrize(("name", "pointer"), AGAINST_CASCADES)
def test_an_example_shows_the_cascade(name: str, pointer: str) -> None:
    assert differs(number_of_errors, name, without(name, pointer), number_of_errors)


def differs(judge: Any, name: str, mutant: dict[str, Any], oracle: Any = None) -> bool:
    """Whether the judge says something else of an example than its folder, or than the oracle without the mutant."""

    def read(other: str) -> Any:
        return mutant if other == name else files.read(other)

    schemas = {example[0] for example in examples()}
    judges = {schema: judge(schema, read) for schema in schemas}
    if oracle:
        oracles = {schema: oracle(schema, files.read) for schema in schemas}
        return any(judges[schema](document) != oracles[schema](document) for schema, document, _ in examples())
    return any(judges[schema](document) != verdict for schema, document, verdict in examples())


def fast(schema: str, read: Any) -> Any:
    return jsonschema_rs.Draft202012Validator(
        read(schema), base_uri=BASE + schema, retriever=lambda uri: read(uri.removeprefix(BASE)), validate_formats=False
    ).is_valid


def number_of_errors(schema: str, read: Any) -> Any:
    return lambda document: len(list(_validator(schema, read).iter_errors(document)))


def reference(schema: str, read: Any) -> Any:
    return _validator(schema, read).is_valid


def _validator(schema: str, read: Any) -> Draft202012Validator:
    registry: Registry[Any] = Registry(
        retrieve=lambda uri: Resource.from_contents(read(uri.removeprefix(BASE)))  # type: ignore[call-arg]  # attrs
    )
    return Draft202012Validator({"$ref": BASE + schema}, registry=registry)


def test_the_unchanged_schemas_agree_with_every_example() -> None:
    """Or else the mutants would prove nothing."""
    for judge in (fast, reference):
        assert not differs(judge, "no file", {})


def test_every_kind_is_mutated() -> None:
    mutated = {name for name, _ in MUTANTS}
    assert {files.schema_name(version, kind) for version in VERSIONS for kind in KINDS} <= mutated
