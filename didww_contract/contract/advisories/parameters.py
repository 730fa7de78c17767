"""Knows what to look at in the query parameters of a URL."""

import re
from collections.abc import Iterator
from typing import Any

from didww_contract.contract import files
from didww_contract.contract.advisories.registry import Check, Note, Subject, advisory
from didww_contract.contract.parameters import Parameters
from didww_contract.contract.versions import QUERIES
from didww_contract.contract.words.secrets import masked_value, shortened, shown

_USUAL_PAGE = 1000
"""How many trunks to a page an account may ask for, unless DIDWW has raised that."""


@advisory(
    "ignored-parameter",
    place="",
    allowed="no query parameters but include, sort, filter[…], page[…] and fields[…]",
    why="The API reads these families only. A parameter of another name changes nothing, and is often one that is "
    "misspelt.",
    source="Inferred from jsonapi-resources, the framework that the API is probably built with.",
    right='"filter[status]": "active"',
    kinds=QUERIES,
)
def _ignored_parameters(subject: Subject) -> Iterator[Note]:
    if not isinstance(subject.document, dict):
        return
    passing = files.read(files.canonical(files.schema_name(subject.edition)))["patternProperties"]
    for name in subject.document:
        if any(re.search(pattern, str(name)) for pattern in passing):
            from didww_contract.contract.constraints import members  # for what is seldom there
            from didww_contract.contract.words.spelling import home_of

            meant = home_of(name, (), members(subject.edition))
            hint = f'Did you mean "{meant.path[-1]}"?' if meant else "Leave it out."
            yield Note((name,), f'the API ignores the query parameter "{shortened(masked_value(str(name)))}"', hint)


@advisory(
    "page-size-maximum",
    place="/page[size]",
    allowed=f"a page[size] of at most {_USUAL_PAGE}, unless your account may ask for more",
    why="DIDWW can raise the maximum for an account. On others a larger page is refused, or cut.",
    source='OpenAPI document of 2026-04-16 ("can be raised for an individual account"). The Postman collection of '
    "2021-12-15 gives a lower maximum. What becomes of a larger page is not documented.",
    right=f'"page[size]": {_USUAL_PAGE}',
    kinds=("collection-query",),
)
def _page_size(subject: Subject) -> Iterator[Note]:
    size = _parameter(subject, "page[size]")
    if isinstance(size, int | float) and size > _USUAL_PAGE:
        found = f"page[size] is {shown(size, ())}; most accounts have at most {_USUAL_PAGE} trunks to a page"
        yield Note(("page[size]",), found, f"Ask for at most {_USUAL_PAGE} at a time, and for more pages.")


def _undocumented(name: str) -> Check:
    def check(subject: Subject) -> Iterator[Note]:
        if _parameter(subject, name) is not None:
            found = f"this version of the API does not document {name}"
            yield Note((name,), found, "Leave it out, or ask for the version that has it.")

    return check


advisory(
    "fields-voice-out-trunks-undocumented",
    place="/fields[voice_out_trunks]",
    allowed="no fields[voice_out_trunks] before API version 2026-04-16",
    why="The documentation of this version does not mention it, so nothing says that it will go on working.",
    source="OpenAPI document of 2026-04-16, the first that has it.",
    right='"include": ["dids"]',
    kinds=QUERIES,
    until="2022-05-10",
)(_undocumented("fields[voice_out_trunks]"))

advisory(
    "filter-id-undocumented",
    place="/filter[id]",
    allowed="no filter[id] before API version 2026-11-19",
    why="The page of this version on the list of trunks does not mention it, so nothing says that it will go on "
    "working.",
    source="API reference 2026-11-19, list of outbound trunks, the first that has it. The OpenAPI document of "
    "2026-04-16 has it too.",
    right='"filter[name]": "Outbound trunk 11"',
    kinds=("collection-query",),
    until="2026-04-16",
)(_undocumented("filter[id]"))


def repetitions(subject: Subject) -> Iterator[Note]:
    """A note on each parameter that a URL gives more than once."""
    for name in subject.document.repeated if isinstance(subject.document, Parameters) else ():
        told = shortened(masked_value(name))
        found = f'the query has "{told}" more than once; the last value probably counts, which is not documented'
        hint = "Keep one of them."
        if isinstance(subject.document[name], list):
            hint = f"Write it once, with commas between the values: {told}=ONE,OTHER."
        yield Note((name,), found, hint)


def _parameter(subject: Subject, name: str) -> Any:
    return subject.document.get(name) if isinstance(subject.document, dict) else None
