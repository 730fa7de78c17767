"""Knows the answer that a request for a trunk earns: the trunk as it is afterwards."""

from collections.abc import Mapping
from typing import Any

from didww_contract.contract.constraints import by_place
from didww_contract.contract.versions import Edition
from didww_contract.exchanges.answers import stored


def answer(request: Any, response: Any, version: str) -> Any:
    """The response to a create request: `response`, any trunk, which is changed in place, made the one asked for."""
    sent, trunk = request["data"]["attributes"], response["data"]
    method = sent.get("authentication_method")
    defaults = {name: _default(name, value, version) for name, value in trunk["attributes"].items()}
    if method:
        defaults["authentication_method"] = {"type": method["type"], "attributes": _method_defaults(method["type"])}
    trunk["attributes"] = stored(sent, defaults)
    _link(trunk)
    response.pop("included", None)
    return response


def _default(name: str, drawn: Any, version: str) -> Any:
    """What an attribute is that the request left out: the schema's default, or what was drawn where it has none."""
    group = by_place(Edition(version, "create-request")).get(("data", "attributes", name), ())
    types = next((constraint.value for constraint in group if constraint.keyword == "type"), None)
    defaults = [constraint.node["default"] for constraint in group if "default" in constraint.node]
    if not defaults or (defaults[0] is None and types is not None and "null" not in types):
        return drawn
    return defaults[0]


def _method_defaults(type_: str) -> Mapping[str, Any]:
    if type_ == "twilio":
        return {"twilio_account_sid": None}
    return {"allowed_sip_ips": [], "tech_prefix": None, "username": "username01", "password": "password01"}


def _link(trunk: Any) -> None:
    """Make the links of a trunk those of that trunk, without the linkage that only include brings."""
    for name, relationship in trunk["relationships"].items():
        relationship.pop("data", None)
        here = f"https://api.didww.com/v3/voice_out_trunks/{trunk['id']}"
        relationship["links"] = {"self": f"{here}/relationships/{name}", "related": f"{here}/{name}"}
