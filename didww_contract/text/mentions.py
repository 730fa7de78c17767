"""Knows whether a file is about this resource at all, by a look at its bytes: most files of a repository are not.

A file that mentions nothing is none of our business, whatever is wrong with it; one that mentions the resource, and
cannot be read, is.
"""

import re
from enum import Enum

from didww_contract.contract.kinds import TELLING

OURS = re.compile(r"voice[ _-]?out[ _-]?trunk", re.IGNORECASE)
"""The resource's name in all spellings."""
_MEANT = re.compile(
    r"[\"'`]voice[_-]?out[_-]?trunks?(?:_regenerate_credentials)?[\"'`]|type\W{1,6}voice[_-]?out|/v[0-9]+/voice[_-]?out",
    re.IGNORECASE,
)
_HELD = re.compile(r"[\"'`]voice[_-]?out[_-]?trunks?(?:_regenerate_credentials)?[\"'`]|/voice_out_trunk", re.IGNORECASE)

_LOWER = bytes(range(256)).lower()
_BETWEEN = b" _-\0"
"""What may stand between the words of a name; UTF-16 has a zero after each character."""
_NAME = b"voiceouttrunk"
_COMMON = frozenset(["threshold_amount", "authentication_method"])
"""Attributes that other things have, too: they tell nothing by themselves."""
_ATTRIBUTES = tuple(sorted(name.replace("_", "").encode() for name in TELLING - _COMMON))


class Mention(Enum):
    """How a file speaks of the resource."""

    NONE = "nothing in it is about voice_out_trunks"
    ATTRIBUTES = "attributes that only a trunk has, without the resource's name"
    NAME = "the resource's name"


def mention(data: bytes) -> Mention:
    """How these bytes speak of the resource, in any spelling, in UTF-8 or UTF-16."""
    squeezed = data.translate(_LOWER, _BETWEEN)
    if _NAME in squeezed:
        return Mention.NAME
    for name in _ATTRIBUTES:  # any() would take twice as long
        if name in squeezed:
            return Mention.ATTRIBUTES
    return Mention.NONE


def is_meant(text: str) -> bool:
    """Whether a text that is no JSON was meant to be about the resource, rather than to mention it: a path, a label."""
    return _MEANT.search(text) is not None or mention(OURS.sub("", text).encode(errors="replace")) is not Mention.NONE


def holds(text: str) -> bool:
    """Whether a text has the resource's name as documents and messages have it: as a type, or in a path."""
    return _HELD.search(text) is not None
