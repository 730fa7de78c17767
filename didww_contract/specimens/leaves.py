"""Knows which values may stand at a place that has no members or items."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from didww_contract.contract import files
from didww_contract.contract.constraints import members
from didww_contract.contract.versions import VERSIONS, Edition
from didww_contract.specimens import values
from didww_contract.specimens.models import Node


def leaf(node: Node, number: int, *, plain: bool = False) -> Any:
    """What may stand at a place that has no members or items, made from a number."""
    made = _maker(node, plain=plain)(number)
    if len(node.patterns) > 1 and isinstance(made, str) and not all(re.search(one, made) for one in node.patterns):
        return _maker(node, plain=plain)(0)  # an outer schema narrows what the inner one takes
    return made


@cache
def _maker(node: Node, *, plain: bool) -> values.Maker[Any]:
    if node.values:
        return values.among(node.values)
    makers = [_MAKERS[type_](node, plain) for type_ in node.types if type_ in _MAKERS]
    return values.either(*makers[:1] * 3, *makers[1:]) if len(makers) > 1 else makers[0]


def _integers(node: Node, _: bool) -> values.Maker[int]:
    most = min(node.most, 2**53)
    around = [number for number in (node.least, node.least + 1, 100, most - 1, most) if node.least <= number <= most]
    return values.either(values.among(around), lambda number: node.least + number % (most - node.least + 1))


def _strings(node: Node, plain: bool) -> values.Maker[str]:
    if node.title == _MEMBER:
        return values.among(_members())
    if not node.patterns:
        return values.text_maker(plain=plain, least=node.least, most=node.most)
    if "/" in node.patterns:
        return values.network_maker
    if node.title.startswith("a URL of the form "):
        return values.link_maker(node.title.removeprefix("a URL of the form ").partition(",")[0])
    makers = _by_pattern()
    return next(makers[pattern] for pattern in node.patterns if pattern in makers)


_MEMBER = "the name of an attribute or a relationship"


@cache
def _members() -> tuple[str, ...]:
    """The attributes and relationships that a trunk has in every version."""
    known = [members(Edition(version, "trunk")) for version in VERSIONS]
    here = [(*at["data", "attributes"], *at["data", "relationships"]) for at in known]
    return tuple(name for name in here[0] if all(name in other for other in here))


_MAKERS: Mapping[str, Callable[[Node, bool], values.Maker[Any]]] = {
    "integer": _integers,
    "string": _strings,
    "boolean": lambda _node, _plain: values.among([False, True]),
    "null": lambda _node, _plain: values.among([None]),
}


@cache
def _by_pattern() -> Mapping[str, values.Maker[str]]:
    """The hand-written leaves, by the pattern in the schema that each is for."""
    attributes, common, methods, furniture = (
        files.read(f"parts/{name}.json")["$defs"] for name in ("attributes", "values", "authentication", "jsonapi")
    )
    error = furniture["error"]["properties"]
    query = files.read("parts/query.json")["$defs"]
    return {
        common["uuid"]["pattern"]: values.uuid_maker,
        common["ip-or-subnet"]["pattern"]: values.either(values.address_maker, values.network_maker),
        common["amount"]["pattern"]: values.amount_maker,
        common["timestamp"]["pattern"]: values.timestamp_maker,
        attributes["threshold_amount"]["pattern"]: values.threshold_amount_maker,
        attributes["dst_prefixes"]["items"]["pattern"]: values.prefix_maker,
        attributes["callback_url"]["pattern"]: values.callback_url_maker,
        attributes["callback_url_or_host"]["pattern"]: values.callback_url_maker,
        methods["tech_prefix"]["pattern"]: values.tech_prefix_maker,
        methods["twilio"]["properties"]["twilio_account_sid"]["pattern"]: values.twilio_account_sid_maker,
        error["status"]["pattern"]: values.among(["422", "400", "401", "404", "429", "503"]),
        error["source"]["properties"]["pointer"]["pattern"]: values.among(
            ["/data/attributes/name", "/data", "", "/data/relationships/dids/0", "/a~1b/~0"]
        ),
        query["include"]["items"]["pattern"]: values.among(["dids", "default_did", "dids.did_group"]),
        query["include-with-emergency-dids"]["items"]["pattern"]: values.among(
            ["dids", "emergency_dids", "default_did", "dids.did_group"]
        ),
    }
