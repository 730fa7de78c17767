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
from didww_contract.contract.constraints import ASSERTIONS, Constraint, constraints
from didww_contract.contract.versions import KINDS, VERSIONS, Edition

SCHEMAS = Path(files.root(), "schemas")
NAMES = sorted(
    path.relative_to(SCHEMAS).as_posix()
    for path in SCHEMAS.rglob("*.json")
    if not {"examples", "corpus"} & set(path.parts)
)
BASE = "https://schemas.invalid/"
CONSTRAINING = (*ASSERTIONS, "required", "additionalProperties", "patternProperties", "if")


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
        elif name == "allOf":
            for index, schema in enumerate(child):
                yield from places(schema, f"{here}/{index}")
        elif name == "if":
            yield from (place for place in places(child, here) if not place.endswith("/type"))


def types(constraint: Constraint) -> set[str]:
    return {constraint.value} if isinstance(constraint.value, str) else set(constraint.value)


@cache
def asked_for_by_strict_ajv() -> frozenset[int]:
    """The ids of schema objects whose type is said by others, too; ajv wants one beside what holds for one type only.

    Of two that say the same the inner one counts.
    """
    needed: set[int] = set()
    found: set[int] = set()
    for edition in (Edition(version, kind) for version in VERSIONS for kind in KINDS):
        stated = [constraint for constraint in constraints(edition) if constraint.keyword == "type"]
        for index, one in enumerate(stated):
            others = [
                other
                for number, other in enumerate(stated)
                if other.place == one.place and other.branch in (None, one.branch) and not other.conditional
                if types(other) < types(one) or (types(other) == types(one) and number > index)
                if other.node is not one.node
            ]
            (found if others or one.conditional else needed).add(id(one.node))
    return frozenset(found - needed)


AGAINST_CASCADES = {
    # Without it an error with the status 429 as a number lacks a title and a code besides.
    ("parts/jsonapi.json", "/$defs/error/if/properties/status/enum/1"),
    # Without these a method without a type breaks the rules of all types besides.
    *(("parts/authentication.json", f"/$defs/request/allOf/{branch}/if/required/0") for branch in range(2)),
    *(("parts/authentication.json", f"/$defs/response/allOf/{branch}/if/required/0") for branch in range(3)),
}


@cache
def schema_file(name: str) -> Any:
    """A schema file without what is there for ajv's sake only, or else one of a pair would cover for the other."""
    schema = copy.deepcopy(files.read(name))
    for place in places(files.read(name)):
        if (
            place.endswith("/type")
            and "/if/" not in place
            and id(owner(files.read(name), place)) in asked_for_by_strict_ajv()
        ):
            remove(schema, place)
    return schema


def owner(schema: Any, pointer: str) -> Any:
    """The schema object that holds the keyword at a place."""
    for step in pointer.split("/")[1:-1]:
        schema = schema[int(step)] if isinstance(schema, list) else schema[step]
    return schema


def remove(schema: Any, pointer: str) -> None:
    *steps, last = pointer.split("/")[1:]
    for step in steps:
        schema = schema[int(step)] if isinstance(schema, list) else schema[step]
    if isinstance(schema, list):
        del schema[int(last)]
    else:
        del schema[last]


def without(name: str, pointer: str) -> dict[str, Any]:
    schema: dict[str, Any] = copy.deepcopy(schema_file(name))
    remove(schema, pointer)
    return schema


@cache
def examples() -> dict[str, list[tuple[Any, bool]]]:
    """Document and verdict of every example that is JSON, by schema."""
    found: dict[str, list[tuple[Any, bool]]] = {}
    for path in sorted((SCHEMAS / "examples").rglob("*.json")):
        verdict, version, kind, rule, *_ = path.relative_to(SCHEMAS / "examples").parts
        if not rule.startswith("json-"):
            document = json.loads(path.read_text(encoding="utf-8"))
            found.setdefault(files.schema_name(Edition(version, kind)), []).append((document, verdict != "invalid"))
    return found


MUTANTS = [(name, pointer) for name in NAMES for pointer in places(schema_file(name))]


@pytest.mark.parametrize(("name", "pointer"), MUTANTS, ids=lambda value: value.replace("/", "."))
def test_an_example_tells_the_schema_from_the_one_without_this_constraint(name: str, pointer: str) -> None:
    mutant = without(name, pointer)
    survives = not any(differs(judge, name, mutant) for judge in (fast, reference))
    assert survives == ((name, pointer) in AGAINST_CASCADES)


@pytest.mark.parametrize(("name", "pointer"), sorted(AGAINST_CASCADES))
def test_an_example_shows_the_cascade(name: str, pointer: str) -> None:
    assert differs(number_of_errors, name, without(name, pointer), number_of_errors)


def differs(judge: Any, name: str, mutant: dict[str, Any], oracle: Any = None) -> bool:
    """Whether the judge says something else of an example than its folder, or than the oracle without the mutant."""

    def read(other: str) -> Any:
        return mutant if other == name else schema_file(other)

    for schema, documents in examples().items():
        if name in needs(schema) or not mutant:
            judged = judge(schema, read)
            expected = oracle(schema, schema_file) if oracle else None
            if any(
                judged(document) != (expected(document) if expected else verdict) for document, verdict in documents
            ):
                return True
    return False


@cache
def needs(schema: str) -> frozenset[str]:
    """The files that a schema is made of."""

    def references(node: Any) -> Iterator[str]:
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from references(child)
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            yield node["$ref"]

    direct = {files.resolve(schema, reference)[0] for reference in references(files.read(schema))} - {schema}
    return frozenset({schema}).union(*(needs(name) for name in direct))


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
    """Or else the mutants would prove nothing; and what is there for ajv's sake changes no verdict."""
    for judge in (fast, reference):
        assert not differs(judge, "no file", {})


def test_every_schema_is_mutated_or_merely_refers_to_another() -> None:
    for name in NAMES:
        assert any(mutated == name for mutated, _ in MUTANTS) or '"$ref"' in json.dumps(files.read(name))
