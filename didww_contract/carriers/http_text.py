"""Knows HTTP messages as people write them down: a request line or a status line, headers, and a body."""

import json
import re
from typing import NamedTuple

from didww_contract.carriers.bodies import Body, TextBody
from didww_contract.carriers.messages import Header, Request, Response
from didww_contract.text.passages import Passage, joined

METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"
LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|$)")
_REQUEST_LINE = re.compile(rf"[ \t]*({METHODS})[ \t]+(\S+)([ \t]+HTTP/[0-9.]+)?[ \t]*$")
_STATUS_LINE = re.compile(r"[ \t]*HTTP/[0-9.]+[ \t]+([0-9]{3})(?:[ \t][^\r\n]*)?$")
_HEADER = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*(.*?)[ \t]*$")
_QUERY_GOES_ON = re.compile(r"[ \t]+([?&]\S*)[ \t]*$")
_OPENING = re.compile(r"\s*([{\[])")


class Head(NamedTuple):
    """What stands before a body."""

    request: tuple[Passage, Passage] | None
    """Method and URL; None of a response."""
    status: Passage | None
    headers: tuple[Header, ...]
    end: int
    """Where the body begins."""
    blank: bool
    """Whether an empty line stands before that."""


def head(source: Passage, start: int, end: int) -> Head | None:
    """The head of the message that begins at `start`; None where there is none."""
    line = LINE.match(source.text, start, end)
    if not line:
        return None
    asked, answered = _REQUEST_LINE.match(line[1]), _STATUS_LINE.match(line[1])
    if not asked and not answered:
        return None
    at, blank = line.end(), False
    url_end = start + asked.end(2) if asked else 0
    url = source.part(start + asked.start(2), url_end) if asked else None
    headers: list[Header] = []
    while at < end and (line := LINE.match(source.text, at, end)):
        found = _HEADER.match(line[1])
        more = _QUERY_GOES_ON.match(line[1]) if url is not None and not headers else None
        if more and url is not None:
            first, goes_on = url, source.part(at + more.start(1), at + more.end(1))
            url = _continued(first, goes_on)
        elif found:
            headers.append(Header(found[1], source.part(at + found.start(2), at + found.end(2))))
        else:
            blank = not line[1].strip()
            at = line.end() if blank else at
            break
        at = line.end()
    request = (source.part(start + asked.start(1), start + asked.end(1)), url) if asked and url else None
    status = source.part(start + answered.start(1), start + answered.end(1)) if answered else None
    return Head(request, status, tuple(headers), at, blank)


def _continued(first: Passage, second: Passage) -> Passage:
    return joined([first, second])


def message(head_: Head, label: str, body: Body) -> Request | Response:
    """The message that a head and a body make."""
    if head_.request:
        return Request(label, *head_.request, head_.headers, body)
    return Response(label, head_.status, head_.headers, body)


def json_body(source: Passage, start: int, end: int, variables: str) -> tuple[TextBody | None, int]:
    """The JSON text that begins between `start` and `end`, before anything else does, and where it ends.

    Where it is not well-formed it ends with the line that closes its bracket, or before an empty line.
    """
    opening = _OPENING.match(source.text, start, end)
    if not opening:
        return None, start
    first = opening.start(1)
    try:
        last = json.JSONDecoder().raw_decode(source.text[:end], first)[1]
    except (ValueError, RecursionError):
        last = _end_of_broken(source.text, first, end)
    return TextBody(source.part(first, last), variables=variables, excerpted=True), last


def _end_of_broken(text: str, start: int, end: int) -> int:
    closer = "}" if text[start] == "{" else "]"
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    indentation = text[line_start:start]
    if not indentation.strip():
        closing = re.compile(rf"(?:^|(?<=\r)){re.escape(indentation)}\{closer}", re.MULTILINE).search(
            text, start + 1, end
        )
        if closing:
            return closing.end()
    empty = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)").search(text, start, end)
    return empty.start() if empty else len(text[:end].rstrip())
