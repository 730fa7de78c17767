"""Knows comments that ignore rules: `didww-contract: ignore[rule, rule]`."""

import re
from collections.abc import Callable
from typing import NamedTuple

from didww_contract.carriers.bodies import Page

_IGNORE = r"[ \t]*didww-contract:[ \t]*ignore(?![\w-])(?:\[(?P<rules>[^\]\r\n]*)\])?"


class Comment(NamedTuple):
    """A comment that ignores rules."""

    rules: tuple[str, ...]
    """Ids or globs; empty for all."""
    start: int
    end: int


def comments(text: str, opening: str) -> list[Comment]:
    """The comments of a file that ignore rules; `opening` is the expression for how comments begin."""
    if "didww-contract:" not in text:
        return []
    found = []
    for match in re.finditer(opening + _IGNORE, text):
        names = (name.strip() for name in (match["rules"] or "").split(","))
        found.append(Comment(tuple(name for name in names if name), match.start(), match.end()))
    return found


def suppressor(page: Page, found: list[Comment], opening: str) -> Callable[[int, str, int], bool]:
    """Whether a rule is ignored on a line (0: one of another file), or in the message that begins at an offset.

    A comment speaks for its own line, for the line below it, and before the beginning of a message for all of it.
    """
    from fnmatch import fnmatchcase

    lines = page.text.lines()
    by_line = {page.text.position(comment.start).line: comment.rules for comment in found}
    aside = re.compile(rf"[ \t]*(?:$|```|~~~|{opening})")

    def ignores(line: int, rule: str) -> bool:
        rules = by_line.get(line)
        return rules is not None and (not rules or any(fnmatchcase(rule, pattern) for pattern in rules))

    def suppresses(line: int, rule: str, beginning: int) -> bool:
        if ignores(line, rule) or ignores(line - 1, rule):
            return True
        above = page.text.position(beginning).line - 1
        while above > 0 and aside.match(lines[above - 1]):
            if ignores(above, rule):
                return True
            above -= 1
        return False

    return suppresses
