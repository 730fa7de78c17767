"""Knows what must never be shown: credentials, wherever they stand, in a value or in the text around it.

Everything that quotes a user's document passes through here. Masking errs on the side of hiding.
"""

import json
import re
from typing import Any

from didww_contract.contract.pointers import Path

MASK = "******"
_NAME = r"pass(?:word|wd|phrase)|secret|token|api[-_ ]?key|user[-_ ]?name|authorization|credential|private[-_ ]?key"
_STRING = r'"(?:[^"\\\n]|\\.)*(?:"|\\?$)'
_PIECE = rf"({_STRING})|([{{\[])|([}}\]])|([:,])|[^\s\"{{}}\[\]:,]+"
_LOOSE = (
    rf"((?:{_NAME})[\w-]{{0,30}}\\*[\"']?\s{{0,9}}[:=]\s{{0,9}}(?:(?:bearer|basic|digest|token)\s|[\[{{]\s{{0,9}})?)"
    r"(?:(\\*\")([^\"\n]*)|(')([^'\n]*)|()([^\s\"'\\,;}&]+))"
)
"""Headers, query strings, JSON inside a JSON string: a telling name, then `:` or `=`, then a value.

The expressions here are compiled when first used: most runs have nothing to quote."""

_USERINFO = r"(:\\?/\\?/[^\s\"'/?#:@]{0,200}:)([^\s\"'/?#@]{1,200})(?=@)"
"""The password in a URL; JSON may have backslashes before slashes."""

LONGEST = 60
"""How many characters of a value a message quotes."""


def is_secret(name: object) -> bool:
    """Whether a member of this name holds a credential, or may."""
    return re.search(_NAME, str(name), re.IGNORECASE) is not None


def shown(value: Any, path: Path) -> str:
    """A value of the document as a message may quote it: short, on one line, without control characters or secrets."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"an array of {len(value)} item{'' if len(value) == 1 else 's'}"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if any(is_secret(token) for token in path):
        return MASK
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str | int | float) else repr(value)
    text = printable(masked(text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def printable(text: str) -> str:
    """Text that is safe on a terminal and in a log: control, direction and other unseen characters are escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def masked(text: str) -> str:
    """JSON text, or what was meant to be, with every credential replaced by as many asterisks.

    Line breaks and all other characters keep their places, so that a position in the text stays what it was.
    """
    if not re.search(_NAME, text, re.IGNORECASE) and "\\u" not in text and "@" not in text:
        return text
    text = re.sub(_LOOSE, _hidden, _masked_members(text), flags=re.IGNORECASE)
    return re.sub(_USERINFO, _hidden_in_url, text)


def _hidden_in_url(match: re.Match[str]) -> str:
    return match[1] + "*" * len(match[2])


def _hidden(match: re.Match[str]) -> str:
    name, *quoted = match.groups(default="")
    return name + "".join(quoted[0::2]) + "*" * len("".join(quoted[1::2]))


def _masked_members(text: str) -> str:
    """`text` without the values of members with telling names, at any depth and in broken JSON too."""
    pieces: list[str] = []
    copied = 0
    name = ""  # the last string seen, decoded: a member's name if a colon follows
    hidden_from = -1  # how many brackets were open around the secret value that is being passed; -1 outside one
    depth = 0
    expecting = False  # whether the next value belongs to a telling name
    for match in re.finditer(_PIECE, text, re.MULTILINE):
        string, opening, closing, punctuation = match.groups()
        if opening:
            if expecting and hidden_from < 0:
                hidden_from = depth
            depth += 1
        elif closing:
            depth -= 1
            hidden_from = -1 if depth <= hidden_from else hidden_from
        elif punctuation:
            expecting = punctuation == ":" and is_secret(name)
            continue
        elif expecting or hidden_from >= 0:
            quote = 1 if string else 0
            start, end = match.start() + quote, match.end() - (quote if string and string[-1] == '"' else 0)
            pieces += [text[copied:start], "*" * (end - start)]
            copied = max(start, end)
        if string:
            name = _decoded(string)
        expecting = False
    return "".join([*pieces, text[copied:]])


def _decoded(string: str) -> str:
    try:
        return str(json.loads(string))
    except ValueError:
        return string
