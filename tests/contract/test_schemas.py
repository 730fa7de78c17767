"""The schemas as documents: sound, documented, and free of what engines read differently."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from didww_contract.contract import files
from didww_contract.contract.constraints import ASSERTIONS, constraints, explanation
from didww_contract.contract.naming import rule_id
from didww_contract.contract.versions import KINDS, VERSIONS, Edition

SCHEMAS = Path(files.root(), "schemas")
FILES = sorted(
    path for path in SCHEMAS.rglob("*.json") if path.relative_to(SCHEMAS).parts[0] not in ("examples", "corpus")
)


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a schema file that may be a schema."""
    if isinstance(schema, dict):
        yield schema
        for name, child in schema.items():
            if name not in ("examples", "default", "enum", "const", "required", "type"):
                yield from nodes(child)
    elif isinstance(schema, list):
        for child in schema:
            yield from nodes(child)


def located(schema: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object inside a schema file with its JSON Pointer."""
    if isinstance(schema, dict):
        yield pointer, schema
        for name, child in schema.items():
            yield from located(child, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")


BASE = "https://schemas.invalid/"
REGISTRY: Registry[Any] = Registry(
    retrieve=lambda uri: Resource.from_contents(read(SCHEMAS / uri.removeprefix(BASE)))  # type: ignore[call-arg]  # see engines.py
)


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
class TestEachFile:
    def test_obeys_the_draft(self, path: Path) -> None:
        schema = read(path)
        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
        Draft202012Validator.check_schema(schema)

    def test_regular_expressions_are_portable(self, path: Path) -> None:
        """No shorthand classes, flags, look-around or named groups: engines disagree about them or lack them."""
        for node in nodes(read(path)):
            if isinstance(pattern := node.get("pattern"), str):
                assert not re.search(r"\\[dDwWsSbBpPhkAzZG]|\(\?[^:]|[*+?}]\+", pattern), pattern
                assert not pattern.endswith("$") or pattern.startswith("^")

    def test_a_pattern_with_an_end_also_forbids_line_feeds(self, path: Path) -> None:
        """In Python and others, `$` lets a line feed at the end through."""
        for node in nodes(read(path)):
            if str(node.get("pattern")).endswith("$") and "[^~]" not in node["pattern"]:  # that takes line feeds
                assert node.get("not") == {"type": "string", "pattern": "\\n"}, node

    def test_references_are_relative(self, path: Path) -> None:
        """So that any tool finds them on disk, and none asks the network."""
        for node in nodes(read(path)):
            assert "$id" not in node
            assert "://" not in str(node.get("$ref", ""))

    def test_examples_and_defaults_are_valid(self, path: Path) -> None:
        name = path.relative_to(SCHEMAS).as_posix()
        for pointer, node in located(read(path)):
            values = [*node.get("examples", []), *([node["default"]] if "default" in node else [])]
            judge = Draft202012Validator({"$ref": f"{BASE}{name}#{pointer}"}, registry=REGISTRY)
            for value in values:
                assert judge.is_valid(value), (pointer, value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_rule_is_described_with_its_source(version: str, kind: str) -> None:
    for constraint in constraints(Edition(version, kind)):
        node = explanation(constraint, Edition(version, kind))
        assert len(node["description"]) > 5, rule_id(constraint)
        assert node["$comment"].startswith("Source: "), rule_id(constraint)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_descriptions_do_not_repeat_limits(path: Path) -> None:
    """A limit is written once. Titles of patterns say theirs, for no program can read it off a pattern."""
    for node in nodes(read(path)):
        limits = {str(node[keyword]) for keyword in ASSERTIONS if type(node.get(keyword)) is int} - {"0", "1"}
        numbers = set(re.findall(r"[0-9]+", str(node.get("description", ""))))
        assert not limits & numbers, node
