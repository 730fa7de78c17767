"""Knows what a run of the linter has found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from didww_contract.contract.findings import Finding
from didww_contract.contract.joint_rules import is_about_lack
from didww_contract.contract.versions import QUERIES
from didww_contract.exchanges.evidence import Basis
from didww_contract.text.lines import Excerpt, Position

UNREAD = "voice_out_trunks is mentioned in a form that is not read"


class Located(NamedTuple):
    """A finding and where it stands in a file; the end is the place after its last character."""

    finding: Finding
    file: str
    start: Position
    end: Position
    excerpt: Excerpt
    part: str = ""
    """Which message of the file it is about, such as `interaction 3, request`; empty where the file is one document."""
    within: str = ""
    """The file that has this message, where `file` only holds its body."""

    @property
    def message(self) -> str:
        """The message for people, with its file where that is another."""
        return f"{self.part} of {self.within}" if self.within else self.part


_PAIRS = frozenset(["response-differs", "id-mismatch", "error-pointer-unknown", "forbidden-request-accepted"])


def worst_first(findings: Iterable[Located]) -> list[Located]:
    """For reports that show a few: errors first; a wrong value in a request, in a response, a pair, what is missing."""
    return sorted(findings, key=lambda located: (located.finding.severity != "error", _rank(located)))


def _rank(located: Located) -> int:
    finding = located.finding
    if is_about_lack(finding):
        return 3
    if finding.rule in _PAIRS:
        return 2
    is_written = finding.kind in QUERIES or str(finding.kind).endswith("-request")
    return 0 if is_written or (finding.kind is None and not located.part.endswith("response")) else 1


class Skipped(NamedTuple):
    """A file, or a message in one, that was not judged, and why."""

    file: str
    reason: str
    failed: bool
    """Whether it should have been judged but could not be read; otherwise it is no business of this contract."""
    part: str = ""
    """Which message; empty for the file as a whole."""
    unread: bool = False
    """Whether the resource is mentioned in it, in a form that is not read."""


class Case(NamedTuple):
    """A document that was judged."""

    file: str
    part: str
    kind: str
    """Empty where its text is not JSON."""


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
    by_default: set[str] = field(default_factory=set)
    """The kinds of documents whose version nothing told."""
    secrets: set[str] = field(default_factory=set, repr=False)
    """The credentials that have been reported; never shown."""
    untold: Counter[str] = field(default_factory=Counter)
    """How many findings were too many for one file to be told, by severity."""
    expected: int = 0
    """How many requests are refused by their own responses, as they should be: their errors are not reported."""
    suppressed: int = 0
    """How many findings comments have ignored."""
    known: int = 0
    """How many findings the baseline has."""
    stale: int = 0
    """How many entries of the baseline have no finding any more."""
    bodies: set[tuple[str, Position, str]] = field(default_factory=set)
    """What is told of files that hold the bodies of other files' messages: file, place, rule."""
    unused: list[str] = field(default_factory=list)
    """Configuration files below the folder of the run that it has not used."""
    cases: list[Case] | None = None
    """Every judged document, in order; only where a report wants them, for there may be millions."""

    def count(self, severity: str) -> int:
        """How many findings have this severity, those that are not told included."""
        return sum(1 for located in self.findings if located.finding.severity == severity) + self.untold[severity]

    def rules(self) -> Counter[str]:
        """How many findings each rule has, of those that are told."""
        return Counter(located.finding.rule for located in self.findings)
