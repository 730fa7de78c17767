"""Knows the report for people at a terminal: each finding with its source line and what to do about it."""

from click import style

from didww_contract.contract.words.secrets import printable
from didww_contract.lint.outcome import Located, Outcome
from didww_contract.report.summary import summary

_COLOURS = {"error": "red", "warning": "yellow"}
_WIDTH = 110


def report(outcome: Outcome, *, quiet: bool) -> str:
    """The findings with ANSI colours, which the caller strips where they are not wanted, and a summary unless quiet."""
    told: set[str] = set()  # long hints are told once
    blocks = [_block(located, told) for located in outcome.findings]
    return "\n".join([*blocks, *([] if quiet else [summary(outcome, _WIDTH) + "\n"])])


def _block(located: Located, told: set[str]) -> str:
    finding, excerpt = located.finding, located.excerpt
    colour = _COLOURS[finding.severity]
    place = style(f"{printable(located.file)}:{located.start.line}:{located.start.column}", bold=True)
    lines = [f"{place}: {style(finding.severity, fg=colour, bold=True)} {style(finding.rule, dim=True)}"]
    if about := ": ".join(filter(None, (printable(located.message), finding.kind))):
        lines[0] += style(f" ({about})", dim=True)
    lines += _wrapped(finding.message)
    if excerpt.marked or excerpt.before:
        number = str(located.start.line)
        underline = style("^" * max(1, _width(excerpt.marked)), fg=colour, bold=True)
        lines.append(f"  {number:>4} | {excerpt.before}{excerpt.marked}{excerpt.after}")
        lines.append(f"  {'':{max(4, len(number))}} | {' ' * _width(excerpt.before)}{underline}")
    if finding.hint not in told:
        lines += [style(line, fg="green") for line in _wrapped(finding.hint)]
    if len(finding.hint) > _WIDTH:
        told.add(finding.hint)
    return "\n".join([*lines, ""])


def _wrapped(text: str) -> list[str]:
    from textwrap import wrap  # a clean run wraps nothing

    return wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False)


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
