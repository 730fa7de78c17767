"""Knows which carrier a file is, by its content first and by its name where that leaves doubt."""

import os
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from didww_contract.carriers import cassettes, har, http_files, markdown, pages, postman
from didww_contract.carriers.bodies import Body, Page, TextBody, TreeBody, Unread
from didww_contract.carriers.curl import ReadFile
from didww_contract.carriers.messages import Carrier, Document, Omitted
from didww_contract.contract.words.secrets import printable
from didww_contract.text import files, yaml_tree
from didww_contract.text.lines import Fault, Text, decode
from didww_contract.text.mentions import OURS, holds
from didww_contract.text.passages import passage
from didww_contract.text.trees import JsonTree, Tree, YamlTree

YAML, MARKDOWN, HTTP, TEXT = (".yaml", ".yml"), (".md", ".mdx", ".markdown"), (".http", ".rest"), (".txt", ".text")
_HASH, _HTTP_COMMENT, _HTML = r"#", r"(?:#+|//)", r"(?:<!--|\{/\*|#|//)"
_YAML_MARKS = re.compile(r"(?:---|%YAML|(?:http_)?interactions:|-[ \t]*(?:\r\n?|\n)[ \t]+request:|- request:)")


def of_json(value: Any, text: str, given: Mapping[str, str]) -> Carrier | None:
    """The carrier that a parsed JSON file is; None where it is a document like any other."""
    if not isinstance(value, dict | list):
        return None
    if har.is_archive(value):
        return Carrier("HAR", har.exchanges(JsonTree(text, value)))
    if postman.is_collection(value):
        return Carrier("Postman collection", postman.exchanges(JsonTree(text, value), given))
    if postman.is_old_collection(value):
        reason = "a Postman collection of version 1, which is not read; export it as v2.1"
        return Carrier("Postman collection", [Omitted("", reason, failed=True)] if OURS.search(text) else [])
    if name := cassettes.recorder(value):
        return Carrier(f"{name} cassette", cassettes.exchanges(JsonTree(text, value)))
    return None


def of_text(name: str, text: str, given: Mapping[str, str]) -> Carrier | None:
    """The carrier that a file which is not JSON is; None where it was meant to be JSON."""
    suffix = os.path.splitext(name)[1].lower()
    reader = _Neighbours(name)
    first = text.lstrip()[:1]
    if suffix in YAML or (suffix not in (*MARKDOWN, *HTTP, *TEXT) and _YAML_MARKS.match(text.lstrip("\ufeff"))):
        return Carrier("YAML", _yaml(text), comments=_HASH)
    if suffix in HTTP or (suffix not in MARKDOWN and http_files.looks_like_one(text)):
        return Carrier(".http file", http_files.exchanges(text, given, reader), comments=_HTTP_COMMENT)
    if suffix in MARKDOWN:
        return Carrier("Markdown", markdown.items(text, reader), comments=_HTML)
    if suffix == ".json" or (first in ("{", "[") and suffix not in TEXT):
        return None
    if suffix in TEXT or _has_message(text, reader):
        has_fences = re.search(r"^[ \t]*(?:```|~~~)", text, re.MULTILINE)
        found = markdown.items(text, reader) if has_fences else _page(text, reader)
        return Carrier("page", found, comments=_HTML)
    return None


def _has_message(text: str, reader: ReadFile) -> bool:
    return next(pages.messages(passage(text), pages.Counter(), reader), None) is not None


def _page(text: str, reader: ReadFile) -> Iterator[Any]:
    found = pages.paired(pages.messages(passage(text), pages.Counter(), reader))
    first = next(found, None)
    if first is None:
        yield Omitted("", "no HTTP message in it", unread=holds(text))
    else:
        yield from chain([first], found)


def _yaml(text: str) -> Iterator[Any]:
    try:
        roots = yaml_tree.documents(text)
    except yaml_tree.Malformed as error:
        if OURS.search(text):
            yield Fault("yaml-syntax", error.start, error.start + 1, error.message, error.hint)
        else:
            yield Omitted("", "not YAML, and nothing in it is about voice_out_trunks")
        return
    if not roots:
        yield Omitted("", "an empty YAML file")
    for number, root in enumerate(roots, start=1):
        tree: Tree = YamlTree(text, root)
        if cassettes.recorder(tree.value):
            yield from cassettes.exchanges(tree)
        else:
            label = f"document {number}" if len(roots) > 1 else ""
            yield Document(label, TreeBody(tree), root.start, root.end)


class _Neighbours:
    """Reads the files that a page names as bodies: those in its own folder, or below the current one."""

    def __init__(self, name: str) -> None:
        self._folder = os.path.dirname(os.path.realpath(name))

    def __call__(self, reference: str) -> Body:
        shown = printable(reference[:80])
        path = os.path.realpath(os.path.join(self._folder, reference))
        if not any(path.startswith(os.path.join(folder, "")) for folder in (self._folder, os.path.realpath("."))):
            return Unread(f"its body is in a file outside of the page's folder ({shown})")
        if not os.path.isfile(path):
            return Unread(f"its body is in a file that is not there ({shown})")
        try:
            data = files.read(files.Source(path, path))
        except files.Unreadable as error:
            return Unread(f"its body is in a file that {error} ({shown})")
        text, faults = decode(data)
        if faults:
            return Unread(f"its body is in a file that is not plain UTF-8 ({shown})")
        name = os.path.relpath(path)
        return TextBody(passage(text), page=Page(name, Text(text)))
