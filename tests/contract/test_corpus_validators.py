"""Validators in other languages give the verdict of the golden corpora, case for case.

ajv, @cfworker/json-schema, jsonschema and jsonschema-rs read the schemas as they are. Debian's validators of Ruby and
Go know draft 7 only: they get the same keywords in one document, each `$ref` wrapped into an allOf, since in draft 7 it
hides what stands beside it, and without `format`, since Go's takes UUIDs in lower case only.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from didww_contract import Contract
from didww_contract.contract import files
from didww_contract.contract.engines import EngineName
from didww_contract.contract.message_rules import MESSAGE_RULES
from didww_contract.contract.versions import KINDS, VERSIONS, Edition
from didww_contract.corpus.cases import EXCHANGE, compact
from didww_contract.corpus.schemas import bundled
from didww_contract.exchanges.operations import Operation
from didww_contract.exchanges.problems import of_route
from didww_contract.exchanges.routes import route

HERE = Path(__file__).parent
SCHEMAS = Path(files.root(), "schemas")
TOOLS = HERE / "validators"
GOPATH = "/usr/share/gocode"
"""Where Debian's packages put Go's libraries."""
Judged = tuple[str, Edition, Any, bool]
"""A case's id, what its document is, the document, and the verdict."""


@cache
def judged() -> list[Judged]:
    """All cases of the golden corpora; of an exchange the request and the response."""
    found: list[Judged] = []
    for version in VERSIONS:
        for kind in (*KINDS, EXCHANGE):
            for line in files.corpus_lines(f"{version}/{kind}.jsonl"):
                case = json.loads(line)
                found += parts(case) if kind == EXCHANGE else [whole(case)]
    return found


def whole(case: Any) -> Judged:
    return case["id"], Edition(case["api_version"], case["kind"]), case["document"], case["valid"]


def parts(case: Any) -> list[Judged]:
    version, sent, got = case["api_version"], case["document"]["request"], case["document"]["response"]
    target = route(sent["path"])
    operation = of_route(sent["method"], sent["path"], target, version) if target else None
    found: list[Judged] = []
    if not isinstance(operation, Operation):
        return found  # which is what the case is about
    if sent["body"] is not None and operation.request:
        right = case["valid"] or (case["rule"] in MESSAGE_RULES and case["rule"] != "forbidden-request-accepted")
        found.append((case["id"], Edition(version, operation.request), sent["body"], right))
    if got["body"] is not None and (kind := operation.responses.get(str(got["status"]))):
        found.append((case["id"], Edition(version, kind), got["body"], True))
    return found


EDITIONS = [Edition(version, kind) for version in VERSIONS for kind in KINDS]


def wrong(verdicts: list[bool]) -> list[str]:
    cases = judged()
    assert len(verdicts) == len(cases) > 10_000
    return [name for (name, _, _, valid), verdict in zip(cases, verdicts, strict=True) if verdict is not valid]


def asked(schemas: Mapping[str, Any]) -> str:
    cases = [[files.schema_name(edition), compact(document)] for _, edition, document, _ in judged()]
    return json.dumps({"schemas": schemas, "cases": cases})


def needed(present: bool, how: str) -> None:
    """Skip where a tool is missing; in CI, where .ci/corpus installs them all, that is a fault."""
    if not present:
        assert "CI" not in os.environ, how
        pytest.skip(f"not installed: {how}")


def output(command: list[str], text: str, folder: Path, **environment: str) -> Any:
    done = subprocess.run(
        command, input=text, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.mark.parametrize("engine", ["jsonschema-rs", "jsonschema"])
def test_both_engines_agree(engine: EngineName) -> None:
    contracts = {version: Contract(version, engine=engine) for version in VERSIONS}
    found = [contracts[edition.version].is_valid(edition.kind, document) for _, edition, document, _ in judged()]
    assert wrong(found) == []


def test_ajv_in_strict_mode_agrees() -> None:
    installed = (HERE / "ajv" / "node_modules" / "ajv").is_dir() and bool(shutil.which("node"))
    needed(installed, "npm ci --prefix tests/contract/ajv")
    paths = [
        path for path in SCHEMAS.rglob("*.json") if path.relative_to(SCHEMAS).parts[0] not in ("examples", "corpus")
    ]
    schemas = {path.relative_to(SCHEMAS).as_posix(): json.loads(path.read_text(encoding="utf-8")) for path in paths}
    found = output(["node", "judge.mjs"], asked(schemas), HERE / "ajv")
    assert wrong(found["plain"]) == []
    assert wrong(found["formats"]) == []


def test_a_second_validator_in_javascript_agrees() -> None:
    needed(
        (TOOLS / "node_modules").is_dir() and bool(shutil.which("node")), "npm ci --prefix tests/contract/validators"
    )
    schemas = {files.schema_name(edition): bundled(edition) for edition in EDITIONS}
    assert wrong(output(["node", "judge.mjs"], asked(schemas), TOOLS)) == []


def in_draft_7(edition: Edition) -> Any:
    """The schema of an edition in one document of draft 7."""
    parts = bundled(edition)["$defs"]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "allOf": [{"$ref": f"#/definitions/{flat(files.schema_name(edition))}"}],
        "definitions": {flat(name): rewritten(part, name) for name, part in parts.items()},
    }


def flat(name: str) -> str:
    return name.replace("/", "_")


DROPPED = ("$schema", "$id", "$ref", "$comment", "format")


def rewritten(node: Any, file: str) -> Any:
    if isinstance(node, list):
        return [rewritten(child, file) for child in node]
    if not isinstance(node, dict):
        return node
    left = {name: rewritten(child, file) for name, child in node.items() if name not in DROPPED}
    if isinstance(node.get("$ref"), str):
        relative, _, fragment = node["$ref"].partition("#")
        target = os.path.normpath(os.path.join(os.path.dirname(file), relative)) if relative else file
        left["allOf"] = [*left.get("allOf", []), {"$ref": f"#/definitions/{flat(target)}{fragment}"}]
    return left


LIBRARIES = {
    "ruby": "/usr/share/rubygems-integration/all/gems/json_schemer-0.2.18",
    "go": f"{GOPATH}/src/github.com/xeipuuv/gojsonschema",
}
"""Where Debian's packages put the validators: ruby-json-schemer, golang-github-xeipuuv-gojsonschema-dev."""
COMMANDS = {"ruby": ["ruby", "judge.rb"], "go": ["go", "run", "judge.go"]}


@pytest.mark.parametrize("language", COMMANDS)
def test_validators_in_other_languages_agree(language: str, tmp_path: Path) -> None:
    installed = bool(shutil.which(language)) and Path(LIBRARIES[language]).exists()
    needed(installed, ".ci/corpus --install, on Debian")
    schemas = {files.schema_name(edition): in_draft_7(edition) for edition in EDITIONS}
    environment = {"GO111MODULE": "off", "GOPATH": GOPATH, "GOCACHE": str(tmp_path), "GOFLAGS": ""}
    assert wrong(output(COMMANDS[language], asked(schemas), TOOLS, **environment)) == []
