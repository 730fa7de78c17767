"""Knows what must never be shown: credentials, wherever they stand, in a value or in the text around it.

Everything that quotes a user's document passes through here. Masking errs on the side of hiding. The expressions are
compiled when first used: most runs have nothing to quote.
"""

import json
import re
from functools import lru_cache
from typing import Any

from didww_contract.contract.pointers import Path

MASK = "******"
LONGEST = 60
"""How many characters of a value a message quotes."""

_NAME = (
    r"pass(?:word|wd|phrase|wrd)?|pwd|secret|token|bearer|api(?:[-_ ]|%5f)*key|user(?:[-_ ]|%5f)*name|authorization"
    r"|credential|private(?:[-_ ]|%5f)*key"
)
_SHORT_NAMES = frozenset(["auth", "key", "login", "pass", "user"])
_LIKELY = ("password", "username", "api_key", "token", "secret")
_STRING = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*(?:"|\\?$)'
_PIECE = rf"({_STRING})|([{{\[])|([}}\]])|([:,])|[^\s\"{{}}\[\]:,]+"
_ASSIGNED = rf"(?:{_NAME})[\w\]\\\"'%.&;-]{{0,30}}\s*(?:[:=]|%3[dDaA]|\bis\b|\s(?=[\"'\\]))"
"""A telling name inside a string, and the sign that what follows is its value."""
_USERINFO = r"(?<=:)[^\s:@/\"']{1,200}(?=@)"
"""The password in a URL, `scheme://user:password@host` or `sip:user:password@host`."""
_PARAMETER = r"[?&;]\s*(?:key|auth|pass|login)="
_ESCAPED_NAME = r"\"[^\"\n]{0,200}\\[^\"\n]{0,200}(?=\"\s*:)"
"""The name of a member that nobody can read without knowing what its escapes were meant to be."""
_WORDS = r"[^\s\"'\\:=\[\]{}(),]"
_ESCAPE = r"\\+u([0-9a-fA-F]{4})"


@lru_cache(maxsize=4096)
def is_secret(name: object) -> bool:
    """Whether a member of this name holds a credential, or may: misspelt names count."""
    text = str(name).lower()
    if text in _SHORT_NAMES or re.search(_NAME, text):
        return True
    from difflib import SequenceMatcher  # needed only where something is wrong

    return len(text) < 20 and any(SequenceMatcher(None, text, likely).ratio() > 0.8 for likely in _LIKELY)


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
    if isinstance(value, str):
        return shortened(json.dumps(masked_value(value[: 4 * LONGEST]), ensure_ascii=False))
    try:
        return shortened(repr(value))
    except (ValueError, RecursionError):  # a number too long to be printed, or something that is no JSON at all
        return f"a value of type {type(value).__name__}"


def shortened(text: str) -> str:
    """Text made printable, and cut to what a message has room for."""
    text = printable(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def printable(text: str) -> str:
    """Text that is safe on a terminal and in a log: control, direction and other unseen characters are escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def masked_value(text: str) -> str:
    """A string of the document without what looks like a credential in it; of the same length."""
    if match := re.search(_ASSIGNED, text, re.IGNORECASE):
        text = text[: match.end()] + "*" * (len(text) - match.end())
    elif "\\" in text and re.search(_NAME, _unescaped(text), re.IGNORECASE):  # JSON in JSON, a name in disguise
        text = "*" * len(text)
    return re.sub(_USERINFO, _stars, text)


def masked(text: str, *, well_formed: bool) -> str:
    """JSON text, or what was meant to be, with every credential replaced by as many asterisks.

    Line breaks and all other characters keep their places, so that a position in the text stays what it was. In a text
    that is not JSON nobody knows where a value ends: there everything after the first telling name is hidden, but for
    the punctuation.
    """
    return _without_secret_values(text if well_formed else _without_words_after_a_telling_name(text))


def is_telling(text: str) -> bool:
    """Whether a name in a text that is no JSON says that there is a credential in it, or beside it."""
    telling = rf"{_NAME}|{_USERINFO}|{_PARAMETER}|(?<!\S)(?:-u|--user)\b"
    return re.search(telling, _unescaped(text), re.IGNORECASE) is not None


def hidden(text: str) -> str:
    """Text with asterisks in place of all of its words."""
    return re.sub(_WORDS, "*", text)


def _without_words_after_a_telling_name(text: str) -> str:
    telling = rf"{_NAME}|{_PARAMETER}|(?<!\S)(?:-u|--user)\b|{_ESCAPED_NAME}"
    match = re.search(telling, text, re.IGNORECASE)
    shown = match.end() if match else len(text)
    unescaped = re.search(telling, _unescaped(text), re.IGNORECASE)  # a name in disguise stands before that
    if unescaped and not (match and unescaped.start() == match.start()):
        shown = 0
    return re.sub(_USERINFO, _stars, text[:shown]) + hidden(text[shown:])


def _stars(match: re.Match[str]) -> str:
    return "*" * len(match[0])


def _unescaped(text: str) -> str:
    return re.sub(_ESCAPE, lambda match: chr(int(match[1], 16)), text)


def _without_secret_values(text: str) -> str:
    """`text` without the values of members with telling names, at any depth, and without credentials in strings."""
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
        else:
            quote = 1 if string else 0
            start, end = match.start() + quote, match.end() - (quote if string and string[-1] == '"' else 0)
            secret = expecting or hidden_from >= 0
            hidden = "*" * (end - start) if secret else masked_value(text[start:end]) if string else text[start:end]
            pieces += [text[copied:start], hidden]
            copied = max(start, end)
        if string:
            name = _unescaped(string[1:-1])[:100]
        expecting = False
    return "".join([*pieces, text[copied:]])
