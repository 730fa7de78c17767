"""The schemas mean the same to jsonschema, jsonschema-rs and ajv, with and without format assertion."""

import copy
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from didww_contract.contract import files
from didww_contract.contract.pointers import at
from didww_contract.contract.versions import KINDS, VERSIONS, Edition

SCHEMAS = Path(files.root(), "schemas")
AJV = Path(__file__).with_name("ajv")
BASE = "https://schemas.invalid/"
Case = tuple[str, str]

STRINGS = [
    *("", " ", "\n", "\r\n", "\t", "\u00a0", "\u2028", "\ufeff", "\0", "x" * 5000, "📞", "é", "e\u0301", "\u202e"),
    *("1", "٣", "３", "1\n", "0", "00", "-0", "+1", "1.", ".5", "1e3", "100000", "100000.0", "100000.01", "99999.999"),
    *("100000.00\n", "1_000", "1,000", "0x10", "∞", "NaN", "null", "true", "Active", "active\n", "ACTIVE"),
    *("1.2.3.4", "1.2.3.4\n", " 1.2.3.4", "1.2.3.4/32", "1.2.3.4/33", "1.2.3.4/032", "1.2.3", "256.1.1.1", "01.2.3.4"),
    *(
        "1.2.3.4/255.0.0.0",
        "1.2.3.4:80",
        "١.2.3.4",
        "1.2.3.4/٣",
        "0.0.0.0/0",
        "::",
        "::/0",
        "::1/128",
        "::1/129",
        "1::",
    ),
    *("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1::2::3", ":::", "12345::", "g::"),
    *("::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "::ffff:1.2.3.256", "fe80::1%eth0", "[::1]", "::1 "),
    *("http://a", "HTTPS://A", "http:/a", "http://", "http:///a", "http://a b", "http://a\n", "ftp://a", "//a", "a.b"),
    *("http://[::1]", "http://[::1", "http://[]", "http://a:", "http://a:99999", "http://a:b", "http://u:p@a/?q#f"),
    *(
        "http://@",
        "http://a\\b",
        "http://ä.de",
        "http://a\u00a0",
        "http://a/\u3000",
        "http://a/\u200b",
        "http://a/\x85",
    ),
    *("7a6c177d-a054-4c75-9b4c-b1596ed6fa25", "7A6C177D-A054-4C75-9B4C-B1596ED6FA25", "urn:uuid:" + "0" * 32, "0" * 32),
    *(
        "7a6c177d-a054-4c75-9b4c-b1596ed6fa25\n",
        "7a6c177d-a054-4c75-9b4c-b1596ed6fa2g",
        "00000000-0000-0000-0000-000000000000",
    ),
    *("2021-12-02T07:17:40.125Z", "2021-02-29T00:00:00.000Z", "2020-02-29T23:59:59.999Z", "2021-12-02T07:17:60.000Z"),
    *("0000-01-01T00:00:00.000Z", "1900-02-29T00:00:00.000Z", "2021-12-02t07:17:40.125z", "2021-12-02 07:17:40.125Z"),
    *(
        "2021-13-01T00:00:00.000Z",
        "2021-12-02T24:00:00.000Z",
        "2021-12-02T07:17:40.125+00:00",
        "2021-04-31T00:00:00.000Z",
    ),
    *(
        "422",
        "422\n",
        "200",
        "600",
        "٤٢٢",
        "/data",
        "data",
        "/a~2",
        "/a~0~1",
        "/\n",
        "voice_out_trunks",
        "dids",
        "dids\n",
    ),
]
OTHERS: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        32767,
        32768,
        1.0,
        1.5,
        -0.0,
        1e2,
        1e-400,
        2**53,
        2**64,
        -(2**64),
        10**30,
        1e300,
        422,
    ),
    *([], [[]], {}, {"a": 1}, [None], ["1.2.3.4"], [1], ["1"], {"data": None}, [{}]),
]


def examples() -> Iterator[tuple[str, Any]]:
    for path in sorted((SCHEMAS / "examples").rglob("*.json")):
        _verdict, version, kind, rule, *_ = path.relative_to(SCHEMAS / "examples").parts
        if not rule.startswith("json-"):
            yield (
                files.canonical(files.schema_name(Edition(version, kind))),
                json.loads(path.read_text(encoding="utf-8")),
            )


def paths(node: Any) -> Iterator[tuple[Any, ...]]:
    yield ()
    for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from ((key, *rest) for rest in paths(child))


def richness(document: Any) -> tuple[int, int]:
    every = list(paths(document))
    return len({tuple("*" if isinstance(step, int) else step for step in path) for path in every}), -len(every)


