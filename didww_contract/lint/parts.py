"""Knows where the parts of a message stand in its file: method, URL, parameters, status, headers, body."""

from urllib.parse import unquote

from didww_contract.carriers.bodies import Page, TextBody
from didww_contract.carriers.messages import Exchange, Request, Response, header
from didww_contract.contract.pointers import tokens
from didww_contract.exchanges.routes import query_of
from didww_contract.lint.collector import Place
from didww_contract.text.passages import Passage


def of_part(message: Request | Response, name: str, exchange: Exchange, page: Page) -> Place:
    """Where `method`, `url`, `status`, `body` or the header of a name stands.

    Where it does not, the URL or the status stands for the message, or else the beginning of the exchange.
    """
    if name == "body" and isinstance(message.body, TextBody):
        start, end = message.body.passage.span()
        return Place(page, start, end, start + 1, message.body.passage)
    found: Passage | None
    if isinstance(message, Request):
        found = message.method if name == "method" else header(message.headers, name) or message.url
    else:
        found = header(message.headers, name) or message.status
    start, end = found.span() if found else (exchange.start, exchange.start)
    return Place(page, start, end, end)


def of_parameter(url: Passage, pointer: str, page: Page) -> Place:
    """Where the parameter that a pointer names stands in a URL; the whole query where it does not.

    Of one that stands there twice, the last is meant: the API takes its value.
    """
    query, at = query_of(url.text)
    start, end = at, len(url.text)
    name = tokens(pointer)[0] if pointer else ""
    for pair in query.split("&"):
        if unquote(pair.partition("=")[0].replace("+", " ")) == name:
            start, end = at, at + len(pair)
        at += len(pair) + 1
    first, last = url.span(start, end)
    return Place(page, first, last, last)
