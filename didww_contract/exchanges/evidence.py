"""Knows which version of the API a document belongs to, and what says so."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from didww_contract.contract.ages import proof, stated
from didww_contract.contract.findings import Finding
from didww_contract.contract.text_rules import CONFLICT
from didww_contract.contract.versions import DEFAULT_VERSION, VERSIONS

HEADER = "X-DIDWW-API-Version"
"""The request header that asks for a version."""
BY_DEFAULT = "the default"
_DATE = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"


class Basis(NamedTuple):
    """The version that a document is judged by, and how it was found."""

    version: str
    reason: str


class Around(NamedTuple):
    """What else is known where a document stands."""

    other: Any = None
    """The other half of its exchange."""
    answered: bool = False
    """Whether that is the response."""
    voice: tuple[str, ...] = VERSIONS
    """The versions that the rest of its file may belong to."""


NOTHING = Around()


def basis_of(document: Any, *, named: str | None = None, header: str | None = None, around: Around = NOTHING) -> Basis:
    """The version to judge a document by.

    It is what the user has `named`; else what the request's X-DIDWW-API-Version `header` asks for; else, of the
    versions that have all of its members, the one that its meta.api_version or its response's says, or the earliest;
    what the other half of its exchange and the rest of its file prove counts where it proves nothing itself.
    """
    if named:
        return Basis(named, "named")
    if header in VERSIONS:  # the API ignores any other value
        return Basis(str(header), HEADER)
    said, whose = stated(document), "meta.api_version"
    if not said and around.answered:
        said, whose = stated(around.other), "its response's meta.api_version"
    own, others = proof(document), proof(around.other)
    if own and not own.versions:  # members of two ages: what it says of itself decides, else the later age
        return Basis(said, whose) if said in VERSIONS else Basis(own.having[0], f"its {own.member}")
    possible, reason = (own.versions, f"its {own.member}") if own else (VERSIONS, BY_DEFAULT)
    half = f"its {'response' if around.answered else 'request'}'s {others.member}" if others else ""
    for versions, why in ((others.versions if others else (), half), (around.voice, "the rest of its file")):
        fewer = tuple(version for version in possible if version in versions)
        if fewer and len(fewer) < len(possible):
            possible, reason = fewer, reason if own else why
    if said in possible:
        return Basis(said, whose)
    return Basis(DEFAULT_VERSION if reason == BY_DEFAULT else possible[0], reason)


class Voice:
    """What the documents of a file say about the version of all of them.

    A file speaks with one voice: what one document proves counts for those that prove nothing. Where two of them
    contradict each other, as on a page about moving from one version to another, nothing counts.
    """

    def __init__(self) -> None:
        self._possible: tuple[str, ...] = VERSIONS
        self._said: set[str] = set()

    def hear(self, document: Any, header: str | None = None) -> None:
        """Take one more document into account, and the version header of its request."""
        found = proof(document)
        if found and found.versions:
            self._possible = tuple(version for version in self._possible if version in found.versions)
        says = header if header in VERSIONS else stated(document)
        if says in VERSIONS and not (found and says not in found.versions):
            self._said.add(str(says))

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that the file may belong to."""
        if not self._possible:
            return VERSIONS
        chosen = self._said & set(self._possible)
        return tuple(chosen) if len(self._said) == 1 and chosen else self._possible


def is_settled(documents: Iterable[Any], *, named: str | None = None, header: str | None = None) -> bool:
    """Whether a document, or an exchange of two, says its version outright, whatever else is in its file."""
    return bool(named) or header in VERSIONS or any(stated(document) for document in documents)


def conflict(*, named: str | None = None, header: str | None = None) -> Finding | None:
    """A warning about what a request's version header says, where that is not what its documents are judged by.

    A document that has another version's members, or says another one in its meta.api_version, needs no warning: it
    has an error, which says so.
    """
    if header is None or header == named or not re.fullmatch(_DATE, header):  # the API ignores what is no date
        return None
    if header in VERSIONS and not named:
        return None
    said = f"the header {HEADER} says {header}"
    if header not in VERSIONS:
        message = f"{said}, which is no version that is known here: {', '.join(VERSIONS)}"
        hint = "The API ignores a version that it does not know. Correct it, or leave it out."
    else:
        message = f"{named} was named, but {said}; judged by {named}"
        hint = f"Correct the header, or name another version than {named}."
    return Finding(CONFLICT.id, "warning", "", message, hint, None, named)
