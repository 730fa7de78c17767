"""Knows bodies of messages, and where they stand."""

from typing import TYPE_CHECKING, NamedTuple

from didww_contract.text.lines import Text
from didww_contract.text.passages import Passage

if TYPE_CHECKING:
    from didww_contract.text.trees import Tree


class Unread(NamedTuple):
    """A body or a message that is not judged, and why."""

    reason: str


class Page(NamedTuple):
    """A file as reports show it: its name and its text."""

    name: str
    text: Text


class TextBody(NamedTuple):
    """A body as text."""

    passage: Passage
    page: Page | None = None
    """The file that it stands in, where that is not the carrier."""
    variables: str = ""
    """A regular expression for variables of its carrier that may still stand in it."""
    excerpted: bool = False
    """Whether a person has copied it into a page, and may have left something out."""


class TreeBody(NamedTuple):
    """A body that its carrier holds as values, not as text."""

    tree: "Tree"


Body = TextBody | TreeBody | Unread | None
"""None where there is none."""
