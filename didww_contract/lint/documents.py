"""Knows how one body becomes findings with places."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from didww_contract.carriers.bodies import Page, TextBody, TreeBody
from didww_contract.contract.findings import Finding
from didww_contract.contract.joint_rules import is_about_lack
from didww_contract.contract.kinds import Unknown, kind_of
from didww_contract.contract.pointers import Path, at, path, pointer
from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import DEFAULT_VERSION
from didww_contract.exchanges.evidence import Around, Basis, basis_of, conflict
from didww_contract.exchanges.live_secrets import live_secrets
from didww_contract.lint.collector import Collector, Place
from didww_contract.lint.options import FileSettings, Options
from didww_contract.text.json_text import parse, read_as_it_may
from didww_contract.text.lines import MOST, Fault
from didww_contract.text.mentions import holds

if TYPE_CHECKING:
    from didww_contract.text.passages import Passage

LEFT_OUT = "cut short with …"
OPEN = "a variable in its body is not known"


class Parsed:
    """A body, read: its value, and where its parts stand in the file."""

    def __init__(
        self, body: TextBody | TreeBody, page: Page, value: Any, faults: list[Fault], *, bare: bool = False
    ) -> None:
        self.faults = faults
        """In characters of the body where it is text, else of the file."""
        self.text: Passage | None = body.passage if isinstance(body, TextBody) else None
        self.variables = body.variables if isinstance(body, TextBody) else ""
        self.excerpted = isinstance(body, TextBody) and body.excerpted
        self._page = body.page or page if isinstance(body, TextBody) else page
        self._tree = body.tree if isinstance(body, TreeBody) else None
        self._places: Any = None
        self.is_data = bare and self.excerpted and _is_resource_object(value)
        """Whether it is a trunk that a page shows without the document around it."""
        self.value = {"data": value} if self.is_data else value

    @property
    def obstacle(self) -> str:
        """Why a body with faults cannot be judged, and is not to blame; empty if it is."""
        if not self.faults or self.text is None:
            return ""
        text, first = self.text.text, self.faults[0]
        if self.excerpted and re.match(r"(?:[/#]+|/\*)?\s*(?:\.\.\.|…)", text[first.start :]):
            return LEFT_OUT
        if self.excerpted and re.search(r"\.\.\.|…", re.sub(r'"[^"\n]*"', "", text)):
            return LEFT_OUT
        return OPEN if self.variables and re.search(self.variables, text) else ""

    def says(self, pattern: "re.Pattern[str]") -> bool:
        """Whether a pattern occurs in the text of the body."""
        return pattern.search(self._source()) is not None

    def holds_ours(self) -> bool:
        """Whether the resource's name is in it as in a document or in a message."""
        return holds(self._source())

    def _source(self) -> str:
        if self.text is not None:
            return self.text.text
        start, end, *_ = self._span(())
        return self._page.text.text[start:end]

    def is_open(self, where: str) -> bool:
        """Whether the value at a JSON Pointer has a variable in it that nobody has put in."""
        if not self.variables:
            return False
        value = at(self.value, path(where, self.value))
        return isinstance(value, str) and re.search(self.variables, value) is not None

    def place(self, finding: Finding) -> Place:
        """Where a finding stands."""
        from didww_contract.contract.naming import blames_name

        span = self._span(path(finding.pointer, self.value)[1 if self.is_data else 0 :])
        start, end = span[2:] if blames_name(finding.rule) else span[:2]
        opens = self._page.text.text[start : start + 1] in ("{", "[")
        whole = self.text is None and end > start and not opens and "\n" in self._page.text.text[start:end]
        marked = start + 1 if opens or whole else end
        return Place(self._page, start, end, marked, self.text)

    def _span(self, where: Path) -> tuple[int, int, int, int]:
        if self._tree is not None:
            return self._tree.span(where)
        from didww_contract.text.json_places import Places

        assert self.text is not None  # noqa: S101 - a body is a text or a tree
        self._places = self._places or Places(self.text.text)
        span = self._places.span(where)
        return (*self.text.span(span.start, span.end), *self.text.span(span.name_start, span.name_end))

    def fault_place(self, fault: Fault) -> Place:
        """Where a fault stands."""
        start, end = self.text.span(fault.start, fault.end) if self.text else (fault.start, fault.end)
        return Place(self._page, start, end, end, self.text, well_formed=False)


