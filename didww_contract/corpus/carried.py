"""Knows the texts of files that carry documents: YAML, a page with a curl command, comments that ignore rules."""

import json
import shlex
from collections.abc import Iterator
from typing import NamedTuple

from didww_contract.contract.versions import Edition
from didww_contract.corpus.operations import BASE, headers
from didww_contract.specimens.building import built


class Made(NamedTuple):
    """A text, and what it is meant to be."""

    kind: str
    """Of the document in it."""
    rule: str | None
    """The rule that it breaks, or the warning that it earns; None for a text that is right."""
    how: str
    data: bytes
    suffix: str = "json"
    """Of the file's name."""


def carried(version: str) -> Iterator[Made]:
    """Right and wrong ones; all of a create request."""
    for suffix, rule, how, text in (*_yaml(version), *_pages(version)):
        yield Made("create-request", rule, how, text.encode(), suffix)


_Text = tuple[str, str | None, str, str]


def _yaml(version: str) -> Iterator[_Text]:
    data = built(Edition(version, "create-request"))["data"]
    attributes = json.dumps(data["attributes"])
    text = f"data:\n  type: voice_out_trunks\n  attributes: {attributes}\n"
    blank = text.replace(attributes, json.dumps({**data["attributes"], "name": " "}))
    for rule, how, made in (
        (None, "YAML", text),
        (None, "YAML with a comment", f"# a trunk\n{text}"),
        (None, "YAML that ignores a rule", f"# didww-contract: ignore[name-blank]\n{blank}"),
        ("yaml-syntax", "a tab in the indentation", text.replace("  type", "\ttype")),
        ("yaml-syntax", "a bracket that is not closed", text.rstrip("}\n") + "\n"),
        ("yaml-syntax", "an alias of nothing", text.replace(attributes, "*shared")),
        ("yaml-syntax", "two colons on a line", text.replace("type: ", "type: of: ")),
        ("suppression-unknown-rule", "a misspelt rule", f"# didww-contract: ignore[name-blnk]\n{text}"),
        ("suppression-syntax", "a rule without brackets", f"# didww-contract: ignore name-blank\n{text}"),
        ("suppression-syntax", "empty brackets", f"# didww-contract: ignore[]\n{text}"),
        ("suppression-unused", "a rule that nothing breaks", f"# didww-contract: ignore[name-blank]\n{text}"),
    ):
        yield "yaml", rule, how, made


def _pages(version: str) -> Iterator[_Text]:
    body = json.dumps(built(Edition(version, "create-request")))
    named = [f"--header {shlex.quote(f'{name}: {value}')}" for name, value in headers(version, body=True).items()]
    command = " ".join(["curl", f"{BASE}/voice_out_trunks", *named, "--data", shlex.quote(body)])
    for rule, how, made in (
        (None, "a curl command", command),
        ("curl-syntax", "a single quote that is not closed", command.rstrip("'")),
        ("curl-syntax", "a double quote that is not closed", command.replace("--header 'Accept", "--header \"'Accept")),
    ):
        yield "md", rule, how, f"# Create a trunk\n\n```sh\n{made}\n```\n"
