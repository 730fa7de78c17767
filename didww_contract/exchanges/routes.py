"""Knows the URLs of the resource: which path of the contract a URL means, if any."""

import re
from typing import NamedTuple

COLLECTION, TRUNK = "/voice_out_trunks", "/voice_out_trunks/{id}"
REGENERATE = "/voice_out_trunk_regenerate_credentials"
BASE = "/v3"

_URL = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://(?P<host>[^/?#]*)|(?P<variable>[^/?#]*))(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?"
)
_RESOURCES = {"voiceouttrunk": COLLECTION, "voiceouttrunkregeneratecredential": REGENERATE}
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_PLACEHOLDER = re.compile(r".*[{}<>\[\]$:…*].*|[A-Z][A-Z_]*|id|trunk_id", re.DOTALL)
"""What stands for an id in a page or a template."""
_OTHER_VERSION = re.compile(r"v[0-9]+")


class Route(NamedTuple):
    """What a URL of this resource means."""

    path: str
    """As in the OpenAPI document; empty where the contract has no such path."""
    id: str = ""
    """The trunk's id; empty where the URL has none, or only something that stands for one."""
    meant: str = ""
    """The path that was meant, where the contract has none."""
    related: bool = False
    """Whether it leads to relationships of a trunk, which exist, and which this contract does not judge."""


def route(url: str) -> Route | None:
    """What a URL means in this contract; None where it is none of the resource's."""
    match = _URL.match(url)
    if not match:
        return None
    segments = [segment for segment in match["path"].split("/") if segment]
    for index, segment in enumerate(segments):
        path = _RESOURCES.get(re.sub(r"[^a-z]", "", segment.lower()).rstrip("s"))
        if path:
            return _route(path, segment, segments[:index], segments[index + 1 :], match)
    return None


def _route(path: str, segment: str, before: list[str], after: list[str], match: re.Match[str]) -> Route:
    base = BASE.strip("/")
    official = str(match["host"] or "").rpartition("@")[2].partition(":")[0].endswith("didww.com")
    version = before[-1] if before and _OTHER_VERSION.fullmatch(before[-1]) else ""
    relative = not match["host"] and not match["variable"]
    in_place = version == base or (not version and not official and not (relative and before))
    rest = "/".join(["", *after])
    if not in_place or f"/{segment}" != path:
        return Route("", meant=f"{BASE}{path}{rest}")
    if not after:
        return Route(path)
    if path == REGENERATE:
        return Route("", meant=f"{BASE}{path}")
    if len(after) == 1 and (_UUID.fullmatch(after[0]) or _PLACEHOLDER.fullmatch(after[0])):
        return Route(TRUNK, after[0] if _UUID.fullmatch(after[0]) else "")
    if len(after) > 1 and (after[1] in ("dids", "default_did", "relationships")):
        return Route("", related=True)
    return Route("", meant=f"{BASE}{COLLECTION}" if len(after) > 1 else "")


def query_of(url: str) -> tuple[str, int]:
    """The query of a URL, without its question mark, and where in the URL it begins; empty where it has none."""
    match = _URL.match(url)
    return (match["query"], match.start("query")) if match and match["query"] else ("", 0)


def shown_path(url: str) -> str:
    """The path of a URL, as a message may quote it."""
    match = _URL.match(url)
    return (match["path"] or "/")[:200] if match else "/"
