"""Knows what the API takes but the author of a request should look at: the rules of severity warning.

Each check gets the attributes and relationships of a request that may be wrong in any other way, and says nothing
about what an error already covers. All of them run on every valid request: they must be quick.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from didww_contract.contract.addresses import interface
from didww_contract.contract.findings import Finding
from didww_contract.contract.pointers import Path, pointer
from didww_contract.contract.secrets import shown

KINDS = frozenset(["create-request"])
"""Requests: what the API itself sends is nobody's choice."""

_ATTRIBUTES: Path = ("data", "attributes")
_RELATIONSHIPS: Path = ("data", "relationships")
_LISTS = ("allowed_sip_ips", "allowed_rtp_ips")


class Request(NamedTuple):
    """The two halves of a request; empty where the document has none."""

    attributes: Mapping[str, Any]
    relationships: Mapping[str, Any]


class Note(NamedTuple):
    """What a check has to say, and where."""

    path: Path
    message: str
    hint: str


Check = Callable[[Request], Iterator[Note]]


class Advisory(NamedTuple):
    """A rule of severity warning."""

    id: str
    place: str
    """JSON Pointer to what it looks at, with `*` for any index."""
    allowed: str
    """What earns no warning."""
    why: str
    source: str
    right: str
    """A line of JSON that keeps the rule; one that breaks it is in `schemas/examples/warning/`."""
    check: Check


ADVISORIES: dict[str, Advisory] = {}


def _advisory(rule: str, *, place: str, allowed: str, why: str, source: str, right: str) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        ADVISORIES[rule] = Advisory(rule, place, allowed, why, source, right, check)
        return check

    return register


def advice(document: Any, kind: str, version: str) -> list[Finding]:
    """The warnings that a document earns, valid or not."""
    if kind not in KINDS:
        return []
    data = _object(document, "data")
    request = Request(_object(data, "attributes"), _object(data, "relationships"))
    return [
        Finding(advisory.id, "warning", pointer(note.path), note.message, note.hint, kind, version)
        for advisory in ADVISORIES.values()
        for note in advisory.check(request)
    ]


def _object(parent: Any, name: str) -> Mapping[str, Any]:
    child = parent.get(name) if isinstance(parent, dict) else None
    return child if isinstance(child, dict) else {}


def _items(parent: Mapping[str, Any], name: str) -> list[Any]:
    child = parent.get(name)
    return child if isinstance(child, list) else []


@_advisory(
    "name-blank",
    place="/data/attributes/name",
    allowed="a name with something to read in it",
    why="People tell trunks apart by their names, and a blank one cannot be seen or searched for.",
    source="This contract's advice.",
    right='"name": "Outbound trunk 11"',
)
def _name_blank(request: Request) -> Iterator[Note]:
    name = request.attributes.get("name")
    if isinstance(name, str) and name.isspace():
        yield Note((*_ATTRIBUTES, "name"), "name is nothing but white space", "Give the trunk a name that can be read.")


@_advisory(
    "allowed-sip-ips-empty",
    place="/data/attributes/allowed_sip_ips",
    allowed="at least one address or network in allowed_sip_ips",
    why="A trunk that takes SIP from nowhere carries no calls.",
    source="User guide, Create a trunk: a trunk needs at least one allowed SIP address. The API reference 2021-12-15 "
    "allows none.",
    right='"allowed_sip_ips": ["203.0.113.7"]',
)
def _allowed_sip_ips_empty(request: Request) -> Iterator[Note]:
    if request.attributes.get("allowed_sip_ips") == []:
        yield Note(
            (*_ATTRIBUTES, "allowed_sip_ips"),
            "allowed_sip_ips is empty: no call can reach the trunk",
            "Add the address that your switch sends SIP from.",
        )


