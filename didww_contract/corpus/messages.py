"""Knows the cases of the rules about messages: exchanges in which all is right but one thing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from didww_contract.contract.pointers import Path, pointer
from didww_contract.contract.versions import Edition
from didww_contract.corpus.cases import EXCHANGE, JSON, Case, case_id, copied
from didww_contract.exchanges.answers import message_refusal
from didww_contract.exchanges.operations import credentials, media_type
from didww_contract.exchanges.problems import REFUSALS
from didww_contract.specimens.changes import ABSENT, Change

_LIST, _CREATE = "get-voice_out_trunks", "post-voice_out_trunks"
_READ, _UPDATE, _DELETE = "get-voice_out_trunks-id", "patch-voice_out_trunks-id", "delete-voice_out_trunks-id"
_REGENERATE = "post-voice_out_trunk_regenerate_credentials"
_OTHER_ID = "0c1d5a52-3b61-4f0e-8a35-5d4c6e2b7f90"
_LOOKS_LIVE = "k7m2q9x4"
"""Of the least length that is taken for a real one: shorter than what scanners for secrets look for."""


class Mistake(NamedTuple):
    """One thing that is wrong with an exchange."""

    rule: str
    how: str
    operation: str
    """The exchange that is changed: the first case of this name."""
    path: Path
    after: Any
    at: Path | None = None
    """What the rule is about, if that is not what was changed."""
    warns: bool = False
    """Whether the API takes the request all the same, or may send the response."""


_PATH, _METHOD = ("request", "path"), ("request", "method")
_SENT, _GOT = ("request", "body"), ("response", "body")
_STATUS = ("response", "status")
_ATTRIBUTES = (*_GOT, "data", "attributes")


def mistakes(version: str, sent: JSON, got: JSON) -> Iterator[Mistake]:
    """What people get wrong, for each rule about messages; `sent` and `got` are a create request and its answer."""
    yield from _addressed(sent)
    yield from _headed(version)
    yield from _answered(got)


def _addressed(sent: JSON) -> Iterator[Mistake]:
    yield Mistake("path-unknown", "the singular", _CREATE, _PATH, "/v3/voice_out_trunk")
    yield Mistake("path-unknown", "camel case", _CREATE, _PATH, "/v3/voiceOutTrunks")
    yield Mistake("path-unknown", "another version of the API", _LIST, _PATH, "/v2/voice_out_trunks")
    yield Mistake("path-unknown", "an id that is no UUID", _READ, _PATH, "/v3/voice_out_trunks/12345")
    yield Mistake("method-not-allowed", "PATCH without an id in the path", _UPDATE, _PATH, "/v3/voice_out_trunks")
    yield Mistake("method-not-allowed", "DELETE without an id in the path", _DELETE, _PATH, "/v3/voice_out_trunks")
    yield Mistake("method-not-allowed", "POST to a trunk", _UPDATE, _METHOD, "POST")
    yield Mistake("method-not-allowed", "PUT of new credentials", _REGENERATE, _METHOD, "PUT")
    yield Mistake("id-mismatch", "another id in the path", _UPDATE, _PATH, f"/v3/voice_out_trunks/{_OTHER_ID}")
    yield Mistake("body-missing", "a create request without a body", _CREATE, _SENT, None)
    yield Mistake("body-missing", "an update without a body", _UPDATE, _SENT, None)
    yield Mistake("body-unexpected", "GET with a body", _LIST, _SENT, sent, warns=True)


def _headed(version: str) -> Iterator[Mistake]:
    right, needed = media_type(version), credentials(version)
    headers = ("request", "headers")
    for operation, who in ((_CREATE, "a create request"), (_LIST, "a GET request")):
        how = f"{who} without credentials"
        yield Mistake("credentials-missing", how, operation, (*headers, needed.header), ABSENT, headers)
    if needed.scheme:
        yield Mistake("credentials-missing", "no scheme", _CREATE, (*headers, needed.header), "YOUR_TOKEN")
    where = (*headers, "Content-Type")
    yield Mistake("request-content-type", "JSON without the API's name", _CREATE, where, "application/json")
    yield Mistake("request-content-type", "a parameter", _CREATE, where, f"{right}; charset=utf-8", warns=True)
    yield Mistake("request-content-type", "no media type", _UPDATE, where, ABSENT, headers)
    where = (*headers, "Accept")
    yield Mistake("request-accept", "JSON without the API's name", _READ, where, "application/json")
    yield Mistake("request-accept", "a parameter", _CREATE, where, f"{right}; charset=utf-8")
    where = (*headers, needed.header)
    live = f"{needed.scheme} {_LOOKS_LIVE}".strip()
    yield Mistake("live-secret", "a value that looks real", _CREATE, where, live, warns=True)
    if not needed.scheme:
        yield Mistake("api-key-bearer", "Bearer before the key", _CREATE, where, "Bearer YOUR_API_KEY", warns=True)
    headers = ("response", "headers")
    where = (*headers, "Content-Type")
    yield Mistake("response-content-type", "a page", _READ, where, "text/html")
    yield Mistake("response-content-type", "a parameter", _CREATE, where, f"{right}; charset=utf-8")
    yield Mistake("response-content-type", "no media type", _LIST, where, ABSENT, headers)


def _answered(got: JSON) -> Iterator[Mistake]:
    for operation, status, how in (
        (_CREATE, 200, "200 for a new trunk"),
        (_CREATE, 202, "202 for a new trunk"),
        (_UPDATE, 201, "201 for a trunk that was there"),
        (_DELETE, 202, "202 for a trunk that is gone"),
        (_DELETE, 200, "200 without a body"),
        (_REGENERATE, 200, "200 for new credentials"),
    ):
        yield Mistake("status-unknown", how, operation, _STATUS, status)
    yield Mistake("status-unknown", "418 for a new trunk", "failed", _STATUS, 418, warns=True)
    where: Path = (*_GOT, "data", "id")
    yield Mistake("regenerated-id-differs", "another trunk's id", _REGENERATE, where, _OTHER_ID, warns=True)
    where = (*_GOT, "data", "relationships", "dids", "data")
    yield Mistake("relationship-data-unasked", "DIDs without include", _READ, where, [], warns=True)
    yield Mistake("body-unexpected", "204 with a body", _DELETE, _GOT, got)
    for operation, how in (
        (_CREATE, "201 without a trunk"),
        (_READ, "200 without a trunk"),
        (_LIST, "200 without any"),
    ):
        yield Mistake("body-missing", how, operation, _GOT, None, _STATUS)
    for operation, how in ((_READ, "another trunk is read"), (_UPDATE, "another trunk is changed")):
        yield Mistake("id-mismatch", how, operation, (*_GOT, "data", "id"), _OTHER_ID)
    yield Mistake("response-differs", "another name", _CREATE, (*_ATTRIBUTES, "name"), "Paris")
    yield Mistake(
        "response-differs", "another action", _CREATE, (*_ATTRIBUTES, "on_cli_mismatch_action"), "reject_call"
    )
    yield Mistake("response-differs", "another limit", _CREATE, (*_ATTRIBUTES, "capacity_limit"), 11)
    where = (*_SENT, "data", "attributes", "name")
    yield Mistake("forbidden-request-accepted", "a trunk without a name", _CREATE, where, ABSENT, _STATUS)
    yield Mistake("forbidden-request-accepted", "an unknown member", _CREATE, (*_SENT, "note"), "x", _STATUS)
    where = (*_GOT, "errors", 0, "source", "pointer")
    yield Mistake("error-pointer-unknown", "a misspelt member", "failed", where, "/data/attributes/nmae")
    yield Mistake("error-pointer-unknown", "without attributes", "failed", where, "/data/name")


def cases(version: str, right: Mapping[str, Case]) -> Iterator[Case]:
    """All of them, each made of the first `right` exchange of its operation; of `failed`, of the one that points."""
    edition = Edition(version, EXCHANGE)
    made = right[_CREATE].document
    for mistake in mistakes(version, made["request"]["body"], made["response"]["body"]):
        kept = right[mistake.operation]
        document = copied(kept.document)
        before = _put(document, mistake.path, mistake.after)
        change = Change(mistake.how, pointer(mistake.path), before, mistake.after)
        valid = mistake.warns
        case = replace(
            kept,
            id=case_id(edition, mistake.rule, mistake.how),
            valid=valid,
            document=document,
            rule=mistake.rule,
            pointer=pointer(mistake.at or mistake.path),
            neighbour=kept.id,
            change=change,
            warnings=(*kept.warnings, mistake.rule) if valid else (),
        )
        yield _refused(case) if not valid and mistake.path[0] == "request" and mistake.rule in REFUSALS else case


def _put(document: Any, path: Path, value: Any) -> Any:
    """Set or remove a member; returns what was there before."""
    for token in path[:-1]:
        document = document[token]
    before = document.get(path[-1], ABSENT)
    if value is ABSENT:
        del document[path[-1]]
    else:
        document[path[-1]] = value
    return before


def _refused(case: Case) -> Case:
    """The case with the answer that the API refuses such a request with."""
    rule = str(case.rule)
    status = int(REFUSALS[rule][0])
    errors = message_refusal(rule, case.api_version, case.document["request"])
    headers: JSON = {"Content-Type": media_type(case.api_version)} if errors else {}
    document = {**case.document, "response": {"status": status, "headers": headers, "body": errors}}
    return replace(case, document=document, expected={"status": status, "errors": errors})
