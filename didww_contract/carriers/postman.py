"""Knows Postman collections (v2.0 and v2.1): requests in folders, examples with what they answer, variables."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from didww_contract.carriers.bodies import Body, TextBody, Unread
from didww_contract.carriers.messages import Exchange, Header, Headers, Omitted, Request, Response
from didww_contract.carriers.variables import VARIABLE, resolved, substituted
from didww_contract.contract.pointers import Path
from didww_contract.text.passages import Passage
from didww_contract.text.trees import Tree

_SCHEMA = re.compile(r"schema\.(?:get)?postman\.com/.*/v2\.[01]\.")


def is_collection(value: Any) -> bool:
    """Whether a document is a collection of a version that is read."""
    info = value.get("info") if isinstance(value, dict) else None
    if not isinstance(info, dict) or not isinstance(value.get("item"), list):
        return False
    return "_postman_id" in info or bool(_SCHEMA.search(str(info.get("schema"))))


def is_old_collection(value: Any) -> bool:
    """Whether a document is a collection of version 1."""
    return isinstance(value, dict) and isinstance(value.get("requests"), list) and {"id", "order"} <= value.keys()


def environment(value: Any) -> dict[str, str] | None:
    """The variables of a Postman environment, or of a plain object of strings; None for anything else."""
    if isinstance(value, dict) and isinstance(value.get("values"), list):
        return _values(value["values"])
    if isinstance(value, dict) and all(isinstance(one, str | int | float) for one in value.values()):
        return {name: str(one) for name, one in value.items()}
    return None


def _values(variables: Any) -> dict[str, str]:
    found = {}
    for one in variables if isinstance(variables, list) else ():
        if isinstance(one, dict) and one.get("enabled", True) and not one.get("disabled"):
            name, value = one.get("key", one.get("id")), one.get("value")
            if isinstance(name, str) and isinstance(value, str | int | float) and value != "":
                found[name] = str(value)
    return found


class _Context(NamedTuple):
    """What folders hand down to their requests."""

    names: tuple[str, ...]
    values: Mapping[str, str]
    auth: Path


def exchanges(tree: Tree, given: Mapping[str, str]) -> Iterator[Exchange | Omitted]:
    """The requests and the examples of a collection; variables that are `given` count more than its own."""
    value = tree.value
    values = {**_values(value.get("variable")), **given}
    context = _Context((), values, ("auth",) if isinstance(value.get("auth"), dict) else ())
    if not value["item"]:
        yield Omitted("", "a collection without requests")
    yield from _Reader(tree, set(given)).items(value["item"], ("item",), context)


class _Reader:
    """Reads the items of one collection."""

    def __init__(self, tree: Tree, given: set[str]) -> None:
        self._tree = tree
        self._given = given

    def items(self, items: Any, path: Path, context: _Context) -> Iterator[Exchange | Omitted]:
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                continue
            here = (*path, index)
            below = self._below(item, here, context)
            if isinstance(item.get("item"), list):
                yield from self.items(item["item"], (*here, "item"), below)
            elif "request" in item:
                yield from self._item(item, here, below)

    def _below(self, item: dict[str, Any], path: Path, context: _Context) -> _Context:
        own = {name: value for name, value in _values(item.get("variable")).items() if name not in self._given}
        auth = (*path, "auth") if isinstance(item.get("auth"), dict) else context.auth
        name = item.get("name")
        return _Context((*context.names, name if isinstance(name, str) else "?"), {**context.values, **own}, auth)

    def _item(self, item: dict[str, Any], path: Path, context: _Context) -> Iterator[Exchange | Omitted]:
        name = " / ".join(context.names)
        yield self._exchange(item["request"], (*path, "request"), f"{name}, request", context)
        examples = item.get("response")
        for index, example in enumerate(examples if isinstance(examples, list) else ()):
            if not isinstance(example, dict):
                continue
            title = example.get("name")
            label = f"{name}, example {title if isinstance(title, str) else index + 1}"
            response = self._response(example, (*path, "response", index), label, context)
            if "originalRequest" in example:
                where = (*path, "response", index, "originalRequest")
                asked = self._exchange(example["originalRequest"], where, f"{label}, request", context)
                yield Exchange(asked.request, response) if isinstance(asked, Exchange) else asked
            else:
                yield Exchange(None, response)

    def _exchange(self, request: Any, path: Path, label: str, context: _Context) -> Exchange | Omitted:
        if isinstance(request, str):
            url = self._string(path, context)
            return Exchange(Request(label, url.opaque("GET"), url, None, None))
        if not isinstance(request, dict):
            return Omitted(label, "a request that is no object")
        url_path = self._url_path(request.get("url"), path)
        if url_path is None:
            return Omitted(label, "a request without a URL")
        address = self._string(url_path, context)
        method = self._tree.string((*path, "method")) if isinstance(request.get("method"), str) else None
        asked = Request(
            label,
            method or address.opaque("GET"),
            _with_path_variables(address, request.get("url"), context.values),
            self._request_headers(request, path, context),
            self._body(request.get("body"), (*path, "body"), context),
        )
        return Exchange(asked)

    def _url_path(self, url: Any, path: Path) -> Path | None:
        if isinstance(url, str):
            return (*path, "url")
        return (*path, "url", "raw") if isinstance(url, dict) and isinstance(url.get("raw"), str) else None

    def _string(self, path: Path, context: _Context) -> Passage:
        return substituted(self._tree.string(path), context.values)

    def _request_headers(self, request: dict[str, Any], path: Path, context: _Context) -> Headers:
        headers = self._headers(request.get("header"), (*path, "header"), context) or ()
        auth = (*path, "auth") if isinstance(request.get("auth"), dict) else context.auth
        return (*headers, *self._credentials(auth, context))

    def _headers(self, headers: Any, path: Path, context: _Context) -> Headers:
        if not isinstance(headers, list):
            return None
        return tuple(
            Header(one["key"], self._string((*path, index, "value"), context))
            for index, one in enumerate(headers)
            if isinstance(one, dict)
            and not one.get("disabled")
            and isinstance(one.get("key"), str)
            and isinstance(one.get("value"), str)
        )

    def _credentials(self, path: Path, context: _Context) -> Iterator[Header]:
        """The header that an `auth` helper sends."""
        auth = self._tree.value
        for token in path:
            auth = auth[token]
        kind = auth.get("type") if path else None
        if not isinstance(kind, str) or not isinstance(auth.get(kind), list | dict):
            return
        found: dict[str, tuple[str, Path]] = {}
        entries = auth[kind]
        if isinstance(entries, dict):  # v2.0
            found = {name: (value, (*path, kind, name)) for name, value in entries.items() if isinstance(value, str)}
        else:
            for index, entry in enumerate(entries):
                key, value = (entry.get("key"), entry.get("value")) if isinstance(entry, dict) else (None, None)
                if isinstance(key, str) and isinstance(value, str):
                    found[key] = (value, (*path, kind, index, "value"))
        if kind == "apikey" and "value" in found and found.get("in", ("header", ()))[0] == "header":
            name = resolved(found.get("key", ("Api-Key", ()))[0], context.values)
            yield Header(name, self._string(found["value"][1], context))
        elif kind == "bearer" and "token" in found:
            bearer = self._string(found["token"][1], context)
            yield Header("Authorization", bearer.opaque(f"Bearer {bearer.text}"))

    def _body(self, body: Any, path: Path, context: _Context) -> Body:
        if not isinstance(body, dict) or body.get("disabled") or "mode" not in body:
            return None
        mode = body["mode"]
        if mode == "raw":
            raw = body.get("raw")
            if not isinstance(raw, str) or not raw:
                return None
            return TextBody(self._string((*path, "raw"), context), variables=VARIABLE)
        return Unread(f"its body is not JSON ({mode})") if body.get(mode) else None

    def _response(self, example: dict[str, Any], path: Path, label: str, context: _Context) -> Response:
        code, body = example.get("code"), example.get("body")
        return Response(
            label,
            self._tree.string((*path, "code")) if isinstance(code, int) and code else None,
            self._headers(example.get("header"), (*path, "header"), context),
            TextBody(self._string((*path, "body"), context), variables=VARIABLE)
            if isinstance(body, str) and body.strip()
            else None,
        )


def _with_path_variables(address: Passage, url: Any, values: Mapping[str, str]) -> Passage:
    """`:id` in a URL replaced by its value, or by a variable that is still open."""
    known = _values(url.get("variable")) if isinstance(url, dict) else {}

    def put_in(match: re.Match[str]) -> str:
        return "/" + resolved(known.get(match[1], f"{{{{{match[1]}}}}}"), values)

    path, mark, query = address.text.partition("?")
    text = re.sub(r"/:([A-Za-z_][A-Za-z0-9_]*)", put_in, path) + mark + query
    return address if text == address.text else address.opaque(text)