@_advisory(
    "open-network",
    place="/data/attributes/allowed_sip_ips/*",
    allowed="networks with a prefix length above 0",
    why="0.0.0.0/0 and ::/0 stand for the whole internet: whoever learns or guesses the credentials can place calls at "
    "your expense.",
    source="User guide, Authentication and security. The API takes 0.0.0.0/0 (sandbox traffic recorded in February "
    "2022).",
    right='"allowed_sip_ips": ["203.0.113.0/24"]',
)
def _open_network(request: Request) -> Iterator[Note]:
    for path, text in _addresses(request):
        address = interface(text) if text.endswith("/0") else None
        if address is not None:
            family = f"the whole IPv{address.version} internet"
            yield Note(path, f"{shown(text, path)} lets in {family}", "Name the addresses or networks that you use.")


@_advisory(
    "host-bits",
    place="/data/attributes/allowed_sip_ips/*",
    allowed="networks whose address has no bits set beyond the prefix length",
    why="10.0.0.1/24 is one address to some readers and 256 to others; the API does not say which it takes.",
    source="RFC 4632 section 3.1; not documented by the API.",
    right='"allowed_sip_ips": ["10.0.0.0/24"]',
)
def _host_bits(request: Request) -> Iterator[Note]:
    for path, text in _addresses(request):
        address = interface(text) if "/" in text and not text.endswith("/0") else None
        if address is not None and address.ip != address.network.network_address:
            single = f"{address.ip}/{address.ip.max_prefixlen}"
            yield Note(
                path,
                f"{shown(text, path)} has bits set beyond its prefix length",
                f'Write "{address.network}" for the network or "{single}" for the one address.',
            )


@_advisory(
    "duplicate-address",
    place="/data/attributes/allowed_sip_ips/*",
    allowed="each address or network once in a list",
    why="The same entry twice is often a slip for another one; later versions of the API refuse it.",
    source="OpenAPI document of 2026-04-16 (uniqueItems); not documented for 2021-12-15.",
    right='"allowed_sip_ips": ["203.0.113.7", "203.0.113.8"]',
)
def _duplicate_address(request: Request) -> Iterator[Note]:
    for name in _LISTS:
        items = _items(request.attributes, name)
        if len(items) < 2:
            continue
        indexes: dict[Any, list[int]] = {}
        for index, text in enumerate(items):
            address = interface(text) if isinstance(text, str) else None
            if address is not None:
                indexes.setdefault(address.network, []).append(index)
        for first, *others in indexes.values():
            if others:
                path = (*_ATTRIBUTES, name, others[0])
                found = f"{shown(items[others[0]], path)} means the same as {name}[{first}]"
                yield Note(path, found, "Remove one of them, or correct it.")


def _addresses(request: Request) -> Iterator[tuple[Path, str]]:
    for name in _LISTS:
        for index, text in enumerate(_items(request.attributes, name)):
            if isinstance(text, str):
                yield (*_ATTRIBUTES, name, index), text


@_advisory(
    "cli-action-needs-feature",
    place="/data/attributes/on_cli_mismatch_action",
    allowed="send_original_cli or reject_call, unless your account has the feature",
    why="replace_cli and randomize_cli work only on accounts for which DIDWW has switched them on; others are refused.",
    source='Official clients ("requires account configuration"); removed from the Postman collection of 2021-12-15 in '
    "December 2022.",
    right='"on_cli_mismatch_action": "reject_call"',
)
def _cli_action_needs_feature(request: Request) -> Iterator[Note]:
    action = request.attributes.get("on_cli_mismatch_action")
    if action in ("replace_cli", "randomize_cli"):
        path = (*_ATTRIBUTES, "on_cli_mismatch_action")
        yield Note(path, f'"{action}" needs a feature of the account', "Ask DIDWW support whether yours has it.")


