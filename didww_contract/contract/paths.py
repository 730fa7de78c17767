"""Knows what the path of a file says about the document in it: the words of clients' fixture folders.

`voice_out_trunks/post/create_trunk/422.json` holds errors, `update_trunk_request.json` an update request, and
`voice_out_trunks/index.json` a page of trunks. Words in the file's name count more than those of the folders above it.
"""

import re
from typing import NamedTuple

_SIDES = {"request": "request", "requests": "request", "req": "request"}
_SIDES |= {"response": "response", "responses": "response", "resp": "response", "reply": "response"}
_ACTIONS = {"create": "create", "post": "create", "update": "update", "patch": "update", "put": "update"}
_ACTIONS |= {"edit": "update", "index": "list", "list": "list", "collection": "list", "show": "show"}
_ACTIONS |= {"regenerate": "regenerate", "callback": "callback"}
_ACTIONS |= {"callbacks": "callback", "webhook": "callback", "webhooks": "callback", "error": "errors"}
_ACTIONS |= {"errors": "errors", "delete": "delete"}
_STATUS = re.compile(r"([2-5])[0-9]{2}(?![0-9])")
_OURS = re.compile(r"voice[-_ ]?out[-_ ]?trunk", re.IGNORECASE)


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


def clue(path: str) -> Clue:
    """What the path of a file, as the user wrote it, says about the document in it."""
    side = action = ""
    settled = set()
    for part in reversed(re.split(r"[/\\]+", re.sub(r"\.[A-Za-z0-9]+$", "", path))):
        words = re.split(r"[^0-9a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", part).lower())
        status = _STATUS.match(part)
        sides = {_SIDES.get(word, "") for word in words} | ({"response"} if status else set())
        actions = {_ACTIONS.get(word, "") for word in words}
        if status and status[1] in "45":
            actions = {"errors"}
        for name, found in (("side", sides - {""}), ("action", actions - {""})):
            if found and name not in settled:
                settled.add(name)
                value = found.pop() if len(found) == 1 else ""
                side, action = (value, action) if name == "side" else (side, value)
    return Clue(_OURS.search(path) is not None, side, action)
