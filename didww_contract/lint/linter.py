"""Knows how the linter goes over files, and what becomes of each."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from didww_contract.carriers.bodies import Page, TextBody
from didww_contract.contract.verdict import Contract
from didww_contract.lint.collector import Collector
from didww_contract.lint.documents import Parsed, judge_alone
from didww_contract.lint.options import Choice, FileSettings, Options
from didww_contract.lint.outcome import Outcome, Skipped
from didww_contract.lint.recognition import NEVER_JSON, File, Recognised, is_promised, recognised
from didww_contract.text import files
from didww_contract.text.lines import MOST, Text, decode
from didww_contract.text.mentions import Mention, holds, mention
from didww_contract.text.passages import passage

EVERY_RULE = Choice()


class Linter:
    """Judges files.

    `version` and `kind` override what documents say and look like; `choice` says which rules are reported; `settings`
    says more of single files; `variables` are those that Postman and .http files leave open. At most `most` findings
    are told of one file, all of them if it is None. `cases` has the outcome list every judged document.
    """

    def __init__(
        self,
        version: str | None = None,
        kind: str | None = None,
        choice: Choice = EVERY_RULE,
        contract: Callable[[str], Contract] = Contract,
        *,
        settings: Callable[[str], FileSettings] | None = None,
        variables: Mapping[str, str] | None = None,
        most: int | None = MOST,
        cases: bool = False,
    ) -> None:
        self._named = FileSettings(version, kind)
        self._contract = cache(contract)
        self._choice = choice
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
                    self._judge_lines(outcome, source, progress)
                else:
                    data = files.read(source)
                    self.judge(outcome, source.name, data)
                    if progress:
                        progress(len(data))
            except files.Unreadable as error:
                self._tell_unreadable(outcome, source, error)
        return outcome

    def judge(self, outcome: Outcome, name: str, data: bytes) -> None:
        """One file, into the outcome; raises Unreadable."""
        named = self._settings_of(name)
        promised, spoken = is_promised(name, named), mention(data)
        if spoken is Mention.NONE and not promised:
            outcome.skipped.append(Skipped(name, spoken.value, failed=False))
            return
        collector = self._collector(outcome, name, named)
        self._judge(File(name, *decode(data), spoken, promised), data, collector, Options(named, self._contract))
        collector.close()

    def _judge(self, file: File, data: bytes, collector: Collector, options: Options) -> None:
        """A file that may concern us, by what it is."""
        found = recognised(file, self._variables)
        if found.carrier is not None:
            from didww_contract.lint.items import judge_items  # documents that are no carriers do not pay for it

            judge_items(found.carrier, collector, Page(file.name, Text(file.text)), options)
        elif found.lines:
            from didww_contract.lint.json_lines import judge_lines

            lines = data.splitlines(keepends=True)
            judge_lines(lines, collector, options, name=file.name, promised=file.promised, every=self._cases)
        else:
            self._judge_document(file, found, len(data), collector, options)

    def _judge_document(self, file: File, found: Recognised, size: int, collector: Collector, options: Options) -> None:
        """A file that is one document, or was meant to be."""
        page = Page(file.name, Text(file.text))
        faults = [*file.faults, *found.faults]
        if not file.is_text and file.suffix in NEVER_JSON:
            collector.skip("not text in UTF-8", unread=True)
        elif faults and not file.is_ours:
            collector.skip("not JSON, and not meant to be about voice_out_trunks", unread=file.mention is Mention.NAME)
        elif faults and not file.text.strip() and os.path.basename(file.name).partition(".")[0] == "204":
            collector.skip("a response with the status 204 has no body")
        elif found.faults and not file.promised and not file.is_meant_as_json:
            collector.skip("neither a message nor a document in it", unread=holds(file.text))
        elif size > files.LARGEST:
            raise files.Unreadable(files.too_large(files.LARGEST))
        else:
            document = Parsed(TextBody(passage(file.text)), page, found.value, faults)
            judge_alone(document, collector, options, name=file.name)

    def _judge_lines(self, outcome: Outcome, source: files.Source, progress: Callable[[int], object] | None) -> None:
        """JSON Lines, of any size."""
        from didww_contract.lint.json_lines import counted, judge_lines

        named = self._settings_of(source.name)
        collector = self._collector(outcome, source.name, named)
        lines = counted(files.lines(source), progress) if progress else files.lines(source)
        promised = is_promised(source.name, named)
        options = Options(named, self._contract)
        judge_lines(lines, collector, options, name=source.name, promised=promised, every=self._cases)
        collector.close()

    def _tell_unreadable(self, outcome: Outcome, source: files.Source, error: files.Unreadable) -> None:
        """A file that is too large concerns us only if it is about the resource, like any other."""
        foreign = error.is_large and not is_promised(source.name, self._settings_of(source.name))
        if foreign and files.mention_of(source) is not Mention.NAME:
            outcome.skipped.append(Skipped(source.name, Mention.NONE.value, failed=False))
        else:
            outcome.skipped.append(Skipped(source.name, str(error), failed=True))

    def _settings_of(self, name: str) -> FileSettings:
        if not self._settings:
            return self._named
        own = self._settings(name)
        version, kind = self._named.version or own.version, self._named.kind or own.kind
        return FileSettings(version, kind, own.ignored, own.operation)

    def _collector(self, outcome: Outcome, name: str, named: FileSettings) -> Collector:
        choice = self._choice._replace(ignored=self._choice.ignored | named.ignored)
        return Collector(outcome, name, choice, self._most)