@_advisory(
    "default-did-needs-feature",
    place="/data/relationships/default_did",
    allowed="no default_did, unless your account has the replace_cli feature",
    why="The relationship exists only on accounts for which DIDWW has switched replace_cli on.",
    source="OpenAPI document of 2026-04-16; Postman collection of 2021-12-15 until December 2022.",
    right='"relationships": {}',
)
def _default_did_needs_feature(request: Request) -> Iterator[Note]:
    if "default_did" in request.relationships:
        path = (*_RELATIONSHIPS, "default_did")
        yield Note(path, "default_did needs a feature of the account", "Ask DIDWW support whether yours has it.")


@_advisory(
    "default-did-unused",
    place="/data/relationships/default_did/data",
    allowed="a default_did together with on_cli_mismatch_action replace_cli only",
    why="Nothing but replace_cli uses the default DID; later versions of the API refuse it with another action.",
    source="Postman collection of 2021-12-15 until December 2022; OpenAPI document of 2026-04-16.",
    right='"on_cli_mismatch_action": "replace_cli"',
)
def _default_did_unused(request: Request) -> Iterator[Note]:
    did = _object(request.relationships, "default_did").get("data")
    if did is not None and request.attributes.get("on_cli_mismatch_action") != "replace_cli":
        path = (*_RELATIONSHIPS, "default_did", "data")
        yield Note(path, "default_did is set, but on_cli_mismatch_action is not replace_cli", "Leave one of them out.")


@_advisory(
    "replace-cli-without-default-did",
    place="/data/attributes/on_cli_mismatch_action",
    allowed="on_cli_mismatch_action replace_cli together with a default_did only",
    why="replace_cli puts the default DID in place of the caller's number, so it needs one; later versions of the API "
    "require it.",
    source="Postman collection of 2021-12-15 until December 2022; OpenAPI document of 2026-04-16.",
    right='"relationships": {"default_did": {"data": {"type": "dids", "id": "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"}}}',
)
def _replace_cli_without_default_did(request: Request) -> Iterator[Note]:
    if request.attributes.get("on_cli_mismatch_action") == "replace_cli":
        did = request.relationships.get("default_did")
        if did is None or (isinstance(did, dict) and did.get("data") is None):
            yield Note(
                (*_ATTRIBUTES, "on_cli_mismatch_action"),
                "replace_cli has no DID to put in the caller's place",
                "Add the relationship default_did.",
            )


@_advisory(
    "duplicate-did",
    place="/data/relationships/dids/data/*",
    allowed="each DID once in relationships.dids",
    why="The same DID twice is often a slip for another one.",
    source="This contract's advice; OpenAPI document of 2026-04-16 (uniqueItems).",
    right='"data": [{"type": "dids", "id": "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"}]',
)
def _duplicate_did(request: Request) -> Iterator[Note]:
    first: dict[str, int] = {}
    for index, did in enumerate(_items(_object(request.relationships, "dids"), "data")):
        name = did.get("id") if isinstance(did, dict) else None
        if isinstance(name, str) and (earlier := first.setdefault(name.lower(), index)) != index:
            path = (*_RELATIONSHIPS, "dids", "data", index)
            yield Note(path, f"this DID is the same as dids.data[{earlier}]", "Remove one of them, or correct it.")


@_advisory(
    "no-spending-limit",
    place="/data/attributes",
    allowed="a capacity_limit or a threshold_amount on every trunk that is active",
    why="Toll fraud is noticed by its bill. Without a limit on calls or on spending, nothing ends it before.",
    source="This contract's advice: limiting is what both attributes exist for (API reference 2021-12-15).",
    right='"capacity_limit": 100, "threshold_amount": "500.0"',
)
def _no_spending_limit(request: Request) -> Iterator[Note]:
    attributes = request.attributes
    limited = attributes.get("capacity_limit") is not None or attributes.get("threshold_amount") is not None
    if attributes and not limited and attributes.get("status", "active") == "active":
        yield Note(
            _ATTRIBUTES,
            "nothing limits what this trunk may spend",
            "Set threshold_amount (spending in 24 hours), capacity_limit (calls at once), or both.",
        )
