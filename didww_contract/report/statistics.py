"""Knows the statistics of a run, for people: how many findings each rule has."""

from collections import Counter

from didww_contract.lint.outcome import Outcome


def report(outcome: Outcome) -> str:
    """Such as `12 error capacity-limit-maximum`, one to a line and the most frequent first; nothing for a clean run."""
    found = Counter((located.finding.severity, located.finding.rule) for located in outcome.findings)
    rows: list[tuple[int, str, str]] = [
        (count, severity, rule)
        for (severity, rule), count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
    rows += [
        (count, severity, "(not listed: files with very many findings)")
        for severity, count in sorted(outcome.untold.items())
        if count
    ]
    width = max((len(str(count)) for count, _, _ in rows), default=0)
    return "".join(f"{count:>{width}}  {severity:7}  {rule}\n" for count, severity, rule in rows)
