"""Knows how a file becomes findings with lines and columns."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from didww_contract.contract.evidence import Basis, Unknown, basis_of, conflict
from didww_contract.contract.findings import Finding
from didww_contract.contract.kinds import kind_of
from didww_contract.contract.pointers import path, pointer
from didww_contract.contract.verdict import Contract
from didww_contract.sources import files
from didww_contract.sources.json_text import parse, read_as_it_may
from didww_contract.sources.text import MOST, Excerpt, Fault, Position, Text, decode

if TYPE_CHECKING:
    from didww_contract.sources.json_scan import Span


class Located(NamedTuple):
    """A finding and where it stands in a file; the end is the place after its last character."""

    finding: Finding
    file: str
    start: Position
    end: Position
    excerpt: Excerpt


class Skipped(NamedTuple):
    """A file that was not judged, and why."""

    file: str
    reason: str
    failed: bool
    """Whether it should have been judged but could not be read; otherwise it is no business of this contract."""


class Judged(NamedTuple):
    """A document that got its verdict."""

    findings: list[Located]
    basis: Basis | None
    """The version that it was judged by; None where its text is not JSON."""


@dataclass(slots=True)
class Outcome:
    """What a run has found."""

    files: int = 0
    documents: int = 0
    """How many documents got a verdict, those included whose text is not JSON."""
    findings: list[Located] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    bases: Counter[Basis] = field(default_factory=Counter)
    """How many documents were judged by which version, and why by that."""

    def count(self, severity: str) -> int:
        """How many findings have this severity."""
        return sum(1 for located in self.findings if located.finding.severity == severity)


class Linter:
    """Judges files. `version` and `kind` override what documents say and look like; `wants` chooses rules by id."""

    def __init__(
        self,
        version: str | None = None,
        kind: str | None = None,
        wants: Callable[[str], bool] | None = None,
        contract: Callable[[str], Contract] = Contract,
    ) -> None:
        self._version = version
        self._kind = kind
        self._contract = cache(contract)
        self._wants = wants or (lambda _: True)

    def run(self, sources: Iterable[files.Source]) -> Outcome:
        """Judge every file; one that cannot be read does not keep the others from being judged."""
        outcome = Outcome()
        for source in sources:
            outcome.files += 1
            try:
                data = files.read(source)
            except files.Unreadable as error:
                outcome.skipped.append(Skipped(source.name, str(error), failed=True))
                continue
            found = self.judge(source.name, data)
            if isinstance(found, Skipped):
                outcome.skipped.append(found)
            else:
                outcome.documents += 1
                outcome.findings += found.findings
                if found.basis:
                    outcome.bases[found.basis] += 1
        return outcome

    def judge(self, name: str, data: bytes) -> Judged | Skipped:
        """The findings on one file, by line and column; or why it is passed over."""
        string, faults = decode(data)
        if any(fault.rule == "json-encoding" for fault in faults):
            found = self._locate_faults(name, string, faults)
            return Judged(found, None) if found else _ignored(name, faults)
        document, more = parse(string)
        found = self._locate_faults(name, string, faults + more)
        if more:
            if found:
                return Judged(found, None)
            try:  # the user ignores its faults; what do they leave to be judged?
                document = read_as_it_may(string)
            except ValueError:
                return _ignored(name, more)
        kind = self._kind or kind_of(document, name)
        if isinstance(kind, Unknown):
            return Judged(found, None) if found else Skipped(name, kind.reason, failed=False)
        basis = basis_of(document, named=self._version)
        if isinstance(basis, Unknown):
            return Judged(found, None) if found else Skipped(name, basis.reason, failed=False)
        contract = self._contract(basis.version)
        doubt = conflict(document, named=self._version)
        about = chain([replace(doubt, kind=kind)] if doubt else [], contract.iter_findings(kind, document))
        findings = list(islice((finding for finding in about if self._wants(finding.rule)), MOST + 1))
        return Judged(found + _locate(name, string, document, findings) if findings else found, basis)

    def _locate_faults(self, name: str, string: str, faults: Iterable[Fault]) -> list[Located]:
        text = Text(string, well_formed=False)
        return _told(
            Located(
                Finding(fault.rule, "error", pointer(fault.path), fault.message, fault.hint, None, None),
                name,
                text.position(fault.start),
                text.position(fault.end),
                text.excerpt(fault.start, fault.end),
            )
            for fault in faults
            if self._wants(fault.rule)
        )


def _ignored(name: str, faults: Iterable[Fault]) -> Skipped:
    rules = ", ".join(dict.fromkeys(fault.rule for fault in faults))
    return Skipped(name, f"not JSON, and {rules} is ignored", failed=False)


def _told(found: Iterable[Located]) -> list[Located]:
    """As many as are told; the last one says if there are more."""
    located = list(islice(found, MOST + 1))
    if len(located) > MOST:
        located.pop()
        last = located[-1]
        hint = f"{last.finding.hint} (This file has more findings than the {MOST} that are listed.)"
        located[-1] = last._replace(finding=replace(last.finding, hint=hint))
    return located


def _locate(name: str, string: str, document: object, findings: list[Finding]) -> list[Located]:
    from didww_contract.sources.json_scan import spans  # imported by runs that find something only

    paths = {finding.pointer: path(finding.pointer, document) for finding in findings}
    where = spans(string, set(paths.values()))
    text = Text(string, well_formed=True)
    located = (Located(finding, name, *_place(text, finding, where[paths[finding.pointer]])) for finding in findings)
    return _told(sorted(located, key=lambda one: (one.start, one.finding.rule)))


def _place(text: Text, finding: Finding, span: "Span") -> tuple[Position, Position, Excerpt]:
    from didww_contract.contract.naming import blames_name

    start, end = span.start, span.end
    if blames_name(finding.rule):
        start, end = span.name_start, span.name_end
    marked = (
        start + 1 if text.text[start] in "{[" else end
    )  # of what holds others the bracket: the rest is not to blame
    return text.position(start), text.position(end), text.excerpt(start, marked)
