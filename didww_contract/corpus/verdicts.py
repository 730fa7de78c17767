"""Knows the verdict on an exchange: which rules about messages it breaks, and whether its documents are valid."""

from typing import Any

from didww_contract.contract.engines import shared
from didww_contract.contract.message_rules import MESSAGE_RULES
from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import Edition
from didww_contract.corpus.cases import JSON, Case, Untrue
from didww_contract.exchanges import pairs
from didww_contract.exchanges.live_secrets import looks_live
from didww_contract.exchanges.operations import Operation, credentials
from didww_contract.exchanges.problems import Problem, of_request, of_response, of_route
from didww_contract.exchanges.routes import TRUNK, Route, route

ACCEPTED = "forbidden-request-accepted"
REQUEST, RESPONSE = "the request", "the response"
"""Stand for what the rules about documents say of a body or a query."""


def admitted(case: Case) -> Case:
    """An exchange whose label is true; raises Untrue if it is not."""
    wanted = {str(case.rule)} if case.rule in MESSAGE_RULES else set()
    if not case.valid and (case.rule not in MESSAGE_RULES or case.rule == ACCEPTED):
        wanted.add(REQUEST)
    if (found := verdict(case.document, case.api_version)) != wanted:
        raise Untrue(f"{case.id}: {', '.join(sorted(found ^ wanted))}")
    return case


def verdict(document: JSON, version: str) -> set[str]:
    """The rules about messages that an exchange breaks; REQUEST or RESPONSE where a document in it is invalid.

    A request that the API refuses for its faults breaks no further rule by that.
    """
    sent, got = document["request"], document["response"]
    target = route(sent["path"])
    operation = of_route(sent["method"], sent["path"], target or Route(""), version)
    if isinstance(operation, Problem):
        return {operation.rule}
    assert target is not None  # noqa: S101 - for the type checker: it has an operation
    found, wrong = _of_request(sent, operation, target, version)
    if got["status"] < 300 and wrong:
        found.add(ACCEPTED)
    return found | _of_response(got, operation, version) | _of_pair(sent, got, operation, target, version)


def _of_request(sent: JSON, operation: Operation, target: Route, version: str) -> tuple[set[str], bool]:
    """The rules that a request breaks, and whether the API would refuse it for that."""
    headers = _headers(sent)
    has_body = sent["body"] is not None
    about = list(of_request(operation, headers, body=has_body, version=version, recorded=False))
    if operation.path == TRUNK:
        about += pairs.other_id(sent["body"], target.id)
    found = {problem.rule for problem in about}
    wrong = any(problem.severity == "error" for problem in about)
    if has_body and operation.request and not shared(Edition(version, operation.request)).is_valid(sent["body"]):
        found.add(REQUEST)
    if "?" in sent["path"]:
        about_query = Contract(version).validate_url(sent["path"])
        found |= {REQUEST for finding in about_query if finding.severity == "error"}
    wrong |= REQUEST in found
    if looks_live(headers.get(credentials(version).header.lower(), "").rpartition(" ")[2]):
        found.add("live-secret")
    return found, wrong


def _of_response(got: JSON, operation: Operation, version: str) -> set[str]:
    status = str(got["status"])
    about = of_response(operation, status, _headers(got), body=got["body"] is not None, version=version)
    found = {problem.rule for problem in about}
    kind = operation.responses.get(status)
    if kind and got["body"] is not None and not shared(Edition(version, kind)).is_valid(got["body"]):
        found.add(RESPONSE)
    return found


def _of_pair(sent: JSON, got: JSON, operation: Operation, target: Route, version: str) -> set[str]:
    problems: list[Problem] = []
    edition = Edition(version, operation.request)
    if got["status"] < 300:
        problems += pairs.unasked(sent["path"].partition("?")[2], got["body"])
        problems += pairs.other_id(got["body"], target.id) if operation.path == TRUNK else []
        if operation.request == "regenerate-request":
            problems += pairs.other_trunk(sent["body"], got["body"])
        elif operation.request:
            problems += pairs.unlike(sent["body"], got["body"], edition)
    elif got["status"] == 422:
        problems += pairs.pointers_astray(sent["body"], got["body"], edition)
    return {problem.rule for problem in problems}


def _headers(message: JSON) -> dict[str, Any]:
    return {name.lower(): value for name, value in message["headers"].items()}
