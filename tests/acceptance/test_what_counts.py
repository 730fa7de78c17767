"""Which messages are judged, and which are let be: statuses, sparse fieldsets, bodies that nobody reads, pages."""

import json
from typing import Any

import pytest
from interactions import HERE, ID, exchange, judged, refusal, request, rules, trunk

from didww_contract.lint.linter import Linter
from didww_contract.lint.outcome import UNREAD, Outcome

PAGE = "<html><body>Bad gateway</body></html>"


def read(name: str, text: str) -> Outcome:
    outcome = Outcome()
    Linter().judge(outcome, name, text.encode())
    return outcome


class TestStatuses:
    @pytest.mark.parametrize("status", [500, 502, 503, 301, 304, 100])
    def test_what_a_gateway_or_a_cache_says_is_not_judged(self, status: int) -> None:
        outcome = judged(exchange(request(), status, PAGE))
        assert rules(outcome) == []
        assert outcome.documents == 1
        assert [one.reason for one in outcome.skipped] == [f"a response with the status {status}, which is not judged"]

    @pytest.mark.parametrize(
        ("method", "url", "status"),
        [
            ("GET", f"{HERE}/{ID}", 400),
            ("POST", HERE, 404),
            ("DELETE", f"{HERE}/{ID}", 409),
            *((method, url, 403) for method, url in (("GET", HERE), ("PATCH", f"{HERE}/{ID}"), ("POST", HERE))),
        ],
    )
    def test_what_is_known(self, method: str, url: str, status: int) -> None:
        body = request() if method == "POST" else None
        if method == "PATCH":
            body = {"data": {"id": ID, "type": "voice_out_trunks", "attributes": {"capacity_limit": 5}}}
        assert rules(judged(exchange(body, status, refusal(status), method=method, url=url))) == []

    def test_another_refusal_is_a_warning(self) -> None:
        (located,) = judged(exchange(request(), 451, PAGE)).findings
        assert (located.finding.rule, located.finding.severity) == ("status-unknown", "warning")

    def test_another_success_is_an_error(self) -> None:
        (located,) = judged(exchange(request(), 200, trunk())).findings
        assert (located.finding.rule, located.finding.severity) == ("status-unknown", "error")


class TestSparseFieldsets:
    URL = f"{HERE}/{ID}?fields%5Bvoice_out_trunks%5D=name,status"

    def sparse(self, **attributes: Any) -> dict[str, Any]:
        return {
            "data": {"id": ID, "type": "voice_out_trunks", "attributes": attributes},
            "meta": {"api_version": "2021-12-15"},
        }

    def test_what_was_not_asked_for_is_not_missing(self) -> None:
        answer = self.sparse(name="Harbour", status="active")
        outcome = judged(exchange(None, 200, answer, method="GET", url=self.URL))
        assert not [one for one in outcome.findings if one.finding.severity == "error"]

    def test_what_is_there_is_judged(self) -> None:
        answer = self.sparse(name="Harbour", status="Active")
        outcome = judged(exchange(None, 200, answer, method="GET", url=self.URL))
        assert [one.finding.rule for one in outcome.findings if one.finding.severity == "error"] == ["status-enum"]


def test_a_browsers_preflight_is_passed_over() -> None:
    asks = {"Origin": "https://desk.example.com", "Access-Control-Request-Method": "POST"}
    pair = exchange(None, 200, "", method="OPTIONS", **asks)
    outcome = judged(pair, exchange(request(), 201, trunk()))
    assert (rules(outcome), outcome.documents) == ([], 2)
    assert rules(judged(exchange(None, 200, "", method="OPTIONS"))) == ["method-not-allowed"]


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_body_that_is_ignored_is_a_warning_and_not_judged(method: str) -> None:
    pair = exchange(request(status="Active"), 404, refusal(404), method=method, url=f"{HERE}/{ID}")
    (located,) = judged(pair).findings
    assert (located.finding.rule, located.finding.severity) == ("body-unexpected", "warning")


def test_what_the_request_proves_counts_for_its_response_and_the_other_way_round() -> None:
    asked = {"data": {"id": ID, "type": "voice_out_trunks", "attributes": {"rtp_timeout": 60}}}
    url = f"{HERE}/{ID}"
    refused = exchange(asked, 404, refusal(404), method="PATCH", url=url)
    assert rules(judged(refused)) == []
    listed = judged(refused, exchange({"data": {**asked["data"], "attributes": {"name": "x"}}}, 404, refusal(404),
                                      method="PATCH", url=url))  # fmt: skip
    assert {basis.version for basis in listed.bases} == {"2026-04-16"}
    assert "the rest of its file" in {basis.reason for basis in listed.bases}