def _is_resource_object(value: Any) -> bool:
    return isinstance(value, dict) and "data" not in value and {"type", "attributes"} <= value.keys()


def parsed(body: TextBody | TreeBody, page: Page, *, bare: bool = False) -> Parsed:
    """A body, read; a `bare` one has no message around it."""
    if isinstance(body, TreeBody):
        return Parsed(body, page, body.tree.value, body.tree.faults())
    value, faults = parse(body.passage.text)
    return Parsed(body, page, value, faults, bare=bare)


def tell_faults(collector: Collector, document: Parsed, part: str = "", beginning: int = 0) -> bool:
    """What keeps a body from being JSON; whether any of it counts."""
    told = False
    for fault in document.faults:
        finding = Finding(fault.rule, "error", pointer(fault.path), fault.message, fault.hint, None, None)
        told |= collector.add(finding, document.fault_place(fault), part, beginning)
    return told


class Question(NamedTuple):
    """By what a document is judged."""

    kind: str
    basis: Basis
    named: str | None = None
    header: str | None = None


def findings(
    document: Parsed, question: Question, contract: Contract, counts: Callable[[str], bool]
) -> Iterator[Finding]:
    """What is wrong with a document by the rules that count, as much as can be told."""
    doubt = conflict(named=question.named, header=question.header)
    about = contract.iter_findings(question.kind, document.value)
    if doubt:
        about = chain([replace(doubt, kind=question.kind)], about)
    if document.is_data:  # what is missing around it is not missing from the page
        about = (finding for finding in about if not (finding.pointer in ("", "/data") and is_about_lack(finding)))
    return islice((finding for finding in about if counts(finding.rule)), MOST + 1)


def judge_alone(
    document: Parsed, collector: Collector, options: Options, *, name: str, part: str = "", begin: int = 0
) -> None:
    """Everything that is wrong with a document that stands for itself, in the file `name`."""
    if document.faults and not _is_ignored(document, collector, part, begin):
        return
    named = options.named
    kind = named.kind or _kind(document.value, name, named)
    if isinstance(kind, Unknown):
        collector.skip(kind.reason, part, unread=not kind.understood and document.holds_ours())
        return
    basis = basis_of(document.value, named=named.version, around=Around(voice=options.voice))
    collector.judged(part, kind, basis)
    question = Question(kind, basis, named.version)
    for finding in findings(document, question, options.contract(basis.version), collector.wants):
        if not document.is_open(finding.pointer):
            collector.add(finding, document.place(finding), part, begin)
    for value, finding in live_secrets(document.value, kind, basis.version):
        collector.add_secret(value, finding, document.place(finding), part, begin)


def _is_ignored(document: Parsed, collector: Collector, part: str, begin: int) -> bool:
    """Whether the user ignores what keeps a document from being JSON, and parsers make something of it all the same."""
    if tell_faults(collector, document, part, begin):
        collector.judged(part, "", None)
        return False
    try:
        if document.text is not None:
            document.value = read_as_it_may(document.text.text)
    except ValueError:
        rules = ", ".join(dict.fromkeys(fault.rule for fault in document.faults))
        collector.skip(f"not JSON, and {rules} is ignored", part)
        return False
    return True


def _kind(value: Any, name: str, named: FileSettings) -> str | Unknown:
    """The kind of a document, one of its operation's where the user has named that."""
    found = kind_of(value, name)
    if named.operation is None:
        return found
    from didww_contract.exchanges.operations import kinds_of

    kinds = kinds_of(named.operation, named.version or DEFAULT_VERSION)
    if found in kinds or not kinds:
        return found
    is_request = isinstance(found, Unknown) or found.endswith("-request")
    return next((kind for kind in kinds if kind.endswith("-request") == is_request), kinds[0])
