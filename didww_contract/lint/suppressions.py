"""Knows comments that ignore rules, `didww-contract: ignore[rule, rule]`, and what is wrong with them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from didww_contract.carriers.bodies import Page
from didww_contract.contract.findings import Finding
from didww_contract.lint.options import Choice

_MEANT = (
    r"(?:(?<=<!--)\s*|(?<=/\*)\s*|[ \t]*)didww[-_ ]?contract[ \t]*(?P<mark>[:=-]?)[ \t\xa0]*"
    r"(?P<verb>[a-z]+(?:[-_][a-z]+)*)(?P<rest>[^\r\n]*?)(?=-->|\*/|[\r\n]|\Z)"
)
"""What may be meant to be such a comment, however it is written, up to where the comment ends."""
_RULE = r"[ \t]*(?:[^]\[ \t\"',;]+[ \t]*)?"
_RIGHT = re.compile(
    r"[ \t]*didww-contract:[ \t]*ignore"
    rf"(?:\[(?P<rules>{_RULE}(?:,{_RULE})*)\](?:[.,:;]?[ \t]+[^\[ \t].*|[.,:;])?|[ \t]+[-\u2013\u2014#/].*)?"
)
_FENCE = r"[ \t]*(?:```|~~~)"


@dataclass(slots=True)
class Comment:
    """A comment that ignores rules, or was meant to."""

    start: int
    end: int
    line: int
    text: str
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
        self.comments = list(_comments(page, opening)) if "contract" in page.text.text.lower() else []
        self._by_line: dict[int, list[Comment]] = {}
        for comment in self.comments:
            self._by_line.setdefault(comment.line, []).append(comment)
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
        return any(comment.ignores(rule) for comment in self._by_line.get(line, ()))

    def _above(self, beginning: int) -> Iterator[int]:
        """The lines above the beginning of a message that are comments, empty, or open a block of code."""
        above = self._page.text.position(beginning).line - 1
        while above > 0 and above <= len(self._lines) and self._aside.match(self._lines[above - 1]):
            yield above
            above -= 1

    def findings(self, choice: Choice) -> Iterator[tuple[Finding, Comment]]:
        """What is wrong with the comments, once all else in the file is judged."""
        self._begun.sort()
        fences = [number for number, line in enumerate(self._lines, 1) if re.match(_FENCE, line)]
        for comment in self.comments:
            if self._is_shown(comment, fences):
                continue
            if comment.rules is None:
                yield _wrong(comment), comment
                continue
            unknown = [name for name in comment.rules if not _meant_by(name)]
            for name in unknown:
                yield _unknown(name), comment
            if (unused := _unused(comment, unknown, choice)) and not self._is_excused(comment):
                yield _useless(comment, unused), comment

    def _is_excused(self, comment: Comment) -> bool:
        """Whether what a comment stands before, or else in, was passed over."""
        if -1 in self._excused:
            return True
        at = bisect_left(self._begun, comment.start)
        around = self._begun[max(0, at - 1) : at + 1]
        if around and comment.line in self._above(around[-1]):
            return around[-1] in self._excused
        return bool(at) and around[0] in self._excused

    def _is_shown(self, comment: Comment, fences: list[int]) -> bool:
        """Whether it stands in a block of code without a message: pages show how such comments are written."""
        at = bisect_left(fences, comment.line)
        if at % 2 == 0:
            return False
        end = fences[at] if at < len(fences) else len(self._lines)
        return not any(fences[at - 1] < self._page.text.position(offset).line <= end for offset in self._begun)


def _comments(page: Page, opening: str) -> Iterator[Comment]:
    text = page.text.text
    for match in re.finditer(opening + _MEANT, text, re.IGNORECASE):
        before = text[match.start() - 1 : match.start()]
        is_code = before == "`" or (before.strip() and match[0][0] in "#/")
        if not is_code and _is_meant(match["mark"], match["verb"].lower(), match["rest"]):
            written = match[0][match[0].lower().index("didww") :].rstrip()
            said = None if re.search(r"[\r\n]", match[0]) else _RIGHT.fullmatch(written)
            rules: tuple[str, ...] | None = None if said is None else ()
            if said and said["rules"] is not None:
                rules = tuple(name for name in map(str.strip, said["rules"].split(",")) if name) or None
            end = match.start() + len(match[0].rstrip())
            yield Comment(match.start(), end, page.text.position(match.start()).line, match[0], rules)


def _is_meant(mark: str, verb: str, rest: str) -> bool:
    """Whether a comment is meant to ignore rules, rather than prose about this linter or another tool's settings."""
    if re.fullmatch("ignore(?:[-_].*)?", verb) or (mark == ":" and re.fullmatch("ignor(?:es|ed|ing)", verb)):
        return True
    if not re.fullmatch("ignor(?:es|ed|ing)|allow|disabled?|exclude|nolint|noqa|off|skip|suppress(?:ed)?", verb):
        return False
    return bool(re.match(r"[ \t]*[:=]?[ \t]*[\[({<]", rest) or (mark and not rest) or _rules_in(rest))


def _meant_by(name: str) -> list[str]:
    """The rules that an id or a glob stands for; one that the contract no longer has stands for itself."""
    from fnmatch import filter as matching

    from didww_contract.contract.naming import RETIRED
    from didww_contract.contract.rules import catalogue

    return matching(catalogue(), name) or [rule for rule in RETIRED if rule == name]


def _rules_in(text: str) -> list[str]:
    """The ids and globs of rules in what somebody wrote."""
    words = re.findall(r"(?<![\w*?-])[\w*?]+(?:-[\w*?]+)+", text)
    return [word for word in dict.fromkeys(words) if _meant_by(word)]


def _warning(rule: str, message: str, hint: str) -> Finding:
    return Finding(rule, "warning", "", message, hint, None, None)


def _wrong(comment: Comment) -> Finding:
    rules = ", ".join(_rules_in(comment.text))
    how = f"didww-contract: ignore[{rules or 'rule, rule'}]"
    if not rules:
        how += ", or didww-contract: ignore for all rules; a reason may follow after --"
    if re.search(r"[\r\n]", comment.text):
        how += ", on one line"
    message = "this comment is written wrongly, and ignores nothing"
    return _warning("suppression-syntax", message, f"Write {how}.")


def _unknown(name: str) -> Finding:
    from difflib import get_close_matches

    from didww_contract.contract.rules import catalogue
    from didww_contract.contract.words.labels import short

    meant = next(iter(get_close_matches(name[:60].lower(), list(catalogue()), n=1)), "")
    hint = f'Did you mean "{meant}"?' if meant else "`didww-contract rules` lists all rules."
    return _warning("suppression-unknown-rule", f'there is no rule "{short(name)}" to ignore', hint)


def _unused(comment: Comment, unknown: list[str], choice: Choice) -> list[str]:
    """Those of a comment's rules that ignored nothing; none that are switched off anyway, or in part."""
    left = [name for name in comment.rules or ("",) if name not in comment.used and name not in unknown]
    return [name for name in left if all(map(choice.wants, _meant_by(name or "*")))]


def _useless(comment: Comment, unused: list[str]) -> Finding:
    which = " or ".join(unused) if unused[0] else "a rule"
    if len(unused) == len(comment.rules or unused):
        message, hint = f"this comment ignores nothing: nothing here breaks {which}", "Remove the comment."
    else:
        message, hint = f"nothing here breaks {which}, which this comment ignores", f"Take {which} out of the list."
    return _warning("suppression-unused", message, hint)
