"""Knows what a file is: a document, a carrier of others, documents on its lines, or no business of ours."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from didww_contract.contract.paths import promises
from didww_contract.lint.options import FileSettings
from didww_contract.text import files
from didww_contract.text.json_text import parse
from didww_contract.text.lines import Fault
from didww_contract.text.mentions import Mention, is_meant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from didww_contract.carriers.messages import Carrier

_JSON = frozenset([".json", ".har", ""])
NEVER_JSON = frozenset([".md", ".mdx", ".markdown", ".http", ".rest"])


def is_promised(name: str, named: FileSettings) -> bool:
    """Whether the user, or its path, says that a file holds documents of ours, whatever is in it."""
    return bool(named.kind or named.operation) or name == files.UNNAMED or promises(name)


def is_worth_saying(text: str, spoken: Mention, *, damaged: bool) -> bool:
    """Whether what is wrong with a text that is no JSON is: it is about the resource."""
    return spoken is Mention.NAME and (damaged or is_meant(text))


@dataclass(slots=True)
class File:
    """A file that may concern us."""

    name: str
    text: str
    faults: list[Fault]
    """What is wrong with its encoding."""
    mention: Mention
    promised: bool

    @property
    def suffix(self) -> str:
        """In lower case."""
        return os.path.splitext(self.name)[1].lower()

    @property
    def is_text(self) -> bool:
        """Whether its encoding is one that is read."""
        return not any(fault.rule == "json-encoding" for fault in self.faults)

    @property
    def may_be_json(self) -> bool:
        """Whether to try JSON first."""
        looks_like_it = self.text.lstrip()[:1] in ("{", "[")
        return self.suffix not in NEVER_JSON and (looks_like_it or self.suffix in _JSON)

    @property
    def is_meant_as_json(self) -> bool:
        """Whether it was meant to be JSON, if it is none."""
        return self.may_be_json and (self.suffix != "" or self.text.lstrip()[:1] in ("{", "["))

    @property
    def is_ours(self) -> bool:
        """Whether what is wrong with its text is worth saying."""
        return self.promised or is_worth_saying(self.text, self.mention, damaged=not self.is_text)


class Recognised(NamedTuple):
    """What a file is."""

    value: Any = None
    """Of a JSON document."""
    faults: tuple[Fault, ...] = ()
    """What keeps it from being one."""
    carrier: "Carrier | None" = None
    lines: bool = False
    """Whether it has a document on each line."""


def recognised(file: File, variables: "Mapping[str, str]") -> Recognised:
    """What a file is, by its content first, and by its name where that leaves doubt."""
    if not file.is_text:
        return Recognised()
    if not file.may_be_json:
        carrier = _text_carrier(file, variables)
        return Recognised(carrier=carrier) if carrier else _document(file.text)
    found = _document(file.text)
    if not found.faults:
        return found._replace(carrier=_json_carrier(found.value, file.text, variables))
    if file.suffix == ".json":
        return found
    carrier = _text_carrier(file, variables)
    return found._replace(carrier=carrier, lines=carrier is None and _are_lines(file.text))


def _document(text: str) -> Recognised:
    value, faults = parse(text)
    return Recognised(value, tuple(faults))


def _json_carrier(value: Any, text: str, variables: "Mapping[str, str]") -> "Carrier | None":
    if not _may_carry(value):
        return None
    from didww_contract.carriers import detection  # documents that are no carriers do not pay for it

    return detection.of_json(value, text, variables)


def _text_carrier(file: File, variables: "Mapping[str, str]") -> "Carrier | None":
    from didww_contract.carriers import detection

    return detection.of_text(file.name, file.text, variables)


def _may_carry(value: Any) -> bool:
    """A quick look at what nearly all documents are not."""
    if isinstance(value, dict):
        return "data" not in value and not value.keys().isdisjoint(
            ("log", "interactions", "http_interactions", "info", "requests")
        )
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "request" in value[0]


def _are_lines(text: str) -> bool:
    """Whether a text that is not one JSON document is one on each line."""
    lines = text.split("\n", 2)
    return len(lines) > 1 and bool(lines[1].strip()) and not parse(lines[0])[1]
