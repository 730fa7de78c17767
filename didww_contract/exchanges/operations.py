"""Knows the operations of each version, from its OpenAPI document: method, path, what they take and answer."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from didww_contract.exchanges import openapi

_METHODS = ("get", "post", "put", "patch", "delete")


class Operation(NamedTuple):
    """An operation of one version."""

    id: str
    """Its operationId."""
    method: str
    path: str
    request: str
    """The kind of its request's body; empty where it has none."""
    responses: Mapping[str, str]
    """The kind of each status's body; empty where there is none."""


class Credentials(NamedTuple):
    """How requests of a version say who sends them."""

    header: str
    scheme: str
    """What stands before the secret, such as `Bearer`; empty where nothing does."""


@cache
def operations(version: str) -> tuple[Operation, ...]:
    """The operations of a version, in the order of its OpenAPI document."""
    return tuple(_operations(openapi.source(version)))


def operation_ids() -> list[str]:
    """Every operationId."""
    from didww_contract.contract.versions import VERSIONS

    return list(dict.fromkeys(operation.id for version in VERSIONS for operation in operations(version)))


def kinds_of(operation_id: str, version: str) -> list[str]:
    """The kinds of documents that an operation takes and answers with, its request's first."""
    found = [one for one in operations(version) if one.id == operation_id]
    kinds = [kind for one in found for kind in (one.request, *one.responses.values()) if kind]
    return list(dict.fromkeys(kinds))


@cache
def media_type(version: str) -> str:
    """The media type of all bodies."""
    found = {name for _, _, operation in _each(openapi.source(version)) for name in _content(operation)}
    (name,) = found
    return name


@cache
def credentials(version: str) -> Credentials:
    """What requests of a version carry."""
    document = openapi.source(version)
    ((name, _),) = document["security"][0].items()
    scheme = document["components"]["securitySchemes"][name]
    if scheme["type"] == "apiKey":
        return Credentials(scheme["name"], "")
    return Credentials("Authorization", scheme["scheme"].capitalize())


@cache
def version_header(version: str) -> str:
    """The name of the header that asks for a version; empty where a version has none."""
    document = openapi.source(version)
    parameter = document["components"]["parameters"].get("apiVersion")
    wanted = {"$ref": "#/components/parameters/apiVersion"}
    asked = any(wanted in operation.get("parameters", ()) for _, _, operation in _each(document))
    return str(parameter["name"]) if parameter and asked else ""


def _each(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _content(operation: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    return content


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, method, operation in _each(document):
        responses = {}
        for status, response in operation["responses"].items():
            while "$ref" in response:
                response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]  # noqa: PLW2901 - the response itself
            responses[str(status)] = _kind(response.get("content", {}))
        yield Operation(operation["operationId"], method.upper(), path, _kind(_content(operation)), responses)


def _kind(content: dict[str, Any]) -> str:
    """`schemas/2021-12-15/create-request.json` is of the kind `create-request`."""
    for body in content.values():
        return str(body["schema"]["$ref"]).rpartition("/")[2].partition(".")[0]
    return ""
