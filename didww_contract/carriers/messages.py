"""Knows what carriers hold: HTTP messages in pairs, bare documents, and what could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from didww_contract.carriers.bodies import Body, TextBody, TreeBody
from didww_contract.text.lines import Fault
from didww_contract.text.passages import Passage


class Header(NamedTuple):
    """One header of a message."""

    name: str
    value: Passage


Headers = tuple[Header, ...] | None
"""None where the carrier does not say anything about headers."""


class Request(NamedTuple):
    """The request of an exchange."""

    label: str
    method: Passage
    url: Passage
    headers: Headers
    body: Body
    is_template: bool = False
    """Whether its body is left blank on purpose, for the examples beside it show what may stand there."""
    is_scripted: bool = False
    """Whether a script sets its headers before it is sent."""


class Response(NamedTuple):
    """The response of an exchange."""

    label: str
    status: Passage | None
    headers: Headers
    body: Body


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request with its response, or one of them alone."""

    request: Request | None = None
    response: Response | None = None
    start: int = 0
    """Where in the file it begins; a comment just before speaks for all of it."""
    end: int = 0
    recorded: bool = False
    """Whether a program has recorded it, which may have been told to leave headers out."""


class Document(NamedTuple):
    """A document without a message around it."""

    label: str
    body: TextBody | TreeBody
    start: int = 0
    end: int = 0


class Omitted(NamedTuple):
    """A message that cannot be judged, and why."""

    label: str
    reason: str
    failed: bool = False
    """Whether the user meant it to be judged: the run fails."""
    unread: bool = False
    """Whether it may be about the resource, in a form that is not read."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A file that holds messages or documents."""

    kind: str
    """What it is called in reports."""
    items: Iterable[Exchange | Document | Omitted | Fault]
    comments: str = ""
    """A regular expression for what begins a comment, where the carrier has comments."""
    variables: dict[str, str] = field(default_factory=dict)


def header(headers: Headers, name: str) -> Passage | None:
    """The value of the first header of this name, in any case."""
    wanted = name.lower()
    return next((one.value for one in headers or () if one.name.lower() == wanted), None)
