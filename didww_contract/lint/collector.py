"""Knows what is found in one file while it is judged: which findings count, where they stand, and how many are told."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from didww_contract.carriers.bodies import Page
from didww_contract.contract.findings import Finding
from didww_contract.exchanges.evidence import Basis
from didww_contract.lint.outcome import Case, Located, Outcome, Skipped
from didww_contract.text.passages import Passage

Wants = Callable[[str], bool]


class Place(NamedTuple):
    """Where something stands in a file."""

    page: Page
    start: int
    end: int
    marked: int
    """Where the mark under it ends: of what holds others, the bracket only."""
    body: Passage | None = None
    """The body that it is a part of."""
    well_formed: bool = True


class Collector:
    """The findings of one file, on their way into the outcome of a run.

    Tells `most` findings at most, and counts the others.
    """

    def __init__(self, outcome: Outcome, name: str, wants: Wants, most: int | None) -> None:
        self._outcome = outcome
        self._name = name
        self._wants = wants
        self._most = most
        self._found: list[Located] = []
        self._untold = 0
        self.suppresses: Callable[[int, str, int], bool] | None = None
        """Whether a comment ignores a rule, by the line of the finding and the offset of the message's beginning."""

    def wants(self, rule: str) -> bool:
        """Whether the user wants to hear of a rule."""
        return self._wants(rule)

    @property
    def full(self) -> bool:
        """Whether no more findings will be told."""
        return self._most is not None and len(self._found) >= self._most

    def add(self, finding: Finding, place: Place, part: str = "", beginning: int = 0) -> bool:
        """Take a finding; whether it counts."""
        if not self._wants(finding.rule):
            return False
        text = place.page.text
        start = text.position(place.start)
        elsewhere = place.page.name != self._name  # in the file that holds the body of a message
        if self.suppresses is not None and self.suppresses(0 if elsewhere else start.line, finding.rule, beginning):
            self._outcome.suppressed += 1
            return False
        if self.full:
            self._untold += 1
            self._outcome.untold[finding.severity] += 1
            return True
        excerpt = text.excerpt(place.start, place.marked, place.body, well_formed=place.well_formed)
        if finding.rule == "live-secret":  # of which a header's value is, whatever its line looks like
            excerpt = excerpt._replace(marked="*" * len(excerpt.marked))
        end = text.position(max(place.start, place.end))
        within = self._name if elsewhere else ""
        self._found.append(Located(finding, place.page.name, start, end, excerpt, part, within))
        return True

    def judged(self, part: str, kind: str, basis: Basis | None) -> None:
        """Count a document."""
        self._outcome.documents += 1
        if basis:
            self._outcome.bases[basis] += 1
        if self._outcome.cases is not None:
            self._outcome.cases.append(Case(self._name, part, kind))

    def skip(self, reason: str, part: str = "", *, failed: bool = False) -> None:
        """Pass over a message, or the file."""
        self._outcome.skipped.append(Skipped(self._name, reason, failed, part))

    def expected(self) -> None:
        """Count a request that its response refuses, as it should."""
        self._outcome.expected += 1

    def close(self) -> None:
        """Hand the findings over, in order of place; the last one says if there are more."""
        self._found.sort(key=lambda one: (one.file != self._name, one.file, one.start, one.finding.rule))
        if self._untold:
            last = self._found[-1]
            hint = f"{last.finding.hint} (This file has more findings than the {self._most} that are listed.)"
            self._found[-1] = last._replace(finding=replace(last.finding, hint=hint))
        self._outcome.findings += self._found
