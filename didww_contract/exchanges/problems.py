"""Knows what is wrong with an HTTP message, apart from its body, by the operation that it belongs to."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from didww_contract.contract.findings import Severity
from didww_contract.contract.words.secrets import MASK, printable
from didww_contract.exchanges.operations import Operation, credentials, media_type, operations
from didww_contract.exchanges.routes import BASE, Route, shown_path

_MAY_STAND_FOR_ANYTHING = re.compile(r"\{\{|\$[A-Za-z{(]|<[A-Za-z]|\[[A-Za-z]")


REFUSALS: Mapping[str, tuple[str, ...]] = {
    "path-unknown": ("404",),
    "method-not-allowed": ("404", "405"),
    "credentials-missing": ("401",),
    "request-content-type": ("415",),
    "request-accept": ("406",),
    "body-missing": ("400",),
    "body-unexpected": ("400",),
    "id-mismatch": ("400", "409"),
}
"""The statuses that say that the API refuses a request for breaking a rule, the likeliest first: 401, 406 and 415 are
documented, the others inferred."""


class Problem(NamedTuple):
    """Something wrong with a message or a pair."""

    rule: str
    part: str
    """`method`, `url`, `status`, `body` or the name of a header; a JSON Pointer into the body begins with a slash."""
    message: str
    hint: str
    severity: Severity = "error"


Headers = Mapping[str, str] | None
"""By name in lower case; None where nothing is known of them."""


def of_route(method: str, url: str, route: Route, version: str) -> Operation | Problem:
    """The operation that a request means, or what is wrong with its path or its method."""
    if not route.path:
        meant = f'Did you mean "{route.meant}"?' if route.meant else "The id of a trunk is a UUID."
        return Problem("path-unknown", "url", f'the API has no path "{printable(shown_path(url))}"', meant)
    there = [operation for operation in operations(version) if operation.path == route.path]
    method = method.upper()
    for operation in there:
        if operation.method == method or (method == "HEAD" and operation.method == "GET"):
            return operation
        if method == "PUT" and operation.method == "PATCH" and version >= "2026":
            return operation
    known = ", ".join(operation.method for operation in there)
    hint = f"Its methods are {known}." if len(there) > 1 else f"Its only method is {known}."
    if method in ("PUT", "PATCH", "DELETE") and "{id}" not in route.path and "{" not in route.path:
        hint += f" {method} goes to {BASE}{route.path}/ and the trunk's id."
    return Problem("method-not-allowed", "method", f"{BASE}{route.path} has no method {printable(method[:20])}", hint)


def of_request(
    operation: Operation, headers: Headers, *, body: bool | None, version: str, recorded: bool
) -> Iterator[Problem]:
    """What is wrong with the headers of a request, and with whether it has a body; None where that is not known."""
    if body and not operation.request:
        hint = "Remove the body, or send it with the method that takes it."
        yield Problem("body-unexpected", "body", f"{operation.method} {BASE}{operation.path} takes no body", hint)
    if body is False and operation.request:
        what = f"{operation.method} {BASE}{operation.path} has no body"
        yield Problem("body-missing", "method", what, f"Send a document of the kind {operation.request}.")
    if headers is None:
        return
    yield from _credentials(headers, version, recorded=recorded)
    if body and operation.request:
        yield from _content_type("request", headers, version)
    if "accept" in headers and not _acceptable(headers["accept"], media_type(version)):
        found = _quoted(headers["accept"])
        hint = f"Send Accept: {media_type(version)}."
        yield Problem("request-accept", "accept", f"Accept is {found}, which the API answers with 406", hint)


def of_response(
    operation: Operation, status: str, headers: Headers, *, body: bool | None, version: str
) -> Iterator[Problem]:
    """What is wrong with the status and the headers of a response."""
    if status not in operation.responses:
        known = ", ".join(operation.responses)
        what = f"{operation.method} {BASE}{operation.path} does not answer with {printable(status[:20])}"
        yield Problem("status-unknown", "status", what, f"It answers with {known}.")
        return
    kind = operation.responses[status]
    if body and not kind:
        yield Problem("body-unexpected", "body", f"a response with the status {status} has no body", "Remove the body.")
    if body is False and kind and status.startswith("2"):
        what = f"the response with the status {status} has no body"
        yield Problem("body-missing", "status", what, f"Record it with its document, of the kind {kind}.")
    if body and kind and headers is not None:
        yield from _content_type("response", headers, version)


def _credentials(headers: Mapping[str, str], version: str, *, recorded: bool) -> Iterator[Problem]:
    needed = credentials(version)
    value = headers.get(needed.header.lower())
    if value and (not needed.scheme or value.lower().startswith(needed.scheme.lower()) or _is_open(value)):
        return
    example = f"{needed.header}: {needed.scheme} [token]" if needed.scheme else f"{needed.header}: [API token]"
    hint = f"Add the header {example}."
    if not needed.scheme and "authorization" in headers:
        hint += " Authorization: Bearer is for API version 2026-11-19; name it with --api-version if that is meant."
    elif needed.scheme and "api-key" in headers:
        hint += f" API version {version} refuses Api-Key."
    if recorded:
        hint += " If it was left out on purpose, put a placeholder in its place."
    severity: Severity = "warning" if recorded else "error"
    yield Problem(
        "credentials-missing", "method", f"the request has no {example.partition('[')[0].rstrip(': ')}", hint, severity
    )


def _content_type(side: str, headers: Mapping[str, str], version: str) -> Iterator[Problem]:
    wanted = media_type(version)
    value = headers.get("content-type")
    hint = f"{'Send' if side == 'request' else 'The API sends'} Content-Type: {wanted}."
    if value is None:
        where = "method" if side == "request" else "status"
        yield Problem(f"{side}-content-type", where, f"the {side} has a body and no Content-Type", hint)
    elif value.strip().lower() != wanted and not _is_open(value):
        essence = value.partition(";")[0].strip().lower()
        what = (
            f"Content-Type has a parameter: {_quoted(value)}"
            if essence == wanted
            else f"Content-Type is {_quoted(value)}"
        )
        yield Problem(f"{side}-content-type", "content-type", what, hint)


def _acceptable(value: str, wanted: str) -> bool:
    if _is_open(value):
        return True
    for part in value.split(","):
        essence, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if essence in ("*/*", "application/*"):
            return True
        if essence == wanted and not any(parameter and not parameter.startswith("q=") for parameter in parameters):
            return True
    return False


def _is_open(value: str) -> bool:
    """Whether a value is, or has in it, something that stands for another."""
    return _MAY_STAND_FOR_ANYTHING.search(value) is not None


def _quoted(value: str) -> str:
    text = printable(value[:80])
    return f'"{text}"' if "key" not in text.lower() else MASK
