"""Knows how a document goes over HTTP: the operation that it belongs to, read off the OpenAPI document."""

from functools import cache
from typing import Any, NamedTuple

from didww_contract.contract import openapi
from didww_contract.contract.queries import kind_of_query
from didww_contract.contract.versions import Edition

MEDIA_TYPE = "application/vnd.api+json"
BASE = "https://sandbox-api.didww.com/v3"
_ID = "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"


class Operation(NamedTuple):
    """What a client does with documents."""

    method: str
    path: str
    """Below /v3, with `{id}`."""
    takes: str | None
    """The kind of the request's body or, where it has none, of its query."""
    status: int
    """Of the answer when all goes well."""
    gives: str | None
    """The kind of that answer's body; None if it has none."""


@cache
def _source(version: str) -> Any:
    return openapi.source(version)


@cache
def operations(version: str) -> tuple[Operation, ...]:
    """All operations of a version, in the order of its OpenAPI document."""
    found = []
    for path, item in _source(version)["paths"].items():
        for method, operation in item.items():
            if method == "parameters":
                continue
            takes = _kind(operation.get("requestBody", {}))
            if method == "get":
                takes = kind_of_query("/v3" + path)
            status, response = next(
                (int(code), said) for code, said in operation["responses"].items() if code[0] == "2"
            )
            found.append(Operation(method.upper(), path, takes, status, _kind(response)))
    return tuple(found)


def _kind(message: Any) -> str | None:
    for content in message.get("content", {}).values():
        name: str = content["schema"]["$ref"]
        return name.rpartition("/")[2].removesuffix(".json")
    return None


def operation_of(edition: Edition) -> Operation | None:
    """The operation that sends a kind of document or, if none does, the first that is answered with it."""
    known = operations(edition.version)
    sending = (operation for operation in known if operation.takes == edition.kind)
    answered = (operation for operation in known if operation.gives == edition.kind)
    return next(sending, None) or next(answered, None)


def operation_called(version: str, method: str, path: str) -> Operation:
    """The operation that a request is for, by its method and its path with or without a query; raises LookupError."""
    called = path.partition("?")[0].split("/")
    for operation in operations(version):
        known = ("/v3" + operation.path).split("/")
        alike = len(known) == len(called) and all(map(_matches, known, called))
        if operation.method == method and alike:
            return operation
    raise LookupError(f"{method} {path}")


def _matches(known: str, called: str) -> bool:
    return known in ("{id}", called)


def success(edition: Edition) -> int | None:
    """The status that answers a request of this kind when all goes well; None for what is no request."""
    operation = operation_of(edition)
    return operation.status if operation and operation.takes == edition.kind else None


def path_of(operation: Operation, body: Any = None) -> str:
    """The path of a request, below the host, with the id that is in its body."""
    data = body.get("data") if isinstance(body, dict) else None
    found = data.get("id") if isinstance(data, dict) else None
    return "/v3" + operation.path.replace("{id}", found if isinstance(found, str) and "/" not in found else _ID)


def headers(version: str, *, body: bool) -> dict[str, str]:
    """The headers of a request, with a placeholder for what proves who the client is."""
    document = _source(version)
    (scheme,) = (document["components"]["securitySchemes"][name] for need in document["security"] for name in need)
    found = {"Accept": MEDIA_TYPE}
    if body:
        found["Content-Type"] = MEDIA_TYPE
    if scheme["type"] == "http":
        found["Authorization"] = "Bearer YOUR_TOKEN"
    else:
        found[scheme["name"]] = "YOUR_API_KEY"
    parameters = document["components"]["parameters"]
    if "apiVersion" in parameters and any(_asks_for_a_version(item) for item in document["paths"].values()):
        found[parameters["apiVersion"]["name"]] = version
    return found


def _asks_for_a_version(item: Any) -> bool:
    wanted = {"$ref": "#/components/parameters/apiVersion"}
    return any(wanted in operation.get("parameters", ()) for operation in item.values() if isinstance(operation, dict))


def query_of(document: Any) -> str:
    """Decoded query parameters as they stand in a URL."""
    from urllib.parse import quote  # for cases of queries only

    def text(value: Any) -> str:
        if isinstance(value, list):
            return ",".join(map(text, value))
        return (
            value if isinstance(value, str) else "true" if value is True else "false" if value is False else str(value)
        )

    return "&".join(f"{quote(name, safe='')}={quote(text(value), safe=',')}" for name, value in document.items())
