"""Knows which cases are asked for, and finds them: the systematic ones first, then, from a seed, drawn ones."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from didww_contract.contract.versions import KINDS, VERSIONS, Edition
from didww_contract.corpus import exchanges, systematic, texts
from didww_contract.corpus.cases import EXCHANGE, JSON, Case

CORPUS_KINDS = (*KINDS, EXCHANGE, texts.TEXT)
"""The kinds of cases: those of documents, exchanges, and texts."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to have."""

    versions: tuple[str, ...] = VERSIONS
    kinds: tuple[str, ...] = CORPUS_KINDS
    rules: frozenset[str] | None = None
    """Only cases about these rules: those that break them, and their neighbours."""
    valid: int | None = None
    """How many valid cases of each kind in each version; None for all systematic ones."""
    invalid: int | None = None
    seed: int | None = None
    """Where the systematic cases are fewer than asked for, the rest is drawn from this seed; None draws nothing."""


@dataclass(slots=True)
class Tally:
    """What was found, counted while it goes by."""

    counts: dict[Edition, Counter[str]] = field(default_factory=dict)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    """By rule, how many cases break it (or earn it, being a warning)."""
    missed: list[JSON] = field(default_factory=list)
    """What was asked for and cannot be had."""

    def add(self, edition: Edition, valid: bool, rule: str | None) -> None:
        """Count a case."""
        counts = self.counts.setdefault(edition, Counter(valid=0, invalid=0))
        counts["valid" if valid else "invalid"] += 1
        if rule:
            self.rules.setdefault(rule, Counter())[edition.version] += 1


def chosen(order: Order, edition: Edition, tally: Tally) -> Iterator[Case]:
    """The cases of a kind and version, counted as they are given; no texts, which are no documents."""
    kind = edition.kind
    every = exchanges.cases(edition.version) if kind == EXCHANGE else systematic.cases(edition)
    cases = list(every if order.rules is None else _about(list(every), order.rules))
    for valid, wanted in ((True, order.valid), (False, order.invalid)):
        side = [case for case in cases if case.valid == valid]
        if wanted is not None and wanted < len(side):
            side = side[:wanted] if valid else _by_turns(side)[:wanted]
        reached = 0
        for case in side if wanted is None else _filled(order, edition, side, wanted, valid=valid):
            tally.add(edition, case.valid, case.rule)
            reached += 1
            yield case
        if wanted is not None and reached < wanted:
            what = "valid" if valid else "invalid"
            tally.missed.append(
                {"api_version": edition.version, "kind": kind, "what": what, "asked": wanted, "reached": reached}
            )


def chosen_texts(order: Order, version: str, tally: Tally) -> Iterator[texts.TextCase]:
    """The cases about text of a version, counted as they are given."""
    for case in texts.cases(version):
        if order.rules is None or case.rule in order.rules:
            tally.add(Edition(version, texts.TEXT), case.valid, case.rule)
            yield case


def _about(cases: list[Case], rules: Collection[str]) -> list[Case]:
    """The cases of some rules, and the valid ones beside them."""
    wanted = {case.id for case in cases if case.rule in rules or case.about in rules}
    wanted |= {case.neighbour for case in cases if case.id in wanted and case.neighbour}
    return [case for case in cases if case.id in wanted]


def _by_turns(cases: list[Case]) -> list[Case]:
    """The first case of each rule, then the second of each: the first few are of many rules."""
    turns: Counter[str | None] = Counter()
    ranked = []
    for case in cases:
        ranked.append((turns[case.rule], case))
        turns[case.rule] += 1
    return [case for _, case in sorted(ranked, key=lambda pair: pair[0])]


def _filled(order: Order, edition: Edition, side: list[Case], wanted: int, *, valid: bool) -> Iterator[Case]:
    """The systematic cases and, from the seed, as many drawn ones as are missing."""
    yield from side
    if order.seed is None or len(side) >= wanted or edition.kind not in KINDS:
        return
    from didww_contract.corpus import draws  # loads Hypothesis when it draws
    from didww_contract.specimens.admission import targets

    number = wanted - len(side)
    if valid:
        yield from draws.valid_cases(edition, number, order.seed)
        return
    rules = None if order.rules is None else [rule for rule in targets(edition) if rule in order.rules]
    if rules is None or rules:
        yield from draws.broken_cases(edition, number, order.seed, rules)
