"""Knows which kind a document is, from its shape and its path, and whether it belongs to this resource at all."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from didww_contract.contract.words.secrets import shown

if TYPE_CHECKING:
    from didww_contract.contract.paths import Clue

_TYPE = "voice_out_trunks"
_REGENERATE = "voice_out_trunk_regenerate_credentials"
TELLING = frozenset(
    [
        "allowed_sip_ips",
        "on_cli_mismatch_action",
        "allow_any_did_as_cli",
        "threshold_amount",
        "default_dst_action",
        "dst_prefixes",
        "force_symmetric_rtp",
        "authentication_method",
        "emergency_enable_all",
    ]
)
"""Attributes that no other resource of the API has: who writes two of them means a trunk, whatever else went wrong."""

_MADE_BY_THE_API = frozenset(["username", "password", "created_at", "threshold_reached"])
_HOW_TO_NAME_IT = "name it with --kind, or in the file's name, such as update_request.json"


class Unknown(NamedTuple):
    """Why a document is passed over."""

    reason: str
    understood: bool = True
    """Whether its shape is one that is known, such as another resource's."""


class _Doubt(NamedTuple):
    """Kinds that a shape may stand for."""

    kinds: tuple[str, ...]
    """The first one is meant if the path says nothing, unless `open_` is given."""
    open_: str = ""
    """What to say if the path says nothing and nobody can tell."""


def kind_of(document: Any, path: str = "") -> str | Unknown:
    """The kind of a document, or why it is passed over. Where its shape leaves doubt, its `path` decides."""
    found = _by_shape(document)
    if isinstance(found, str):
        return found
    from didww_contract.contract.paths import clue  # the shape of a response leaves no doubt

    hint = clue(path)
    if isinstance(found, _Doubt) and found.kinds[0] == "create-request":  # no folder makes that a response
        hint = hint if hint.side == "request" else clue(path, name_only=True)
    if isinstance(found, Unknown):
        return _by_path(document, hint, found)
    if hint.kind in found.kinds:
        return hint.kind
    if hint.side:
        return next(
            (kind for kind in found.kinds if kind.endswith("-request") == (hint.side == "request")), found.kinds[0]
        )
    return Unknown(f"cannot tell {found.open_}; {_HOW_TO_NAME_IT}") if found.open_ else found.kinds[0]


def _by_path(document: Any, hint: "Clue", found: Unknown) -> str | Unknown:
    """The kind of a document whose shape says nothing, if its path says that it is one of ours."""
    if not (hint.ours and isinstance(document, dict)):
        return found
    data, kind = document.get("data"), hint.kind
    fits = {"trunk-collection": isinstance(data, list), "errors": "errors" in document, "callback": False}
    nameless = isinstance(data, dict) and "type" not in data
    if kind and fits.get(kind, nameless):
        return kind
    if nameless or data == [] or "errors" in document:
        return Unknown(f"cannot tell what kind of document it is; {_HOW_TO_NAME_IT}")
    return found


def _by_shape(document: Any) -> str | Unknown | _Doubt:
    if isinstance(document, list):
        return "callback" if any(_is_event(item) for item in document) else _not_ours(document)
    if not isinstance(document, dict):
        return _not_ours(document)
    if "data" not in document and _is_error_document(document):
        return "errors"
    data = document.get("data")
    if isinstance(data, list):
        if any(isinstance(item, dict) and _is_trunk(item) for item in data) or _is_empty_page(document, data):
            return "trunk-collection"
    elif isinstance(data, dict):
        if data.get("type") == _REGENERATE:
            is_answer = "id" in data or ("meta" in document and "relationships" not in data)
            return "regenerate-response" if is_answer else "regenerate-request"
        if _is_trunk(data):
            return _kind_of_trunk(document, data)
        if isinstance(data.get("type"), str):
            return Unknown(f"another resource ({shown(data['type'], ())})")
    elif _is_trunk(document):  # without its wrapper
        return _kind_of_trunk(document, document)
    if document and all(re.match(r"include$|sort$|(?:page|filter|fields)\[", str(name)) for name in document):
        return Unknown("cannot tell whose query parameters these are; name them with --kind collection-query")
    return Unknown("not a document of this API", understood=False)


