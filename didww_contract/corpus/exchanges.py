"""Knows the cases of the kind `exchange`: a request, and the response that it earns."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from didww_contract.contract import files
from didww_contract.contract.advisories import advice
from didww_contract.contract.text_rules import CONFLICT, REPEATED
from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import VERSIONS, Edition
from didww_contract.corpus import messages, systematic
from didww_contract.corpus.cases import EXCHANGE, Case, Untrue, case_id, copied
from didww_contract.corpus.operations import Operation, headers, operations, path_of, query_of
from didww_contract.corpus.verdicts import admitted
from didww_contract.exchanges.evidence import HEADER, conflict
from didww_contract.exchanges.operations import media_type
from didww_contract.specimens.building import built, optional
from didww_contract.specimens.changes import ABSENT, Change
from didww_contract.specimens.exchanges import answer

JSON = dict[str, Any]
_BODY = "/request/body"


def cases(version: str) -> Iterator[Case]:
    """Every operation when all goes well; failures; each rule of a create request broken, and each about messages."""
    edition = Edition(version, EXCHANGE)
    create = next(one for one in operations(version) if one.takes == "create-request")
    refused = list(_refusals(edition, create))
    right = [case for operation in operations(version) for case in _well(edition, operation)]
    right += _failures(edition, create)
    first = {case.about: case for case in reversed(right)}
    first["failed"] = next(case for case in right if case.about == "failed" and "422" in case.id)
    kept = first[_name(create)]
    warned = [_ignored_version(kept)] if version != VERSIONS[0] else []
    warned.append(_repeated_parameter(next(case for case in right if case.document["request"]["method"] == "GET")))
    for case in (*right, *refused, *warned, *messages.cases(version, first)):
        yield admitted(case)


@lru_cache(maxsize=1)
def _systematic(edition: Edition) -> list[Case]:
    return list(systematic.cases(edition))


def exchange(version: str, operation: Operation, body: Any, status: int, response: Any, query: str = "") -> JSON:
    """A request and its response as a case has them; a body that there is none of is null."""
    path = path_of(operation, body) + (f"?{query}" if query else "")
    request = {"method": operation.method, "path": path, "headers": headers(version, body=body is not None)}
    told = {"Content-Type": media_type(version)} if response is not None else {}
    return {"request": {**request, "body": body}, "response": {"status": status, "headers": told, "body": response}}


def _case(edition: Edition, about: str, what: str, document: JSON, operation: Operation, *, valid: bool = True) -> Case:
    sent, got = document["request"], document["response"]
    failed = got["status"] >= 400
    bodies = [(operation.takes, sent["body"]), ("errors" if failed else operation.gives, got["body"])]
    advised = [advice(body, Edition(edition.version, kind)) for kind, body in bodies if kind and body is not None]
    if "?" in sent["path"]:
        advised.append(Contract(edition.version).validate_url(sent["path"]))
    warnings = tuple(dict.fromkeys(finding.rule for findings in advised for finding in findings)) if valid else ()
    expected = {"status": got["status"], "errors": got["body"] if failed else None}
    return Case(case_id(edition, about, what), *edition, valid, document, warnings=warnings, expected=expected)


def _name(operation: Operation) -> str:
    return f"{operation.method.lower()}-{operation.path.strip('/').replace('/', '-').replace('{id}', 'id')}"


def _well(edition: Edition, operation: Operation) -> Iterator[Case]:
    """An operation with several documents that are right for it."""
    version = edition.version
    name = _name(operation)
    if operation.takes is None or operation.method == "GET":
        response = built(Edition(version, operation.gives)) if operation.gives else None
        queries = [("plain", "")]
        if operation.takes:
            fullest = built(Edition(version, operation.takes), optional(Edition(version, operation.takes)))
            queries.append(("fullest-query", query_of(fullest)))
        for what, query in queries:
            document = exchange(version, operation, None, operation.status, response, query)
            yield _case(edition, name, what, document, operation)
        return
    seen: set[str] = set()
    for case in _systematic(Edition(version, operation.takes)):
        if case.valid and not case.rule and (case.about == "shape" or case.about not in seen):
            seen.add(case.about)
            response = _answer(version, operation, case.document)
            document = exchange(version, operation, case.document, operation.status, response)
            yield _case(edition, name, case.id.split("/", 2)[2].replace("/", "-"), document, operation)


def _answer(version: str, operation: Operation, body: Any) -> Any:
    gives = Edition(version, operation.gives or "")
    if gives.kind == "regenerate-response":
        response = built(gives)
        response["data"]["id"] = body["data"]["relationships"]["voice_out_trunk"]["data"]["id"]
        return response
    if gives.kind != "trunk" or "attributes" not in body["data"]:
        return built(gives)
    method = body["data"]["attributes"].get("authentication_method") or {}
    places = [("data", "relationships", name) for name in body["data"].get("relationships", {})]
    response = answer(body, built(gives, places, method.get("type")), version)
    if "id" in body["data"]:
        response["data"]["id"] = body["data"]["id"]
    return response


def _refusals(edition: Edition, operation: Operation) -> Iterator[Case]:
    """For each rule about the request's document, one that breaks it, and the API's answer."""
    seen: set[str] = set()
    for case in _systematic(Edition(edition.version, operation.takes or "")):
        rule = case.rule or ""
        if case.valid or case.expected is None or rule in seen:
            continue
        seen.add(rule)
        status, errors = case.expected["status"], case.expected["errors"]
        document = exchange(edition.version, operation, case.document, status, errors)
        found = _case(edition, "refused", rule.replace(".", "-"), document, operation, valid=False)
        change = case.change and replace(case.change, pointer=_BODY + case.change.pointer)
        where = _BODY + (case.pointer or "")
        yield replace(found, rule=rule, pointer=where, neighbour=case.neighbour, change=change)


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
            document = exchange(edition.version, operation, body, status, copied(errors))
            yield _case(edition, "failed", name, document, operation)


def _ignored_version(kept: Case) -> Case:
    """A client asks for a version older than the account's, which the API ignores: the answer says another one."""
    document = copied(kept.document)
    sent = document["request"]["headers"]
    before, sent[HEADER] = sent.get(HEADER, ABSENT), VERSIONS[0]
    if conflict(named=kept.api_version, header=VERSIONS[0]) is None:
        raise Untrue(f"{kept.id}: {CONFLICT.id}")
    how, where = "an older version asked for", f"/request/headers/{HEADER}"
    name = case_id(Edition(kept.api_version, EXCHANGE), CONFLICT.id, how)
    change = Change(how, where, before, VERSIONS[0])
    case = replace(kept, id=name, document=document, rule=CONFLICT.id, pointer=where, neighbour=kept.id)
    return replace(case, change=change, warnings=(*kept.warnings, CONFLICT.id))


def _repeated_parameter(kept: Case) -> Case:
    """A client asks twice for the size of a page: which of the two counts is not documented."""
    document = copied(kept.document)
    before = document["request"]["path"]
    after = document["request"]["path"] = f"{before}?page[size]=20&page[size]=50"
    found = {finding.rule for finding in Contract(kept.api_version).validate_url(after)}
    if found != {REPEATED.id}:
        raise Untrue(f"{kept.id}: {REPEATED.id}")
    how, where = "a parameter twice", "/request/path"
    name = case_id(Edition(kept.api_version, EXCHANGE), REPEATED.id, how)
    case = replace(kept, id=name, document=document, rule=REPEATED.id, pointer=where, neighbour=kept.id)
    return replace(case, change=Change(how, where, before, after), warnings=(*kept.warnings, REPEATED.id))
