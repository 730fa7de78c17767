"""Knows the query parameters of a URL: what kind of query it is, and its parameters as a document of that kind."""

import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from didww_contract.contract.constraints import by_place
from didww_contract.contract.parameters import Parameters
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


def parameters(url: str, edition: Edition) -> Parameters:
    """The parameters in the query of `url`, each decoded to the type that the edition has for it.

    What cannot be decoded stays text, so that the schema has something to say about it. Of a parameter that occurs
    several times the last value counts, as Rack has it, on which the API probably runs (inferred).
    """
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    found = Parameters((name, _decoded(text, _type_of(name, edition))) for name, text in dict(pairs).items())
    if len(found) < len(pairs):
        found.repeated = tuple(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
    return found


def _type_of(name: str, edition: Edition) -> str:
    types = (constraint.value for constraint in by_place(edition).get((name,), ()) if constraint.keyword == "type")
    return next(types, "string")


def _decoded(text: str, type_: str) -> Any:
    if type_ == "array":
        return text.split(",") if text else []
    if type_ == "integer" and re.fullmatch(r"-?[0-9]{1,300}", text):
        return int(text)
    if type_ == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