def closely_looked_at(schema: str, path: tuple[Any, ...]) -> bool:
    """Each definition once is enough: those of values in the create request, those of the response in one trunk."""
    first = all(step == 0 for step in path if isinstance(step, int))
    return first and (
        schema == "2021-12-15/create-request.json"
        or (
            schema == "2021-12-15/trunk.json" and bool({"created_at", "spent_amount", "links", "id"}.intersection(path))
        )
        or (schema == "2021-12-15/errors.json")
    )


def replaced(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.copy(document)
    changed[path[0]] = replaced(document[path[0]], path[1:], value)
    return changed


@cache
def cases() -> list[Case]:
    """Every example; nasty strings wherever a valid document has one, other values anywhere; and mixtures of these."""
    found = list(examples())
    whole: dict[str, Any] = {}  # the example of each kind that has something at most places, and little at each
    for schema, document in found:
        if schema not in whole or richness(document) > richness(whole[schema]):
            whole[schema] = document
    chance = random.Random(20211215)
    for schema, document in whole.items():
        for path in paths(document):
            value = at(document, path)
            if isinstance(value, str):
                strings = STRINGS if closely_looked_at(schema, path) else chance.sample(STRINGS, 8)
                found += [(schema, replaced(document, path, string)) for string in strings]
            found += [(schema, replaced(document, path, other)) for other in chance.sample(OTHERS, 3)]
    for _ in range(1000):
        schema, document = chance.choice(found)
        for _ in range(chance.randint(1, 3)):
            document = replaced(document, chance.choice(list(paths(document))), chance.choice([*STRINGS, *OTHERS]))
        found.append((schema, document))
    return [(schema, json.dumps(document)) for schema, document in found]


def resource(uri: str) -> Any:
    return files.read(uri.removeprefix(BASE))


def python(schema: str, *, formats: bool) -> Callable[[Any], bool]:
    registry: Registry[Any] = Registry(retrieve=lambda uri: Resource.from_contents(resource(uri)))  # type: ignore[call-arg]  # attrs
    checker = FormatChecker() if formats else None
    return Draft202012Validator({"$ref": BASE + schema}, registry=registry, format_checker=checker).is_valid


def rust(schema: str, *, formats: bool) -> Callable[[Any], bool]:
    return jsonschema_rs.Draft202012Validator(
        files.read(schema), base_uri=BASE + schema, retriever=resource, validate_formats=formats
    ).is_valid


@cache
def verdicts(engine: Any, *, formats: bool) -> list[bool]:
    judges = {schema: engine(schema, formats=formats) for schema in {schema for schema, _ in cases()}}
    return [judges[schema](json.loads(text)) for schema, text in cases()]


def disagreements(one: list[bool], other: list[bool]) -> list[tuple[str, str]]:
    assert len(one) == len(other) == len(cases())
    return [case for case, a, b in zip(cases(), one, other, strict=True) if a != b]


def test_the_cases_are_worth_judging() -> None:
    found = verdicts(rust, formats=False)
    assert len(found) > 3000
    assert 200 < sum(found) < len(found) - 200


@pytest.mark.parametrize("formats", [False, True])
@pytest.mark.parametrize("engine", [python, rust])
def test_python_and_rust_agree(engine: Any, formats: bool) -> None:
    assert disagreements(verdicts(rust, formats=False), verdicts(engine, formats=formats)) == []


@cache
def ajv() -> dict[str, list[bool]]:
    if not (AJV / "node_modules" / "ajv").is_dir() or not shutil.which("node"):
        assert "CI" not in os.environ, "CI must install ajv first: npm ci --prefix tests/contract/ajv"
        pytest.skip("ajv is not installed: npm ci --prefix tests/contract/ajv")
    names = [
        path.relative_to(SCHEMAS).as_posix()
        for path in SCHEMAS.rglob("*.json")
        if path.relative_to(SCHEMAS).parts[0] not in ("examples", "corpus")
    ]
    asked = json.dumps({"schemas": {name: files.read(name) for name in names}, "cases": cases()})
    done = subprocess.run(["node", "judge.mjs"], cwd=AJV, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # strict mode only warns about some faults
    found: dict[str, list[bool]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("formats", ["plain", "formats"])
def test_ajv_in_strict_mode_agrees(formats: str) -> None:
    assert disagreements(verdicts(rust, formats=False), ajv()[formats]) == []


def test_every_kind_is_judged() -> None:
    every = {files.canonical(files.schema_name(Edition(version, kind))) for version in VERSIONS for kind in KINDS}
    assert {schema for schema, _ in cases()} == every
