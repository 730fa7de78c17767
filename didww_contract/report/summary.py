"""Knows the closing words of the reports that people read: what was judged, what was found, what was passed over."""

from collections import Counter

from didww_contract.contract.ages import differs_between_versions
from didww_contract.contract.words.secrets import printable
from didww_contract.exchanges.evidence import Basis
from didww_contract.lint.outcome import Outcome, Skipped

_REASONS = 5
"""How many different reasons for passing over a file are listed."""
_UNREAD = 5
"""How many messages are named that mention the resource and are not read."""


def summary(outcome: Outcome, width: float = float("inf")) -> str:
    """Such as `Judged 2 documents in 3 files: 1 error, 0 warnings. Passed over 1 file: another resource.`.

    One line, or a line for each sentence where that would be longer than `width`.
    """
    judged = f"Judged {_count(outcome.documents, 'document')} in {_count(outcome.files, 'file')}"
    found = f"{_count(outcome.count('error'), 'error')}, {_count(outcome.count('warning'), 'warning')}"
    sentences = [f"{judged}: {found}."]
    skipped_ = [skipped for skipped in outcome.skipped if not skipped.failed and not skipped.unread]
    passed_over = Counter(skipped.reason for skipped in skipped_)
    failed = sum(1 for skipped in outcome.skipped if skipped.failed)
    if passed_over:
        several = len(passed_over) > 1
        reasons = [
            f"{number} × " * (several and number > 1) + reason for reason, number in passed_over.most_common(_REASONS)
        ]
        if len(passed_over) > _REASONS:
            reasons.append("others")
        messages = sum(1 for skipped in skipped_ if skipped.part)
        what = [_count(passed_over.total() - messages, "file")] if passed_over.total() > messages else []
        what += [_count(messages, "message")] if messages else []
        sentences.append(f"Passed over {' and '.join(what)}: {', '.join(reasons)}.")
    if unread := [skipped for skipped in outcome.skipped if skipped.unread and not skipped.failed]:
        sentences.append(_unread(unread))
    if outcome.bases:
        sentences.append(_versions(outcome.bases))
    if any(map(differs_between_versions, outcome.by_default)):
        sentences.append(_HOW_TO_NAME)
    if outcome.expected:
        sentences.append(f"{_count(outcome.expected, 'request')} refused by the responses, as expected.")
    aside = [
        f"{number} {how}"
        for number, how in ((outcome.suppressed, "ignored in comments"), (outcome.known, "in the baseline"))
        if number
    ]
    if aside:
        sentences.append(f"Not reported: {', '.join(aside)}.")
    if outcome.stale:
        noun = "entry" if outcome.stale == 1 else "entries"
        sentences.append(f"{outcome.stale} {noun} of the baseline can go: --write-baseline.")
    if outcome.unused:
        named = ", ".join(map(printable, outcome.unused[:_UNREAD])) + " and others" * (len(outcome.unused) > _UNREAD)
        sentences.append(f"Not used here: {named}; run the command in its folder, or name it with --config.")
    if failed:
        sentences.append(f"Could not read {_count(failed, 'file')}.")
    text = " ".join(sentences)
    return text if len(text) <= width else "\n".join(sentences)


_HOW_TO_NAME = (
    "Nothing tells the version of some, which are judged by the oldest. Accounts made since April 2026 start with "
    "2026-04-16: name yours with --api-version, or api-version in the configuration."
)


def _unread(unread: list[Skipped]) -> str:
    """The files that are not read although they mention the resource, by name."""
    parts: dict[str, list[str]] = {}
    for one in unread:
        parts.setdefault(one.file, []).append(one.part)
    named = [printable(file) + f" ({printable(of[0])})" * (of[0] != "" and len(of) == 1) for file, of in parts.items()]
    more = f" and {len(named) - _UNREAD} more" if len(named) > _UNREAD else ""
    return f"Not read, though voice_out_trunks is mentioned: {', '.join(named[:_UNREAD])}{more}."


def _versions(bases: Counter[Basis]) -> str:
    """By which versions documents were judged, and why."""
    reasons: dict[str, list[tuple[int, str]]] = {}
    for basis, number in sorted(bases.items()):
        reasons.setdefault(basis.version, []).append((number, basis.reason))
    if len(reasons) == 1:
        ((version, found),) = reasons.items()
        return f"API version: {version} ({_reasons(found)})."
    texts = (f"{sum(n for n, _ in found)} by {version} ({_reasons(found)})" for version, found in reasons.items())
    return f"API versions: {', '.join(texts)}."


def _reasons(found: list[tuple[int, str]]) -> str:
    return found[0][1] if len(found) == 1 else ", ".join(f"{number} {reason}" for number, reason in found)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
