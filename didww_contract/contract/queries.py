"""Knows the query parameters of a URL: what kind of query it is, and its parameters as a document of that kind."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from didww_contract.contract.constraints import by_place
from didww_contract.contract.versions import Edition, UnknownUrl

_PATH = re.compile(r"(?:^|/)v3/voice_out_trunks(/[^/]+)?/?$")


def kind_of_query(url: str) -> str:
    """The kind of query that belongs to a URL's path; raises UnknownUrl."""
    try:
        match = _PATH.search(urlsplit(url).path)
    except ValueError:  # brackets that are no IPv6 address
        match = None
    if not match:
        raise UnknownUrl(url)
    return "trunk-query" if match[1] else "collection-query"


def parameters(url: str, edition: Edition) -> dict[str, Any]:
    """The parameters in the query of `url`, each decoded to the type that the edition has for it.

    What cannot be decoded stays text, so that the schema has something to say about it. A parameter that occurs twice
    is an array of its values.
    """
    found: dict[str, list[str]] = {}
    for name, text in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        found.setdefault(name, []).append(text)
    return {name: _decoded(texts, _type_of(name, edition)) for name, texts in found.items()}


def _type_of(name: str, edition: Edition) -> str:
    types = (constraint.value for constraint in by_place(edition).get((name,), ()) if constraint.keyword == "type")
    return next(types, "string")


def _decoded(texts: list[str], type_: str) -> Any:
    if type_ == "array":
        return [item for text in texts if text for item in text.split(",")]
    values = [_scalar(text, type_) for text in texts]
    return values[0] if len(values) == 1 else values


def _scalar(text: str, type_: str) -> Any:
    if type_ == "integer" and re.fullmatch(r"-?[0-9]{1,300}", text):
        return int(text)
    if type_ == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
