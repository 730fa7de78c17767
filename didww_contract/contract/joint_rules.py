"""Knows the rules that stand for several broken ones, where one correction puts all of them right."""

from didww_contract.contract.findings import Finding
from didww_contract.contract.text_rules import TextRule

MISSING, ABRIDGED, OTHER_BRANCH = "members-missing", "members-abridged", "authentication-method-other-type"

_RULES = (
    TextRule(
        MISSING,
        "an object of a request has all of its required members; a single one that is missing has a rule of its own",
        "The API answers 422 with an error for each of them.",
        "The rules of the single members: `didww-contract rules '*-required'`.",
        '"attributes": {"name": "Berlin", "allowed_sip_ips": ["203.0.113.7"], "on_cli_mismatch_action": "reject_call"}',
        '"attributes": {"capacity_limit": 10}',
    ),
    TextRule(
        ABRIDGED,
        "an object of a response has all of its members; a single one that is missing has a rule of its own",
        "The API leaves nothing out. A client that is tested with an abridged response is tested with what it never "
        "meets. If your stubs are abridged on purpose, ignore this rule: all others still hold for what is there.",
        "The rules of the single members: `didww-contract rules '*-required'`.",
        "a response with every attribute of the trunk",
        '"attributes": {"name": "Berlin", "status": "active"}',
    ),
    TextRule(
        OTHER_BRANCH,
        "the attributes of an authentication_method are those of its type",
        "Each type has attributes of its own. Where those of another type stand in place of its own, the type is what "
        "is wrong, or the attributes are.",
        "API reference 2026-04-16, Create Outbound Trunk; OpenAPI document of 2026-04-16.",
        '"authentication_method": {"type": "credentials_and_ip", "attributes": {"allowed_sip_ips": ["203.0.113.7"]}}',
        '"authentication_method": {"type": "twilio", "attributes": {"allowed_sip_ips": ["203.0.113.7"]}}',
    ),
)

JOINT_RULES = {rule.id: rule for rule in _RULES}


def lacking(kind: str) -> str:
    """The rule about several missing members of an object, by the kind of its document."""
    return MISSING if kind.endswith("-request") else ABRIDGED


def is_about_lack(finding: Finding) -> bool:
    """Whether a finding says that an object lacks members."""
    return finding.rule in (ABRIDGED, MISSING) or finding.rule.endswith("-required")
