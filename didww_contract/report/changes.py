"""Knows how the differences between two versions are told: to people as text and as Markdown, to programs as JSON."""

import json
from collections.abc import Callable, Iterable
from itertools import groupby
from textwrap import fill

from click import style

from didww_contract.exchanges.differences import Change

FORMATS = ("text", "markdown", "json")
VERSION = 1
"""Of the JSON; changes only if a program that reads it would have to."""
_SECTIONS = {True: "May break a client", False: "Other changes"}


def text(before: str, after: str, changes: list[Change]) -> str:
    """For a terminal, with ANSI styles, which the caller strips where they are not wanted."""
    lines = [f"From API version {before} to {after}: {_summary(changes)}"]
    for breaks, kinds, group in _grouped(changes):
        if breaks is not None:
            lines += ["", style(_SECTIONS[breaks], bold=True)]
        lines += ["", f"  {kinds}"]
        lines += [fill(_line(change, str), 110, initial_indent="    ", subsequent_indent="      ") for change in group]
    return "\n".join(lines) + "\n"


def markdown(before: str, after: str, changes: list[Change]) -> str:
    """For an issue, a pull request or a page."""
    lines = [f"# From API version {before} to {after}", "", _summary(changes)]
    for breaks, kinds, group in _grouped(changes):
        if breaks is not None:
            lines += ["", f"## {_SECTIONS[breaks]}"]
        lines += ["", f"### {kinds}", ""]
        lines += [f"- {_line(change, lambda name: f'`{name}`')}" for change in group]
    return "\n".join(lines) + "\n"


def as_json(before: str, after: str, changes: list[Change]) -> str:
    """For programs."""
    records = [
        {
            "change": change.what,
            "subject": change.subject,
            "breaks": change.breaks,
            "before": change.before or None,
            "after": change.after or None,
            "kinds": list(change.kinds),
            "pointers": [{"kind": kind, "pointer": place} for kind, place in change.pointers],
        }
        for change in changes
    ]
    return json.dumps({"version": VERSION, "from": before, "to": after, "changes": records}, indent=2) + "\n"


def _summary(changes: list[Change]) -> str:
    breaking = sum(change.breaks for change in changes)
    if not changes:
        return "nothing changes."
    noun = "change" if len(changes) == 1 else "changes"
    return f"{len(changes)} {noun}, {breaking or 'none'} of which may break a client."


def _grouped(changes: Iterable[Change]) -> Iterable[tuple[bool | None, str, list[Change]]]:
    """The changes by section and by the kinds that they concern; the section is None where it is still the same."""
    for breaks, section in groupby(changes, key=lambda change: change.breaks):
        by_kinds: dict[str, list[Change]] = {}
        for change in section:
            by_kinds.setdefault(", ".join(change.kinds) or "HTTP", []).append(change)
        for number, (kinds, group) in enumerate(by_kinds.items()):
            yield (breaks if number == 0 else None), kinds, group


def _line(change: Change, name: Callable[[str], str]) -> str:
    subject = " → ".join(name(part) for part in change.subject.split(" → "))
    both = f"{change.before} → {change.after}"
    if change.what == "moved":
        return f"{subject}" + (f": {both}" if change.before != change.after else "")
    if change.what == "removed":
        return f"{subject} is gone"
    if change.what == "added":
        return f"{subject} is new{' and required' if change.breaks else ''}: {change.after}"
    if change.what in ("required", "optional"):
        return f"{subject} is {change.what}" + (" now" if change.what == "required" else "")
    if change.what == "rule":
        return f"{subject} {_about_a_rule(change)}"
    return f"{subject}: {both if change.before else change.after}"


def _about_a_rule(change: Change) -> str:
    (was, _, _), (now, _, allowed) = change.before.partition(": "), change.after.partition(": ")
    articles = {"error": "an error", "warning": "a warning"}
    if not now:
        return f"is not {articles[was]} any more"
    if not was:
        return f"is {articles[now]} now: {allowed}"
    return f"is {articles[now]} now, and was {articles[was]}: {allowed}"
