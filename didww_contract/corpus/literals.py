"""Knows how JSON is written as a literal of a programming language."""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple


class Language(NamedTuple):
    """What a language writes in another way than JSON."""

    name: str
    begin: str
    """What stands before the literal."""
    end: str
    words: tuple[str, str, str]
    """Null, true and false."""
    arrow: str
    """What stands between a member's name and its value."""
    text: Callable[[str], str]
    member: Callable[[str], str]


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _ruby(text: str) -> str:
    """In double quotes, without what Ruby would take for an interpolation."""
    return re.sub(r"#(?=[{$@])", r"\\#", _json(text))


def _javascript_member(name: str) -> str:
    return '["__proto__"]' if name == "__proto__" else _json(name)  # without brackets it would set the prototype


LANGUAGES = (
    Language("Python", "document = ", "", ("None", "True", "False"), ": ", repr, repr),
    Language("JavaScript", "const document = ", ";", ("null", "true", "false"), ": ", _json, _javascript_member),
    Language("Ruby", "document = ", "", ("nil", "true", "false"), " => ", _ruby, _ruby),
)


def literal(language: Language, value: Any) -> str:
    """A statement that gives `value` a name, on several lines."""
    return language.begin + _written(language, value, "") + language.end


def _written(language: Language, value: Any, margin: str) -> str:
    if value is None or isinstance(value, bool):
        return language.words[0 if value is None else 1 if value else 2]
    if isinstance(value, str):
        return language.text(value)
    if not isinstance(value, dict | list):
        return json.dumps(value)
    inner = margin + "  "
    if isinstance(value, dict):
        opening, closing = "{}"
        named = [(language.member(name) + language.arrow, one) for name, one in value.items()]
    else:
        opening, closing = "[]"
        named = [("", one) for one in value]
    parts = ",\n".join(f"{inner}{name}{_written(language, one, inner)}" for name, one in named)
    return f"{opening}\n{parts}\n{margin}{closing}" if parts else opening + closing
