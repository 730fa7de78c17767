"""Knows what a response owes to its request: to repeat what was set, to name what it refuses, to have its id."""

import ipaddress
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from didww_contract.contract.constraints import by_place, members, place_of
from didww_contract.contract.pointers import Path, member, pointer, tokens
from didww_contract.contract.resources import resource_objects
from didww_contract.contract.versions import Edition
from didww_contract.contract.words.labels import short
from didww_contract.contract.words.secrets import printable, shown
from didww_contract.exchanges.answers import stored
from didww_contract.exchanges.problems import Problem

_ATTRIBUTES: Path = ("data", "attributes")


def unlike(request: Any, response: Any, edition: Edition, open_values: str = "") -> Iterator[Problem]:
    """Attributes that a response does not repeat; `edition` is the request's.

    Values that match the expression `open_values` may be anything.
    """
    asked, answered = member(request, "data", "attributes"), member(response, "data", "attributes")
    if isinstance(asked, dict) and isinstance(answered, dict):
        yield from _unlike(asked, answered, _ATTRIBUTES, edition, open_values)


def _unlike(
    asked: Mapping[str, Any], answered: Mapping[str, Any], place: Path, edition: Edition, open_values: str
) -> Iterator[Problem]:
    for name, value in asked.items():
        if name not in answered:
            continue  # the response's own contract has something to say about that
        path, found = (*place, name), answered[name]
        if isinstance(value, dict) and isinstance(found, dict):
            yield from _unlike(value, found, path, edition, open_values)
            continue
        if open_values and re.search(open_values, json.dumps(value)):
            continue
        if value is None and _is_default(found, path, edition):
            continue
        if not _same(name, _as_stored(name, value), found):
            label = ".".join(map(str, path[2:]))
            what = f"{label} is {_shown(found, path)}, but the request set {_shown(value, path)}"
            hint = "The API repeats what a request sets: correct the one that is wrong, or record the pair again."
            yield Problem("response-differs", pointer(path), what, hint)


def _as_stored(name: str, value: Any) -> Any:
    try:
        return stored({name: value}, {name: value})[name]
    except (TypeError, KeyError, AttributeError):  # of the wrong type, which another rule says
        return value


_OF_THE_ACCOUNT = frozenset(["threshold_amount"])
"""Attributes whose default is not the API's, but the account's."""


def _is_default(found: Any, path: Path, edition: Edition) -> bool:
    """Whether the API has put a default in the place of null."""
    if path[-1] in _OF_THE_ACCOUNT:
        return True
    group = by_place(edition).get(place_of(path), ())
    return any("default" in one.node and found == one.node["default"] for one in group)


def _same(name: str, wanted: Any, found: Any) -> bool:
    """Whether the API may have stored one value as another."""
    if isinstance(wanted, list) and isinstance(found, list):
        if name.endswith("_ips"):
            return set(map(_network, wanted)) == set(map(_network, found))
        return found in (wanted, list(dict.fromkeys(map(str, wanted))))  # repeated prefixes are stored once
    if isinstance(wanted, str) and isinstance(found, str) and wanted != found:
        if name == "threshold_amount":
            return _number(wanted) == _number(found) is not None
        return name == "callback_url" and found == f"http://{wanted}"
    return type(wanted) is type(found) and bool(wanted == found)


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]{1,20}(?:\.[0-9]{1,20})?", text) else None


def _network(text: Any) -> Any:
    """The network that an address stands for, whatever bits are set beyond its prefix; what is none stays as it is."""
    if not isinstance(text, str):
        return repr(text)
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return text


def _shown(value: Any, path: Path) -> str:
    return json.dumps(value) if isinstance(value, list) and len(json.dumps(value)) <= 60 else shown(value, path)


def other_id(document: Any, id_: str) -> Iterator[Problem]:
    """A `data.id` that is not the one in the path."""
    found = member(document, "data", "id")
    if id_ and _is_other(found, id_):
        hint = "Use the same id in both places."
        yield Problem("id-mismatch", "/data/id", f"data.id is {shown(found, ('id',))}, but the path has {id_}", hint)


def _is_other(found: Any, id_: str) -> bool:
    return isinstance(found, str) and bool(re.fullmatch(r"[0-9A-Fa-f-]+", found)) and found.lower() != id_.lower()


def other_trunk(request: Any, response: Any) -> Iterator[Problem]:
    """Regenerated credentials whose id is not that of the trunk that the request names."""
    asked = member(request, "data", "relationships", "voice_out_trunk", "data", "id")
    found = member(response, "data", "id")
    if isinstance(asked, str) and _is_other(found, asked):
        what = f"data.id is {shown(found, ('id',))}, but the request names the trunk {shown(asked, ('id',))}"
        yield Problem("regenerated-id-differs", "/data/id", what, "The API answers with the trunk's id.", "warning")


def unasked(query: str, response: Any) -> Iterator[Problem]:
    """The `data` of relationships that the `include` of the request did not ask for."""
    asked = {
        name.partition(".")[0]
        for parameter, value in parse_qsl(query, keep_blank_values=True)
        if parameter == "include"
        for name in value.split(",")
    }
    for place, trunk in resource_objects(response):
        relationships = member(trunk, "relationships")
        for name, relationship in relationships.items() if isinstance(relationships, dict) else ():
            if isinstance(relationship, dict) and "data" in relationship and name not in asked:
                path: Path = (*place, "relationships", name, "data")
                what = f"{short(name)} has data, which the request did not ask for"
                hint = f"Add include={short(name)} to the request, or leave the data out of the response."
                yield Problem("relationship-data-unasked", pointer(path), what, hint, "warning")


def pointers_astray(request: Any, response: Any, edition: Edition) -> Iterator[Problem]:
    """Entries of a 422 that point at nothing in the request, nor at a member that it lacks."""
    errors = member(response, "errors")
    for index, error in enumerate(errors if isinstance(errors, list) else ()):
        text = member(error, "source", "pointer")
        if isinstance(text, str) and not _leads_somewhere(text, request, edition):
            where = pointer(("errors", index, "source", "pointer"))
            what = f'source.pointer is "{printable(text[:120])}", which leads to nothing in the request'
            yield Problem("error-pointer-unknown", where, what, "Point at the member of the request that is refused.")


def _leads_somewhere(text: str, request: Any, edition: Edition) -> bool:
    if text and not text.startswith("/"):
        return False
    here, place = request, tuple[str, ...]()
    leading = tokens(text)
    for number, token in enumerate(leading):
        if isinstance(here, dict) and token in here:
            here, place = here[token], (*place, token)
        elif isinstance(here, dict) and "data" in here and place[:2] == ("data", "relationships"):
            return True  # the API leaves out "data", and names items of a linkage by index or by id
        elif isinstance(here, list) and token.isdecimal() and int(token) < len(here):
            here, place = here[int(token)], (*place, "*")
        else:  # something that the request lacks, if the contract knows it
            known = {name for at, names in members(edition).items() if at == place for name in names}
            return number == len(leading) - 1 and token in known
    return True
