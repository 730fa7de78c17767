"""Knows what to look at where a request says which caller numbers a trunk shows: its CLI action and its DIDs."""

from collections.abc import Iterator

from didww_contract.contract.advisories.registry import (
    ATTRIBUTES,
    RELATIONSHIPS,
    Check,
    Note,
    Subject,
    advisory,
    items,
    repeated,
)
from didww_contract.contract.versions import VERSIONS

_ACTION = (*ATTRIBUTES, "on_cli_mismatch_action")
_DEFAULT_DID = (*RELATIONSHIPS, "default_did")


@advisory(
    "on-cli-mismatch-action-needs-feature",
    place="/data/attributes/on_cli_mismatch_action",
    allowed="send_original_cli or reject_call, unless your account has the feature",
    why="replace_cli and randomize_cli work only on accounts for which DIDWW has switched them on. That others are "
    "refused is inferred.",
    source='Official clients ("requires account configuration"); replace_cli was removed from the Postman collection '
    "of 2021-12-15 in December 2022.",
    right='"on_cli_mismatch_action": "reject_call"',
)
def _action_needs_feature(subject: Subject) -> Iterator[Note]:
    action = subject.attributes.get("on_cli_mismatch_action")
    if action in ("replace_cli", "randomize_cli"):
        yield Note(_ACTION, f'"{action}" needs a feature of the account', "Ask DIDWW support whether yours has it.")


@advisory(
    "default-did-needs-feature",
    place="/data/relationships/default_did",
    allowed="no default_did, unless your account has the replace_cli feature",
    why="The relationship exists only on accounts for which DIDWW has switched replace_cli on.",
    source="OpenAPI document of 2026-04-16; Postman collection of 2021-12-15 until December 2022.",
    right='"relationships": {}',
)
def _default_did_needs_feature(subject: Subject) -> Iterator[Note]:
    if "default_did" in subject.relationships:
        found = "default_did needs a feature of the account"
        yield Note(_DEFAULT_DID, found, "Ask DIDWW support whether yours has it.")


@advisory(
    "default-did-without-replace-cli",
    place="/data/relationships/default_did/data",
    allowed="a default_did together with on_cli_mismatch_action replace_cli only",
    why="Nothing but replace_cli uses the default DID; later versions of the API refuse it with another action.",
    source="Postman collection of 2021-12-15 until December 2022; OpenAPI document of 2026-04-16.",
    right='"on_cli_mismatch_action": "replace_cli"',
    until="2022-05-10",  # an error in later versions
)
def _default_did_without_replace_cli(subject: Subject) -> Iterator[Note]:
    did = subject.relationships.get("default_did")
    action = subject.attributes.get("on_cli_mismatch_action", "replace_cli")
    if isinstance(did, dict) and did.get("data") is not None and action != "replace_cli":
        found = "default_did is set, but on_cli_mismatch_action is not replace_cli"
        hint = "Leave default_did out, or set on_cli_mismatch_action to replace_cli."
        yield Note((*_DEFAULT_DID, "data"), found, hint, also=_ACTION)


@advisory(
    "replace-cli-without-default-did",
    place="/data/attributes/on_cli_mismatch_action",
    allowed="on_cli_mismatch_action replace_cli together with a default_did only",
    why="replace_cli puts the default DID in place of the caller's number, so it needs one; later versions of the API "
    "require it.",
    source="Postman collection of 2021-12-15 until December 2022; OpenAPI document of 2026-04-16.",
    right='"relationships": {"default_did": {"data": {"type": "dids", "id": "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"}}}',
    kinds=("create-request",),  # a trunk that is updated may have its default DID already
    until="2022-05-10",  # an error in later versions
)
def _replace_cli_without_default_did(subject: Subject) -> Iterator[Note]:
    did = subject.relationships.get("default_did")
    has_none = did is None or (isinstance(did, dict) and did.get("data") is None)
    if has_none and subject.attributes.get("on_cli_mismatch_action") == "replace_cli":
        found = "replace_cli has no DID to put in the caller's place"
        yield Note(_ACTION, found, "Add the relationship default_did.", also=_DEFAULT_DID)


@advisory(
    "emergency-dids-empty",
    place="/data/relationships/emergency_dids/data",
    allowed="no emergency_dids, not even an empty array, while emergency_enable_all is true",
    why="The documentation says that the relationship cannot be set then. That the API takes an empty array is "
    "inferred from what it says of dids.",
    source='API reference 2026-04-16, Create Outbound Trunk ("Cannot be set if emergency_enable_all is true").',
    right='"emergency_enable_all": true',
    since="2026-04-16",
)
def _emergency_dids_empty(subject: Subject) -> Iterator[Note]:
    relationship = subject.relationships.get("emergency_dids")
    is_empty = isinstance(relationship, dict) and relationship.get("data") == []
    if is_empty and subject.attributes.get("emergency_enable_all") is True:
        found = "emergency_dids is set, though to nothing, while emergency_enable_all is true"
        path = (*RELATIONSHIPS, "emergency_dids", "data")
        yield Note(path, found, "Leave emergency_dids out.", also=(*ATTRIBUTES, "emergency_enable_all"))


def _duplicates(name: str) -> Check:
    def check(subject: Subject) -> Iterator[Note]:
        relationship = subject.relationships.get(name)
        linkage = items(relationship, "data") if isinstance(relationship, dict) else []
        ids = [did.get("id") if isinstance(did, dict) else None for did in linkage]
        for first, second in repeated(did.lower() if isinstance(did, str) else None for did in ids):
            path = (*RELATIONSHIPS, name, "data", second)
            found = f"{name}.data[{second}] is the same DID as {name}.data[{first}]"
            yield Note(path, found, "Remove one of them, or correct it.", also=(*path[:-1], first, "id"))

    return check


for _name, _since in (("dids", VERSIONS[0]), ("emergency_dids", "2026-04-16")):
    advisory(
        f"{_name.replace('_', '-')}-data-duplicate",
        place=f"/data/relationships/{_name}/data/*",
        allowed=f"each DID once in relationships.{_name}, in whatever case its id is written",
        why="The same DID twice is often a slip for another one. Since 2026-04-16 the API refuses it where both are "
        "spelt alike, which is a rule of its own.",
        source="This contract's advice; OpenAPI document of 2026-04-16 (uniqueItems).",
        right='"data": [{"type": "dids", "id": "7a6c177d-a054-4c75-9b4c-b1596ed6fa25"}]',
        since=_since,
    )(_duplicates(_name))
