"""Knows the report for editors and logs: one line for each finding."""

from didww_contract.contract.words.secrets import printable
from didww_contract.lint.outcome import Located, Outcome
from didww_contract.report.summary import summary


def report(outcome: Outcome, *, quiet: bool) -> str:
    """`file:line:column: severity rule: [part: ]message. Hint`, one to a line, and a summary unless quiet."""
    lines = [_line(located) for located in outcome.findings]
    return "".join(line + "\n" for line in [*lines, *([] if quiet else [summary(outcome)])])


def _line(located: Located) -> str:
    finding = located.finding
    place = f"{printable(located.file)}:{located.start.line}:{located.start.column}"
    part = f"{printable(located.message)}: " if located.part else ""
    return f"{place}: {finding.severity} {finding.rule}: {part}{finding.message}. {finding.hint}"
