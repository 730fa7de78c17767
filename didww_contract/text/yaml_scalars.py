"""Knows how YAML writes a string: quotes, escapes, folded lines, indentation; for finding places behind them.

Each style is decoded again, piece by piece, with the place of every piece. Should that differ from what the parser
made of it, the caller takes the whole scalar for the place.
"""

import re
from collections.abc import Iterator

from didww_contract.text.passages import Passage, passage
from didww_contract.text.pieces import Piece
from didww_contract.text.yaml_tree import Scalar

_PROPERTIES = re.compile(r"(?:[!&][^\s]*(?:[ \t]|\r\n?|\n)+)*")
_BREAKS = r"\r\n\x85\u2028\u2029"
"""What YAML 1.1, and with it libyaml, takes for the end of a line."""
_BREAK = rf"(?:\r\n|[{_BREAKS}])"
_FOLD = rf"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*"
_ESCAPE = rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|{_BREAK}[ \t]*|.)"
_TOKENS = {
    '"': re.compile(rf"(?P<escape>{_ESCAPE})|(?P<fold>{_FOLD})|[^\\ \t{_BREAKS}]+|[ \t]", re.DOTALL),
    "'": re.compile(rf"(?P<escape>'')|(?P<fold>{_FOLD})|[^' \t{_BREAKS}]+|[ \t]"),
    "": re.compile(rf"(?P<escape>(?!))|(?P<fold>{_FOLD})|[^ \t{_BREAKS}]+|[ \t]"),
}
_NAMED = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
_HEADER = re.compile(rf"[|>][^{_BREAKS}]*(?:{_BREAK}|$)")
_LINE = re.compile(rf"([ ]*)([^{_BREAKS}]*)({_BREAK}|$)")


def string(source: str, scalar: Scalar) -> Passage:
    """A scalar's text, and where in `source` its characters stand."""
    match = _PROPERTIES.match(source, scalar.start, scalar.end)
    start = match.end() if match else scalar.start
    end = scalar.end
    if scalar.style in ("|", ">"):  # the parser's end is the next line's beginning
        end = start + len(source[start:end].rstrip())
    whole = passage(source, start, end)
    return whole.inside(scalar.text, lambda: _pieces(source, scalar, start))


def _pieces(source: str, scalar: Scalar, start: int) -> Iterator[Piece]:
    """The pieces, by their places after `start`."""
    if scalar.style in ("|", ">"):
        yield from _cut(_block(source[start : scalar.end], scalar.style, scalar.text), len(scalar.text))
        return
    quote = len(scalar.style)
    raw = source[start + quote : scalar.end - quote]
    for match in _TOKENS[scalar.style].finditer(raw):
        text = match[0]
        if match["escape"]:
            text = _unescaped(text) if scalar.style == '"' else "'"
        elif match["fold"]:
            first, *rest = map(_meant, re.findall(_BREAK, text))
            text = ("" if first == "\n" else first) + "".join(rest) or " "
        yield Piece(text, quote + match.start(), quote + match.end())


def _meant(line_break: str) -> str:
    return line_break if line_break in ("\u2028", "\u2029") else "\n"


def _unescaped(escape: str) -> str:
    code = escape[1:]
    if code[0] in "\r\n\x85\u2028\u2029":
        return ""
    if code[0] in "xuU" and len(code) > 1:
        return chr(int(code[1:], 16))
    return _NAMED.get(code, code)


def _cut(pieces: Iterator[Piece], length: int) -> Iterator[Piece]:
    """As many of the pieces as make up `length` characters: how trailing breaks are chomped needs no second thought."""
    for piece in pieces:
        if length <= 0:
            return
        yield piece if len(piece.text) <= length else piece._replace(text=piece.text[:length])
        length -= len(piece.text)


def _block(raw: str, style: str, text: str) -> Iterator[Piece]:
    """The pieces of a literal or folded block that means `text`, trailing breaks included."""
    header = _HEADER.match(raw)
    if not header:
        return
    lines = [match for match in _LINE.finditer(raw, header.end()) if match[0]]
    # The block is indented as its first line is, unless the header says otherwise and that line's spaces are text.
    first = next((len(line[1]) for line in lines if line[2]), 0)
    indentation = first - _leading_spaces(text)
    pending: list[Piece] = []  # line breaks since the last text
    before = ""  # the last line with text
    for line in lines:
        begin = min(line.start() + indentation, line.end(2))
        if content := raw[begin : line.end(2)]:
            yield from _breaks(pending, before, content, style)
            yield Piece(content, begin, line.end(2))
            pending, before = [], content
        if line[3]:
            pending.append(Piece(_meant(line[3]), line.start(3), line.end(3)))
    yield from pending


def _leading_spaces(text: str) -> int:
    line = text.lstrip("\n").partition("\n")[0]
    return len(line) - len(line.lstrip(" "))


def _breaks(pending: list[Piece], before: str, after: str, style: str) -> Iterator[Piece]:
    """What the line breaks between two lines with text mean: a folded block joins lines that are not indented more."""
    if style == ">" and before and before[0] not in " \t" and after[0] not in " \t" and pending:
        first, *rest = pending
        if first.text != "\n":
            yield first
        elif not rest:
            yield first._replace(text=" ")
        yield from rest
    else:
        yield from pending
