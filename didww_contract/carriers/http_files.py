"""Knows .http and .rest files, as the REST clients of editors run them: requests between `###`, with variables."""

import re
from collections.abc import Iterator, Mapping

from didww_contract.carriers.bodies import Body, TextBody
from didww_contract.carriers.curl import ReadFile
from didww_contract.carriers.http_text import LINE, METHODS, head
from didww_contract.carriers.messages import Exchange, Omitted, Request
from didww_contract.carriers.variables import VARIABLE, substituted
from didww_contract.text.passages import Passage, passage

_BEGIN = r"(?:^|(?<=\r))"
"""Of a line; ^ alone knows no line ends but \\n."""
_SEPARATOR = re.compile(_BEGIN + r"###[^\r\n]*(?:\r\n?|\n|$)", re.MULTILINE)
_DEFINITION = re.compile(r"^[ \t]*@([A-Za-z0-9_.-]+)[ \t]*=[ \t]*([^\r\n]*?)[ \t]*$")
_COMMENT = re.compile(r"[ \t]*(?:#|//)")
_FILE = re.compile(r"[ \t]*<@?(?:[a-z0-9-]+)?[ \t]+([^\r\n]+?)[ \t]*$")
_AFTERWARDS = re.compile(_BEGIN + r"(?:>{1,2}!?[ \t]|<>[ \t]|[<>][ \t]*\{%)", re.MULTILINE)
"""What follows a body: scripts, and files that responses go to."""
_BARE_URL = re.compile(r"[ \t]*(https?://\S+|\{\{\S+)[ \t]*$")


def looks_like_one(text: str) -> bool:
    """Whether a text without a telling name is such a file."""
    return bool(
        _SEPARATOR.search(text) and re.search(rf"{_BEGIN}(?:{METHODS})[ \t]+(?:https?://|/|\{{\{{)", text, re.MULTILINE)
    )


def exchanges(source: str, given: Mapping[str, str], read_file: ReadFile) -> Iterator[Exchange | Omitted]:
    """The requests of a file; variables that are `given` count less than the file's own."""
    values = {**given, **_definitions(source)}
    starts = [0, *(match.end() for match in _SEPARATOR.finditer(source))]
    ends = [*(match.start() for match in _SEPARATOR.finditer(source)), len(source)]
    number = 0
    for start, end in zip(starts, ends, strict=True):
        first = _first_line(source, start, end)
        if first >= end:
            continue
        number += 1
        label = f"request {number}"
        request = _request(source, first, end, label, values, read_file)
        if isinstance(request, Omitted):
            yield request
        else:
            yield Exchange(request, None, first, end)


def _definitions(source: str) -> dict[str, str]:
    found = (_DEFINITION.match(match[1]) for match in LINE.finditer(source) if match[1].lstrip().startswith("@"))
    return {match[1]: match[2] for match in found if match}


def _first_line(source: str, start: int, end: int) -> int:
    """Where the request begins: after comments, definitions and empty lines."""
    at = start
    while at < end and (line := LINE.match(source, at, end)):
        if line[1].strip() and not line[1].startswith(("<", ">")) and not _is_aside(line[1]):
            return at
        if line.end() == at:
            break
        at = line.end()
    return end


def _is_aside(line: str) -> bool:
    return bool(_COMMENT.match(line) or _DEFINITION.match(line))


def _request(
    source: str, start: int, end: int, label: str, values: Mapping[str, str], read_file: ReadFile
) -> Request | Omitted:
    whole = passage(source)
    bare = _BARE_URL.match(LINE.match(source, start, end)[1])  # type: ignore[index]  # it matches anything
    found = head(whole, start, end)
    if found is None or found.request is None:
        if not bare:
            return Omitted(label, "not a request")
        url = whole.part(start + bare.start(1), start + bare.end(1))
        return Request(label, url.opaque("GET"), substituted(url, values), (), None)
    method, url = found.request
    headers = tuple(header._replace(value=substituted(header.value, values)) for header in found.headers)
    body = _body(whole, found.end, end, values, read_file)
    return Request(label, method, substituted(url, values), headers, body)


def _body(whole: Passage, start: int, end: int, values: Mapping[str, str], read_file: ReadFile) -> Body:
    afterwards = _AFTERWARDS.search(whole.text, start, end)
    text = whole.text[start : afterwards.start() if afterwards else end]
    last = start + len(text.rstrip())
    first = start + len(text) - len(text.lstrip())
    while last > first:  # comments after a body are none of it
        line_start = max(whole.text.rfind("\n", first, last), whole.text.rfind("\r", first, last)) + 1
        if line_start <= first or not _COMMENT.match(whole.text, line_start, last):
            break
        last = line_start + len(whole.text[first:line_start].rstrip()) - (line_start - first)
    if last <= first:
        return None
    body = whole.part(first, last)
    if file := _FILE.match(body.text):
        return _substituted(read_file(file[1]), values) if body.text.startswith("<@") else read_file(file[1])
    return TextBody(substituted(body, values), variables=VARIABLE)


def _substituted(body: Body, values: Mapping[str, str]) -> Body:
    if isinstance(body, TextBody):
        return body._replace(passage=substituted(body.passage, values), variables=VARIABLE)
    return body
