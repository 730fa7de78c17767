"""Knows variables in fixtures, `{{name}}`: which values are known, and text with them put in."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from didww_contract.text.passages import Passage
from didww_contract.text.pieces import Piece

VARIABLE = r"\{\{[^{}\r\n]{1,200}\}\}"
"""How Postman and .http files write one."""
_DEEPEST = 10


def substituted(passage: Passage, values: Mapping[str, str]) -> Passage:
    """A passage with the variables that `values` knows put in; the others stay as they are."""
    if "{{" not in passage.text or not values:
        return passage
    pieces = partial(_pieces, passage.text, values)
    return passage.inside("".join(piece.text for piece in pieces()), pieces)


def _pieces(text: str, values: Mapping[str, str]) -> Iterator[Piece]:
    last = 0
    for match in re.finditer(VARIABLE, text):
        value = resolved(match[0], values)
        if value == match[0]:
            continue
        yield Piece(text[last : match.start()], last, match.start())
        # of the same length as what it replaces, it would be taken for the text itself
        yield from _whole(value, match.start(), match.end())
        last = match.end()
    yield Piece(text[last:], last, len(text))


def _whole(value: str, start: int, end: int) -> Iterator[Piece]:
    if len(value) == end - start and value:
        yield Piece(value[:-1], start, end)
        yield Piece(value[-1], start, end)
    else:
        yield Piece(value, start, end)


def resolved(text: str, values: Mapping[str, str]) -> str:
    """`text` with known variables put in, those in their values too."""
    for _ in range(_DEEPEST):
        found = re.sub(VARIABLE, lambda match: values.get(match[0][2:-2].strip(), match[0]), text)
        if found == text or len(found) > 100_000:
            break
        text = found
    return text
