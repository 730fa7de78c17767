"""Knows where the contract's own files lie, and reads them; nothing else in the package opens them.

In a wheel `schemas/` and `openapi.yaml` travel inside the package; in a checkout and in an editable install they
stand beside it. Only the files that a run needs are read, each once.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from didww_contract.contract.pointers import tokens
from didww_contract.contract.versions import Edition

JSON = dict[str, Any]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@cache
def root() -> str:
    """The folder that holds `schemas/` and `openapi.yaml`."""
    for folder in (_PACKAGE, os.path.dirname(_PACKAGE)):
        if os.path.isdir(os.path.join(folder, "schemas", "parts")):
            return folder
    raise FileNotFoundError(
        f"no schemas/ folder in or beside {_PACKAGE}: this installation of didww-contract is broken"
    )


@cache
def read(name: str) -> JSON:
    """The JSON file `name`, a path below `schemas/` with forward slashes. Shared: callers must not change it."""
    with open(os.path.join(root(), "schemas", *name.split("/")), encoding="utf-8") as file:
        document: JSON = json.load(file)
    return document


def schema_name(edition: Edition) -> str:
    """The file below `schemas/` that holds the schema of a kind in a version."""
    return f"{edition.version}/{edition.kind}.json"


def canonical(name: str) -> str:
    """The file that has the content of the schema file `name`: an earlier version's where that is the same."""
    schema = read(name)
    while schema.keys() == {"$schema", "title", "$ref"} and "/parts/" not in schema["$ref"]:
        name, schema = resolve(name, schema["$ref"])
    return name


def resolve(name: str, reference: str) -> tuple[str, JSON]:
    """Follow a `$ref` that stands in the file `name`: the file that it leads to, and the schema there."""
    relative, _, fragment = reference.partition("#")
    target = os.path.normpath(os.path.join(os.path.dirname(name), relative)).replace(os.sep, "/") if relative else name
    node: Any = read(target)
    for token in tokens(_unquoted(fragment)):
        node = node[token]
    return target, node


def _unquoted(fragment: str) -> str:
    if "%" not in fragment:
        return fragment
    from urllib.parse import unquote  # only openapi.yaml refers to members with brackets in their names

    return unquote(fragment)


def examples(verdict: str, edition: Edition, rule: str = "") -> list[str]:
    """The example documents filed under a verdict, at any depth, as names below `schemas/`, in order of name."""
    folder = "/".join(filter(None, ("examples", verdict, *edition, rule)))
    top = os.path.join(root(), "schemas")
    paths = (os.path.join(parent, name) for parent, _, names in os.walk(os.path.join(top, folder)) for name in names)
    return sorted(os.path.relpath(path, top).replace(os.sep, "/") for path in paths)


def corpus_lines(name: str) -> Iterator[str]:
    """The lines of a file of the golden corpus, a path below `schemas/corpus/`; none if there is no such file."""
    with contextlib.suppress(FileNotFoundError), open(corpus_path(name), encoding="utf-8") as file:
        yield from file


def corpus_path(name: str) -> str:
    """Where a file of the golden corpus lies."""
    return os.path.join(root(), "schemas", "corpus", *name.split("/"))
