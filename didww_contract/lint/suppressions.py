"""Knows comments that ignore rules, `didww-contract: ignore[rule, rule]`, and what is wrong with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from didww_contract.carriers.bodies import Page
from didww_contract.contract.findings import Finding
from didww_contract.lint.options import Choice

_MEANT = r"[ \t]*didww-contract\b[ \t]*:?[ \t]*(?:ignores?|disable|suppress|skip|noqa)\b(?P<rest>[^\r\n]*)"
"""What is meant to be such a comment, however it is written."""
_RIGHT = re.compile(
    r"[ \t]*didww-contract:[ \t]*ignore(?:\[(?P<rules>[^\[\]\r\n]+)\])?(?:[ \t]+(?P<more>\S.*))?[ \t]*$"
)
_COMMENT_END = re.compile(r"[ \t]*(?:-->|\*/\}?)")


@dataclass(slots=True)
class Comment:
    """A comment that ignores rules, or was meant to."""

    start: int
    end: int
    line: int
    rules: tuple[str, ...] | None
    """Ids or globs; empty for all; None where it is written wrongly, and ignores nothing."""
    used: set[str] = field(default_factory=set)
    """Those of its rules that something was found of; the empty string stands for all."""

    def ignores(self, rule: str) -> bool:
        """Whether it ignores a rule, which is noted."""
        from fnmatch import fnmatchcase

        if self.rules == ():
            self.used.add("")
            return True
        matching = [pattern for pattern in self.rules or () if fnmatchcase(rule, pattern)]
        self.used.update(matching)
        return bool(matching)


class Suppressions:
    """The comments of one file; `opening` is the expression for how comments begin in it.

    A comment speaks for its own line, for the line below it, and before the beginning of a message for all of it.
    """

    def __init__(self, page: Page, opening: str) -> None:
        self._page = page
        self.comments = list(_comments(page, opening)) if "didww-contract" in page.text.text else []
        self._by_line = {comment.line: comment for comment in self.comments}
        self._aside = re.compile(rf"[ \t]*(?:$|```|~~~|{opening})")
        self._lines = page.text.lines() if self.comments else []
        self._begun: list[int] = []
        self._excused: set[int] = set()

    def begin(self, offset: int) -> None:
        """A message or a document that begins at an offset is about to be judged."""
        self._begun.append(offset)

    def excuse(self) -> None:
        """What was begun last is passed over: nobody can say that a comment about it is of no use."""
        self._excused.add(self._begun[-1] if self._begun else -1)

    def suppresses(self, line: int, rule: str, beginning: int) -> bool:
        """Whether a rule is ignored on a line (0: one of another file), or in the message that begins at an offset."""
        if any(self._ignores(number, rule) for number in (line, line - 1)):
            return True
        return any(self._ignores(number, rule) for number in self._above(beginning))

    def _ignores(self, line: int, rule: str) -> bool:
        comment = self._by_line.get(line)
        return comment is not None and comment.ignores(rule)

    def _above(self, beginning: int) -> Iterator[int]:
        """The lines above the beginning of a message that are comments, empty, or open a block of code."""
        above = self._page.text.position(beginning).line - 1
        while above > 0 and above <= len(self._lines) and self._aside.match(self._lines[above - 1]):
            yield above
            above -= 1

    def findings(self, choice: Choice) -> Iterator[tuple[Finding, Comment]]:
        """What is wrong with the comments, once all else in the file is judged."""
        for comment in self.comments:
            if comment.rules is None:
                message = "this comment is written wrongly, and ignores nothing"
                hint = "Write didww-contract: ignore[rule, rule], or didww-contract: ignore for all rules."
                yield Finding("suppression-syntax", "warning", "", message, hint, None, None), comment
                continue
            unknown = [name for name in comment.rules if not _meant_by(name)]
            for name in unknown:
                yield _unknown(name), comment
            if not self._is_excused(comment) and (unused := _unused(comment, unknown, choice)):
                which = " or ".join(unused) or "any rule"
                message = f"nothing is found here that breaks {which}"
                hint = "Remove the comment." if len(unused) == len(comment.rules) else f"Take {which} out of the list."
                yield Finding("suppression-unused", "warning", "", message, hint, None, None), comment

    def _is_excused(self, comment: Comment) -> bool:
        """Whether what a comment stands in, or before, was passed over."""
        if not self._excused:
            return False
        about = [offset for offset in self._begun if comment.line in self._above(offset)]
        if not about:  # it stands in a message, not before one
            about = [max((offset for offset in self._begun if offset <= comment.start), default=-1)]
        return -1 in self._excused or not self._excused.isdisjoint(about)


def _comments(page: Page, opening: str) -> Iterator[Comment]:
    for match in re.finditer(opening + _MEANT, page.text.text):
        text = match[0]
        begin = text.index("didww-contract")
        ended = _COMMENT_END.search(text, begin)
        said = _RIGHT.match(text[begin : ended.start() if ended else len(text)])
        rules: tuple[str, ...] | None = None
        if said and said["rules"] is not None:
            rules = tuple(name for name in map(str.strip, said["rules"].split(",")) if name) or None
        elif said and (said["more"] is None or not re.match(r"[\w\[(:]", said["more"])):
            rules = ()
        end = match.start() + (ended.start() if ended else len(text))
        yield Comment(match.start(), end, page.text.position(match.start()).line, rules)


def _meant_by(name: str) -> list[str]:
    """The rules that an id or a glob stands for."""
    from fnmatch import filter as matching

    from didww_contract.contract.rules import catalogue

    return matching(catalogue(), name)


def _unknown(name: str) -> Finding:
    from difflib import get_close_matches

    from didww_contract.contract.rules import catalogue
    from didww_contract.contract.words.labels import short

    meant = next(iter(get_close_matches(name[:60], list(catalogue()), n=1)), "")
    hint = f'Did you mean "{meant}"?' if meant else "`didww-contract rules` lists all rules."
    message = f'there is no rule "{short(name)}" to ignore'
    return Finding("suppression-unknown-rule", "warning", "", message, hint, None, None)


def _unused(comment: Comment, unknown: list[str], choice: Choice) -> list[str]:
    """Those of a comment's rules that ignored nothing, though they would have been reported."""
    if not comment.rules:
        return [] if comment.used or choice.selected is not None else [""]
    left = [name for name in comment.rules if name not in comment.used and name not in unknown]
    return [name for name in left if any(map(choice.wants, _meant_by(name)))]
