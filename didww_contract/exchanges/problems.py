"""Knows what is wrong with an HTTP message, apart from its body, by the operation that it belongs to."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from didww_contract.contract.findings import Severity
from didww_contract.contract.words.secrets import MASK, is_secret, printable
from didww_contract.exchanges.operations import Operation, credentials, media_type, operations
from didww_contract.exchanges.routes import BASE, Route, shown_path

_MAY_STAND_FOR_ANYTHING = re.compile(r"\{\{|\$[A-Za-z{(]|<[A-Za-z]|\[[A-Za-z]")


REFUSALS: Mapping[str, tuple[str, ...]] = {
    "path-unknown": ("404",),
    "method-not-allowed": ("404", "405"),
    "credentials-missing": ("401",),
    "request-content-type": ("415",),
    "request-accept": ("406",),
    "api-key-bearer": ("401",),
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
        if method == "PUT" and operation.method == "PATCH":
            return operation
    known = ", ".join(operation.method for operation in there)
    hint = f"Its methods are {known}." if len(there) > 1 else f"Its only method is {known}."
    if method in ("PUT", "PATCH", "DELETE") and "{id}" not in route.path and "{" not in route.path:
        hint += f" {method} goes to {BASE}{route.path}/ and the trunk's id."
    return Problem("method-not-allowed", "method", f"{BASE}{route.path} has no method {printable(method[:20])}", hint)


def of_request(
    operation: Operation,
    headers: Headers,
    *,
    body: bool | None,
    version: str,
    recorded: bool,
    is_template: bool = False,
    is_scripted: bool = False,
) -> Iterator[Problem]:
    """What is wrong with the headers of a request, and with whether it has a body; None where that is not known.

    A request that `is_template` may have its body left blank, and one that `is_scripted` gets credentials by a script.
    """
    if body and not operation.request:
        hint = "Remove the body, or send it with the method that takes it."
        what = f"{operation.method} {BASE}{operation.path} takes no body, and the API ignores this one"
        yield Problem("body-unexpected", "body", what, hint, "warning")
    if body is False and operation.request:
        what = f"{operation.method} {BASE}{operation.path} has no body"
        severity: Severity = "warning" if is_template else "error"
        yield Problem("body-missing", "method", what, f"Send a document of the kind {operation.request}.", severity)
    if headers is None:
        return
    for problem in _credentials(headers, version, recorded=recorded):
        if not (is_scripted and problem.rule == "credentials-missing"):
            yield problem
    if body and operation.request:
        yield from _content_type("request", headers, version)
    if "accept" in headers and not _acceptable(headers["accept"], media_type(version)):
        found = _quoted(headers["accept"])
        hint = f"Send Accept: {media_type(version)}."
        yield Problem("request-accept", "accept", f"Accept is {found}, which the API answers with 406", hint)


def of_response(
    operation: Operation, status: str, headers: Headers, *, body: bool | None, version: str
) -> Iterator[Problem]:
    """What is wrong with the status and the headers of a response; nothing where the status `is_judged` not at all."""
    if not is_judged(status):
        return
    if status not in operation.responses:
        known = ", ".join(operation.responses)
        what = f"{operation.method} {BASE}{operation.path} does not answer with {printable(status[:20])}"
        severity: Severity = "warning" if re.fullmatch("4[0-9]{2}", status) else "error"
        yield Problem("status-unknown", "status", what, f"It answers with {known}.", severity)
        return
    kind = operation.responses[status]
    if body and not kind:
        yield Problem("body-unexpected", "body", f"a response with the status {status} has no body", "Remove the body.")
    if body is False and kind and status.startswith("2"):
        what = f"the response with the status {status} has no body"
        yield Problem("body-missing", "status", what, f"Record it with its document, of the kind {kind}.")
    if body and kind and headers is not None:
        yield from _content_type("response", headers, version)


def is_judged(status: str) -> bool:
    """Whether a response is the API's own: gateways say 5xx, caches 304, and nobody's contract is about them."""
    return not re.fullmatch("[135][0-9]{2}", status)


def is_preflight(method: str, headers: Headers) -> bool:
    """Whether a browser asks in advance whether it may send a request (CORS)."""
    return method.upper() == "OPTIONS" and "origin" in (headers or ())


def _credentials(headers: Mapping[str, str], version: str, *, recorded: bool) -> Iterator[Problem]:
    needed = credentials(version)
    value = headers.get(needed.header.lower())
    if value and not needed.scheme and re.match(r"bearer\b", value.strip(), re.IGNORECASE):
        hint = f"Send the key alone, {needed.header}: [API token]."
        yield Problem("api-key-bearer", needed.header.lower(), f"{needed.header} has a Bearer prefix", hint, "warning")
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
        if value.partition(";")[0].strip().lower() != wanted:
            yield Problem(f"{side}-content-type", "content-type", f"Content-Type is {_quoted(value)}", hint)
            return
        what = f"Content-Type has a parameter: {_quoted(value)}"
        severity: Severity = "warning" if side == "request" else "error"
        yield Problem(f"{side}-content-type", "content-type", what, hint, severity)


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


_NAME = r"[A-Za-z0-9!#$&^_.+*-]{1,60}"
_RANGE = rf"{_NAME}/{_NAME}(?:\s*;\s*[a-z-]{{1,20}}=[A-Za-z0-9_.\"-]{{1,20}})*"
_MEDIA_TYPES = re.compile(rf"\s*{_RANGE}(?:\s*,\s*{_RANGE})*\s*")


def _quoted(value: str) -> str:
    """Media types, as a message may show them; where a header's line was damaged, anything may stand in its value."""
    harmless = _MEDIA_TYPES.fullmatch(value) and not any(map(is_secret, re.findall("([a-z-]+)=", value)))
    return f'"{printable(value[:80])}"' if harmless else MASK
