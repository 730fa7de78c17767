"""Knows how a request and its response become findings: each by its operation, and the two together."""

from collections.abc import Iterable
from urllib.parse import unquote

from didww_contract.carriers.bodies import Page, Unread
from didww_contract.carriers.messages import Headers, Request, Response
from didww_contract.contract.findings import Finding
from didww_contract.contract.joint_rules import is_about_lack
from didww_contract.contract.kinds import Unknown, kind_of
from didww_contract.contract.pointers import Path, member, tokens
from didww_contract.contract.versions import Edition
from didww_contract.exchanges import pairs, problems
from didww_contract.exchanges.evidence import Around, Basis, basis_of
from didww_contract.exchanges.live_secrets import live_secrets, looks_live, secret
from didww_contract.exchanges.operations import Operation
from didww_contract.exchanges.routes import BASE, TRUNK, query_of
from didww_contract.lint.collector import Collector, Place
from didww_contract.lint.documents import Parsed, Question, findings, tell_faults
from didww_contract.lint.halves import Half, Read
from didww_contract.lint.options import Options
from didww_contract.lint.parts import of_parameter, of_part

_REFUSED_DOCUMENT = {"400", "409", "422"}
"""Which statuses say that the API refused a document for what is in it."""
_ACCEPTED = "forbidden-request-accepted"
_NO_LIMIT = "no-spending-limit"


def judge(exchange: Read, collector: Collector, page: Page, options: Options) -> None:
    """Everything that is wrong with an exchange, into the collector."""
    judgement = _Judgement(exchange, collector, page, options)
    if exchange.asked:
        judgement.of_request(exchange.asked)
    if exchange.answered:
        judgement.of_response(exchange.answered)
        judgement.of_acceptance(exchange.answered)
    if judgement.refused:  # it is meant to be wrong
        collector.expected()


