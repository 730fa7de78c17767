"""Comments that ignore rules: which are right, which are used, and what is said of the others."""

import json
import time

import pytest

from didww_contract.contract.naming import RETIRED
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
HOW = "didww-contract: ignore[rule, rule], or didww-contract: ignore for all rules; a reason may follow after --"


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
        "didww-contract: ignore  # the account's limit was raised",
        f"didww-contract: ignore[{FAULT}]: the account's limit was raised",
        f"didww-contract: ignore[{FAULT}, ].",
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
        f"didww-contract: ignored[{FAULT}]",
        f"didww-contract: ignore-next-line[{FAULT}]",
        f"didww-contract: noqa {FAULT}",
        f"didww-contract: suppress: {FAULT}",
        "didww-contract: off",
        f"didww-contract ignore[{FAULT}]",
        f"didww-contract - ignore[{FAULT}]",
        f"didww-contract ignores {FAULT}",
        f"didww_contract: ignore[{FAULT}]",
        f"DIDWW-contract: Ignore[{FAULT}]",
        f"didww-contract: ignore['{FAULT}']",
        f"didww-contract: ignore[{FAULT}; name-type]",
        f"didww-contract: ignore[{FAULT} name-type]",
        f"didww-contract: ignore[{FAULT}][name-type]",
        f"didww-contract: ignore '{FAULT}'",
        f"didww-contract: ignore {{{FAULT}}}",
        "didww-contract: ignore the limit",
        "didww-contract: ignore[]",
        "didww-contract: ignore[ , ]",
    ],
)
def test_what_is_written_wrongly_ignores_nothing_and_is_a_warning(comment: str) -> None:
    assert found(f"# {comment}\n{WRONG}") == [("suppression-syntax", 1), (FAULT, 6)]


def hints(source: str, name: str = "a.http") -> list[tuple[str, str]]:
    outcome = Outcome()
    Linter().judge(outcome, name, source.encode())
    return [(located.finding.message, located.finding.hint) for located in outcome.findings]


@pytest.mark.parametrize(
    ("comment", "hint"),
    [
        (f"ignore: {FAULT}, name-type", f"Write didww-contract: ignore[{FAULT}, name-type]."),
        (
            "ignore[]",
            f"Write {HOW}.",
        ),
    ],
)
def test_the_hint_says_how_to_write_it(comment: str, hint: str) -> None:
    assert hints(f"# didww-contract: {comment}\n{RIGHT}") == [
        ("this comment is written wrongly, and ignores nothing", hint)
    ]


def test_what_ignores_nothing_is_named() -> None:
    assert hints(f"# didww-contract: ignore\n{RIGHT}") == [
        ("this comment ignores nothing: nothing here breaks a rule", "Remove the comment.")
    ]
    assert hints(f"# didww-contract: ignore[name-type, {FAULT}, name-blank]\n{WRONG}") == [
        (
            "nothing here breaks name-type or name-blank, which this comment ignores",
            "Take name-type or name-blank out of the list.",
        )
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "# about didww-contract: see the README",
        "# didww-contract finds this",
        "# didww-contract ignores unknown, well-meant members",
        "# didww-contract: skip to the end",
        "# `# didww-contract: ignore this`",
        "// see https://example.test/#didww-contract: ignore this",
    ],
)
def test_prose_is_no_such_comment(prose: str) -> None:
    assert found(f"{prose}\n{RIGHT}") == []


def test_a_rule_that_is_switched_off_anyway_may_be_in_a_comment() -> None:
    source = f"# didww-contract: ignore[{FAULT}]\n{RIGHT}"
    assert found(source, choice=Choice(ignored=frozenset([FAULT]))) == []
    assert found(source, choice=Choice(frozenset(["name-type", "suppression-unused"]))) == []
    assert found(source, choice=Choice(ignored=frozenset(["suppression-unused"]))) == []
    for comment in ("ignore", "ignore[capacity-*]"):  # which may be there for the rule that is switched off
        assert found(f"# didww-contract: {comment}\n{WRONG}", choice=Choice(ignored=frozenset([FAULT]))) == []


def test_a_rule_that_nobody_knows_is_not_also_unused() -> None:
    assert found(f"# didww-contract: ignore[capacity-limit-maximun]\n{RIGHT}") == [("suppression-unknown-rule", 1)]


def test_a_rule_that_is_no_more_is_not_unknown() -> None:
    (retired,) = RETIRED
    assert found(f"# didww-contract: ignore[{retired}]\n{RIGHT}") == [("suppression-unused", 1)]


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
    assert found(
        f"<!-- didww-contract: ignore[name-*] --> <!-- didww-contract: ignore[{FAULT}] -->\n{block}", "a.md"
    ) == [("suppression-unused", 1)]


def test_it_is_on_one_line() -> None:
    block = "```json\n" + json.dumps(BODY) + "\n```\n"
    page = f"<!--\n  didww-contract: ignore[{FAULT}]\n-->\n{block}"
    assert found(page, "a.md") == [("suppression-syntax", 1), (FAULT, 5)]
    assert hints(page, "a.md")[0][1] == f"Write didww-contract: ignore[{FAULT}], on one line."


def test_pages_may_show_how_it_is_written() -> None:
    block = "```json\n" + json.dumps(BODY).replace("40000", "40") + "\n```\n"
    shown = f"# didww-contract: ignore[{FAULT}]\n# didww-contract: ignore[RULE]\n<!-- didww-contract: ignore RULE -->"
    assert found(f"{block}\nWrite `# didww-contract: ignore[RULE]`, as in\n\n```text\n{shown}\n```\n", "a.md") == []
    assert found(f"{block}\n{shown}\n", "a.md") != []


def test_a_credential_that_is_told_elsewhere_is_ignored_here_all_the_same() -> None:
    secret = RIGHT.replace("{{key}}", "q8Zt3vB6nM1xC4kL7pR2wY5uH9sD0fGj")
    ignore = "# didww-contract: ignore[live-secret]\n"
    assert found(f"{secret}\n###\n{ignore}{secret}") == [("live-secret", 2)]
    assert found(f"{ignore}{secret}\n###\n{ignore}{secret}") == []


def test_thousands_of_comments_take_no_time() -> None:
    source = f"# didww-contract: ignore[name-type]\n{RIGHT}\n###\n" * 1000
    lines = "# didww-contract: ignore[" + "a" * 50_000 + " " * 50_000 + "," * 5000 + "\n"
    begun = time.perf_counter()
    assert len(found(source)) == 200
    assert found(lines + RIGHT) == [("suppression-syntax", 1)]
    assert time.perf_counter() - begun < 10
