"""Knows pages of documentation: HTTP messages and curl commands that stand in plain text."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from didww_contract.carriers import curl
from didww_contract.carriers.http_text import METHODS, head, json_body, message
from didww_contract.carriers.messages import Document, Exchange, Omitted, Request, Response
from didww_contract.text.lines import Fault
from didww_contract.text.mentions import OURS
from didww_contract.text.passages import Passage
from didww_contract.text.shell import Unclosed, command

_HEADER_FOLLOWS = r"(?=[ \t]*(?:\r\n?|\n)[ \t]*[A-Za-z][A-Za-z0-9-]*:[ \t])"
_BEGINNING = (
    rf"^[ \t]*(?:(?P<message>(?:{METHODS})[ \t]+(?:/|https?://|\{{|<|\$)\S*(?:[ \t]+HTTP/[0-9.]+(?=[ \t]*$)|%s)"
    r"|HTTP/[0-9.]+[ \t]+[0-9]{3}\b)|(?:[$>#%%][ \t]+)?(?P<curl>curl)(?=[ \t]))"
)
_IN_PROSE = re.compile(_BEGINNING % _HEADER_FOLLOWS, re.MULTILINE)
"""Where a message begins on a page: not where prose only mentions one."""
_IN_CODE = re.compile(_BEGINNING % r"[ \t]*$", re.MULTILINE)
"""Where a message begins in a block of code."""


class Found(NamedTuple):
    """A piece of a page and what it is."""

    item: Request | Response | Document | Omitted | Fault
    start: int
    """Where it begins in the file."""
    end: int


class Counter:
    """Numbers what is found on a page, each kind on its own."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def label(self, noun: str) -> str:
        """Such as `curl command 2`."""
        self._numbers[noun] = self._numbers.get(noun, 0) + 1
        return f"{noun} {self._numbers[noun]}"


def messages(source: Passage, counter: Counter, read_file: curl.ReadFile, *, code: bool = False) -> Iterator[Found]:
    """The messages and commands in a page, or in a block of `code` on one."""
    text = source.text.replace("\r\n", " \n").replace("\r", "\n")  # for ^ and $, which know no other line ends
    beginnings = []
    at = 0
    pattern = _IN_CODE if code else _IN_PROSE
    while match := pattern.search(text, at):
        end = match.end()
        if match["curl"]:
            try:
                end = command(source, match.start("curl")).end
            except Unclosed:
                end = match.end()
        beginnings.append((match, end))
        at = max(end, match.end())
    limits = [*(match.start() for match, _ in beginnings), len(source.text)][1:]
    for (match, after), limit in zip(beginnings, limits, strict=True):
        end = after
        if match["curl"]:
            item: Request | Response | Omitted | Fault = _curl(source, match.start("curl"), counter, read_file)
        else:
            item, end = _message(source, match.start(), limit, counter)
        yield Found(item, *source.span(match.start(), max(end, match.end())))


def _curl(source: Passage, start: int, counter: Counter, read_file: curl.ReadFile) -> Request | Omitted | Fault:
    label = counter.label("curl command")
    try:
        return curl.request(command(source, start), label, read_file)
    except Unclosed as unclosed:
        if not OURS.search(_paragraph(source.text, start)):
            return Omitted(label, "a curl command that is not closed, and not about voice_out_trunks")
        opened, end = source.span(unclosed.at, unclosed.at + 1)
        message_ = f"{label} has a quote that is never closed"
        return Fault("curl-syntax", opened, end, message_, "Close it, or escape the quotes inside of it.")


def _paragraph(text: str, start: int) -> str:
    """What stands from a place on up to an empty line."""
    empty = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)").search(text, start)
    return text[start : empty.start() if empty else len(text)]


def _message(source: Passage, start: int, limit: int, counter: Counter) -> tuple[Request | Response | Omitted, int]:
    found = head(source, start, limit)
    if found is None:  # the search has seen to it that there is one
        return Omitted("", "a message without a head"), start
    label = counter.label("HTTP request" if found.request else "response")
    body, end = json_body(source, found.end, limit, curl.VARIABLE)
    return message(found, label, body), max(end, found.end)


def paired(found: Iterable[Found]) -> Iterator[Exchange | Document | Omitted | Fault]:
    """Each response with the request that stands just before it, everything else alone, in order.

    A bare document that follows a request without a response may be its response: then the status is None.
    """
    waiting: tuple[Request, Found] | None = None
    for one in found:
        item = one.item
        if isinstance(item, Response):
            asked, start = (waiting[0], waiting[1].start) if waiting else (None, one.start)
            yield Exchange(asked, item, start, one.end)
            waiting = None
            continue
        if isinstance(item, Document) and waiting:
            response = Response(item.label, None, None, item.body)
            yield Exchange(waiting[0], response, waiting[1].start, one.end)
            waiting = None
            continue
        if waiting:
            yield Exchange(waiting[0], None, waiting[1].start, waiting[1].end)
            waiting = None
        if isinstance(item, Request):
            waiting = item, one
        elif isinstance(item, Document):
            yield item._replace(start=one.start, end=one.end)
        else:
            yield item
    if waiting:
        yield Exchange(waiting[0], None, waiting[1].start, waiting[1].end)
