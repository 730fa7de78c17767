"""Knows what people write that is almost JSON, and tells each of these slips by its name."""

import re

from didww_contract.contract.words.secrets import printable
from didww_contract.text.lines import Fault, Text

A_VALUE, A_NAME, A_COLON = "a value", "a member's name in double quotes", '":"'
"""What may be expected at a place; anything else that may be is what comes after a value."""

_REMEDIES = dict.fromkeys([A_VALUE, A_NAME], "A value is missing here, or a string lacks its quotes.")
_REMEDIES[A_COLON] = "A colon is missing between a member's name and its value."
_AFTER_A_VALUE = "A comma is missing before this, or a bracket too much or too few."

_COMMENT = (r"//|/\*|#", "JSON has no comments", "Remove the comment.")
_MISSING = (
    (r"[}\]]", "a value is missing before this bracket", "Write the value, or remove what asks for it."),
    (r",", "a value or a name is missing before this comma", "Write it, or remove the comma."),
)
_SLIPS = (
    _COMMENT,
    (r"<[A-Za-z!?/]", "this looks like HTML or XML, not JSON", "Lint the JSON itself."),
    (r"\{\{|\$\{|\{%|<%", "this looks like a template, not JSON", "Lint what is made from it."),
    (r"\.\.\.|…", "something was left out here", "Put it back: JSON has no sign for more of the same."),
    (r"['‘’“”`]", "strings are in double quotes in JSON", 'Use the plain double quote, ".'),
    (r"None\b|nil\b|undefined\b|NULL\b|Null\b", "this is not how JSON writes nothing", "Write null."),
    (r"True\b|TRUE\b", "JSON's literals are in lower case", "Write true."),
    (r"False\b|FALSE\b", "JSON's literals are in lower case", "Write false."),
    (r"-?0[0-9]+", "a number has leading zeros", "Remove the zeros, or make it a string."),
    (r"\+[0-9.]", "a number has a plus sign", "Remove the sign."),
    (r"-?\.[0-9]", "a number begins with its point", "Put a 0 before the point."),
    (r"-?[0-9]+\.(?![0-9])", "a number ends with its point", "Put a 0 after the point, or remove it."),
    (r"-?0[xXoObB][0-9A-Fa-f]+", "numbers are decimal in JSON", "Write the number in decimal."),
    (r"[A-Za-z_$][\w$-]*\s*:", "names of members are in double quotes in JSON", "Quote the name."),
)
_NOT_FINITE = re.compile(r"[+-]?(?:NaN|Infinity|inf(?:inity)?|nan)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w.+-]+|.", re.DOTALL)
_STRING_START = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*')


def complaint(text: str, at: int, expected: str) -> Fault:
    """What is wrong at `at`, where `expected` should have been."""
    if text[at] == '"' and expected in (A_VALUE, A_NAME):
        return _bad_string(text, at)
    if match := _NOT_FINITE.match(text, at):
        message = f"{match[0]} is not a number in JSON"
        return Fault("json-number", at, match.end(), message, "Write null, or a number.")
    for pattern, message, hint in (*_SLIPS, *(_MISSING if expected in _REMEDIES else ())):
        if match := re.compile(pattern).match(text, at):
            return Fault("json-syntax", at, match.end(), message, hint)
    word = _WORD.match(text, at)
    end = word.end() if word else at + 1
    character = text[at]
    found = "a string" if character == '"' else "a number" if character.isdigit() else None
    found = found or ("a word" if character.isalnum() else f"{printable(character)!r}")
    return Fault("json-syntax", at, end, f"expected {expected}, found {found}", _REMEDIES.get(expected, _AFTER_A_VALUE))


def _bad_string(text: str, at: int) -> Fault:
    match = _STRING_START.match(text, at)
    end = match.end() if match else at + 1
    if end >= len(text) or re.fullmatch(r"\\(?:u[0-9a-fA-F]{0,3})?", text[end : end + 7]):  # also inside an escape
        return Fault("json-syntax", at, at + 1, "the file ends inside this string", "Restore what was cut off.")
    if text[end] == "\\":
        return Fault(
            "json-syntax",
            end,
            end + 2,
            "this is not one of JSON's escapes",
            r"They are \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits; a backslash itself is \\.",
        )
    if text[end] in "\r\n":
        return Fault("json-syntax", at, end, "the line ends inside this string", r'Close it with ", or write \n.')
    message = f"a string has the control character U+{ord(text[end]):04X} in it"
    return Fault("json-syntax", end, end + 1, message, rf"Write \u{ord(text[end]):04x}, or remove it.")


def cut_off(text: str, opened: int | None) -> Fault:
    """The text ends too early: it is empty, or the array or object that begins at `opened` is not closed."""
    if opened is None:
        message, hint = "the file is empty: it holds no JSON document", "Remove it, or restore what it held."
    else:
        what = "object" if text[opened] == "{" else "array"
        line = Text(text).position(opened).line
        message = f"the file ends, but the {what} that begins on line {line} is not closed"
        hint = f'Restore what was cut off, or add "{"}" if what == "object" else "]"}".'
    end = len(text.rstrip())
    return Fault("json-syntax", end, end, message, hint)


def trailing_comma(at: int, closer: str) -> Fault:
    """A comma before a closing bracket."""
    return Fault("json-syntax", at, at + 1, f'a comma stands before "{closer}"', "Remove the comma.")


def trailing_data(text: str, at: int) -> Fault:
    """More text after the document."""
    pattern, message, hint = _COMMENT
    if match := re.compile(pattern).match(text, at):
        return Fault("json-syntax", at, match.end(), message, hint)
    if text[at] in "}]":
        hint = "Remove it, or put the bracket that it closes before the document."
        return Fault("json-syntax", at, at + 1, "a bracket is closed that was never opened", hint)
    if text[at] in ":,":
        hint = "Put { before the first member and } after the last."
        return Fault("json-syntax", at, at + 1, "members stand here without braces around them", hint)
    message = "there is more text after the end of the document"
    return Fault("json-syntax", at, at + 1, message, "Keep one document in a file; remove the rest.")
