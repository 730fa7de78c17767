"""Knows what JSON:API allows in a request though the API does not read it."""

from collections.abc import Iterator, Mapping
from typing import Any

from didww_contract.contract.advisories.registry import BODIES, RELATIONSHIPS, Note, Subject, advisory
from didww_contract.contract.pointers import Path

_OF_DOCUMENTS = ("jsonapi", "meta", "links")
_OF_RELATIONSHIPS = ("links", "meta")


@advisory(
    "ignored-member",
    place="",
    allowed="no jsonapi, meta or links at the top of a request, and no links or meta in its relationships",
    why="JSON:API allows these members, and the API does not look at them: whatever they are meant to do, they do not.",
    source="JSON:API 1.0, Document Structure. That they are ignored is inferred from jsonapi-resources, the framework "
    "that the API is probably built with.",
    right='{"data": {"type": "voice_out_trunks", "attributes": {"name": "Outbound trunk 11"}}}',
    kinds=BODIES,
)
def _ignored_members(subject: Subject) -> Iterator[Note]:
    if isinstance(subject.document, dict) and len(subject.document) > 1:
        yield from _ignored(subject.document, (), "the document", _OF_DOCUMENTS)
    for name, relationship in subject.relationships.items():
        if isinstance(relationship, dict) and len(relationship) > 1:
            yield from _ignored(relationship, (*RELATIONSHIPS, name), name, _OF_RELATIONSHIPS)


def _ignored(holder: Mapping[str, Any], where: Path, what: str, names: tuple[str, ...]) -> Iterator[Note]:
    for name in names:
        if name in holder:
            found = f'{what} has the member "{name}", which the API ignores in requests'
            yield Note((*where, name), found, "Leave it out.", also=where)
