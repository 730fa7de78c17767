"""Knows the cases of the kind `exchange`: a request, and the response that it earns."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from didww_contract.contract import files
from didww_contract.contract.engines import shared
from didww_contract.contract.evidence import CONFLICT_RULE, HEADER, conflict
from didww_contract.contract.versions import VERSIONS, Edition
from didww_contract.corpus import systematic
from didww_contract.corpus.cases import EXCHANGE, Case, Untrue, case_id, copied
from didww_contract.corpus.operations import Operation, headers, operation_called, operations, path_of, query_of
from didww_contract.specimens.building import built, optional
from didww_contract.specimens.changes import ABSENT, Change
from didww_contract.specimens.exchanges import answer

JSON = dict[str, Any]
_BODY = "/request/body"


def cases(version: str) -> Iterator[Case]:
    """Every operation when all goes well; each rule of a create request broken; failures; a version that is not had."""
    edition = Edition(version, EXCHANGE)
    for operation in operations(version):
        yield from _well(edition, operation)
    create = Edition(version, "create-request")
    (operation,) = (one for one in operations(version) if one.takes == create.kind)
    seen: set[str] = set()
    for case in systematic.cases(create):
        if not case.valid and case.rule not in seen:
            seen.add(case.rule or "")
            yield _refused(edition, operation, case)
    yield from _failures(edition, operation)
    if version != VERSIONS[0]:
        yield _ignored_version(edition, operation)


def exchange(version: str, operation: Operation, body: Any, status: int, response: Any, query: str = "") -> JSON:
    """A request and its response as a case has them; a body that there is none of is null."""
    path = path_of(operation, body) + (f"?{query}" if query else "")
    request = {"method": operation.method, "path": path, "headers": headers(version, body=body is not None)}
    return {"request": {**request, "body": body}, "response": {"status": status, "body": response}}


def faults(case: Case) -> list[str]:
    """What is wrong with an exchange by its parts, each judged anew: empty for a true case."""
    version, sent, got = case.api_version, case.document["request"], case.document["response"]
    operation = operation_called(version, sent["method"], sent["path"])
    found = []
    if operation.method != "GET" and operation.takes:
        taken = shared(Edition(version, operation.takes)).is_valid(sent["body"])
        found += [] if taken == case.valid else ["the request's verdict"]
    kind = "errors" if got["status"] >= 400 else operation.gives
    right = got["body"] is None if kind is None else shared(Edition(version, kind)).is_valid(got["body"])
    found += [] if right else ["the response"]
    return found


def _case(edition: Edition, about: str, what: str, document: JSON, *, valid: bool = True) -> Case:
    got = document["response"]
    expected = {"status": got["status"], "errors": got["body"] if got["status"] >= 400 else None}
    case = Case(case_id(edition, about, what), *edition, valid, document, expected=expected)
    if wrong := faults(case):
        raise Untrue(f"{case.id}: {', '.join(wrong)}")
    return case


def _well(edition: Edition, operation: Operation) -> Iterator[Case]:
    """An operation with several documents that are right for it."""
    version = edition.version
    name = f"{operation.method.lower()}-{operation.path.strip('/').replace('/', '-').replace('{id}', 'id')}"
    if operation.takes is None or operation.method == "GET":
        response = built(Edition(version, operation.gives)) if operation.gives else None
        queries = [("plain", "")]
        if operation.takes:
            fullest = built(Edition(version, operation.takes), optional(Edition(version, operation.takes)))
            queries.append(("fullest-query", query_of(fullest)))
        for what, query in queries:
            yield _case(edition, name, what, exchange(version, operation, None, operation.status, response, query))
        return
    seen: set[str] = set()
    for case in systematic.cases(Edition(version, operation.takes)):
        if case.valid and not case.rule and (case.about == "shape" or case.about not in seen):
            seen.add(case.about)
            response = _answer(version, operation, case.document)
            document = exchange(version, operation, case.document, operation.status, response)
            yield _case(edition, name, case.id.split("/", 2)[2].replace("/", "-"), document)


def _answer(version: str, operation: Operation, body: Any) -> Any:
    gives = Edition(version, operation.gives or "")
    if gives.kind != "trunk" or "attributes" not in body["data"]:
        return built(gives)
    method = body["data"]["attributes"].get("authentication_method") or {}
    places = [("data", "relationships", name) for name in body["data"].get("relationships", {})]
    response = answer(body, built(gives, places, method.get("type")), version)
    if "id" in body["data"]:
        response["data"]["id"] = body["data"]["id"]
    return response


def _refused(edition: Edition, operation: Operation, case: Case) -> Case:
    expected = case.expected or {}
    document = exchange(edition.version, operation, case.document, expected["status"], expected["errors"])
    found = _case(edition, "refused", (case.rule or "").replace(".", "-"), document, valid=False)
    change = case.change and replace(case.change, pointer=_BODY + case.change.pointer)
    return replace(found, rule=case.rule, pointer=_BODY + (case.pointer or ""), change=change)


def _failures(edition: Edition, operation: Operation) -> Iterator[Case]:
    """Answers to a right request that come of something else: a wrong key, a name that is taken, too many requests."""
    body = built(Edition(edition.version, "create-request"))
    named: dict[str, Any] = {}
    for version in VERSIONS[: VERSIONS.index(edition.version) + 1]:
        for file in files.examples("valid", Edition(version, "errors")):
            named[file.rpartition("/")[2].removesuffix(".json")] = files.read(file)
    for name, errors in sorted(named.items()):
        if name.startswith(("401", "403", "429", "422-name")):
            status = int(errors["errors"][0]["status"])
            yield _case(edition, "failed", name, exchange(edition.version, operation, body, status, copied(errors)))


def _ignored_version(edition: Edition, operation: Operation) -> Case:
    """A client asks for a version older than the account's, which the API ignores: the answer says another one."""
    body = built(Edition(edition.version, "create-request"))
    response = _answer(edition.version, operation, body)
    document = exchange(edition.version, operation, body, operation.status, response)
    before = document["request"]["headers"].get(HEADER, ABSENT)
    document["request"]["headers"][HEADER] = VERSIONS[0]
    case = _case(edition, CONFLICT_RULE, "an older version asked for", document)
    if conflict(response, named=edition.version, header=VERSIONS[0]) is None:
        raise Untrue(case.id)
    where = f"/request/headers/{HEADER}"
    change = Change("an older version asked for", where, before, VERSIONS[0])
    return replace(case, rule=CONFLICT_RULE, pointer=where, change=change, warnings=(CONFLICT_RULE,))
