"""Knows what people call a place in a document."""

from didww_contract.contract.constraints import EACH
from didww_contract.contract.pointers import Path
from didww_contract.contract.words.secrets import masked_value, shortened


def label(path: Path) -> str:
    """A place in words that a user knows: `capacity_limit`, `allowed_sip_ips[1]`, `dids.data[0].id`, `data.type`."""
    if path[:2] == ("data", EACH):
        path = ("data", *path[2:])
    if path[:2] in (("data", "attributes"), ("data", "relationships")) and len(path) > 2:
        path = path[2:]
    text = "".join(f"[{token}]" if isinstance(token, int) or token == EACH else f".{short(token)}" for token in path)
    return text.removeprefix(".") or "the document"


def short(name: object) -> str:
    """A member's name as a message may quote it."""
    return shortened(masked_value(str(name)))
