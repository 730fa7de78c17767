"""Knows what to look at in a trunk as a whole: its name and what limits it."""

from collections.abc import Iterator

from didww_contract.contract.advisories.registry import ATTRIBUTES, Note, Request, advisory


@advisory(
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
        yield Note((*ATTRIBUTES, "name"), "name is nothing but white space", "Give the trunk a name that can be read.")


@advisory(
    "no-spending-limit",
    place="/data/attributes",
    allowed="a capacity_limit or a threshold_amount on every trunk that is active",
    why="Toll fraud is noticed by its bill. Without a limit on calls or on spending, nothing ends it before.",
    source="This contract's advice: limiting is what both attributes exist for (API reference 2021-12-15).",
    right='"capacity_limit": 100, "threshold_amount": "500.0"',
    kinds=("create-request",),  # a trunk that is updated may have its limit already
)
def _no_spending_limit(request: Request) -> Iterator[Note]:
    attributes = request.attributes
    limited = attributes.get("capacity_limit") is not None or attributes.get("threshold_amount") is not None
    if attributes and not limited and attributes.get("status", "active") == "active":
        yield Note(
            ATTRIBUTES,
            "nothing limits what this trunk may spend",
            "Set threshold_amount (spending in 24 hours), capacity_limit (calls at once), or both.",
        )
