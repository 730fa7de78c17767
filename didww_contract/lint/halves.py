"""Knows the exchanges that are judged, their bodies read: which are about the resource, and what is in them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from didww_contract.carriers.bodies import Page, TextBody, TreeBody, Unread
from didww_contract.carriers.messages import Exchange, Request, Response, header
from didww_contract.contract.words.secrets import printable
from didww_contract.exchanges.evidence import HEADER
from didww_contract.exchanges.problems import is_preflight
from didww_contract.exchanges.routes import Route, route, shown_path
from didww_contract.lint.documents import Parsed, parsed


class Half(NamedTuple):
    """A message of an exchange, its body read."""

    message: Request | Response
    document: Parsed | None
    """None where it has no body, or none that can be judged."""
    has_body: bool | None
    """None where nobody knows."""

    @property
    def value(self) -> Any:
        """What its body means; None where it has none."""
        return self.document.value if self.document else None


class Read(NamedTuple):
    """An exchange about the resource, its bodies read."""

    exchange: Exchange
    route: Route
    asked: Half | None
    answered: Half | None
    header: str | None
    """The version that the request asks for."""

    def documents(self) -> Iterator[tuple[Any, str | None]]:
        """What it has to say about the version of the file that it is in."""
        for half in (self.asked, self.answered):
            if half:
                yield half.value, self.header


def read(exchange: Exchange, page: Page) -> Read | str:
    """An exchange, read; or why it is passed over."""
    request = exchange.request
    target = route(request.url.text) if request else Route("")
    if target is None or target.related:
        related = "relationships of a trunk, which are not judged"
        return _not_ours(request.url.text) if request and not target else related
    if request and is_preflight(request.method.text, {one.name.lower(): "" for one in request.headers or ()}):
        return "a browser's preflight request (CORS)"
    asked = header(request.headers, HEADER) if request else None
    halves = _half(request, page), _half(exchange.response, page)
    return Read(exchange, target, *halves, asked.text.strip() if asked else None)


def _not_ours(url: str) -> str:
    segments = [segment for segment in shown_path(url).split("/") if segment]
    if len(segments) > 1 and segments[0] == "v3":
        return f"another resource (/v3/{printable(segments[1][:60])})"
    return "a request to another API"


def _half(message: Request | Response | None, page: Page) -> Half | None:
    if message is None:
        return None
    body = message.body
    if not isinstance(body, TextBody | TreeBody):
        return Half(message, None, None if isinstance(body, Unread) else False)
    if isinstance(body, TextBody) and not body.passage.text.strip():
        return Half(message, None, has_body=False)
    return Half(message, parsed(body, page), has_body=True)
