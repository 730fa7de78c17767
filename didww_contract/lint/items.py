"""Knows how what a carrier holds is judged, item by item."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from didww_contract.carriers.bodies import Page, TextBody
from didww_contract.carriers.messages import Carrier, Document, Exchange, Omitted
from didww_contract.contract.findings import Finding
from didww_contract.contract.kinds import kind_of
from didww_contract.exchanges.evidence import Voice, is_settled
from didww_contract.lint import exchanges
from didww_contract.lint.collector import Collector, Place
from didww_contract.lint.documents import Parsed, judge_alone, parsed
from didww_contract.lint.halves import Read, read
from didww_contract.lint.options import Options
from didww_contract.lint.suppressions import Suppressions
from didww_contract.text.lines import Fault
from didww_contract.text.mentions import OURS

_RESPONSES = ("trunk", "trunk-collection", "errors", "regenerate-response")


class _Alone(NamedTuple):
    """A document without a message around it, read."""

    document: Document
    parsed: Parsed


class _Passed(NamedTuple):
    """An exchange that is passed over, and why."""

    exchange: Exchange
    reason: str


_Item = Read | _Alone | _Passed | Omitted | Fault


def judge_items(carrier: Carrier, collector: Collector, page: Page, options: Options) -> None:
    """Everything that a carrier holds, into the collector.

    What does not say its version outright waits until all is read: what one message proves counts for the others.
    """
    comments = Suppressions(page, carrier.comments) if carrier.comments else None
    if comments and comments.comments:
        collector.suppressions = comments
    voice, waiting, empty = Voice(), list[_Item](), True
    for item in carrier.items:
        empty = False
        for one in _read(item, page):
            for document, header in (documents := list(_documents(one))):
                voice.hear(document, header)
            if documents and not _is_settled(documents, options):
                waiting.append(one)
            else:
                _judge(one, collector, page, options)
    for one in waiting:
        _judge(one, collector, page, options._replace(voice=voice.versions))
    if empty:
        collector.skip(f"a {carrier.kind} without messages")
    if collector.suppressions:
        _tell_comments(collector.suppressions, collector, page)


_Document = tuple[Any, str | None]
"""A document, and the version header of its request."""


def _is_settled(documents: list[_Document], options: Options) -> bool:
    _, header = documents[0]
    return is_settled((document for document, _ in documents), named=options.named.version, header=header)


def _read(item: Exchange | Document | Omitted | Fault, page: Page) -> Iterator[_Item]:
    if isinstance(item, Exchange):
        document = _after_all(item, page)
        exchange = replace(item, response=None) if document else item
        found = read(exchange, page)
        yield _Passed(exchange, found) if isinstance(found, str) else found
        if document:
            yield document
    elif isinstance(item, Document):
        yield _Alone(item, parsed(item.body, page, bare=True))
    else:
        yield item


def _after_all(item: Exchange, page: Page) -> _Alone | None:
    """What follows a request on a page, where it is no response to it, but a document of its own."""
    response = item.response
    if item.request is None or response is None or response.status or not isinstance(response.body, TextBody):
        return None
    document = parsed(response.body, page, bare=True)
    if not document.faults and not document.is_data and kind_of(document.value) in _RESPONSES:
        return None
    return _Alone(Document(response.label, response.body, *response.body.passage.span()), document)


def _documents(item: _Item) -> Iterator[_Document]:
    """The documents of an item that have a say in the version of their file."""
    if isinstance(item, Read):
        yield from item.documents()
    elif isinstance(item, _Alone) and isinstance(kind_of(item.parsed.value), str):
        yield item.parsed.value, None


def _judge(item: _Item, collector: Collector, page: Page, options: Options) -> None:
    if isinstance(item, Read):
        collector.begin(item.exchange.start)
        exchanges.judge(item, collector, page, options)
    elif isinstance(item, _Alone):
        collector.begin(item.document.start)
        _judge_alone(item.document, item.parsed, collector, page, options)
    elif isinstance(item, _Passed):
        collector.begin(item.exchange.start)
        for message in (item.exchange.request, item.exchange.response):
            if message:
                collector.skip(item.reason, message.label)
    elif isinstance(item, Omitted):
        collector.skip(item.reason, item.label, failed=item.failed, unread=item.unread)
    else:
        _tell(item, collector, page)


def _judge_alone(item: Document, document: Parsed, collector: Collector, page: Page, options: Options) -> None:
    if document.obstacle:
        collector.skip(document.obstacle, item.label)
    elif document.faults and not options.named.kind and not document.says(OURS):
        collector.skip("not JSON, and nothing in it is about voice_out_trunks", item.label)
    else:
        judge_alone(document, collector, options, name=page.name, part=item.label, begin=item.start)


def _tell(fault: Fault, collector: Collector, page: Page) -> None:
    """A fault of the carrier itself."""
    finding = Finding(fault.rule, "error", "", fault.message, fault.hint, None, None)
    if collector.add(finding, Place(page, fault.start, fault.end, fault.end)):
        collector.judged("", "", None)


def _tell_comments(comments: Suppressions, collector: Collector, page: Page) -> None:
    """What is wrong with the comments that ignore rules, which none of them can ignore."""
    collector.suppressions = None
    for finding, comment in comments.findings(collector.choice):
        collector.add(finding, Place(page, comment.start, comment.end, comment.end))
