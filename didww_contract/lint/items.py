"""Knows how what a carrier holds is judged, item by item."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from didww_contract.carriers.bodies import Page, TextBody
from didww_contract.carriers.detection import OURS
from didww_contract.carriers.messages import Carrier, Document, Exchange, Omitted
from didww_contract.contract.findings import Finding
from didww_contract.contract.kinds import kind_of
from didww_contract.contract.verdict import Contract
from didww_contract.lint.collector import Collector, Place
from didww_contract.lint.documents import Parsed, parsed
from didww_contract.lint.exchanges import Options, judge
from didww_contract.lint.suppressions import Comment, comments, suppressor
from didww_contract.text.lines import Fault

if TYPE_CHECKING:
    from didww_contract.lint.file_settings import FileSettings

_RESPONSES = ("trunk", "trunk-collection", "errors", "regenerate-response")
JudgeDocument = Callable[[Collector, Parsed, str, str, "FileSettings", int], None]


def judge_items(
    carrier: Carrier,
    collector: Collector,
    page: Page,
    named: "FileSettings",
    contract: Callable[[str], Contract],
    judge_document: JudgeDocument,
) -> None:
    """Everything that a carrier holds, into the collector."""
    options = Options(named.version, named.kind, contract)
    found = comments(page.text.text, carrier.comments) if carrier.comments else []
    if found:
        collector.suppresses = suppressor(page, found, carrier.comments)
        _tell_unknown(found, collector, page)
    empty = True
    for item in carrier.items:
        empty = False
        if isinstance(item, Exchange):
            document = _after_all(item, page)
            judge(replace(item, response=None) if document else item, collector, page, options)
            if document:
                _judge_document(document, collector, page, named, judge_document)
        elif isinstance(item, Document):
            _judge_document(item, collector, page, named, judge_document)
        elif isinstance(item, Omitted):
            collector.skip(item.reason, item.label, failed=item.failed)
        else:
            _tell(item, collector, page)
    if empty:
        collector.skip(f"a {carrier.kind} without messages")


def _after_all(item: Exchange, page: Page) -> Document | None:
    """What follows a request on a page, where it is no response to it, but a document of its own."""
    response = item.response
    if item.request is None or response is None or response.status or not isinstance(response.body, TextBody):
        return None
    document = parsed(response.body, page)
    if not document.faults and kind_of(document.value) in _RESPONSES:
        return None
    return Document(response.label, response.body, *response.body.passage.span())


def _judge_document(
    item: Document, collector: Collector, page: Page, named: "FileSettings", judge_document: JudgeDocument
) -> None:
    document = parsed(item.body, page)
    if document.obstacle:
        collector.skip(document.obstacle, item.label)
    elif document.faults and document.text is not None and not OURS.search(document.text.text):
        collector.skip("not JSON, and nothing in it is about voice_out_trunks", item.label)
    else:
        judge_document(collector, document, page.name, item.label, named, item.start)


def _tell(fault: Fault, collector: Collector, page: Page) -> None:
    """A fault of the carrier itself."""
    finding = Finding(fault.rule, "error", "", fault.message, fault.hint, None, None)
    if collector.add(finding, Place(page, fault.start, fault.end, fault.end)):
        collector.judged("", "", None)


def _tell_unknown(found: list[Comment], collector: Collector, page: Page) -> None:
    """Rules in comments that nobody has heard of."""
    from difflib import get_close_matches
    from fnmatch import filter as matching

    from didww_contract.contract.rules import catalogue

    known = list(catalogue())
    for comment in found:
        for name in comment.rules:
            if not matching(known, name):
                meant = next(iter(get_close_matches(name, known, n=1)), "")
                hint = f'Did you mean "{meant}"?' if meant else "`didww-contract rules` lists all rules."
                message = f'there is no rule "{name[:60]}" to ignore'
                finding = Finding("suppression-unknown-rule", "warning", "", message, hint, None, None)
                collector.add(finding, Place(page, comment.start, comment.end, comment.end))
