"""Knows what the API answers to a request: the trunk as it stores it, or the errors that a broken rule earns.

Which status answers a wrong value is not documented: that it is 422 with code 100, and 400 with code 105 for a member
that the API does not know, is this contract's choice.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from didww_contract.contract.breaches import Breach
from didww_contract.exchanges import operations
from didww_contract.exchanges.problems import REFUSALS

JSON = dict[str, Any]
_ADDRESSES = ("allowed_sip_ips", "allowed_rtp_ips")


def refusal(breach: Breach) -> JSON:
    """The error document that a request with this breach earns."""
    if breach.joint:  # a member that the API does not know is refused before anything else
        unknown = next((one for one in breach.joint if one.constraint.keyword == "additionalProperties"), None)
        return refusal(unknown) if unknown else _all_of(breach.joint)
    constraint = breach.constraint
    if constraint.keyword == "additionalProperties":
        name = str(breach.path[-1])
        error: JSON = {
            "title": "Param not allowed",
            "detail": f"{name} is not allowed.",
            "code": "105",
            "status": "400",
        }
        return {"errors": [error]}
    path = (*breach.path, constraint.value) if constraint.keyword == "required" else breach.path
    title = _title(breach)
    subject = next((token for token in reversed(path) if isinstance(token, str)), "data")
    source = {"pointer": "".join(f"/{token}" for token in path)}
    error = {"title": title, "detail": f"{subject} - {title}", "code": "100", "source": source, "status": "422"}
    return {"errors": [error]}


def _all_of(breaches: Iterable[Breach]) -> JSON:
    """One error for each."""
    return {"errors": [error for breach in breaches for error in refusal(breach)["errors"]]}


_OF_PARAMETERS = {
    "include": ("112", "Invalid field", "is not a valid value of include."),
    "sort": ("114", "Invalid sort criteria", "is not a valid sort criteria for voice_out_trunks"),
    "page": ("118", "Invalid page value", "is not a valid value of the page."),
    "filter": ("107", "Invalid filter value", "is not a valid value of the filter."),
    "fields": ("104", "Invalid field", "is not a valid field of the resource."),
}
"""What the framework calls a wrong value, by the parameter's family: code, title and the end of the detail. The codes
102, 105 and 107 are known from samples, the others are inferred from the framework."""


def query_refusal(breach: Breach) -> JSON:
    """The error document that query parameters with this breach earn: always 400, unlike that of a body."""
    name = str(breach.path[0]) if breach.path else "query"
    family = name.partition("[")[0]
    if breach.constraint.keyword == "additionalProperties":
        code, title = ("102", "Filter not allowed") if family == "filter" else ("105", "Param not allowed")
        detail = f"{name.removeprefix('filter[').rstrip(']')} is not allowed."
    else:
        code, title, rest = _OF_PARAMETERS.get(family, ("105", "Param not allowed", "is not allowed."))
        detail = f"{name} {rest}"
    return {"errors": [{"title": title, "detail": detail, "code": code, "status": "400"}]}


_OF_MESSAGES = {
    "credentials-missing": ("401", "Unauthorized", "Authorization failed"),
    "request-content-type": (
        "415",
        "Unsupported media type",
        "All requests that create or update must use the '{wanted}' Content-Type. This request specified '{said}'.",
    ),
    "request-accept": (
        "406",
        "Not acceptable",
        "All requests must use the '{wanted}' Accept without media type parameters. This request specified '{said}'.",
    ),
    "body-missing": ("106", "Missing Parameter", "The required parameter, data, is missing."),
    "body-unexpected": ("105", "Param not allowed", "data is not allowed."),
    "id-mismatch": ("110", "Key is not included in URL", "The URL does not support the key {id}"),
}
"""What the API says of a request that breaks a rule about messages: code, title, detail. That of 401 is known from
samples, the others are inferred from the framework."""


def message_refusal(rule: str, version: str, request: JSON) -> JSON | None:
    """The error document that a `request` (with `headers` and `body`) earns which breaks a rule about messages.

    None where none is sent, or nothing is known of it.
    """
    needed = operations.credentials(version)
    if rule == "credentials-missing" and needed.scheme and needed.header not in request["headers"]:
        return None  # a request without a token is answered by the header WWW-Authenticate alone
    if rule not in _OF_MESSAGES:
        return None
    code, title, detail = _OF_MESSAGES[rule]
    detail = detail.format(
        wanted=operations.media_type(version),
        said=request["headers"].get("Accept" if rule == "request-accept" else "Content-Type", ""),
        id=((request["body"] or {}).get("data") or {}).get("id"),
    )
    return {"errors": [{"title": title, "detail": detail, "code": code, "status": REFUSALS[rule][0]}]}


def _title(breach: Breach) -> str:
    """As the framework that the API is built with says it; of some, samples are known, the others are inferred."""
    keyword, limit = breach.constraint.keyword, breach.constraint.value
    if keyword in ("required", "minLength", "minItems"):
        return "can't be blank"
    if keyword == "maximum":
        return f"must be less than or equal to {limit}"
    if keyword == "minimum":
        return f"must be greater than or equal to {limit}"
    if keyword == "maxLength":
        return f"is too long (maximum is {limit} characters)"
    return "is invalid"


def stored(attributes: Mapping[str, Any], defaults: Mapping[str, Any]) -> JSON:
    """The attributes of a trunk that was made with `attributes`, in the order of `defaults`, which fill the gaps.

    Addresses gain a prefix length (that IPv6 addresses do is inferred); null for dst_prefixes becomes an empty array.
    """
    found: JSON = {}
    for name, default in defaults.items():
        value = attributes.get(name, default)
        if name in _ADDRESSES and value is not None:
            value = [_with_prefix_length(address) for address in value]
        elif name == "dst_prefixes" and value is None:
            value = []
        elif isinstance(value, dict) and isinstance(default, dict):
            value = {"type": value["type"], "attributes": stored(value["attributes"], default["attributes"])}
        found[name] = value
    return found


def _with_prefix_length(address: str) -> str:
    return address if "/" in address else f"{address}/{128 if ':' in address else 32}"
