"""Knows how to draw a request together with what the API would answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import event, reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from didww_contract.contract.answers import refusal, stored
from didww_contract.contract.breaches import breaches
from didww_contract.contract.constraints import by_place
from didww_contract.contract.versions import Edition
from didww_contract.strategies.broken import invalid_documents
from didww_contract.strategies.documents import documents, judge


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
    sent, trunk = request["data"]["attributes"], response["data"]
    method = sent.get("authentication_method")
    defaults = {name: _default(name, value, version) for name, value in trunk["attributes"].items()}
    if method:
        defaults["authentication_method"] = {"type": method["type"], "attributes": _method_defaults(method["type"])}
    trunk["attributes"] = stored(sent, defaults)
    _link(trunk)
    response.pop("included", None)
    if not judge(Edition(version, "trunk")).is_valid(response):
        reject()
    event("answer: 201")
    return Exchange(request, 201, response, None, version)


def _default(name: str, drawn: Any, version: str) -> Any:
    """What an attribute is that the request left out: the schema's default, or what was drawn where it has none."""
    group = by_place(Edition(version, "create-request")).get(("data", "attributes", name), ())
    types = next((constraint.value for constraint in group if constraint.keyword == "type"), None)
    defaults = [constraint.node["default"] for constraint in group if "default" in constraint.node]
    if not defaults or (defaults[0] is None and types is not None and "null" not in types):
        return drawn
    return defaults[0]


def _method_defaults(type_: str) -> Mapping[str, Any]:
    if type_ == "twilio":
        return {"twilio_account_sid": None}
    return {"allowed_sip_ips": [], "tech_prefix": None, "username": "f3kq8w2mzx", "password": "x7r4t9b1cd"}


def _link(trunk: Any) -> None:
    """Make the links of a trunk those of that trunk, without the linkage that only include brings."""
    for name, relationship in trunk["relationships"].items():
        relationship.pop("data", None)
        here = f"https://api.didww.com/v3/voice_out_trunks/{trunk['id']}"
        relationship["links"] = {"self": f"{here}/relationships/{name}", "related": f"{here}/{name}"}


@st.composite
def _refused(draw: DrawFn, version: str, *, plain: bool) -> Exchange:
    edition = Edition(version, "create-request")
    broken = draw(invalid_documents(edition, plain=plain))
    (breach,) = breaches(judge(edition).violations(broken.document), broken.document, edition)
    response = refusal(breach)
    status = int(response["errors"][0]["status"])
    event(f"answer: {status}")
    return Exchange(broken.document, status, response, broken.rule, version)
