"""Knows what to look at in the media settings of a trunk."""

from collections.abc import Iterator

from didww_contract.contract.advisories.registry import ATTRIBUTES, Note, Subject, advisory


@advisory(
    "rtp-timeout-null",
    place="/data/attributes/rtp_timeout",
    allowed="an rtp_timeout in seconds, or none",
    why="One source of this version takes null, another does not; both end calls without media after the default time.",
    source="API reference 2026-04-16, Create Outbound Trunk (nullable); OpenAPI document of 2026-04-16 (not nullable).",
    right='"rtp_timeout": 30',
    since="2026-04-16",
)
def _rtp_timeout_null(subject: Subject) -> Iterator[Note]:
    if subject.attributes.get("rtp_timeout", 0) is None:
        found = "rtp_timeout is null, which only some of the API's documentation allows"
        yield Note((*ATTRIBUTES, "rtp_timeout"), found, "Leave it out, or write a number of seconds.")
