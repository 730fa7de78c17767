"""Knows how to draw a request together with what the API would answer to it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import event, reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from didww_contract.contract.breaches import breaches
from didww_contract.contract.engines import shared
from didww_contract.contract.versions import Edition
from didww_contract.exchanges.answers import refusal
from didww_contract.specimens.exchanges import answer
from didww_contract.strategies.broken import invalid_documents
from didww_contract.strategies.documents import documents


@dataclass(frozen=True, slots=True)
class Exchange:
    """A create request and the answer to it."""

    request: Any
    status: int
    """HTTP status: 201, or 400 or 422 for a request that breaks a rule."""
    response: Any
    rule: str | None
    """The rule that the request breaks, if it does."""
    version: str


def exchanges(version: str, *, plain: bool = False, refused: bool | None = None) -> SearchStrategy[Exchange]:
    """Create requests that the API takes, with the trunk that it makes, and others with the errors that they earn."""
    if refused is None:
        return _taken(version, plain=plain) | _refused(version, plain=plain)
    return _refused(version, plain=plain) if refused else _taken(version, plain=plain)


@cache
def _documents(edition: Edition, *, plain: bool) -> SearchStrategy[Any]:
    return documents(edition, plain=plain)


@st.composite
def _taken(draw: DrawFn, version: str, *, plain: bool) -> Exchange:
    request = draw(_documents(Edition(version, "create-request"), plain=plain))
    response = draw(_documents(Edition(version, "trunk"), plain=True))
    response = answer(request, response, version)
    if not shared(Edition(version, "trunk")).is_valid(response):
        reject()
    event("answer: 201")
    return Exchange(request, 201, response, None, version)


@st.composite
def _refused(draw: DrawFn, version: str, *, plain: bool) -> Exchange:
    edition = Edition(version, "create-request")
    broken = draw(invalid_documents(edition, plain=plain))
    (breach,) = breaches(shared(edition).violations(broken.document), broken.document, edition)
    response = refusal(breach)
    status = int(response["errors"][0]["status"])
    event(f"answer: {status}")
    return Exchange(broken.document, status, response, broken.rule, version)
