"""Comments that ignore rules: which are right, which are used, and what is said of the others."""

import json

import pytest

from didww_contract.lint.linter import EVERY_RULE, Linter
from didww_contract.lint.options import Choice
from didww_contract.lint.outcome import Outcome

BODY = {
    "data": {
        "type": "voice_out_trunks",
        "attributes": {
            "name": "Harbour",
            "allowed_sip_ips": ["203.0.113.7"],
            "on_cli_mismatch_action": "reject_call",
            "capacity_limit": 40000,
        },
    }
}
HEAD = "POST https://api.didww.com/v3/voice_out_trunks\nApi-Key: {{key}}\nContent-Type: application/vnd.api+json\n\n"
WRONG = HEAD + json.dumps(BODY)
RIGHT = WRONG.replace("40000", "40")
FAULT = "capacity-limit-maximum"


def found(source: str, name: str = "a.http", choice: Choice = EVERY_RULE) -> list[tuple[str, int]]:
    outcome = Outcome()
    Linter(choice=choice).judge(outcome, name, source.encode())
    return [(located.finding.rule, located.start.line) for located in outcome.findings]


@pytest.mark.parametrize(
    "comment",
    [
        f"didww-contract: ignore[{FAULT}]",
        f"didww-contract: ignore[name-type, {FAULT}]",
        f"didww-contract:ignore[ {FAULT} ]  the account's limit was raised",
        "didww-contract: ignore[capacity-*]",
        "didww-contract: ignore",
        "didww-contract: ignore -- the account's limit was raised",
    ],
)
def test_what_is_written_rightly_ignores(comment: str) -> None:
    rest = [("suppression-unused", 1)] if "name-type" in comment else []
    assert found(f"# {comment}\n{WRONG}") == rest
    assert found(f"# {comment}\n{RIGHT}") == [("suppression-unused", 1)]


@pytest.mark.parametrize(
    "comment",
    [
        f"didww-contract: ignore [{FAULT}]",
        f"didww-contract: ignore {FAULT}",
        f"didww-contract: ignore: {FAULT}",
        f"didww-contract: ignore:{FAULT}",
        f"didww-contract: ignore({FAULT})",
        f"didww-contract: ignore ({FAULT})",
        f"didww-contract: ignore[{FAULT}",
        f"didww-contract: ignore[{FAULT}]]",
        f"didww-contract: ignores[{FAULT}]",
        f"didww-contract: disable[{FAULT}]",
        f"didww-contract ignore[{FAULT}]",
        "didww-contract: ignore[]",
        "didww-contract: ignore[ , ]",
    ],
)
def test_what_is_written_wrongly_ignores_nothing_and_is_a_warning(comment: str) -> None:
    assert found(f"# {comment}\n{WRONG}") == [("suppression-syntax", 1), (FAULT, 6)]


@pytest.mark.parametrize("prose", ["# about didww-contract: see the README", "# didww-contract finds this"])
def test_prose_is_no_such_comment(prose: str) -> None:
    assert found(f"{prose}\n{RIGHT}") == []


def test_a_rule_that_is_switched_off_anyway_may_be_in_a_comment() -> None:
    source = f"# didww-contract: ignore[{FAULT}]\n{RIGHT}"
    assert found(source, choice=Choice(ignored=frozenset([FAULT]))) == []
    assert found(source, choice=Choice(frozenset(["name-type", "suppression-unused"]))) == []
    assert found(source, choice=Choice(ignored=frozenset(["suppression-unused"]))) == []


def test_a_rule_that_nobody_knows_is_not_also_unused() -> None:
    assert found(f"# didww-contract: ignore[capacity-limit-maximun]\n{RIGHT}") == [("suppression-unknown-rule", 1)]


def test_a_comment_about_what_is_passed_over_is_not_unused() -> None:
    other = RIGHT.replace("voice_out_trunks\n", "orders\n")
    ignore = f"# didww-contract: ignore[{FAULT}]\n"
    assert found(f"{ignore}{other}\n###\n{RIGHT}") == []
    assert found(f"{other}\n###\n{ignore}{RIGHT}") == [("suppression-unused", 7)]


def test_it_ends_where_the_comment_does() -> None:
    block = "```json\n" + json.dumps(BODY, indent=2) + "\n```\n"
    assert found(f"<!-- didww-contract: ignore[{FAULT}] -->\n{block}", "a.md") == []
    assert found(f"<!-- didww-contract: ignore -->\n{block}", "a.md") == []
    assert found(f"{{/* didww-contract: ignore[{FAULT}] */}}\n{block}", "a.mdx") == []
    assert found(f"<!-- didww-contract: ignore[] -->\n{block}", "a.md")[0] == ("suppression-syntax", 1)
