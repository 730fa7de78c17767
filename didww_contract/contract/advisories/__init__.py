"""What is valid but its author should look at: the rules of severity warning.

One module for each subject; each check registers itself, with everything that the rule catalogue says of it.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from didww_contract.contract.advisories import addresses, callers, links, members, parameters, trunk
from didww_contract.contract.advisories.registry import ADVISORIES, Advisory, Check, Note, Subject
from didww_contract.contract.findings import Finding
from didww_contract.contract.pointers import Path, pointer
from didww_contract.contract.text_rules import REPEATED
from didww_contract.contract.versions import QUERIES, Edition

__all__ = ["ADVISORIES", "Advisory", "addresses", "advice", "callers", "links", "members", "parameters", "trunk"]


def advice(document: Any, edition: Edition, errors: AbstractSet[Path] = frozenset()) -> list[Finding]:
    """The warnings that a document earns, but for those about values that `errors`, paths in it, are about already."""
    checks = _checks(edition)
    if not checks:
        return []
    return [
        Finding(rule, "warning", pointer(note.path), note.message, note.hint, edition.kind, edition.version)
        for subject, index in _subjects(document, edition)
        for rule, check in checks
        for note in (check(subject) if index is None else _moved(check(subject), index))
        if not (errors and _rests_on_an_error(note, errors))
    ]


@cache
def _checks(edition: Edition) -> tuple[tuple[str, Check], ...]:
    """The checks on documents of an edition, by the ids of their rules."""
    found = [
        (advisory.id, advisory.check)
        for advisory in ADVISORIES.values()
        if edition.kind in advisory.kinds and edition.version in advisory.versions
    ]
    return (*found, (REPEATED.id, parameters.repetitions)) if edition.kind in QUERIES else tuple(found)


def _subjects(document: Any, edition: Edition) -> Iterator[tuple[Subject, int | None]]:
    """The document and, where that is a page of trunks, each of these by itself, with its index."""
    yield _subject(document, edition), None
    data = document.get("data") if edition.kind == "trunk-collection" and isinstance(document, dict) else None
    for index, item in enumerate(data if isinstance(data, list) else ()):
        yield _subject({"data": item}, edition), index


def _subject(document: Any, edition: Edition) -> Subject:
    data = _object(document, "data")
    attributes = _object(data, "attributes")
    method = _object(_object(attributes, "authentication_method"), "attributes")
    return Subject(document, attributes, method, _object(data, "relationships"), edition)


def _moved(notes: Iterator[Note], index: int) -> Iterator[Note]:
    """Notes on one trunk of a page, with the places that they are about in the page."""
    for note in notes:
        also = (*note.also[:1], index, *note.also[1:]) if note.also else ()
        yield note._replace(path=(*note.path[:1], index, *note.path[1:]), also=also)


def _rests_on_an_error(note: Note, errors: AbstractSet[Path]) -> bool:
    """Whether a value that the note is about, or one around it, is wrong."""
    return any(path[:length] in errors for path in (note.path, note.also) for length in range(1, len(path) + 1))


def _object(parent: Any, name: str) -> Mapping[str, Any]:
    child = parent.get(name) if isinstance(parent, dict) else None
    return child if isinstance(child, dict) else {}
