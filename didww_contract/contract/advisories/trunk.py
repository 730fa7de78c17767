"""Knows what to look at in a trunk as a whole: its name, what limits it, and values that only some sources allow."""

import re
from collections.abc import Iterator

from didww_contract.contract import files
from didww_contract.contract.advisories.registry import (
    ATTRIBUTES,
    METHOD,
    REQUESTS,
    TRUNKS,
    Note,
    Subject,
    advisory,
)
from didww_contract.contract.words.secrets import shown

_RECORD = "Recorded responses have {} there: record it again, or correct it."


@advisory(
    "name-blank",
    place="/data/attributes/name",
    allowed="a name with something to read in it",
    why="People tell trunks apart by their names, and a blank one cannot be seen or searched for.",
    source="This contract's advice.",
    right='"name": "Outbound trunk 11"',
)
def _name_blank(subject: Subject) -> Iterator[Note]:
    name = subject.attributes.get("name")
    if isinstance(name, str) and name.isspace():
        yield Note((*ATTRIBUTES, "name"), "name is nothing but white space", "Give the trunk a name that can be read.")


@advisory(
    "no-spending-limit",
    place="/data/attributes",
    allowed="a capacity_limit or a threshold_amount on every trunk that is active",
    why="Toll fraud is noticed by its bill. Without a limit on calls or on spending, nothing ends it before.",
    source="This contract's advice: limiting is what both attributes exist for (API reference 2021-12-15).",
    right='"capacity_limit": 100, "threshold_amount": "500.0"',
    kinds=("create-request",),  # a trunk that is updated may have its limit already
)
def _no_spending_limit(subject: Subject) -> Iterator[Note]:
    attributes = subject.attributes
    limited = attributes.get("capacity_limit") is not None or attributes.get("threshold_amount") is not None
    if attributes and not limited and attributes.get("status", "active") == "active":
        yield Note(
            ATTRIBUTES,
            "nothing limits what this trunk may spend",
            "Set threshold_amount (spending in 24 hours), capacity_limit (calls at once), or both.",
        )


@advisory(
    "capacity-limit-zero",
    place="/data/attributes/capacity_limit",
    allowed="a capacity_limit of at least 1, or null",
    why="A trunk that carries no call at a time is of no use; status blocked says it better. The pages of this version "
    "allow 0, its OpenAPI document does not, and the next version refuses it.",
    source="API reference 2026-04-16, Create Outbound Trunk (0 to 32767); OpenAPI document of 2026-04-16 (from 1).",
    right='"capacity_limit": 1',
    since="2026-04-16",
    until="2026-04-16",
)
def _capacity_limit_zero(subject: Subject) -> Iterator[Note]:
    limit = subject.attributes.get("capacity_limit")
    if limit == 0 and not isinstance(limit, bool):
        found = "capacity_limit is 0: the trunk carries no call, and later versions of the API refuse it"
        yield Note((*ATTRIBUTES, "capacity_limit"), found, 'Write 1 or more, or set status to "blocked".')


@advisory(
    "tech-prefix-empty",
    place="/data/attributes/authentication_method/attributes/tech_prefix",
    allowed="a tech_prefix of at least one character, or null",
    why="Null is how the API says that there is none. Whether it takes an empty string for the same is not documented.",
    source="OpenAPI document of 2026-04-16 (at least one character); recorded responses without a prefix have null.",
    right='"tech_prefix": null',
    kinds=TRUNKS,
    since="2026-04-16",
)
def _tech_prefix_empty(subject: Subject) -> Iterator[Note]:
    if subject.method.get("tech_prefix") == "":
        hint = "Write null, or leave it out." if subject.edition.kind in REQUESTS else _RECORD.format("null")
        yield Note((*METHOD, "tech_prefix"), "tech_prefix is empty", hint)


@advisory(
    "rtp-timeout-null",
    place="/data/attributes/rtp_timeout",
    allowed="an rtp_timeout in seconds, or none",
    why="One source of this version takes null, another does not; both end calls without media after the default time.",
    source="API reference 2026-04-16, Create Outbound Trunk (nullable); OpenAPI document of 2026-04-16 (not nullable); "
    "recorded responses have a number.",
    right='"rtp_timeout": 30',
    kinds=TRUNKS,
    since="2026-04-16",
)
def _rtp_timeout_null(subject: Subject) -> Iterator[Note]:
    if subject.attributes.get("rtp_timeout", 0) is None:
        found = "rtp_timeout is null, which only some of the API's documentation allows"
        hint = "Leave it out, or write a number of seconds."
        if subject.edition.kind not in REQUESTS:
            hint = _RECORD.format("a number of seconds")
        yield Note((*ATTRIBUTES, "rtp_timeout"), found, hint)


@advisory(
    "threshold-amount-high",
    place="/data/attributes/threshold_amount",
    allowed="a threshold_amount within the range of earlier versions",
    why="How much an account may set depends on the account. What is beyond the range that every account had before "
    "this version may be refused.",
    source='API reference 2026-11-19, Create Outbound Trunk ("The accepted range depends on the account").',
    right='"threshold_amount": "9999.0"',
    since="2026-11-19",  # an error in earlier versions
)
def _threshold_amount_high(subject: Subject) -> Iterator[Note]:
    amount = subject.attributes.get("threshold_amount")
    if not isinstance(amount, str):
        return
    usual = files.read("parts/attributes.json")["$defs"]["threshold_amount"]  # the limit stands there alone
    if not re.search(usual["pattern"], amount):
        path = (*ATTRIBUTES, "threshold_amount")
        found = f"threshold_amount is {shown(amount, path)}, which only some accounts may set"
        yield Note(path, found, f"Earlier versions took {usual['title']}. Ask DIDWW support what your account may set.")


@advisory(
    "callback-url-no-scheme",
    place="/data/attributes/callback_url",
    allowed="a callback_url that begins with http:// or https://",
    why="Without a scheme the API reads it as http, so that what it posts goes over the network unencrypted.",
    source="OpenAPI document of 2026-04-16.",
    right='"callback_url": "https://example.com/didww"',
    since="2026-04-16",
)
def _callback_url_no_scheme(subject: Subject) -> Iterator[Note]:
    url = subject.attributes.get("callback_url")
    if isinstance(url, str) and "://" not in url[:8]:
        found = f"{shown(url, (*ATTRIBUTES, 'callback_url'))} has no scheme and is read as http"
        yield Note((*ATTRIBUTES, "callback_url"), found, "Write https:// before it, or http:// if you mean that.")
