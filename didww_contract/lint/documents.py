"""Knows how one body becomes findings with places."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from didww_contract.carriers.bodies import Page, TextBody, TreeBody
from didww_contract.contract.findings import Finding
from didww_contract.contract.pointers import Path, at, path, pointer
from didww_contract.contract.verdict import Contract
from didww_contract.exchanges.evidence import Basis, conflict
from didww_contract.lint.collector import Collector, Place
from didww_contract.text.json_text import parse, read_as_it_may
from didww_contract.text.lines import MOST, Fault

if TYPE_CHECKING:
    from didww_contract.text.passages import Passage

LEFT_OUT = "cut short with …"
OPEN = "a variable in its body is not known"


class Parsed:
    """A body, read: its value, and where its parts stand in the file."""

    def __init__(self, body: TextBody | TreeBody, page: Page, value: Any, faults: list[Fault]) -> None:
        self.value = value
        self.faults = faults
        """In characters of the body where it is text, else of the file."""
        self.text: Passage | None = body.passage if isinstance(body, TextBody) else None
        self.variables = body.variables if isinstance(body, TextBody) else ""
        self._excerpted = isinstance(body, TextBody) and body.excerpted
        self._page = body.page or page if isinstance(body, TextBody) else page
        self._tree = body.tree if isinstance(body, TreeBody) else None
        self._places: Any = None

    @property
    def obstacle(self) -> str:
        """Why a body with faults cannot be judged, and is not to blame; empty if it is."""
        if not self.faults or self.text is None:
            return ""
        text, first = self.text.text, self.faults[0]
        if self._excerpted and re.match(r"(?:[/#]+|/\*)?\s*(?:\.\.\.|…)", text[first.start :]):
            return LEFT_OUT
        if self._excerpted and re.search(r"\.\.\.|…", re.sub(r'"[^"\n]*"', "", text)):
            return LEFT_OUT
        return OPEN if self.variables and re.search(self.variables, text) else ""

    def is_open(self, where: str) -> bool:
        """Whether the value at a JSON Pointer has a variable in it that nobody has put in."""
        if not self.variables:
            return False
        value = at(self.value, path(where, self.value))
        return isinstance(value, str) and re.search(self.variables, value) is not None

    def place(self, finding: Finding) -> Place:
        """Where a finding stands."""
        from didww_contract.contract.naming import blames_name

        span = self._span(path(finding.pointer, self.value))
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


def parsed(body: TextBody | TreeBody, page: Page) -> Parsed:
    """A body, read."""
    if isinstance(body, TreeBody):
        return Parsed(body, page, body.tree.value, body.tree.faults())
    value, faults = parse(body.passage.text)
    return Parsed(body, page, value, faults)


def tell_faults(collector: Collector, document: Parsed, part: str = "", beginning: int = 0) -> bool:
    """What keeps a body from being JSON; whether any of it counts."""
    told = False
    for fault in document.faults:
        finding = Finding(fault.rule, "error", pointer(fault.path), fault.message, fault.hint, None, None)
        told |= collector.add(finding, document.fault_place(fault), part, beginning)
    return told


def as_it_may_be(document: Parsed) -> Any:
    """What parsers make of a body whose faults the user ignores; raises ValueError."""
    return document.value if document.text is None else read_as_it_may(document.text.text)


class Question(NamedTuple):
    """By what a document is judged."""

    kind: str
    basis: Basis
    named: str | None = None
    header: str | None = None


def findings(document: Any, question: Question, contract: Contract, wants: Callable[[str], bool]) -> Iterator[Finding]:
    """What is wrong with a document, as much as can be told."""
    doubt = conflict(document, named=question.named, header=question.header)
    about = contract.iter_findings(question.kind, document)
    if doubt:
        about = chain([replace(doubt, kind=question.kind)], about)
    return islice((finding for finding in about if wants(finding.rule)), MOST + 1)
