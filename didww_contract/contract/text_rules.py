"""Knows the rules that no document breaks by itself: about JSON text, URLs, and what says which version it has."""

from typing import NamedTuple


class TextRule(NamedTuple):
    """A rule about a text, or about what surrounds a document."""

    id: str
    allowed: str
    why: str
    source: str
    right: str
    wrong: str


_RULES = (
    TextRule(
        "json-syntax",
        "a file holds one JSON document and nothing else",
        "What is not JSON cannot be sent. The message names the slip: a trailing comma, a comment, a single quote, a "
        "text that was cut off, an empty file.",
        "RFC 8259.",
        '{"name": "Trunk"}',
        '{"name": "Trunk",}',
    ),
    TextRule(
        "json-duplicate-member",
        "each member's name occurs once in its object",
        "Parsers keep one of the two without a word, and not all the same one: what you test is not what you send.",
        "RFC 8259 section 4.",
        '{"capacity_limit": 10}',
        '{"capacity_limit": 10, "capacity_limit": 1000}',
    ),
    TextRule(
        "json-number",
        "numbers are finite, and no larger than a double holds (about 1.8e308)",
        "NaN and Infinity are not JSON; larger numbers become infinite in many parsers.",
        "RFC 8259 section 6.",
        '"capacity_limit": null',
        '"capacity_limit": NaN',
    ),
    TextRule(
        "json-encoding",
        "the file is text in UTF-8",
        "JSON that is sent to an API is UTF-8, always.",
        "RFC 8259 section 8.1.",
        '"name": "Trönk" in UTF-8',
        '"name": "Trönk" in ISO 8859-1',
    ),
    TextRule(
        "json-byte-order-mark",
        "the file begins with the document, without a byte-order mark",
        "A byte-order mark must not be sent, and many parsers stumble over it.",
        "RFC 8259 section 8.1.",
        '{"data": …}',
        'EF BB BF, then {"data": …}',
    ),
    TextRule(
        "json-lone-surrogate",
        "every surrogate in a string is one of a pair",
        "Half of a pair stands for no character: some parsers refuse it, others replace it.",
        "RFC 8259 section 8.2.",
        '"name": "\\ud83d\\udcde"',
        '"name": "\\ud83d"',
    ),
    TextRule(
        "json-nesting",
        "arrays and objects nest at most 100 levels deep",
        "The parser of Ruby refuses more by default, and no document of this API needs more than a few.",
        "Inferred: the API runs on Ruby, whose JSON.parse has max_nesting 100.",
        "[[[]]]",
        "[[[… 101 levels …]]]",
    ),
    TextRule(
        "yaml-syntax",
        "a YAML file is YAML, nested at most 100 levels deep, and means at most a million values",
        "No recorder can play what is not YAML. Aliases that expand without end are an attack on whoever reads them.",
        "YAML 1.1 and 1.2, as libyaml reads them; the limits are this project's own.",
        "interactions: []",
        "interactions:\\n\\t- request:",
    ),
    TextRule(
        "curl-syntax",
        "every quote of a curl command is closed",
        "Who copies such a command from a page gets a shell that waits for more.",
        "POSIX, Shell Command Language, Quoting.",
        "curl -d '{}' URL",
        "curl -d '{} URL",
    ),
)

TEXT_RULES = {rule.id: rule for rule in _RULES}

CONFLICT = TextRule(
    "api-version-conflict",
    "the header X-DIDWW-API-Version asks for a version that is known, and for the one that you have named",
    "The version that you name counts. Where a request asks for another one, either of them is not what is meant; and "
    "the API ignores a version that it does not know.",
    "API reference, Versioning; that a named version counts more is this contract's own.",
    "X-DIDWW-API-Version: 2026-04-16",
    "X-DIDWW-API-Version: 2026-06-06",
)

REPEATED = TextRule(
    "parameter-repeated",
    "each query parameter occurs once in a URL",
    "Which of several values counts is not documented: the last one, if the API is built as it seems to be, whatever "
    "the others ask for. Lists are written with commas between their items.",
    "Inferred: the API runs on Ruby, whose Rack keeps the last value.",
    "?include=dids,default_did",
    "?include=dids&include=default_did",
)
