"""What the API takes but the author of a request should look at: the rules of severity warning.

One module for each subject; each check registers itself, with everything that the rule catalogue says of it.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from didww_contract.contract.advisories import addresses, callers, links, trunk
from didww_contract.contract.advisories.registry import ADVISORIES, Advisory, Note, Subject
from didww_contract.contract.findings import Finding
from didww_contract.contract.pointers import Path, pointer
from didww_contract.contract.versions import Edition

__all__ = ["ADVISORIES", "Advisory", "addresses", "advice", "callers", "links", "trunk"]

_KINDS = frozenset(kind for advisory in ADVISORIES.values() for kind in advisory.kinds)


def advice(document: Any, edition: Edition, errors: AbstractSet[Path] = frozenset()) -> list[Finding]:
    """The warnings that a document earns, but for those about values that `errors`, paths in it, are about already."""
    if edition.kind not in _KINDS:
        return []
    data = _object(document, "data")
    attributes = _object(data, "attributes")
    method = _object(_object(attributes, "authentication_method"), "attributes")
    subject = Subject(document, attributes, method, _object(data, "relationships"), edition)
    return [
        Finding(advisory.id, "warning", pointer(note.path), note.message, note.hint, edition.kind, edition.version)
        for advisory in ADVISORIES.values()
        if edition.kind in advisory.kinds and edition.version in advisory.versions
        for note in advisory.check(subject)
        if not (errors and _rests_on_an_error(note, errors))
    ]


def _rests_on_an_error(note: Note, errors: AbstractSet[Path]) -> bool:
    """Whether a value that the note is about, or one around it, is wrong."""
    return any(path[:length] in errors for path in (note.path, note.also) for length in range(1, len(path) + 1))


def _object(parent: Any, name: str) -> Mapping[str, Any]:
    child = parent.get(name) if isinstance(parent, dict) else None
    return child if isinstance(child, dict) else {}
