"""Knows what an advisory is, and keeps all of them.

Each check gets a document, which may be wrong in any way: it says nothing where it does not find what it looks for. All
of them run on every valid document of their kinds: they must be quick.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from didww_contract.contract.pointers import Path
from didww_contract.contract.versions import VERSIONS, Edition

ATTRIBUTES: Path = ("data", "attributes")
RELATIONSHIPS: Path = ("data", "relationships")
METHOD: Path = (*ATTRIBUTES, "authentication_method", "attributes")
"""Where later versions keep what belongs to the authentication."""

REQUESTS = ("create-request", "update-request")
"""The kinds that earn most warnings: what the API itself sends is nobody's choice."""
BODIES = (*REQUESTS, "regenerate-request")
"""All kinds that a client sends as a body."""
TRUNKS = (*REQUESTS, "trunk", "trunk-collection")
"""The kinds that have a trunk in them, or a page of trunks, each of which is looked at by itself."""


class Subject(NamedTuple):
    """A document that may earn warnings, and what most checks look for in it; empty where the document has none.

    A page of trunks comes as itself, and then each of its trunks as a document with that trunk.
    """

    document: Any
    attributes: Mapping[str, Any]
    method: Mapping[str, Any]
    """The attributes of the authentication method; empty in versions without one."""
    relationships: Mapping[str, Any]
    edition: Edition

    def home(self, name: str) -> tuple[Path, Mapping[str, Any]]:
        """The object that has the attribute `name`, and its path: the authentication method's, or the trunk's own."""
        return (METHOD, self.method) if name in self.method else (ATTRIBUTES, self.attributes)


class Note(NamedTuple):
    """What a check has to say, and where."""

    path: Path
    message: str
    hint: str
    also: Path = ()
    """Another value that the note rests on: where that one is an error, the note is not worth saying."""


Check = Callable[[Subject], Iterator[Note]]


class Advisory(NamedTuple):
    """A rule of severity warning."""

    id: str
    place: str
    """JSON Pointer to what it looks at, with `*` for any index, as the oldest of its versions has it."""
    allowed: str
    """What earns no warning."""
    why: str
    source: str
    right: str
    """A piece of JSON that keeps the rule; documents that break it are in `schemas/examples/warning/`."""
    kinds: tuple[str, ...]
    versions: tuple[str, ...]
    check: Check


ADVISORIES: dict[str, Advisory] = {}


def advisory(
    rule: str,
    *,
    place: str,
    allowed: str,
    why: str,
    source: str,
    right: str,
    kinds: tuple[str, ...] = REQUESTS,
    since: str = VERSIONS[0],
    until: str = VERSIONS[-1],
) -> Callable[[Check], Check]:
    """Register the decorated check under the id `rule`, for documents of these kinds and versions."""
    versions = tuple(version for version in VERSIONS if since <= version <= until)

    def register(check: Check) -> Check:
        ADVISORIES[rule] = Advisory(rule, place, allowed, why, source, right, kinds, versions, check)
        return check

    return register


def items(parent: Mapping[str, Any], name: str) -> list[Any]:
    """The array `name` of an object; empty where there is none."""
    child = parent.get(name)
    return child if isinstance(child, list) else []


def repeated(keys: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """The indexes of the first two occurrences of each key that occurs more than once; None does not count."""
    indexes: dict[Hashable, list[int]] = {}
    for index, key in enumerate(keys):
        if key is not None:
            indexes.setdefault(key, []).append(index)
    for first, *others in indexes.values():
        if others:
            yield first, others[0]
