"""Knows how a request and its response become findings: each by its operation, and the two together."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from didww_contract.carriers.bodies import Page, TextBody, TreeBody, Unread
from didww_contract.carriers.messages import Exchange, Headers, Request, Response, header
from didww_contract.contract.findings import Finding
from didww_contract.contract.kinds import Unknown, kind_of
from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import Edition
from didww_contract.contract.words.secrets import printable
from didww_contract.exchanges import pairs, problems
from didww_contract.exchanges.evidence import HEADER, Basis, basis_of
from didww_contract.exchanges.live_secrets import live_secrets, looks_live, secret
from didww_contract.exchanges.operations import Operation
from didww_contract.exchanges.routes import BASE, TRUNK, Route, query_of, route, shown_path
from didww_contract.lint.collector import Collector, Place
from didww_contract.lint.documents import Parsed, Question, findings, parsed, tell_faults
from didww_contract.lint.parts import of_parameter, of_part
from didww_contract.text.passages import Passage

_REFUSED_DOCUMENT = {"400", "409", "422"}
"""Which statuses say that the API refused a document for what is in it."""


class Options(NamedTuple):
    """What the user has named."""

    version: str | None
    kind: str | None
    contract: Callable[[str], Contract]


class _Side(NamedTuple):
    """A message that is being judged."""

    message: Request | Response
    document: Parsed | None
    """None where it has no body, or none that can be judged."""
    has_body: bool | None
    """None where nobody knows."""


def judge(exchange: Exchange, collector: Collector, page: Page, options: Options) -> None:
    """Everything that is wrong with an exchange, into the collector."""
    target = route(exchange.request.url.text) if exchange.request else None
    if exchange.request and (target is None or target.related):
        reason = (
            _not_ours(exchange.request.url.text) if target is None else "relationships of a trunk, which are not judged"
        )
        collector.skip(reason, exchange.request.label)
        if exchange.response:
            collector.skip(reason, exchange.response.label)
        return
    _Judge(exchange, collector, page, options, target).run()


def _not_ours(url: str) -> str:
    segments = [segment for segment in shown_path(url).split("/") if segment]
    if len(segments) > 1 and segments[0] == "v3":
        return f"another resource (/v3/{printable(segments[1][:60])})"
    return "a request to another API"


class _Judge:
    """Judges one exchange."""

    def __init__(
        self, exchange: Exchange, collector: Collector, page: Page, options: Options, target: Route | None
    ) -> None:
        self._exchange = exchange
        self._collector = collector
        self._page = page
        self._options = options
        self._route = target
        asked_version = header(exchange.request.headers, HEADER) if exchange.request else None
        self._header = asked_version.text if asked_version else None
        self._request = self._side(exchange.request)
        self._response = self._side(exchange.response)

    def _side(self, message: Request | Response | None) -> _Side | None:
        if message is None:
            return None
        body = message.body
        if not isinstance(body, TextBody | TreeBody):
            return _Side(message, None, None if isinstance(body, Unread) else False)
        if isinstance(body, TextBody) and not body.passage.text.strip():
            return _Side(message, None, has_body=False)
        return _Side(message, parsed(body, self._page), has_body=True)

    def run(self) -> None:
        status = self._exchange.response.status if self._exchange.response else None
        errors = refused = 0
        operation: Operation | None = None
        if self._request:
            operation, errors, refused = self._judge_request(self._request, status.text if status else "")
        if self._response:
            self._judge_response(self._response, operation, status)
        if status and status.text.startswith("2") and errors:
            what = f"the response says {status.text}, but the contract forbids its request"
            hint = "Record the pair again, or correct the request; if the API took it, the contract is wrong: tell us."
            self._tell(
                problems.Problem("forbidden-request-accepted", "status", what, hint), self._exchange.response, None
            )
        if refused:
            self._collector.expected()

    def _judge_request(self, side: _Side, status: str) -> tuple[Operation | None, int, int]:
        """The operation, how many errors count, and how many of them the status says."""
        request = side.message
        assert isinstance(request, Request) and self._route is not None  # noqa: S101, PT018 - for the type checker
        answer = self._response.document.value if self._response and self._response.document else None
        value = side.document.value if side.document else None
        basis = basis_of(value, named=self._options.version, header=self._header, answer=answer)
        if isinstance(basis, Unknown):
            self._collector.skip(basis.reason, request.label)
            return None, 0, 0
        found = problems.of_route(request.method.text, request.url.text, self._route, basis.version)
        operation = found if isinstance(found, Operation) else None
        about = [] if isinstance(found, Operation) else [found]
        if operation:
            headers = _plain(request.headers)
            about += problems.of_request(
                operation, headers, body=side.has_body, version=basis.version, recorded=self._exchange.recorded
            )
        if side.document and operation and operation.path == TRUNK:
            about += pairs.other_id(value, self._route.id)
        errors = refused = 0
        for one in about:
            if status in problems.REFUSALS[one.rule]:  # it is meant to be wrong, which is no mistake
                refused += 1
            else:
                errors += self._tell(one, request, side.document) and one.severity == "error"
        self._tell_secrets(request.headers, request.label)
        kind = self._options.kind or (operation.request if operation else "")
        more, also = self._judge_body(side, kind, basis, refused=status in _REFUSED_DOCUMENT)
        if operation and operation.method == "GET":
            for finding in self._query(request, operation, basis):
                if finding.severity == "error" and status == "400":
                    also += 1
                else:
                    more += self._add(finding, of_parameter(request.url, finding.pointer, self._page), request)
        return operation, errors + more, refused + also

    def _judge_body(self, side: _Side, kind: str, basis: Basis, *, refused: bool) -> tuple[int, int]:
        """How many errors count, and how many the response says."""
        message, document = side.message, side.document
        if document is None:
            if isinstance(message.body, Unread):
                self._collector.skip(message.body.reason, message.label)
            else:
                self._collector.judged(message.label, kind, basis)
            return 0, 0
        if document.obstacle:
            self._collector.skip(document.obstacle, message.label)
            return 0, 0
        if document.faults:
            if refused and isinstance(message, Request):
                self._collector.judged(message.label, "", None)
                return 0, 1
            tell_faults(self._collector, document, message.label, self._exchange.start)
            self._collector.judged(message.label, "", None)
            return 1, 0
        known = kind or kind_of(document.value)
        if isinstance(known, Unknown):
            self._collector.skip(known.reason, message.label)
            return 0, 0
        self._collector.judged(message.label, known, basis)
        question = Question(known, basis, self._options.version, self._header)
        errors = expected = 0
        for finding in self._findings(document, question):
            if refused and finding.severity == "error":
                expected += 1
            elif not document.is_open(finding.pointer):
                errors += self._add(finding, document.place(finding), message)
        return errors, expected

    def _findings(self, document: Parsed, question: Question) -> Iterator[Finding]:
        contract = self._options.contract(question.basis.version)
        yield from findings(document.value, question, contract, self._collector.wants)
        yield from live_secrets(document.value, question.kind, question.basis.version)

    def _judge_response(self, side: _Side, operation: Operation | None, status: Passage | None) -> None:
        response = side.message
        document = side.document
        value = document.value if document else None
        basis = basis_of(value, named=self._options.version, header=self._header)
        if isinstance(basis, Unknown):
            self._collector.skip(basis.reason, response.label)
            return
        kind = ""
        if operation and status:
            headers = _plain(response.headers)
            about = problems.of_response(operation, status.text, headers, body=side.has_body, version=basis.version)
            for one in about:
                self._tell(one, response, document)
            kind = operation.responses.get(status.text, "")
        if status and not kind and not document:
            self._collector.judged(response.label, "", basis)
            return
        self._judge_body(side, kind, basis, refused=False)
        if document and not document.faults:
            for one in self._pair(document, operation, status):
                self._tell(one, response, document)

    def _pair(
        self, answered: Parsed, operation: Operation | None, status: Passage | None
    ) -> Iterable[problems.Problem]:
        """What is wrong with a response beside its request."""
        asked = self._request.document if self._request else None
        code = status.text if status else "200"
        if operation and operation.path == TRUNK and self._route and code.startswith("2"):
            yield from pairs.other_id(answered.value, self._route.id)
        if not operation or not asked or asked.faults or operation.request not in ("create-request", "update-request"):
            return
        if code.startswith("2"):
            yield from pairs.unlike(asked.value, answered.value, asked.variables)
        elif code == "422":
            basis = basis_of(asked.value, named=self._options.version, header=self._header, answer=answered.value)
            if isinstance(basis, Basis):
                edition = Edition(basis.version, operation.request)
                yield from pairs.pointers_astray(asked.value, answered.value, edition)

    def _tell(self, problem: problems.Problem, message: Request | Response | None, document: Parsed | None) -> bool:
        if message is None:
            return False
        where = problem.part if problem.part.startswith("/") else ""
        finding = Finding(problem.rule, problem.severity, where, problem.message, problem.hint, None, None)
        place = (
            document.place(finding)
            if where and document
            else of_part(message, problem.part, self._exchange, self._page)
        )
        return self._collector.add(finding, place, message.label, self._exchange.start)

    def _add(self, finding: Finding, place: Place, message: Request | Response) -> bool:
        counts = self._collector.add(finding, place, message.label, self._exchange.start)
        return counts and finding.severity == "error"

    def _tell_secrets(self, headers: Headers, label: str) -> None:
        for one in headers or ():
            name = one.name.lower()
            value = one.value.text.strip()
            if name == "authorization":
                value = value.partition(" ")[2].strip() or value
            if name in ("api-key", "authorization") and looks_live(value):
                start, end = one.value.span()
                finding = secret(one.name, "", None, None)
                self._collector.add(finding, Place(self._page, start, end, end), label, self._exchange.start)

    def _query(self, request: Request, operation: Operation, basis: Basis) -> list[Finding]:
        query, _ = query_of(request.url.text)
        if not query or "{{" in query or "$" in query or "<" in query:
            return []
        contract = self._options.contract(basis.version)
        found = contract.validate_url(f"{BASE}{operation.path}?{query}")  # whatever stands before the path
        return [finding for finding in found if self._collector.wants(finding.rule)]


def _plain(headers: Headers) -> dict[str, str] | None:
    if headers is None:
        return None
    found: dict[str, Any] = {}
    for one in headers:
        found.setdefault(one.name.lower(), one.value.text)
    return found
