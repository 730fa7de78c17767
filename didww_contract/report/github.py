"""Knows the report for GitHub Actions: workflow commands, which GitHub shows beside the lines that they are about."""

from didww_contract.contract.words.secrets import printable
from didww_contract.lint.file_names import Names
from didww_contract.lint.outcome import Located, Outcome, Skipped, worst_first
from didww_contract.report.summary import summary

MOST = 10
"""How many annotations of each severity GitHub shows of one step; what comes after them it drops without a word."""


def report(outcome: Outcome, *, quiet: bool = False, folder: str = ".") -> str:
    """The worst findings as annotations, a notice that counts the others, and a summary unless quiet.

    Files are named as seen from `folder`, which GitHub wants to be the root of the checkout.
    """
    names = Names(folder)
    errors = [_unread(skipped, names) for skipped in outcome.skipped if skipped.failed]
    worst = worst_first(outcome.findings)
    errors += [_annotation(located, names) for located in worst if located.finding.severity == "error"]
    warnings = [_annotation(located, names) for located in worst if located.finding.severity == "warning"]
    lines = errors[:MOST] + warnings[:MOST]
    untold = outcome.untold
    cut = {"error": len(errors[MOST:]) + untold["error"], "warning": len(warnings[MOST:]) + untold["warning"]}
    if any(cut.values()):
        lines.append(_notice(cut, listed=not untold.total()))
    return "".join(line + "\n" for line in [*lines, *([] if quiet else [summary(outcome)])])


def _annotation(located: Located, names: Names) -> str:
    finding, start, end = located.finding, located.start, located.end
    place = {"file": _file(located.file, names), "line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:  # GitHub takes columns of annotations on one line only
        place |= {"col": str(start.column), "endColumn": str(end.column)}
    part = f"{printable(located.message)}: " if located.part else ""
    return _command(finding.severity, place | {"title": finding.rule}, f"{part}{finding.message}. {finding.hint}")


def _unread(skipped: Skipped, names: Names) -> str:
    part = f"{printable(skipped.part)}: " if skipped.part else ""
    place = {"file": _file(skipped.file, names), "title": "could not be judged"}
    return _command("error", place, f"{part}{skipped.reason}")


def _notice(cut: dict[str, int], *, listed: bool) -> str:
    said = " and ".join(f"{count} {noun}{'s' * (count > 1)}" for noun, count in cut.items() if count)
    are = "is" if sum(cut.values()) == 1 else "are"
    where = "lists them" if listed else "lists more of them"  # for no report lists all of a file that has too many
    return _command(
        "notice", {}, f"{said} more {are} not shown here: GitHub shows {MOST} of each. --format concise {where}."
    )


def _file(name: str, names: Names) -> str:
    return printable(names.inside(name) or name)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name}{' ' * bool(said)}{said}::{_data(message)}"


def _data(text: str) -> str:
    """As GitHub's toolkit escapes what a command says."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As GitHub's toolkit escapes a property, which ends at a comma, as all of them end at a colon."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
