"""Knows what the path of a file says about the document in it: the words of clients' fixture folders.

`voice_out_trunks/post/create_trunk/422.json` holds errors, `update_trunk_request.json` an update request, and
`voice_out_trunks/index.json` a page of trunks. Words in the file's name count more than those of the folders above it.
"""

import os
import re
from functools import lru_cache
from typing import NamedTuple

_SIDES = {"request": "request", "requests": "request", "req": "request"}
_SIDES |= {"response": "response", "responses": "response", "resp": "response", "reply": "response"}
_ACTIONS = {"create": "create", "post": "create", "update": "update", "patch": "update", "put": "update"}
_ACTIONS |= {"edit": "update", "index": "list", "list": "list", "collection": "list", "show": "show"}
_ACTIONS |= {"regenerate": "regenerate", "callback": "callback"}
_ACTIONS |= {"callbacks": "callback", "webhook": "callback", "webhooks": "callback", "error": "errors"}
_ACTIONS |= {"errors": "errors", "delete": "delete"}

_SUCCESSES = frozenset(["200", "201"])


class Clue(NamedTuple):
    """What a path says; each member is empty where it says nothing, or two things."""

    ours: bool
    """Whether it names this resource."""
    side: str
    """`request` or `response`."""
    action: str
    """`create`, `update`, `list`, `show`, `regenerate`, `callback`, `errors` or `delete`."""

    @property
    def kind(self) -> str:
        """The kind of document; empty where the path does not tell."""
        if self.action in ("errors", "callback"):
            return self.action
        if self.action == "regenerate":
            return f"regenerate-{self.side}" if self.side else ""
        if self.side == "request":
            return f"{self.action}-request" if self.action in ("create", "update") else ""
        if self.action == "list":
            return "trunk-collection"
        return "trunk" if self.side == "response" or self.action == "show" else ""


def clue(path: str, *, name_only: bool = False) -> Clue:
    """What the path of a file, as the user wrote it, says about the document in it; with `name_only`, its last part."""
    parts = os.path.splitext(path)[0].replace("\\", "/").split("/")
    side = action = ""
    settled = set()
    for index in reversed(range(len(parts) - 1 if name_only else 0, len(parts))):
        part = parts[index]
        if part.isdecimal() and not _is_status(part, parts[:index]):
            continue
        words = _words(part)
        sides = {_SIDES.get(word, "") for word in words} | ({"response"} if part in _SUCCESSES else set())
        actions = {_ACTIONS.get(word, "") for word in words if word != "show" or part == "show"}
        if len(words[0]) == 3 and words[0].isdecimal() and words[0][0] in "45":
            actions = {"errors"}
        for name, found in (("side", sides - {""}), ("action", actions - {""})):
            if found and name not in settled:
                settled.add(name)
                value = found.pop() if len(found) == 1 else ""
                side, action = (value, action) if name == "side" else (side, value)
    return Clue("voiceouttrunk" in "".join(_words(path)), side, action)


def promises(path: str) -> bool:
    """Whether the path of a file, as the user wrote it, promises a document of ours, whatever is in the file.

    A folder's name alone promises nothing: projects are called after what they are about, and have all kinds of files.
    """
    if "trunk" not in path.lower():
        return False
    path = path.removeprefix(os.path.join(os.path.abspath(os.curdir), ""))
    found = clue(path)
    own = "voiceouttrunk" in "".join(_words(os.path.basename(path)))
    return found.ours and (own or bool(found.kind or found.side or found.action))


_STATUS = re.compile("[1235]0[0-9]|226|4[0-9]{2}|5[12][0-9]")


def _is_status(number: str, above: list[str]) -> bool:
    """Whether a file or folder, called by nothing but a number, in the folders `above` has the name of a status."""
    if not _STATUS.fullmatch(number) or any(_SIDES.get(word) == "request" for part in above for word in _words(part)):
        return False
    try:
        folder = os.path.abspath("/".join([*above, ""]) or os.curdir)
    except OSError:  # the current folder is gone
        return True
    return not _is_numbered(folder)


@lru_cache(maxsize=256)
def _is_numbered(folder: str) -> bool:
    """Whether most of what is called by a number in a folder is called by none that a status could have."""
    try:
        stems = [os.path.splitext(name)[0] for name in os.listdir(folder)]
    except OSError:  # the path is that of no file, or not of this machine
        return False
    statuses = [_STATUS.fullmatch(stem) is not None for stem in stems if stem.isdecimal()]
    return statuses.count(False) > statuses.count(True)


def _words(text: str) -> list[str]:
    """`CreateTrunk-request` becomes `create`, `trunk` and `request`."""
    pairs = zip(" " + text, text, strict=False)
    spaced = "".join(f" {c}" if c.isupper() and before.islower() else c if c.isalnum() else " " for before, c in pairs)
    return spaced.lower().split() or [""]
