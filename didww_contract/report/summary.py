"""Knows the closing line of the reports that people read: what was judged, what was found, what was passed over."""

from collections import Counter

from didww_contract.lint import Outcome

_REASONS = 5
"""How many different reasons for passing over a file are listed."""


def summary(outcome: Outcome) -> str:
    """One line, such as `Judged 2 documents in 3 files: 1 error, 0 warnings. Passed over 1 file: another resource.`."""
    judged = f"Judged {_count(outcome.documents, 'document')} in {_count(outcome.files, 'file')}"
    found = f"{_count(outcome.count('error'), 'error')}, {_count(outcome.count('warning'), 'warning')}"
    sentences = [f"{judged}: {found}."]
    passed_over = Counter(skipped.reason for skipped in outcome.skipped if not skipped.failed)
    failed = sum(1 for skipped in outcome.skipped if skipped.failed)
    if passed_over:
        several = len(passed_over) > 1
        reasons = [
            f"{number} × " * (several and number > 1) + reason for reason, number in passed_over.most_common(_REASONS)
        ]
        if len(passed_over) > _REASONS:
            reasons.append("others")
        sentences.append(f"Passed over {_count(passed_over.total(), 'file')}: {', '.join(reasons)}.")
    bases = sorted(outcome.bases.items())
    if len(bases) == 1:
        sentences.append(f"API version: {bases[0][0].version} ({bases[0][0].reason}).")
    elif bases:
        by = [f"{number} by {basis.version} ({basis.reason})" for basis, number in bases]
        sentences.append(f"API versions: {', '.join(by)}.")
    if failed:
        sentences.append(f"Could not read {_count(failed, 'file')}.")
    return " ".join(sentences)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
