"""Knows how to draw valid documents: built from the shape, the few conditions between members mended afterwards."""

import json
from collections.abc import Mapping
from functools import cache
from math import prod
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from didww_contract.contract.constraints import EACH, Place
from didww_contract.contract.engines import shared
from didww_contract.contract.versions import Edition
from didww_contract.specimens import values
from didww_contract.specimens.leaves import leaf
from didww_contract.specimens.mending import mended
from didww_contract.specimens.models import Node, model

_FEW = 3
"""How many items an array has at most, unless it is full."""
_MANY = 100
"""Arrays that may have more items than this are never full."""


@st.composite
def documents(
    draw: DrawFn,
    edition: Edition,
    *,
    plain: bool = False,
    sparse: bool = False,
    place: Place = (),
    branch: str | None = None,
) -> Any:
    """Valid documents that have something at `place`, in the branch of that type where it is below one.

    In `sparse` ones optional members are rare.
    """
    maker = _Maker(draw, edition, plain, sparse, place, branch)
    document = mended(maker.value(()), edition, maker.value)
    if not shared(edition).is_valid(document):
        reject()
    return document


class _Maker:
    """Draws one document."""

    def __init__(
        self, draw: DrawFn, edition: Edition, plain: bool, sparse: bool, wanted: Place, branch: str | None
    ) -> None:
        self._draw = draw
        self._edition = edition
        self._plain = plain
        self._sparse = sparse
        self._wanted = wanted
        self._branch = branch

    def value(self, place: Place, branch: str | None = None) -> Any:
        """Something that may stand at a place, under a type of the object around it."""
        node = model(self._edition, branch).get(place)
        if node is None:
            return {}
        if self._is_wanted(place) and node.types[0] in ("object", "array"):
            return self._object(node, branch) if node.types[0] == "object" else self._array(node, branch)
        if "null" in node.types and node.types[0] in ("object", "array") and self._draw(_RARELY) == 4:
            return None
        if node.types[0] == "object":
            return self._object(node, branch)
        if node.types[0] == "array":
            return self._array(node, branch)
        if len(node.values) == 1:
            return node.values[0]
        return leaf(node, self._draw(_NUMBERS), plain=self._plain)

    def _is_wanted(self, place: Place) -> bool:
        """Whether there is something below this place that the document must have."""
        return len(place) < len(self._wanted) and self._wanted[: len(place)] == place

    def _object(self, node: Node, branch: str | None) -> dict[str, Any]:
        if node.branches:
            wanted = self._branch if self._branch in node.branches and self._is_wanted(node.place) else None
            branch = wanted or self._draw(_branches(node.branches))
            node = model(self._edition, branch)[node.place]
        optional = [name for name in node.members if name not in node.required]
        present = self._some(optional) | node.required
        if self._is_wanted(node.place):
            present.add(self._wanted[len(node.place)])
        names = [name for name in node.members if name in present]
        chosen = self._choices({name: model(self._edition, branch).get((*node.place, name)) for name in names})
        if node.branches:
            chosen["type"] = branch
        return {name: chosen[name] if name in chosen else self.value((*node.place, name), branch) for name in names}

    def _choices(self, children: Mapping[str, Node | None]) -> dict[str, Any]:
        """The values of those members that have a few to choose from, all in one draw: draws are what takes time."""
        few = {name: options for name, node in children.items() if node and (options := _options(node))}
        number = prod(map(len, few.values()))
        rest = self._draw(_numbers(number)) if number > 1 else 0
        found: dict[str, Any] = {}
        for name, options in few.items():
            rest, index = divmod(rest, len(options))
            found[name] = options[index]
        return found

    def _some(self, names: list[str]) -> set[str]:
        """Each of several names as often as not, and all at times, or rarely; none is the simplest."""
        found: set[str] = set()
        for start in range(0, len(names), _BITS):  # Hypothesis draws large numbers seldom, and so rarely high bits
            chunk = names[start : start + _BITS]
            if self._sparse:
                mask = self._draw(_PAIRS[len(chunk)])
                mask = (mask >> len(chunk)) & mask
            else:
                mask = self._draw(_MASKS[len(chunk)])
            found.update(name for bit, name in enumerate(chunk) if mask >> bit & 1 or mask >> len(chunk))
        return found

    def _array(self, node: Node, branch: str | None) -> list[Any]:
        place = (*node.place, EACH)
        item = model(self._edition, branch).get(place)
        least = max(node.least, 1 if self._is_wanted(node.place) else 0)
        few = max(least, min(node.most, _FEW))
        size = self._draw(_sizes(least, few))
        if size > few:
            if item and item.title and few < node.most < _MANY:  # of addresses as many as there may be, all different
                tail = "/32" if "/" in item.patterns else ""
                return [f"198.51.100.{number}{tail}" for number in range(node.most)]
            size = few
        items = [self.value(place, branch) for _ in range(size)]
        if node.unique:
            items = list({json.dumps(one, sort_keys=True): one for one in items}.values())
        return items


_NUMBERS = st.integers(0, 2**values.BITS - 1)
_RARELY = st.integers(0, 4)


_BITS = 8
_MASKS = [st.integers(0, 2**bits + 2**bits // 16) for bits in range(_BITS + 1)]
"""Which of a few members are there, as bits; what is beyond these stands for all of them."""
_PAIRS = [st.integers(0, 4**bits - 1) for bits in range(_BITS + 1)]
"""Two such sets of bits, of which both must be set."""


@cache
def _numbers(number: int) -> SearchStrategy[int]:
    return st.integers(0, number - 1)


def _options(node: Node) -> tuple[Any, ...]:
    """What a node that has only a few values may be; empty for any other."""
    return node.values or ((False, True) if node.types == ("boolean",) else ())


@cache
def _sizes(least: int, few: int) -> SearchStrategy[int]:
    """How many items an array has: few, or one more, which stands for as many as it may have."""
    return st.integers(least, few + 1)


@cache
def _branches(names: tuple[str, ...]) -> SearchStrategy[str]:
    return st.sampled_from(names)
