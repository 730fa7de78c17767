"""Knows the cases that are drawn by chance from a seed, as many as are wanted, in memory that does not grow.

The same seed gives the same cases with the same versions of this package, of Hypothesis and of Python.
"""

import hashlib
import tempfile
from collections.abc import Callable, Collection, Iterator
from typing import Any

from didww_contract.contract.versions import Edition
from didww_contract.corpus.cases import Case, broken_case, compact, copied, digest, valid_case

_BATCH = 500
"""How many are drawn at a time: Hypothesis remembers all of a run, and so a run must not grow."""
_PATIENCE = 3
"""How many batches in a row may bring nothing new before there is no more to be had."""


def valid_cases(edition: Edition, number: int, seed: int) -> Iterator[Case]:
    """Valid documents, at most `number`, no two alike."""
    from didww_contract.strategies.documents import documents  # loads Hypothesis

    def case(document: Any) -> Case | None:
        return valid_case(f"{_stem(edition)}/valid-{digest(compact(document))}", copied(document), edition)

    yield from _drawn(documents(edition), case, number, f"{seed}/{edition.version}/{edition.kind}/valid")


def broken_cases(edition: Edition, number: int, seed: int, rules: Collection[str] | None) -> Iterator[Case]:
    """Documents that break one rule, at most `number`, no two alike."""
    from didww_contract.strategies.broken import invalid_documents  # loads Hypothesis

    def case(broken: Any) -> Case | None:
        document = copied(broken.document)
        name = f"{_stem(edition)}/{broken.rule}-{digest(compact(document))}"
        return broken_case(document, edition, broken.rule, broken.change, name)

    seeded = f"{seed}/{edition.version}/{edition.kind}/invalid"
    yield from _drawn(invalid_documents(edition, rules), case, number, seeded)


def _stem(edition: Edition) -> str:
    return f"{edition.version}/{edition.kind}/random"


def _drawn(strategy: Any, case: Callable[[Any], Case | None], number: int, seed: str) -> Iterator[Case]:
    from hypothesis.configuration import set_hypothesis_home_dir

    with tempfile.TemporaryDirectory(prefix="didww-contract-") as home:
        set_hypothesis_home_dir(home)  # which would be .hypothesis in the user's folder otherwise
        try:
            yield from _new(strategy, case, number, seed)
        finally:
            set_hypothesis_home_dir(None)


def _new(strategy: Any, case: Callable[[Any], Case | None], number: int, seed: str) -> Iterator[Case]:
    seen = _Seen()
    batch = idle = 0
    while number and idle < _PATIENCE:
        idle += 1
        for value in _batch(strategy, int.from_bytes(hashlib.sha256(f"{seed}/{batch}".encode()).digest()[:8])):
            found = case(value)
            if number and found and seen.add(found.id):
                number -= 1
                idle = 0
                yield found
        batch += 1


def _batch(strategy: Any, seed: int) -> list[Any]:
    import hypothesis

    found: list[Any] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=_BATCH,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


class _Seen:
    """Remembers which ids there were, in a Bloom filter: of 100,000 new ones it takes hardly any for an old one."""

    _BITS = 2**25

    def __init__(self) -> None:
        self._bits = bytearray(self._BITS // 8)

    def add(self, name: str) -> bool:
        """Whether the id is new."""
        made = hashlib.sha256(name.encode()).digest()
        places = [int.from_bytes(made[start : start + 4]) % self._BITS for start in range(0, 16, 4)]
        new = not all(self._bits[place >> 3] >> (place & 7) & 1 for place in places)
        for place in places:
            self._bits[place >> 3] |= 1 << (place & 7)
        return new