def _is_empty_page(document: Mapping[str, Any], data: list[Any]) -> bool:
    links = document.get("links")
    return not data and isinstance(links, dict) and any(f"/{_TYPE}" in str(link) for link in links.values())


def _not_ours(document: Any) -> Unknown:
    return Unknown(f"not a document of this API ({shown(document, ())})", understood=False)


def _is_event(item: Any) -> bool:
    """Whether an item of an array is one of those that callbacks are made of."""
    return isinstance(item, dict) and (item.get("type") == _TYPE or {"threshold_reached", "status"} <= item.keys())


def _is_trunk(data: Mapping[str, Any]) -> bool:
    """Whether a resource object is a trunk, going by its type or, if that is wrong, by what it has."""
    kind, attributes = data.get("type"), data.get("attributes")
    if isinstance(kind, str) and _sounds_like_ours(kind):
        return True
    telling = _telling(data) | _telling(attributes)
    return len(telling) > 1 or (bool(_telling(attributes)) and kind is None)


def _telling(members: Any) -> frozenset[str]:
    if not isinstance(members, dict):
        return frozenset()
    from didww_contract.contract.words.spelling import snake_case  # documents of the right type need none of this

    return TELLING.intersection(snake_case(name) for name in members if isinstance(name, str))


def _sounds_like_ours(kind: str) -> bool:
    if kind == _TYPE:
        return True
    from didww_contract.contract.words.spelling import snake_case

    return snake_case(kind).replace("_", "").rstrip("s") == "voiceouttrunk"


def _is_error_document(document: Mapping[str, Any]) -> bool:
    """An `errors` array as this API sends it, alone and with codes.

    Other JSON:API services have `jsonapi` or `meta` beside theirs, and ids in them; GraphQL has other things in them.
    """
    errors = document.get("errors")
    if not isinstance(errors, list) or document.keys() != {"errors"}:
        return False
    return not errors or any(_is_error(entry) for entry in errors)


def _is_error(entry: Any) -> bool:
    if not isinstance(entry, dict) or not entry.keys().isdisjoint(("id", "links")):
        return False
    return "code" in entry or entry.keys() == {"status", "detail"}  # the latter says: too many requests


def _kind_of_trunk(document: Mapping[str, Any], data: Mapping[str, Any]) -> str | _Doubt:
    """What a document about one trunk is: only responses have links, meta and attributes that the API makes."""
    if _has_response_marks(document, data):
        return "trunk"
    if not data.get("id"):
        return _Doubt(("create-request", "update-request", "trunk"))
    attributes = data.get("attributes")
    if isinstance(attributes, dict) and len(_MADE_BY_THE_API.intersection(attributes)) > 1:
        return "trunk"
    kinds = ("update-request", "create-request", "trunk")
    if "meta" in document or _has_links(data):  # which JSON:API allows in requests, too, though few write it there
        return _Doubt(("trunk", *kinds[:2]))
    if "attributes" in data or "relationships" in data:
        return _Doubt(kinds)
    return _Doubt(kinds, "whether an id alone is an update that changes nothing, or a part of another document")


def _has_response_marks(document: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    """Whether there is what only the API writes. What clients write too, such as `jsonapi`, proves nothing."""
    meta = document.get("meta")
    if isinstance(meta, dict) and "api_version" in meta:
        return True
    attributes = data.get("attributes")
    made_by_the_api = isinstance(attributes, dict) and bool(_MADE_BY_THE_API.intersection(attributes))
    if not data.get("id") and not made_by_the_api:
        return False
    if "included" in document or "meta" in data or "links" in data:
        return True
    return made_by_the_api and ("meta" in document or _has_links(data))


def _has_links(data: Mapping[str, Any]) -> bool:
    relationships = data.get("relationships")
    return isinstance(relationships, dict) and any(
        isinstance(relationship, dict) and "links" in relationship for relationship in relationships.values()
    )
