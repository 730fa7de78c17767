"""Knows what is found in one file while it is judged: which findings count, where they stand, and how many are told."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from didww_contract.carriers.bodies import Page
from didww_contract.contract.findings import Finding
from didww_contract.exchanges.evidence import BY_DEFAULT, Basis
from didww_contract.lint.options import Choice
from didww_contract.lint.outcome import UNREAD, Case, Located, Outcome, Skipped
from didww_contract.text.lines import Position
from didww_contract.text.passages import Passage

if TYPE_CHECKING:
    from didww_contract.lint.suppressions import Suppressions


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

    def __init__(self, outcome: Outcome, name: str, choice: Choice, most: int | None) -> None:
        self._outcome = outcome
        self._name = name
        self.choice = choice
        self._most = most
        self._found: list[Located] = []
        self._untold = 0
        self.suppressions: Suppressions | None = None
        """The comments of the file that ignore rules."""
        self.has_judged = False

    def wants(self, rule: str) -> bool:
        """Whether the user wants to hear of a rule."""
        return self.choice.wants(rule)

    def ignores(self, rule: str) -> bool:
        """Whether the user has said to ignore a rule, rather than select others."""
        return rule in self.choice.ignored

    @property
    def full(self) -> bool:
        """Whether no more findings will be told."""
        return self._most is not None and len(self._found) >= self._most

    def add(self, finding: Finding, place: Place, part: str = "", beginning: int = 0) -> bool:
        """Take a finding; whether it counts."""
        if not self.wants(finding.rule):
            return False
        text = place.page.text
        start = text.position(place.start)
        elsewhere = place.page.name != self._name  # in the file that holds the body of a message
        line = 0 if elsewhere else start.line
        if self.suppressions and self.suppressions.suppresses(line, finding.rule, beginning):
            self._outcome.suppressed += 1
            return False
        if self._is_told(finding, place, start, elsewhere=elsewhere):
            return True
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

    def _is_told(self, finding: Finding, place: Place, start: Position, *, elsewhere: bool) -> bool:
        """Whether the same is told of a body's own file already, by itself or as part of another message."""
        bodies = self._outcome.bodies
        if not elsewhere and not bodies:
            return False
        key = (os.path.abspath(place.page.name), start, finding.rule)
        told = key in bodies or (
            elsewhere
            and any(key == (os.path.abspath(one.file), one.start, one.finding.rule) for one in self._outcome.findings)
        )
        if elsewhere:
            bodies.add(key)
        return told

    def add_secret(self, value: str, finding: Finding, place: Place, part: str = "", beginning: int = 0) -> None:
        """Take a finding about a credential, unless another one of this run is about the same."""
        if value not in self._outcome.secrets:
            if self.add(finding, place, part, beginning):
                self._outcome.secrets.add(value)
        elif self.suppressions:  # a comment that ignores it here is of use, once the other one is mended
            self.suppressions.suppresses(place.page.text.position(place.start).line, finding.rule, beginning)

    def judged(self, part: str, kind: str, basis: Basis | None) -> None:
        """Count a document."""
        self.has_judged = True
        self._outcome.documents += 1
        if basis:
            self._outcome.bases[basis] += 1
            if basis.reason == BY_DEFAULT:
                self._outcome.by_default.add(kind)
        if self._outcome.cases is not None:
            self._outcome.cases.append(Case(self._name, part, kind))

    def judged_many(self, number: int, basis: Basis) -> None:
        """Count documents that need no further look."""
        self.has_judged = True
        self._outcome.documents += number
        self._outcome.bases[basis] += number

    def skip(self, reason: str, part: str = "", *, failed: bool = False, unread: bool = False) -> None:
        """Pass over a message, or the file; one that is `unread` mentions the resource in a form that is not read."""
        self._outcome.skipped.append(Skipped(self._name, UNREAD if unread else reason, failed, part, unread))
        if self.suppressions:
            self.suppressions.excuse()

    def expected(self) -> None:
        """Count a request that its response refuses, as it should."""
        self._outcome.expected += 1

    def begin(self, offset: int) -> None:
        """What follows is about the message that begins at an offset."""
        if self.suppressions:
            self.suppressions.begin(offset)

    def close(self) -> None:
        """Hand the findings over, in order of place; the last one says if there are more."""
        self._found.sort(key=lambda one: (one.file != self._name, one.file, one.start, one.finding.rule))
        if self._untold:
            last = self._found[-1]
            hint = f"{last.finding.hint} (This file has more findings than the {self._most} that are listed.)"
            self._found[-1] = last._replace(finding=replace(last.finding, hint=hint))
        self._outcome.findings += self._found
