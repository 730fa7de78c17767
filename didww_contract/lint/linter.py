"""Knows how the linter goes over files: which carrier each is, and what becomes of what it holds."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from didww_contract.carriers.bodies import Page, TextBody
from didww_contract.contract.kinds import Unknown, kind_of
from didww_contract.contract.verdict import Contract
from didww_contract.contract.versions import DEFAULT_VERSION
from didww_contract.exchanges.evidence import Basis, basis_of
from didww_contract.exchanges.live_secrets import live_secrets
from didww_contract.lint.collector import Collector
from didww_contract.lint.documents import (
    Parsed,
    Question,
    as_it_may_be,
    findings,
    tell_faults,
)
from didww_contract.lint.file_settings import FileSettings
from didww_contract.lint.outcome import Outcome, Skipped
from didww_contract.text import files
from didww_contract.text.json_text import parse, parse_flat
from didww_contract.text.lines import MOST, Text, decode
from didww_contract.text.passages import passage

if TYPE_CHECKING:
    from didww_contract.carriers.messages import Carrier

_NEVER_JSON = frozenset([".md", ".mdx", ".markdown", ".http", ".rest"])


class Linter:
    """Judges files.

    `version` and `kind` override what documents say and look like; `wants` chooses rules by id; `settings` says more
    of single files; `variables` are those that Postman and .http files leave open. At most `most` findings are told of
    one file, all of them if it is None. `cases` has the outcome list every judged document.
    """

    def __init__(
        self,
        version: str | None = None,
        kind: str | None = None,
        wants: Callable[[str], bool] | None = None,
        contract: Callable[[str], Contract] = Contract,
        *,
        settings: Callable[[str], FileSettings] | None = None,
        variables: Mapping[str, str] | None = None,
        most: int | None = MOST,
        cases: bool = False,
    ) -> None:
        self._named = FileSettings(version, kind)
        self._contract = cache(contract)
        self._wants = wants or (lambda _: True)
        self._settings = settings
        self._variables = variables or {}
        self._most = most
        self._cases = cases

    def run(self, sources: Iterable[files.Source], progress: Callable[[int], object] | None = None) -> Outcome:
        """Judge every file; one that cannot be read does not keep the others from being judged.

        `progress` is told how many bytes have been judged since it was told last.
        """
        outcome = Outcome(cases=[] if self._cases else None)
        for source in sources:
            outcome.files += 1
            try:
                if files.is_json_lines(source.name):
                    lines = files.lines(source)
                    self._lines(outcome, source.name, _told(lines, progress) if progress else lines)
                else:
                    data = files.read(source)
                    self.judge(outcome, source.name, data)
                    if progress:
                        progress(len(data))
            except files.Unreadable as error:
                outcome.skipped.append(Skipped(source.name, str(error), failed=True))
        return outcome

    def judge(self, outcome: Outcome, name: str, data: bytes) -> None:
        """One file, into the outcome; raises Unreadable."""
        collector, named = self._collector(outcome, name)
        text, faults = decode(data)
        suffix = os.path.splitext(name)[1].lower()
        first = text.lstrip()[:1]
        encoded = not any(fault.rule == "json-encoding" for fault in faults)
        meant_as_json = suffix not in _NEVER_JSON and (first in ("{", "[") or suffix in (".json", ".har", ""))
        if encoded and meant_as_json:
            value, more = parse(text)
            carrier = None if more else self._json_carrier(value, text)
            if more and suffix != ".json":
                carrier = self._text_carrier(name, text)
                if carrier is None and _are_lines(text):
                    self._lines(outcome, name, iter(data.splitlines(keepends=True)))
                    return
        else:
            value, more = None, []
            carrier = self._text_carrier(name, text) if encoded else None
            if encoded and carrier is None:
                value, more = parse(text)
        if carrier is not None:
            self._carried(collector, Page(name, Text(text)), carrier, named)
        else:
            if len(data) > files.LARGEST:
                raise files.Unreadable(files.too_large(files.LARGEST))
            body = TextBody(passage(text))
            document = Parsed(body, Page(name, Text(text)), value, faults + more)
            if document.faults and not encoded and suffix in _NEVER_JSON:
                collector.skip("not text in UTF-8")
            else:
                self._document(collector, document, name, "", named)
        collector.close()

    def _collector(self, outcome: Outcome, name: str) -> tuple[Collector, FileSettings]:
        named, wants = self._named, self._wants
        if self._settings:
            own = self._settings(name)
            named = FileSettings(named.version or own.version, named.kind or own.kind, own.ignored, own.operation)
            if own.ignored:
                wants = lambda rule: self._wants(rule) and rule not in own.ignored  # noqa: E731 - it is what it says
        return Collector(outcome, name, wants, self._most), named

    def _json_carrier(self, value: Any, text: str) -> "Carrier | None":
        if not _may_carry(value):
            return None
        from didww_contract.carriers import detection  # documents that are no carriers do not pay for it

        return detection.of_json(value, text, self._variables)

    def _text_carrier(self, name: str, text: str) -> "Carrier | None":

        from didww_contract.carriers import detection

        return detection.of_text(name, text, self._variables)

    def _document(
        self, collector: Collector, document: Parsed, name: str, part: str, named: FileSettings, begin: int = 0
    ) -> None:
        """A document that stands for itself."""
        told = bool(document.faults) and tell_faults(collector, document, part, begin)
        value = document.value
        if document.faults:
            try:  # the user ignores its faults; what do they leave to be judged?
                value = None if told else as_it_may_be(document)
            except ValueError:
                rules = ", ".join(dict.fromkeys(fault.rule for fault in document.faults))
                collector.skip(f"not JSON, and {rules} is ignored", part)
                return
            document.value = value
        kind = None if told else named.kind or self._kind(value, name, named)
        basis = None if told else basis_of(value, named=named.version)
        if kind is None or basis is None:
            collector.judged(part, "", None)
        elif isinstance(kind, Unknown):
            collector.skip(kind.reason, part)
        elif isinstance(basis, Unknown):
            collector.skip(basis.reason, part)
        else:
            collector.judged(part, kind, basis)
            question = Question(kind, basis, named.version)
            for finding in findings(value, question, self._contract(basis.version), collector.wants):
                if not document.is_open(finding.pointer):
                    collector.add(finding, document.place(finding), part, begin)
            for finding in live_secrets(value, kind, basis.version):
                collector.add(finding, document.place(finding), part, begin)

    def _kind(self, value: Any, name: str, named: FileSettings) -> str | Unknown:
        """The kind of a document, one of its operation's where the user has named that."""
        found = kind_of(value, name)
        if named.operation is None:
            return found
        from didww_contract.exchanges.operations import kinds_of

        kinds = kinds_of(named.operation, named.version or DEFAULT_VERSION)
        if found in kinds or not kinds:
            return found
        is_request = isinstance(found, Unknown) or found.endswith("-request")
        return next((kind for kind in kinds if kind.endswith("-request") == is_request), kinds[0])

    def _carried(self, collector: Collector, page: Page, carrier: "Carrier", named: FileSettings) -> None:
        """Everything in a carrier."""
        from didww_contract.lint.items import judge_items

        judge_items(carrier, collector, page, named, self._contract, self._document)

    def _lines(self, outcome: Outcome, name: str, lines: Iterable[bytes]) -> None:
        """JSON Lines, one at a time."""
        collector, named = self._collector(outcome, name)
        count = self._members_of_plain(name, named)
        plain_ones = 0
        empty = True
        for number, data in enumerate(lines, start=1):
            try:
                if parse_flat(str(data, "utf-8"), count) is not None:
                    plain_ones += 1
                    continue
            except UnicodeDecodeError:
                pass  # said below
            if not data.strip():
                continue
            empty = False
            text, faults = decode(data.rstrip(b"\r\n"))
            value, more = (None, []) if faults else parse(text)
            page = Page(name, Text(text, first_line=number))
            body = TextBody(passage(text))
            self._document(collector, Parsed(body, page, value, faults + more), name, f"line {number}", named)
        basis = basis_of(None, named=named.version)
        if plain_ones and isinstance(basis, Basis):
            outcome.documents += plain_ones
            outcome.bases[basis] += plain_ones
        if empty and not plain_ones:
            collector.skip("no document in it")
        collector.close()

    def _members_of_plain(self, name: str, named: FileSettings) -> Callable[[Any], int]:
        """How many members a document has that needs no further look, and -1 for all others.

        These are plain create requests, if that is what their shape means in this file.
        """
        from didww_contract.contract.fast_path import members, plain  # JSON Lines only

        kind = named.kind or kind_of({"data": {"type": "voice_out_trunks", "attributes": {}}}, name)
        engine = plain(named.version or DEFAULT_VERSION) if kind == "create-request" and not self._cases else None
        if engine is None:
            return lambda _: -1
        is_valid = engine.is_valid
        return lambda document: members(document) if is_valid(document) else -1


def _told(lines: Iterable[bytes], progress: Callable[[int], object]) -> Iterator[bytes]:
    """The same lines; progress is told of every few thousand of them."""
    passed = 0
    for number, line in enumerate(lines):
        passed += len(line)
        if number % 4096 == 0:
            progress(passed)
            passed = 0
        yield line
    progress(passed)


def _may_carry(value: Any) -> bool:
    """A quick look at what nearly all documents are not."""
    if isinstance(value, dict):
        return "data" not in value and not value.keys().isdisjoint(
            ("log", "interactions", "http_interactions", "info", "requests")
        )
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "request" in value[0]


def _are_lines(text: str) -> bool:
    """Whether a text that is not one JSON document is one on each line."""
    lines = text.split("\n", 2)
    return len(lines) > 1 and bool(lines[1].strip()) and not parse(lines[0])[1]
