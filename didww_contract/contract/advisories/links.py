"""Knows what to look at in the links of a page of trunks: each is a URL that somebody may ask for."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from didww_contract.contract.advisories.registry import Note, Subject, advisory
from didww_contract.contract.findings import Finding
from didww_contract.contract.versions import UnknownUrl

if TYPE_CHECKING:
    from didww_contract.contract.verdict import Contract


@advisory(
    "links-query",
    place="/links/*",
    allowed="query parameters that the API knows, with values that it takes, in every link",
    why="The API repeats the query of the request in its links. Parameters that it would refuse (400) were never sent "
    "to it, so the document was changed by hand, or belongs to another version.",
    source="API reference 2021-12-15, Get Voice OUT Trunks, response example; which parameters there are: the rules of "
    "the kind collection-query.",
    right='"first": "https://api.didww.com/v3/voice_out_trunks?page%5Bnumber%5D=1&page%5Bsize%5D=50"',
    kinds=("trunk-collection",),
)
def _links_query(subject: Subject) -> Iterator[Note]:
    links = subject.document.get("links") if isinstance(subject.document, dict) else None
    told: set[str] = set()
    for name, url in links.items() if isinstance(links, dict) else ():
        for finding in _findings(url, subject.edition.version) if isinstance(url, str) and "?" in url else ():
            if finding.message not in told:  # all links of a page repeat the same query
                yield Note(("links", name), f"links.{name} would be refused: {finding.message}", finding.hint)
            told.add(finding.message)


def _findings(url: str, version: str) -> list[Finding]:
    try:
        return _contract(version).validate_url(url)
    except UnknownUrl:  # an error of its own
        return []


@cache
def _contract(version: str) -> "Contract":
    from didww_contract.contract.verdict import Contract  # which imports the advisories

    return Contract(version)
