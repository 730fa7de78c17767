"""Knows how a document goes over HTTP: the operation that it belongs to, with the request that sends it."""

from functools import cache
from typing import Any, NamedTuple

from didww_contract.contract.queries import kind_of_query
from didww_contract.contract.versions import Edition
from didww_contract.exchanges import operations as contract
from didww_contract.exchanges.routes import BASE as BASE_PATH

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
def operations(version: str) -> tuple[Operation, ...]:
    """All operations of a version, in the order of its OpenAPI document."""
    found = []
    for operation in contract.operations(version):
        takes = kind_of_query(BASE_PATH + operation.path) if operation.method == "GET" else operation.request
        status = next(code for code in operation.responses if code[0] == "2")
        gives = operation.responses[status]
        found.append(Operation(operation.method, operation.path, takes or None, int(status), gives or None))
    return tuple(found)


def operation_of(edition: Edition) -> Operation | None:
    """The operation that sends a kind of document or, if none does, the first that is answered with it."""
    known = operations(edition.version)
    sending = (operation for operation in known if operation.takes == edition.kind)
    answered = (operation for operation in known if operation.gives == edition.kind)
    return next(sending, None) or next(answered, None)


def success(edition: Edition) -> int | None:
    """The status that answers a request of this kind when all goes well; None for what is no request."""
    operation = operation_of(edition)
    return operation.status if operation and operation.takes == edition.kind else None


def path_of(operation: Operation, body: Any = None) -> str:
    """The path of a request, below the host, with the id that is in its body."""
    data = body.get("data") if isinstance(body, dict) else None
    found = data.get("id") if isinstance(data, dict) else None
    return BASE_PATH + operation.path.replace("{id}", found if isinstance(found, str) and "/" not in found else _ID)


def headers(version: str, *, body: bool) -> dict[str, str]:
    """The headers of a request, with a placeholder for what proves who the client is."""
    media_type, needed = contract.media_type(version), contract.credentials(version)
    found = {"Accept": media_type}
    if body:
        found["Content-Type"] = media_type
    found[needed.header] = f"{needed.scheme} YOUR_TOKEN" if needed.scheme else "YOUR_API_KEY"
    if name := contract.version_header(version):
        found[name] = version
    return found


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
