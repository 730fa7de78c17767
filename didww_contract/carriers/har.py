"""Knows HTTP archives (HAR 1.2), as browsers and proxies write them."""

from collections.abc import Iterator
from typing import Any

from didww_contract.carriers import packed
from didww_contract.carriers.bodies import Body, TextBody, Unread
from didww_contract.carriers.messages import Exchange, Header, Headers, Omitted, Request, Response, header
from didww_contract.contract.pointers import Path
from didww_contract.text.trees import Tree


def is_archive(value: Any) -> bool:
    """Whether a document is an archive."""
    log = value.get("log") if isinstance(value, dict) else None
    return isinstance(log, dict) and isinstance(log.get("entries"), list)


def exchanges(tree: Tree) -> Iterator[Exchange | Omitted]:
    """The entries of an archive."""
    entries = tree.value["log"]["entries"]
    if not entries:
        yield Omitted("", "an archive without entries")
    for index, entry in enumerate(entries):
        path, label = ("log", "entries", index), f"entry {index + 1}"
        request = entry.get("request") if isinstance(entry, dict) else None
        if (
            not isinstance(request, dict)
            or not isinstance(request.get("url"), str)
            or not isinstance(request.get("method"), str)
        ):
            yield Omitted(label, "an entry without a method or a URL")
            continue
        where = (*path, "request")
        asked = Request(
            f"{label}, request",
            tree.string((*where, "method")),
            tree.string((*where, "url")),
            _headers(tree, request, where),
            _request_body(tree, request, where),
        )
        yield Exchange(asked, _response(tree, entry, path, f"{label}, response"), recorded=True)


def _headers(tree: Tree, message: dict[str, Any], path: Path) -> Headers:
    headers = message.get("headers")
    if not isinstance(headers, list) or not headers:
        return None
    return tuple(
        Header(one["name"], tree.string((*path, "headers", index, "value")))
        for index, one in enumerate(headers)
        if isinstance(one, dict) and isinstance(one.get("name"), str) and isinstance(one.get("value"), str)
    )


def _request_body(tree: Tree, request: dict[str, Any], path: Path) -> Body:
    post = request.get("postData")
    if not isinstance(post, dict):
        size = request.get("bodySize")
        return Unread("its body was not recorded") if isinstance(size, int) and size > 0 else None
    if not isinstance(post.get("text"), str):
        return Unread("its body was not recorded")
    return _text_body(tree, post, (*path, "postData"), _headers(tree, request, path))


def _response(tree: Tree, entry: dict[str, Any], path: Path, label: str) -> Response | None:
    response = entry.get("response")
    if not isinstance(response, dict) or not response.get("status"):  # 0: the request never got an answer
        return None
    where = (*path, "response")
    headers = _headers(tree, response, where)
    content = response.get("content")
    body: Body = None
    if isinstance(content, dict) and isinstance(content.get("text"), str):
        body = _text_body(tree, content, (*where, "content"), headers)
    elif response["status"] != 204:
        body = Unread("its body was not recorded")
    return Response(label, tree.string((*where, "status")), headers, body)


def _text_body(tree: Tree, content: dict[str, Any], path: Path, headers: Headers) -> Body:
    passage = tree.string((*path, "text"))
    if not passage.text:
        return None
    if str(content.get("encoding", "")).lower() != "base64":
        return TextBody(passage)
    data = packed.from_base64(passage.text)
    if isinstance(data, Unread):
        return data
    encoding = header(headers, "Content-Encoding")
    return packed.body(passage, data, encoding.text if encoding else "")
