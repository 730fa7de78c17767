"""Knows baseline files: the findings that a repository has already, so that only new ones are reported.

A finding is known by its file, its rule and its pointer, and by how many there are of it: neither by its line, which
any edit moves, nor by its message, which another release may word differently.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from didww_contract.contract.words.secrets import printable
from didww_contract.lint.file_names import Names
from didww_contract.lint.outcome import Located

VERSION = 1
"""Of the file's shape."""
_MEMBERS: dict[str, type] = {"file": str, "rule": str, "pointer": str, "count": int}


class BaselineError(Exception):
    """A baseline that cannot be used; the text names the file and says why."""


class Entry(NamedTuple):
    """What a finding is known by. The file is named as seen from the baseline's folder."""

    file: str
    rule: str
    pointer: str


class Baseline:
    """Known findings, each of which is taken as often as it is known."""

    def __init__(self, known: Counter[Entry], folder: str) -> None:
        self._left = Counter(known)
        self._names = Names(folder)

    def takes(self, located: Located) -> bool:
        """Whether a finding is known; each call that says so uses one up."""
        entry = _entry(located, self._names)
        if self._left[entry] <= 0:
            return False
        self._left[entry] -= 1
        return True

    def new(self, findings: Iterable[Located]) -> list[Located]:
        """The findings that are not known."""
        return [located for located in findings if not self.takes(located)]

    def stale(self, files: Iterable[str] | None = None) -> int:
        """How many entries have not been used up, because what they stand for was mended at least in part.

        Those of the given files only, which are the ones that have been judged; None for all.
        """
        judged = None if files is None else {self._names.anywhere(file) for file in files}
        return sum(1 for entry, left in self._left.items() if left > 0 and (judged is None or entry.file in judged))


def text_of(findings: Iterable[Located], folder: str) -> str:
    """The text of a baseline that lies in `folder` and knows these findings; the same for any order of them."""
    names = Names(folder)
    found = Counter(_entry(located, names) for located in findings)
    records = [{**entry._asdict(), "count": count} for entry, count in sorted(found.items())]
    return json.dumps({"version": VERSION, "findings": records}, indent=2) + "\n"


def read(path: str) -> Baseline:
    """The baseline in a file; raises BaselineError."""
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
        document = json.loads(text)
    except FileNotFoundError:
        raise _fault(path, "there is no such file; --write-baseline makes it") from None
    except OSError as error:
        raise _fault(path, (error.strerror or type(error).__name__).lower()) from error
    except json.JSONDecodeError as error:
        raise _fault(path, f"not JSON from line {error.lineno}, column {error.colno} on; write it anew") from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number of thousands of digits, brackets without end
        raise _fault(path, "not JSON in UTF-8; write it anew") from error
    return Baseline(_known(document, path), os.path.dirname(path) or os.curdir)


def _known(document: Any, path: str) -> Counter[Entry]:
    if not isinstance(document, dict) or "version" not in document:
        raise _fault(path, 'no baseline: it is no JSON object with a "version"')
    if document["version"] != VERSION or isinstance(document["version"], bool):
        said = printable(json.dumps(document["version"]))[:40]
        raise _fault(path, f"has the version {said}; this release knows {VERSION}")
    records = document.get("findings")
    if not isinstance(records, list) or document.keys() != {"version", "findings"}:
        raise _fault(path, 'wrong shape: beside "version" it has "findings", which is an array, and nothing else')
    known: Counter[Entry] = Counter()
    for number, record in enumerate(records):
        if not _is_record(record):
            raise _fault(
                path, f'wrong shape: findings[{number}] has "file", "rule" and "pointer", and a "count" from 1'
            )
        known[Entry(record["file"], record["rule"], record["pointer"])] += record["count"]  # merges leave some twice
    return known


def _is_record(record: Any) -> bool:
    return (
        isinstance(record, dict)
        and record.keys() == _MEMBERS.keys()
        and all(type(record[name]) is wanted for name, wanted in _MEMBERS.items())
        and record["count"] >= 1
    )


def _entry(located: Located, names: Names) -> Entry:
    return Entry(names.anywhere(located.file), located.finding.rule, located.finding.pointer)


def _fault(path: str, reason: str) -> BaselineError:
    return BaselineError(f"{printable(path)}: {reason}")
