"""Measures this package against the tools that its users would take instead, and prints the ratios.

Absolute times mean little on a shared machine. So what is compared is measured in turns, many times, and the ratio is
of the fastest turns.
"""

import compileall
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import jsonschema_rs
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode

import didww_contract
from benchmarks.carriers import cassette, composed, judged, loaded, requests
from benchmarks.foreign import foreign, linted, reading
from benchmarks.generation import peers, seconds, systematic_case
from benchmarks.startup import startup
from didww_contract import Contract, strategies
from didww_contract.contract import files
from didww_contract.contract.versions import Edition
from didww_contract.exchanges import openapi

VERSION, KIND = "2021-12-15", "create-request"
SCHEMA = files.schema_name(Edition(VERSION, KIND))
EXAMPLES = Path(files.root(), "schemas", "examples")
BIN = Path(sys.executable).parent


def fastest(ours: Callable[[], object], theirs: Callable[[], object], turns: int, loops: int) -> tuple[float, float]:
    """Seconds for one call of each, the fastest of several turns that they take one after the other."""
    best = [float("inf"), float("inf")]
    for _ in range(turns):
        for index, call in enumerate((ours, theirs)):
            start = perf_counter()
            for _ in range(loops):
                call()
            best[index] = min(best[index], (perf_counter() - start) / loops)
    return best[0], best[1]


def row(what: str, ours: float, theirs: float, peer: str, limit: float) -> None:
    """Print one line of the table."""
    ratio = ours / theirs
    print(f"{what:<46} {ratio:7.3f} x {peer:<17} (at most {limit:.3g}: {'kept' if ratio <= limit else 'BROKEN'})")


def self_contained() -> dict[str, Any]:
    """The schema as its users have it in one file: the parts of the bundle that it refers to beside it."""
    components = openapi.bundle(VERSION)["components"]["schemas"]
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": "#/components/schemas/CreateRequest"}
    return {**schema, "components": {"schemas": components}}


def library() -> None:
    """`is_valid` and `validate` on parsed documents."""
    contract = Contract(VERSION)
    schema = self_contained()
    fast, reference = jsonschema_rs.Draft202012Validator(schema), Draft202012Validator(schema)
    right = json.loads((EXAMPLES / "valid" / VERSION / KIND / "explicit-did.json").read_text())
    wrong = json.loads((EXAMPLES / "invalid" / VERSION / KIND / "status-enum" / "label.json").read_text())
    row(
        "is_valid, a valid request",
        *fastest(lambda: contract.is_valid(KIND, right), lambda: fast.is_valid(right), 30, 5000),
        "jsonschema-rs",
        1.5,
    )
    row(
        "is_valid, a valid request",
        *fastest(lambda: contract.is_valid(KIND, right), lambda: reference.is_valid(right), 10, 100),
        "jsonschema",
        1 / 50,
    )
    row(
        "validate to findings, a request with one error",
        *fastest(lambda: contract.validate(KIND, wrong), lambda: list(reference.iter_errors(wrong)), 10, 100),
        "jsonschema",
        1 / 2,
    )


def command(folder: str, *arguments: str | Path) -> Callable[[], object]:
    """A call that runs a command in a folder, which has no configuration, and wants it to find nothing."""
    return lambda: subprocess.run(arguments, check=True, capture_output=True, cwd=folder)


def linter() -> None:
    """The command on files, process start included."""
    compileall.compile_dir(Path(didww_contract.__file__).parent, quiet=1)  # as pip does, but for editable installs
    text = (EXAMPLES / "valid" / VERSION / KIND / "explicit-did.json").read_text()
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder, "create-request.schema")
        schema.write_text(json.dumps(self_contained()))
        paths = [Path(folder, f"{number}.json") for number in range(1000)]
        for path in paths:
            path.write_text(text)
        lint: list[str | Path] = [BIN / "didww-contract", "lint", "--kind", KIND]
        check: list[str | Path] = [BIN / "check-jsonschema", "--schemafile", schema]
        row(
            "lint one file, cold",
            *fastest(command(folder, *lint, paths[0]), command(folder, *check, paths[0]), 20, 1),
            "check-jsonschema",
            0.4,
        )
        row(
            "lint 1,000 files",
            *fastest(command(folder, *lint, *paths), command(folder, *check, *paths), 5, 1),
            "check-jsonschema",
            0.4,
        )


def carriers() -> None:
    """A cassette of five megabytes, and lines of create requests."""
    text = cassette()
    row("lint a cassette of 5 MB", *fastest(judged("a.yaml", text), composed(text), 5, 1), "yaml compose", 3)
    lines = requests()
    row("lint JSON Lines", *fastest(judged("a.jsonl", lines), loaded(lines), 7, 1), "json.loads", 2.5)


def repository() -> None:
    """A run over files that mention nothing, as in a repository that is about other things."""
    with tempfile.TemporaryDirectory() as folder:
        foreign(Path(folder), 10_000)
        row("lint 10,000 files about other things", *fastest(linted(folder), reading(folder), 5, 1), "reading them", 3)


def generation() -> None:
    """Draws of the strategies."""
    schemathesis = peers()
    valid = seconds(strategies.create_requests(), 1000)
    invalid = seconds(strategies.invalid_create_requests(), 500)
    row("draw a valid create request", valid, schemathesis[GenerationMode.POSITIVE], "schemathesis", 0.1)
    row("draw an invalid create request", invalid, schemathesis[GenerationMode.NEGATIVE], "schemathesis", 0.1)
    row("draw a valid create request", valid, seconds(st.integers(), 1000), "st.integers()", 5)
    row("make a case of the corpora", systematic_case(), schemathesis[GenerationMode.POSITIVE], "schemathesis", 0.1)


if __name__ == "__main__":
    library()
    linter()
    carriers()
    repository()
    generation()
    print()
    startup()