class _Judgement:
    """The judgement on one exchange, which grows step by step."""

    def __init__(self, exchange: Read, collector: Collector, page: Page, options: Options) -> None:
        self._read = exchange
        self._exchange = exchange.exchange
        self._collector = collector
        self._page = page
        self._options = options
        answer = exchange.answered.message if exchange.answered else None
        self._asked: Basis | None = None
        """By which version the request is judged."""
        self._status = answer.status.text if isinstance(answer, Response) and answer.status else ""
        self._query = query_of(self._exchange.request.url.text)[0] if self._exchange.request else ""
        self._operation: Operation | None = None
        self._wrong: list[Path] = []
        """Where in the request's document errors are reported."""
        self._reported = 0
        """How many errors of the request are reported."""
        self.refused = 0
        """How many the response says, as it should."""
        self._unselected = 0
        """How many break rules that the user has not selected."""

    def of_request(self, half: Half) -> None:
        """The request: by its operation, its body, its query, its credentials."""
        request = half.message
        assert isinstance(request, Request)  # noqa: S101 - for the type checker
        self._asked = basis = self._basis(half, self._read.answered, answered=True)
        self._about_message(request, half, basis)
        self._about_secrets(request.headers, request.label)
        kind = self._options.named.kind or (self._operation.request if self._operation else "")
        if self._operation and not kind:  # a body that it has all the same is ignored
            self._collector.judged(request.label, "", basis)
        else:
            self._about_body(half, kind, basis, refused=self._status in _REFUSED_DOCUMENT)
        if self._operation and self._operation.method == "GET":
            self._about_query(request, self._operation, basis)

    def of_response(self, half: Half) -> None:
        """The response: by the operation that it answers, its body, and beside its request."""
        response, status = half.message, self._status
        basis = self._basis(half, self._read.asked, answered=False)
        kind = ""
        if status and not problems.is_judged(status):
            self._collector.skip(f"a response with the status {status}, which is not judged", response.label)
            return
        if self._operation and status:
            headers = _by_name(response.headers)
            for problem in problems.of_response(
                self._operation, status, headers, body=half.has_body, version=basis.version
            ):
                self._tell(problem, half)
            kind = self._operation.responses.get(status, "")
        if status and not kind and not half.document:
            if not self._operation:
                self._collector.skip("a response without a request or a document", response.label)
            else:
                self._collector.judged(response.label, "", basis)
            return
        self._about_body(half, kind, basis, refused=False)
        if half.document and not half.document.faults:
            for problem in self._of_pair(half.document):
                if not (problem.rule == "response-differs" and self._is_known(problem.part)):
                    self._tell(problem, half)

    def of_acceptance(self, half: Half) -> None:
        """A response that says yes to what the contract forbids, where the request's own errors are not reported."""
        hint = "Record the pair again, or correct the request; if the API took it, the contract is wrong: tell us."
        if self._status.startswith("2") and self._unselected and not self._reported:
            what = f"the response says {self._status}, but the contract forbids its request"
            self._tell(problems.Problem(_ACCEPTED, "status", what, hint), half)

    def _basis(self, half: Half, other: Half | None, *, answered: bool) -> Basis:
        around = Around(other.value if other else None, answered, self._options.voice)
        return basis_of(half.value, named=self._options.named.version, header=self._read.header, around=around)

    def _about_message(self, request: Request, half: Half, basis: Basis) -> None:
        """The method, the path and the headers of the request."""
        found = problems.of_route(request.method.text, request.url.text, self._read.route, basis.version)
        if isinstance(found, Operation):
            self._operation = found
            about = list(
                problems.of_request(
                    found,
                    _by_name(request.headers),
                    body=half.has_body,
                    version=basis.version,
                    recorded=self._exchange.recorded,
                    is_template=request.is_template,
                    is_scripted=request.is_scripted,
                )
            )
            if half.document and found.path == TRUNK:
                about += pairs.other_id(half.value, self._read.route.id)
        else:
            about = [found]
        for problem in about:
            if self._status in problems.REFUSALS[problem.rule]:  # it is meant to be wrong, which is no mistake
                self.refused += 1
                continue
            self._count(problem.rule, told=self._tell(problem, half), error=problem.severity == "error")

    def _about_secrets(self, headers: Headers, label: str) -> None:
        for one in headers or ():
            name, value = one.name.lower(), one.value.text.strip()
            if name == "authorization":
                value = value.partition(" ")[2].strip() or value
            if name in ("api-key", "authorization") and looks_live(value):
                start, end = one.value.span()
                place = Place(self._page, start, end, end)
                self._collector.add_secret(value, secret(one.name, "", None, None), place, label, self._exchange.start)

    def _about_body(self, half: Half, kind: str, basis: Basis, *, refused: bool) -> None:
        """A body: `refused` is one of a request whose response says that it is wrong."""
        message, document = half.message, half.document
        if document is None:
            if isinstance(message.body, Unread):
                self._collector.skip(message.body.reason, message.label)
            else:
                self._collector.judged(message.label, kind, basis)
        elif document.obstacle:
            self._collector.skip(document.obstacle, message.label)
        elif document.faults:
            self._about_faults(half, document, refused=refused)
        else:
            known = kind or kind_of(document.value)
            if isinstance(known, Unknown):
                self._collector.skip(known.reason, message.label)
            else:
                self._about_document(half, document, Question(known, basis), refused=refused)

    def _about_faults(self, half: Half, document: Parsed, *, refused: bool) -> None:
        """What keeps a body from being JSON."""
        label = half.message.label
        if refused:
            self.refused += 1
        elif not self._is_expected(half) and not document.holds_ours():  # a page of HTML
            self._collector.skip("not JSON, and nothing in it is about voice_out_trunks", label)
            return
        else:
            self._reported += tell_faults(self._collector, document, label, self._exchange.start)
        self._collector.judged(label, "", None)

    def _is_expected(self, half: Half) -> bool:
        """Whether a body is one that its operation has."""
        if isinstance(half.message, Request):
            return True
        return self._operation is not None and self._status in ("", *self._operation.responses)

    def _about_document(self, half: Half, document: Parsed, question: Question, *, refused: bool) -> None:
        """What is wrong with a well-formed body."""
        message, is_request = half.message, isinstance(half.message, Request)
        self._collector.judged(message.label, question.kind, question.basis)
        question = question._replace(named=self._options.named.version, header=self._read.header)
        contract = self._options.contract(question.basis.version)
        for finding in findings(document, question, contract, lambda rule: not self._collector.ignores(rule)):
            if document.is_open(finding.pointer) or self._is_as_asked(finding, is_request=is_request):
                continue
            if refused and finding.severity == "error":
                self.refused += 1
                continue
            told = self._collector.add(finding, document.place(finding), message.label, self._exchange.start)
            if is_request:
                self._count(finding.rule, told=told, error=finding.severity == "error")
                if finding.severity == "error" and self._collector.wants(finding.rule):
                    self._wrong.append(tokens(finding.pointer))
        for value, finding in live_secrets(document.value, question.kind, question.basis.version):
            place = document.place(finding)
            self._collector.add_secret(value, finding, place, message.label, self._exchange.start)

    def _is_as_asked(self, finding: Finding, *, is_request: bool) -> bool:
        """Whether the other half of the exchange explains what a finding is about."""
        if finding.rule == _NO_LIMIT:
            return self._status[:1] == "4" or self._shows_a_limit()
        if is_request or not finding.pointer.startswith("/data"):
            return False
        return "fields[" in unquote(self._query) and is_about_lack(finding)

    def _shows_a_limit(self) -> bool:
        """Whether the trunk in the response has a limit that its request did not set."""
        shown = self._read.answered.value if self._read.answered else None
        limits = (member(shown, "data", "attributes", name) for name in ("capacity_limit", "threshold_amount"))
        return any(limit is not None for limit in limits)

    def _about_query(self, request: Request, operation: Operation, basis: Basis) -> None:
        if not self._query or _is_open(self._query):
            return
        contract = self._options.contract(basis.version)
        for finding in contract.validate_url(f"{BASE}{operation.path}?{self._query}"):  # whatever stands before that
            if self._collector.ignores(finding.rule):
                continue
            if finding.severity == "error" and self._status == "400":
                self.refused += 1
                continue
            place = of_parameter(request.url, finding.pointer, self._page)
            told = self._collector.add(finding, place, request.label, self._exchange.start)
            self._count(finding.rule, told=told, error=finding.severity == "error")

    def _of_pair(self, answered: Parsed) -> Iterable[problems.Problem]:
        """What is wrong with a response beside its request."""
        operation, asked, status = self._operation, self._read.asked, self._status or "200"
        if operation and operation.path == TRUNK and status.startswith("2"):
            yield from pairs.other_id(answered.value, self._read.route.id)
        if operation and status.startswith("2") and not _is_open(self._query):
            yield from pairs.unasked(self._query, answered.value)
        if not operation or not self._asked or not asked or not asked.document or asked.document.faults:
            return
        if status.startswith("2") and operation.request == "regenerate-request":
            yield from pairs.other_trunk(asked.value, answered.value)
        if operation.request not in ("create-request", "update-request"):
            return
        edition = Edition(self._asked.version, operation.request)
        if status.startswith("2"):
            yield from pairs.unlike(asked.value, answered.value, edition, asked.document.variables)
        elif status == "422":
            yield from pairs.pointers_astray(asked.value, answered.value, edition)

    def _is_known(self, pointer: str) -> bool:
        """Whether an error is reported of the request at the same place, around it or in it."""
        here = tokens(pointer)
        return any(here[: len(there)] == there[: len(here)] for there in self._wrong)

    def _count(self, rule: str, *, told: bool, error: bool) -> None:
        """Note an error of the request."""
        if error:
            self._reported += told
            self._unselected += not self._collector.wants(rule)

    def _tell(self, problem: problems.Problem, half: Half) -> bool:
        where = problem.part if problem.part.startswith("/") else ""
        finding = Finding(problem.rule, problem.severity, where, problem.message, problem.hint, None, None)
        if where and half.document:
            place = half.document.place(finding)
        else:
            place = of_part(half.message, problem.part, self._exchange, self._page)
        return self._collector.add(finding, place, half.message.label, self._exchange.start)


def _is_open(query: str) -> bool:
    """Whether something in a query stands for another."""
    return "{{" in query or "$" in query or "<" in query


def _by_name(headers: Headers) -> dict[str, str] | None:
    if headers is None:
        return None
    found: dict[str, str] = {}
    for one in headers:
        found.setdefault(one.name.lower(), one.value.text)
    return found
