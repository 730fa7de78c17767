"""Knows what to look at in the links of a page of trunks: each is a URL that somebody may ask for."""

from collections.abc import Iterator

from didww_contract.contract.advisories.registry import Note, Subject, advisory
from didww_contract.contract.engines import shared
from didww_contract.contract.versions import Edition, UnknownUrl


@advisory(
    "links-query",
    place="/links/*",
    allowed="query parameters that the API would take in every link",
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
        for message, hint in _faults(url, subject.edition.version) if isinstance(url, str) and "?" in url else ():
            if message not in told:  # all links of a page repeat the same query
                yield Note(("links", name), f"links.{name} would be refused: {message}", hint)
            told.add(message)


def _faults(url: str, version: str) -> Iterator[tuple[str, str]]:
    from didww_contract.contract.queries import kind_of_query, parameters  # most documents have no links

    try:
        edition = Edition(version, kind_of_query(url))
    except UnknownUrl:  # an error of its own
        return
    document = parameters(url, edition)
    engine = shared(edition)
    if not engine.is_valid(document):
        from didww_contract.contract.breaches import breaches
        from didww_contract.contract.words.wording import hint, message

        for breach in breaches(engine.violations(document), document, edition):
            yield message(breach, document, edition), hint(breach, document, edition)