class TestPages:
    def test_a_resource_object_is_the_data_of_a_document(self) -> None:
        page = "# The object\n\n```json\n%s\n```\n"
        assert rules(read("a.md", page % json.dumps(trunk()["data"], indent=2))) == []
        (located,) = read("a.md", page % json.dumps(trunk(status="Active")["data"], indent=2)).findings
        assert located.finding.rule == "status-enum"
        assert located.start.line == 4 + json.dumps(trunk()["data"], indent=2).split('"status"')[0].count("\n")

    def test_in_a_file_of_its_own_or_in_a_message_it_is_an_error(self) -> None:
        bare = json.dumps(request()["data"])
        assert rules(read("a.json", bare)) == ["data-required", "document-unknown-member"] or rules(
            read("a.json", bare)
        ) == ["data-required"]
        command = f"```sh\ncurl {HERE} -H 'Api-Key: [key]' -H 'Content-Type: application/vnd.api+json' -d '{bare}'\n```"
        assert "data-required" in rules(read("a.md", command))

    @pytest.mark.parametrize("language", ["ruby", "python", "javascript", "graphql"])
    def test_a_block_in_a_language_that_is_not_read_is_named(self, language: str) -> None:
        outcome = read("a.md", f"```{language}\ncreate('voice_out_trunks')\n```\n")
        assert [(one.part, one.reason, one.unread) for one in outcome.skipped] == [("code block 1", UNREAD, True)]
        outcome = read("a.md", f"The resource `voice_out_trunks`.\n\n```{language}\ncreate('orders')\n```\n")
        assert not any(one.unread for one in outcome.skipped)

    def test_a_command_for_another_host_that_is_never_closed_is_not_ours(self) -> None:
        page = "Trunks are `voice_out_trunks`.\n\n```sh\ncurl 'https://example.com/a -H 'B: c'\n```\n"
        assert rules(read("a.md", page)) == []
        assert rules(read("a.md", page.replace("example.com/a", "api.didww.com/v3/voice_out_trunks"))) == [
            "curl-syntax"
        ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mapping.json", '{"request": {"urlPath": "/v3/voice_out_trunks"}, "response": {"status": 201}}'),
        ("openapi.yaml", "openapi: 3.1.0\npaths:\n  /v3/voice_out_trunks:\n    post: {}\n"),
        ("spec.txt", 'post "/v3/voice_out_trunks", params'),
        ("Gemfile", "type: 'voice_out_trunks'"),
    ],
)
def test_a_form_that_is_not_read_is_named(name: str, text: str) -> None:
    outcome = read(name, text)
    assert (rules(outcome), outcome.documents) == ([], 0)
    assert [(one.reason, one.unread) for one in outcome.skipped] == [(UNREAD, True)]


def test_another_resource_that_is_linked_to_trunks_is_understood() -> None:
    links = {"related": f"{HERE}/{ID}"}
    document = {"data": {"id": "1", "type": "dids", "relationships": {"voice_out_trunk": {"links": links}}}}
    outcome = read("did.json", json.dumps(document))
    assert [(one.reason, one.unread) for one in outcome.skipped] == [('another resource ("dids")', False)]


def test_an_empty_answer_beside_fixtures_is_right() -> None:
    outcome = read("voice_out_trunks/id/delete/204.json", "")
    assert rules(outcome) == []
    assert [one.reason for one in outcome.skipped] == ["a response with the status 204 has no body"]
    assert rules(read("voice_out_trunks/id/delete/200.json", "")) == ["json-syntax"]


@pytest.mark.parametrize(
    ("path", "promised"),
    [
        ("create_voice_out_trunk.json", True),
        ("voice-out-trunks/create.json", True),
        ("VoiceOutTrunks/responses/a.json", True),
        ("voice_out_trunks/post/422.json", True),
        ("packages/voice-out-trunks/tsconfig.json", False),  # a project that is called after what it is about
        ("fixtures/create.json", False),
    ],
)
def test_what_a_path_promises(path: str, promised: bool) -> None:
    assert (rules(read(path, "{")) == ["json-syntax"]) == promised


@pytest.mark.parametrize(
    "text",
    [
        '{ // paths\n "paths": {"@trunks/*": ["src/voice_out_trunks/*"]} }',
        '{ "menu.trunks": "Voice OUT trunks", }',
        '{"ignore": ["fixtures/voice_out_trunks/**"],}',
    ],
)
def test_a_file_that_is_no_json_and_only_mentions_the_resource_fails_nobody(text: str) -> None:
    outcome = read("settings.json", text)
    assert (rules(outcome), outcome.documents) == ([], 0)
    assert [(one.failed, one.unread) for one in outcome.skipped] == [(False, True)]


@pytest.mark.parametrize(
    "text",
    [
        '{"data": {"type": "voice_out_trunks", }}',
        "{'type': 'voice_out_trunks'}",
        "{type: voice_out_trunks}",
        '{"url": "https://api.didww.com/v3/voice_out_trunks",}',
        '{"note": "voice_out_trunks of ours", "on_cli_mismatch_action": "reject_call",}',
        '{"data": {"type": "VoiceOutTrunk"',
    ],
)
def test_a_file_that_was_meant_to_be_a_document_of_ours_is_judged(text: str) -> None:
    assert rules(read("settings.json", text)) == ["json-syntax"]


def test_a_merge_key_twice_merges_and_any_other_key_twice_is_an_error() -> None:
    text = "a: &a {type: voice_out_trunks}\nb: &b {id: x}\ndata:\n  <<: *a\n  <<: *b\n  id: y\n"
    assert "json-duplicate-member" not in rules(read("a.yaml", text))
    assert "json-duplicate-member" in rules(read("a.yaml", text.replace("  <<: *b\n", "  id: x\n")))
