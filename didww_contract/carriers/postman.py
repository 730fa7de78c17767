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

_SETS_HEADERS = re.compile(r"headers|auth|api[-_ ]?key", re.IGNORECASE)
"""What a script that sets credentials has in it."""
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|(?P<comment>//[^\r\n]*|/\*.*?\*/)', re.DOTALL)
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
    is_scripted: bool
    """Whether a script that runs before them sets headers."""
    keeps_bodies: bool = False
    """Whether bodies are sent whatever the method is."""


def exchanges(tree: Tree, given: Mapping[str, str]) -> Iterator[Exchange | Omitted]:
    """The requests and the examples of a collection; variables that are `given` count more than its own."""
    value = tree.value
    values = {**_values(value.get("variable")), **given}
    context = _Context((), values, ("auth",) if isinstance(value.get("auth"), dict) else (), _sets_headers(value))
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
        names = (*context.names, name if isinstance(name, str) else "?")
        behaviour = item.get("protocolProfileBehavior")
        keeps = behaviour.get("disableBodyPruning") is True if isinstance(behaviour, dict) else context.keeps_bodies
        return _Context(names, {**context.values, **own}, auth, context.is_scripted or _sets_headers(item), keeps)

    def _item(self, item: dict[str, Any], path: Path, context: _Context) -> Iterator[Exchange | Omitted]:
        name = " / ".join(context.names)
        found = item.get("response")
        listed = enumerate(found if isinstance(found, list) else ())
        examples = {index: one for index, one in listed if isinstance(one, dict)}
        own = self._exchange(item["request"], (*path, "request"), f"{name}, request", context)
        answer = next((index for index, one in examples.items() if _answers_the_item(one)), None)
        if isinstance(own, Exchange) and own.request and _is_blank(item["request"]) and examples:
            own = Exchange(own.request._replace(is_template=True))
        elif isinstance(own, Exchange) and answer is not None:
            own = Exchange(
                own.request, self._response(examples.pop(answer), (*path, "response", answer), name, context)
            )
        yield own
        for index, example in examples.items():
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
            None if _is_pruned(method, context) else self._body(request.get("body"), (*path, "body"), context),
            is_scripted=context.is_scripted,
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
            text = self._string((*path, "raw"), context)
            return TextBody(_without_comments(text) if _is_json(body) else text, variables=VARIABLE)
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


def _answers_the_item(example: dict[str, Any]) -> bool:
    """Whether an example without a request of its own shows what happens when all goes well."""
    code = example.get("code")
    return "originalRequest" not in example and isinstance(code, int) and 200 <= code < 300


def _is_blank(request: Any) -> bool:
    body = request.get("body") if isinstance(request, dict) else None
    return isinstance(body, dict) and body.get("mode") == "raw" and not str(body.get("raw") or "").strip()


_PRUNED = frozenset(["GET", "COPY", "HEAD", "PURGE", "UNLOCK"])
"""Methods with which Postman does not send the body that a request has, left over from before."""


def _is_pruned(method: Passage | None, context: _Context) -> bool:
    return not context.keeps_bodies and (method.text.upper() if method else "GET") in _PRUNED


def _sets_headers(holder: Mapping[str, Any]) -> bool:
    """Whether a collection, a folder or an item has a script that sets headers before a request is sent."""
    events = holder.get("event")
    for event in events if isinstance(events, list) else ():
        if isinstance(event, dict) and event.get("listen") == "prerequest":
            script = event.get("script")
            lines = script.get("exec") if isinstance(script, dict) else None
            if _SETS_HEADERS.search(" ".join(map(str, lines)) if isinstance(lines, list) else str(lines)):
                return True
    return False


def _is_json(body: dict[str, Any]) -> bool:
    options = body.get("options")
    raw = options.get("raw") if isinstance(options, dict) else None
    return isinstance(raw, dict) and raw.get("language") == "json"


def _without_comments(text: Passage) -> Passage:
    """JSON without the comments that Postman takes out of it, blanks in their places."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\r\n]", " ", match[0]) if match["comment"] else match[0]

    return text.overwritten(_STRING_OR_COMMENT.sub(blank, text.text))


def _with_path_variables(address: Passage, url: Any, values: Mapping[str, str]) -> Passage:
    """`:id` in a URL replaced by its value, or by a variable that is still open."""
    known = _values(url.get("variable")) if isinstance(url, dict) else {}

    def put_in(match: re.Match[str]) -> str:
        return "/" + resolved(known.get(match[1], f"{{{{{match[1]}}}}}"), values)

    path, mark, query = address.text.partition("?")
    text = re.sub(r"/:([A-Za-z_][A-Za-z0-9_]*)", put_in, path) + mark + query
    return address if text == address.text else address.opaque(text)
