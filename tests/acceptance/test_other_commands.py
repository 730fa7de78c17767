"""`didww-contract rules` and `didww-contract spec`."""

import json
from typing import Any

import yaml

from didww_contract.contract.rules import catalogue
from didww_contract.contract.versions import VERSIONS


def test_the_rules_are_listed(run: Any) -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue())
    assert "capacity-limit-maximum" in lines[[line.split()[0] for line in lines].index("capacity-limit-maximum")]


def test_the_rules_of_a_kind(run: Any) -> None:
    listed = [line.split()[0] for line in run("rules", "--kind", "errors").stdout.splitlines()]
    assert "errors-min-items" in listed
    assert "name-type" not in listed


def test_a_rule_is_explained(run: Any) -> None:
    assert run("rules", "capacity-limit-maximum").stdout == (
        "capacity-limit-maximum (error)\n"
        "\n"
        "  Allowed:  capacity_limit is an integer from 0 to 32767, or null\n"
        "  Why:      How many calls the trunk carries at once; null means no limit. 100.0 counts as 100, as\n"
        "            JSON Schema has it.\n"
        '  Source:   API reference 2021-12-15, Create Voice OUT Trunk ("Allowed values from 0 to 32767").\n'
        "            null: sandbox traffic recorded in February 2022, OpenAPI document of 2026-04-16.\n"
        "  Judges:   create-request, update-request, trunk at /data/attributes/capacity_limit;\n"
        "            trunk-collection at /data/*/attributes/capacity_limit\n"
        "  Versions: 2021-12-15, 2022-05-10, 2026-04-16\n"
        "\n"
        "  Allowed:  capacity_limit is an integer from 1 to 32767, or null\n"
        "  Why:      How many calls the trunk carries at once; null means no limit. 100.0 counts as 100, as\n"
        "            JSON Schema has it.\n"
        '  Source:   API reference 2021-12-15, Create Voice OUT Trunk ("Allowed values from 0 to 32767").\n'
        "            null: sandbox traffic recorded in February 2022, OpenAPI document of 2026-04-16.\n"
        "  Judges:   create-request, update-request, trunk at /data/attributes/capacity_limit;\n"
        "            trunk-collection at /data/*/attributes/capacity_limit\n"
        "  Versions: 2026-11-19\n"
        "\n"
        '  Right:    "capacity_limit": 100\n'
        '  Wrong:    "capacity_limit": 32768\n'
    )


def test_a_rule_is_an_error_in_one_version_and_advice_in_another(run: Any) -> None:
    for version, severity in (("2021-12-15", "warning"), ("2026-04-16", "error")):
        listed = dict(line.split()[:2] for line in run("rules", "--api-version", version).stdout.splitlines())
        assert listed["replace-cli-without-default-did"] == listed["allowed-sip-ips-empty"] == severity
    assert "tech-prefix-pattern" not in run("rules", "--api-version", "2021-12-15").stdout
    assert "2021-12-15, 2022-05-10 (warning)" in run("rules", "allowed-sip-ips-empty").stdout


def test_every_rule_can_be_explained(run: Any) -> None:
    done = run("rules", *catalogue())
    assert done.returncode == 0
    assert done.stdout.count("  Wrong:    ") == len(catalogue())


def test_an_unknown_rule(run: Any) -> None:
    done = run("rules", "capacity-limit-max")
    assert done.returncode == 2
    assert "Did you mean capacity-limit-maximum" in done.stderr
    assert "no-spending-limit" in done.stderr


def test_the_rules_for_programs(run: Any) -> None:
    records = json.loads(run("rules", "--format", "json").stdout)
    assert [record["id"] for record in records] == list(catalogue())
    assert set(records[0]) == {"id", "severity", "forms", "right", "wrong"}


def test_the_specification(run: Any) -> None:
    from_yaml = yaml.safe_load(run("spec").stdout)
    from_json = json.loads(run("spec", "--format", "json").stdout)
    assert from_yaml == from_json
    assert from_json["openapi"].startswith("3.1.")
    assert "/voice_out_trunks" in from_json["paths"]
    assert (
        json.loads(run("spec", "--format", "json", "--api-version", "2022-05-10").stdout)["info"]["version"]
        == "2022-05-10"
    )
    refused = run("spec", "--api-version", "2020-01-01").stderr
    assert all(version in refused for version in VERSIONS)


class TestDiff:
    def test_for_people(self, run: Any) -> None:
        shown = run("diff", "2026-04-16", "2026-11-19").stdout
        assert shown.startswith("From API version 2026-04-16 to 2026-11-19: ")
        assert "authentication: Api-Key: KEY → Authorization: Bearer TOKEN" in shown
        assert "capacity_limit: an integer from 0 to 32767, or null → an integer from 1 to 32767, or null" in shown

    def test_as_markdown(self, run: Any) -> None:
        shown = run("diff", "--format", "markdown", "2022-05-10", "2026-04-16").stdout
        assert shown.startswith("# From API version 2022-05-10 to 2026-04-16\n")
        assert "- `allowed_sip_ips` → `authentication_method.attributes.allowed_sip_ips`: an array" in shown

    def test_for_programs(self, run: Any) -> None:
        record = json.loads(run("diff", "--format", "json", "2022-05-10", "2026-04-16").stdout)
        assert list(record) == ["version", "from", "to", "changes"]
        moved = next(change for change in record["changes"] if change["subject"].startswith("username"))
        assert moved == {
            "change": "moved",
            "subject": "username → authentication_method.attributes.username",
            "breaks": True,
            "before": "a string that is not empty",
            "after": "a string that is not empty",
            "kinds": ["trunk", "trunk-collection"],
            "pointers": [
                {"kind": "trunk", "pointer": "/data/attributes/authentication_method/attributes/username"},
                {"kind": "trunk-collection", "pointer": "/data/*/attributes/authentication_method/attributes/username"},
            ],
        }

    def test_a_part_of_it(self, run: Any) -> None:
        shown = run("diff", "--kind", "collection-query", "--breaking", "2026-04-16", "2026-11-19").stdout
        assert "filter[emergency_enable_all] is gone" in shown
        assert "capacity_limit" not in shown
        assert "New or wider" not in shown

    def test_nothing(self, run: Any) -> None:
        shown = run("diff", "2021-12-15", "2021-12-15").stdout
        assert shown == "From API version 2021-12-15 to 2021-12-15: nothing changes.\n"

    def test_an_unknown_version(self, run: Any) -> None:
        done = run("diff", "2021-12-15", "2027-01-01")
        assert done.returncode == 2
        assert all(version in done.stderr for version in VERSIONS)


def test_unknown_kinds_and_versions_are_answered_with_the_known_ones(run: Any) -> None:
    for command in ("lint", "rules"):
        done = run(command, "--kind", "orders")
        assert (done.returncode, "trunk-collection" in done.stderr) == (2, True)
    for command in ("lint", "rules", "spec"):
        done = run(command, "--api-version", "2027-01-01")
        assert (done.returncode, "2026-11-19" in done.stderr) == (2, True)
