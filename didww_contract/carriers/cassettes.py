"""Knows cassettes: recorded exchanges as vcrpy, Ruby's VCR and php-vcr write them, in YAML or JSON.

Written after vcrpy 9.4, VCR 5.0 and 6.2, and php-vcr 1.4 to 1.8; what older releases wrote differs in ways that are
read too: a list of interactions, a status line as a string.
"""

from collections.abc import Iterator
from typing import Any

from didww_contract.carriers import packed
from didww_contract.carriers.bodies import Body, TextBody, TreeBody, Unread
from didww_contract.carriers.messages import Exchange, Header, Headers, Omitted, Request, Response
from didww_contract.contract.pointers import Path
from didww_contract.text.passages import Passage
from didww_contract.text.trees import Branch, Tree


def recorder(value: Any) -> str:
    """Which recorder's cassette a document is; empty if none's."""
    if isinstance(value, dict):
        if isinstance(value.get("http_interactions"), list):
            return "Ruby VCR"
        return "vcrpy" if isinstance(value.get("interactions"), list) else ""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "php-vcr" if all({"request", "response"} <= item.keys() for item in value) else ""
    return ""


def exchanges(tree: Tree) -> Iterator[Exchange | Omitted]:
    """The interactions of a cassette."""
    value = tree.value
    path: Path = ()
    if isinstance(value, dict):
        name = "http_interactions" if "http_interactions" in value else "interactions"
        value, path = value[name], (name,)
    if not value:
        yield Omitted("", "a cassette without interactions")
    for index, interaction in enumerate(value):
        label = f"interaction {index + 1}"
        if isinstance(interaction, dict) and isinstance(interaction.get("request"), dict):
            yield _Interaction(tree, (*path, index), label).exchange(interaction)
        else:
            yield Omitted(label, "an interaction without a request")


class _Interaction:
    """One recorded exchange, at its path."""

    def __init__(self, tree: Tree, path: Path, label: str) -> None:
        self._tree = tree
        self._path = path
        self._label = label

    def exchange(self, interaction: dict[str, Any]) -> Exchange | Omitted:
        request, response = interaction["request"], interaction.get("response")
        address = next((name for name in ("uri", "url") if isinstance(request.get(name), str)), None)
        if address is None or not isinstance(request.get("method"), str):
            return Omitted(self._label, "an interaction without a method or a URL")
        asked = Request(
            f"{self._label}, request",
            self._string("request", "method"),
            self._string("request", address),
            self._headers("request", request),
            self._body("request", request),
        )
        start, end = self._tree.span(self._path)[:2] if self._tree.has_comments else (0, 0)
        if not isinstance(response, dict):
            return Exchange(asked, None, start, end, recorded=True)
        answer = Response(
            f"{self._label}, response",
            self._status(response),
            self._headers("response", response),
            self._body("response", response),
        )
        return Exchange(asked, answer, start, end, recorded=True)

    def _string(self, *path: str | int) -> Passage:
        return self._tree.string((*self._path, *path))

    def _status(self, response: dict[str, Any]) -> Passage | None:
        status = response.get("status")
        if isinstance(status, dict):
            return self._string("response", "status", "code") if _is_scalar(status.get("code")) else None
        if isinstance(status, str):  # "HTTP/1.1 201 Created", as php-vcr wrote it once
            whole = self._string("response", "status")
            words = status.split(" ")
            if len(words) > 1:
                return whole.part(len(words[0]) + 1, len(words[0]) + 1 + len(words[1]))
            return whole
        if _is_scalar(response.get("status_code")):
            return self._string("response", "status_code")
        return self._string("response", "status") if _is_scalar(status) else None

    def _headers(self, side: str, message: dict[str, Any]) -> Headers:
        headers = message.get("headers")
        if not isinstance(headers, dict):
            return None
        found = []
        for name, values in headers.items():
            if isinstance(values, list):
                paths: list[Path] = [(side, "headers", name, i) for i, one in enumerate(values) if _is_scalar(one)]
            else:
                paths = [(side, "headers", name)] if _is_scalar(values) else []
            found += [Header(name, self._string(*path)) for path in paths]
        return tuple(found)

    def _body(self, side: str, message: dict[str, Any]) -> Body:
        value = message.get("body")
        path: Path = (side, "body")
        encoding = _encoding(message)
        if isinstance(value, dict) and not {"string", "base64_string"}.isdisjoint(value):
            name = "string" if "string" in value else "base64_string"
            value, path = value[name], (*path, name)
            if name == "base64_string" and isinstance(value, str):
                data = packed.from_base64(value)
                return data if isinstance(data, Unread) else packed.body(self._string(*path), data, encoding)
        elif isinstance(value, dict) and set(value) <= {"encoding"}:
            return None
        if value is None or value in ("", b""):
            return None
        if isinstance(value, bytes):
            return packed.body(self._string(*path), value, encoding)
        if isinstance(value, str):
            return TextBody(self._string(*path))
        return TreeBody(Branch(self._tree, (*self._path, *path), value))


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _encoding(message: dict[str, Any]) -> str:
    headers = message.get("headers")
    if not isinstance(headers, dict):
        return ""
    values = next((value for name, value in headers.items() if name.lower() == "content-encoding"), "")
    return ",".join(map(str, values)) if isinstance(values, list) else str(values)
