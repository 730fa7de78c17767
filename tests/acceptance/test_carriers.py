"""`didww-contract lint` on the files that requests and responses are kept in."""

import base64
import gzip
import http.server
import json
import os
import re
import resource
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import vcr  # type: ignore[import-untyped]  # it has no types
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml

from didww_contract.contract.message_rules import MESSAGE_RULES
from didww_contract.contract.rules import catalogue
from didww_contract.lint.linter import EVERY_RULE, Linter
from didww_contract.lint.options import Choice
from didww_contract.lint.outcome import UNREAD, Outcome
from didww_contract.report import concise, text
from didww_contract.report import json as as_json
from didww_contract.text import yaml_tree
from didww_contract.text.files import Source, Unreadable
from didww_contract.text.folders import SUFFIXES

CARRIERS = Path(__file__).parent.parent / "carriers"
EXCHANGES = json.loads(CARRIERS.joinpath("making", "exchanges.json").read_text("utf-8"))
KNOWN = frozenset(catalogue())
NOT_CARRIERS = "body-elsewhere", "body-with-variables-elsewhere"
THERE = "https://api.didww.com/v3/voice_out_trunks"
RIGHT = {
    "data": {
        "type": "voice_out_trunks",
        "attributes": {
            "name": "Trunk",
            "allowed_sip_ips": ["203.0.113.7"],
            "on_cli_mismatch_action": "reject_call",
            "capacity_limit": 10,
        },
    }
}
HEADERS = {"Content-Type": "application/vnd.api+json", "Api-Key": "[API token]"}
HEAD = "".join(f"{name}: {value}\n" for name, value in HEADERS.items())


def files(side: str) -> list[Path]:
    found = [path for path in sorted(CARRIERS.joinpath(side).glob("*/*")) if path.stem not in NOT_CARRIERS]
    assert found
    return found


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def rules_of(name: str) -> set[str]:
    """The rules that a fixture's name says it breaks."""
    return {word for word in re.split(r"[._]", name) if word in KNOWN}


def linted(*paths: Path, choice: Choice = EVERY_RULE) -> Outcome:
    return Linter(choice=choice).run([Source(str(path), str(path)) for path in paths])


def judged(name: str, data: bytes | str) -> Outcome:
    outcome = Outcome()
    Linter().judge(outcome, name, data.encode() if isinstance(data, str) else data)
    return outcome


def told(outcome: Outcome) -> set[str]:
    return {located.finding.rule for located in outcome.findings}


# Fixtures: the folder and the name are the assertion.


@pytest.mark.parametrize("path", files("right"), ids=name)
def test_right_fixtures_have_no_finding_and_are_judged(path: Path) -> None:
    outcome = linted(path)
    assert not outcome.findings
    assert outcome.documents
    assert not any(skipped.failed for skipped in outcome.skipped)


@pytest.mark.parametrize("path", files("wrong"), ids=name)
def test_wrong_fixtures_break_the_rules_of_their_names(path: Path) -> None:
    wanted = rules_of(path.name)
    assert wanted, "its name says no rule"
    assert told(linted(path)) == wanted


ACCEPTED = "forbidden-request-accepted"


@pytest.mark.parametrize("path", [path for path in files("wrong") if "_accepted" in path.name], ids=name)
def test_what_is_accepted_although_it_is_forbidden_is_said_where_the_fault_itself_is_not(path: Path) -> None:
    assert told(linted(path, choice=Choice(frozenset([ACCEPTED])))) == {ACCEPTED}
    assert not told(linted(path, choice=Choice(ignored=frozenset(rules_of(path.name)))))


def test_every_message_rule_has_a_wrong_fixture() -> None:
    shown = set[str]().union({ACCEPTED}, *(rules_of(path.name) for path in files("wrong")))
    assert not {*MESSAGE_RULES, "curl-syntax", "yaml-syntax"} - shown


@pytest.mark.parametrize("side", ["right", "wrong"])
def test_every_carrier_has_fixtures(side: str) -> None:
    carriers = {path.parent.name for path in files(side)}
    assert carriers == {
        *("json-lines", "yaml", "ruby-vcr", "php-vcr", "postman", "har", "http-file", "markdown", "mdx", "page")
    }


def test_right_fixtures_as_a_user_runs_them(run: Any) -> None:
    done = run("lint", "--format", "json", CARRIERS / "right")
    assert done.returncode == 0
    assert json.loads(done.stdout)["summary"]["errors"] == 0


def test_every_pair_of_the_recorded_files_is_judged() -> None:
    for carrier in ("ruby-vcr", "php-vcr", "har", "markdown", "mdx", "page"):
        for path in CARRIERS.joinpath("right", carrier).glob("every-operation*"):
            outcome = linted(path)
            assert outcome.documents == 10, path
            assert {skipped.reason for skipped in outcome.skipped} == {"another resource (/v3/balance)"}


# vcrpy records here and now.


class _Answering(http.server.BaseHTTPRequestHandler):
    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = json.loads(base64.b64decode(self.headers["X-Answer"]))
        body = json.dumps(answer["body"], ensure_ascii=False).encode() if answer["body"] else b""
        packed = self.headers["X-Packed"] == "yes" and body
        body = gzip.compress(body) if packed else body
        self.send_response(answer["status"])
        for header, value in answer["headers"].items():
            self.send_header(header, value)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        if answer["status"] != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = do_DELETE = _answer  # noqa: N815 - its base class looks for these names

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server that answers each request as its header X-Answer says."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answering) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def record(port: int, path: Path, exchanges: list[Any], serializer: str, *, packed: bool = False) -> None:
    """The exchanges, as vcrpy records them."""
    recorder = vcr.VCR(serializer=serializer, filter_headers=["X-Answer", "X-Packed"], record_mode="all")
    with recorder.use_cassette(str(path)):
        for one in exchanges:
            asked = one["request"]
            body = json.dumps(asked["body"], indent=2, ensure_ascii=False).encode() if asked["body"] else None
            url = f"http://127.0.0.1:{port}{asked['path']}"
            request = urllib.request.Request(url, body, asked["headers"], method=asked["method"])
            request.add_header("X-Answer", base64.b64encode(json.dumps(one["response"]).encode()).decode())
            request.add_header("X-Packed", "yes" if packed else "no")
            try:
                with urllib.request.urlopen(request) as response:  # noqa: S310 - a server of this test
                    response.read()
            except urllib.error.HTTPError as error:
                error.read()
                error.close()


VCRPY = [("yaml", ".yaml", False), ("yaml", ".yaml", True), ("json", ".json", False)]


@pytest.mark.parametrize(("serializer", "suffix", "packed"), VCRPY, ids=str)
@pytest.mark.parametrize("name", EXCHANGES["right"])
def test_right_exchanges_that_vcrpy_records(
    port: int, tmp_path: Path, name: str, serializer: str, suffix: str, packed: bool
) -> None:
    path = tmp_path / f"cassette{suffix}"
    record(port, path, EXCHANGES["right"][name], serializer, packed=packed)
    assert not packed or "!!binary" in path.read_text()
    outcome = linted(path)
    assert not outcome.findings
    assert outcome.documents >= 10


@pytest.mark.parametrize("name", EXCHANGES["wrong"])
def test_wrong_exchanges_that_vcrpy_records(port: int, tmp_path: Path, name: str) -> None:
    for number, (serializer, suffix, packed) in enumerate(VCRPY):
        path = tmp_path / f"cassette{number}{suffix}"
        record(port, path, EXCHANGES["wrong"][name], serializer, packed=packed)
        outcome = linted(path)
        assert told(outcome) == rules_of(name)
        assert all(located.part.startswith("interaction 1, re") for located in outcome.findings)


def test_a_fault_in_a_recorded_cassette_is_found_at_its_place(port: int, tmp_path: Path) -> None:
    document = json.loads(json.dumps(RIGHT))
    document["data"]["attributes"] |= {"capacity_limit": 7654321, "name": 'Büro "Nord" 😀'}
    asked = {"method": "POST", "path": "/v3/voice_out_trunks", "headers": HEADERS, "body": document}
    answered = {"status": 429, "headers": {}, "body": None}
    for serializer in ("yaml", "json"):
        path = tmp_path / f"cassette.{serializer}"
        record(
            port, path, [*EXCHANGES["right"]["every-operation"], {"request": asked, "response": answered}], serializer
        )
        lines = path.read_text().splitlines()
        ((line, column),) = [(i + 1, t.index("7654321") + 1) for i, t in enumerate(lines) if "7654321" in t]
        (located,) = linted(path).findings
        assert (located.finding.rule, located.part) == ("capacity-limit-maximum", "interaction 7, request")
        assert (located.start.line, located.start.column) == (line, column)
        assert (located.end.line, located.end.column) == (line, column + 7)


# Bad input: as a user meets it.


def cassette(**changes: Any) -> dict[str, Any]:
    request = {"method": "POST", "uri": THERE, "headers": HEADERS, "body": json.dumps(RIGHT)}
    return {"interactions": [{"request": request | changes}]}


BOMB = "voice_out_trunks: 1\na0: &a0 [x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 40)
)
YAML_FAULTS = {
    "a bomb": (BOMB, "aliases expand"),
    "an alias in itself": ("voice_out_trunks: &a [*a]", "stands inside what it refers to"),
    "an alias by merging": ("voice_out_trunks: &a\n  <<: *a\n", "stands inside what it refers to"),
    "an alias to nothing": ("voice_out_trunks: *a", "refers to nothing"),
    "tabs": ("data:\n\ttype: voice_out_trunks", "not with tabs"),
    "an unclosed quote": ('a: "voice_out_trunks', "not YAML"),
    "deep": ("voice_out_trunks: " + "[" * 100_000, "levels deep"),
    "deep mappings": ("voice_out_trunks: " + "{a: " * 100_000, "levels deep"),
    "deep below a shallow one": ('voice_out_trunks: [a, "[", # [\n  ' + "[" * 100_000, "levels deep"),
    "deep, and no YAML at all": ("voice_out_trunks: " + "[" * 200 + "]" * 200 + "]", "levels deep"),
    "deep blocks": ("voice_out_trunks:\n" + "".join("- " * 200 + "\n" for _ in range(3)), "levels deep"),
    "a control character": ("a: voice_out_trunks\x07", "control characters"),
    "an escape that is no character": ('a: "voice_out_trunks \\U00110000"', "not YAML"),
}


@pytest.fixture(params=["libyaml where there is one", "PyYAML alone"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either of the two parsers that PyYAML may have: what a user is told must not depend on which one it is."""
    if request.param == "PyYAML alone":
        monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("what", YAML_FAULTS)
def test_yaml_that_is_none_is_told_with_its_place(what: str) -> None:
    source, message = YAML_FAULTS[what]
    (located,) = judged("a.yaml", source).findings
    assert located.finding.rule == "yaml-syntax"
    assert message in located.finding.message
    lines = source.split("\n")
    assert 1 <= located.start.column <= len(lines[located.start.line - 1]) + 1


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("before", ["", "  a,\n", "'[', # [\n ", """'[', "[", it's, """])
@pytest.mark.parametrize("levels", [98, 99, 150, 900, 1500])
def test_deep_yaml_is_told_at_the_first_level_that_is_too_many(before: str, levels: int) -> None:
    source = f"- voice_out_trunks\n- [{before}"
    (located,) = judged("a.yaml", source + "[" * levels).findings
    if levels < 99:  # two are open already
        assert "levels deep" not in located.finding.message
    else:
        column = len(source.rpartition("\n")[2]) + 99
        assert "levels deep" in located.finding.message
        assert (located.start.line, located.start.column) == (source.count("\n") + 1, column)


def test_yaml_that_is_none_is_nobodys_business_where_it_is_not_about_trunks(run: Any, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("{{ a template }}: [")
    done = run("lint", "a.yaml")
    assert done.returncode == 0
    assert "nothing in it is about voice_out_trunks" in done.stdout


TAGS = [
    "!!python/object/apply:os.system ['touch pwned']",
    "!!python/object/new:os.system ['touch pwned']",
    "!!python/name:os.system",
    "!!python/module:pwned",
    "!ruby/object:Gem::Installer {i: x}",
    "!ruby/hash:ActiveSupport::HashWithIndifferentAccess {a: 1}",
    "!<tag:example.org,2000:x> {a: 1}",
    "!!binary '***'",
    "!!float ''",
    "!!int ''",
    "!!int x",
    "!!bool x",
    "!!null x",
    "!!timestamp x",
    "!!set {a, b}",
    "!!omap [a: 1]",
    "!!pairs [a: 1]",
]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("place", ["{}", "voice_out_trunks: {}", "interactions:\n- {}"])
def test_no_tag_of_yaml_stops_the_linter(tag: str, place: str) -> None:
    outcome = judged("a.yaml", f"{place.format(tag)}\n---\n{json.dumps(RIGHT)}")
    assert not outcome.findings
    assert outcome.documents == 1


def test_no_tag_of_yaml_runs_anything(run: Any, tmp_path: Path) -> None:
    (tmp_path / "pwned.py").write_text("open('pwned', 'w')")
    (tmp_path / "a.yaml").write_text("\n---\n".join([*TAGS, json.dumps(RIGHT)]))
    done = run("lint", "--format", "json", "a.yaml", env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["summary"]["documents"] == 1
    assert not (tmp_path / "pwned").exists()


def test_what_psych_writes_for_bytes_is_read() -> None:
    body = base64.b64encode(json.dumps(RIGHT).replace("10", "40000").encode()).decode()
    source = (
        "http_interactions:\n- request:\n    method: post\n    uri: " + THERE + "\n"
        "    headers: {Api-Key: ['[key]'], Content-Type: [application/vnd.api+json]}\n"
        f"    body:\n      encoding: ASCII-8BIT\n      string: !binary |-\n        {body}\n"
    )
    (located,) = judged("a.yml", source).findings
    assert (located.finding.rule, located.start.line, located.start.column) == ("capacity-limit-maximum", 9, 9)
    assert (located.end.line, located.end.column) == (9, 9 + len(body))


@pytest.mark.parametrize("end", ["\u00a0", "\u000b", "\u2028", "\\", " ^"])
def test_no_character_after_a_word_stops_a_curl_command(end: str) -> None:
    outcome = judged("a.txt", f"curl {THERE} -H 'Api-Key: [key]'{end}")
    assert outcome.documents == 1


def test_a_query_is_judged_whatever_stands_before_the_path() -> None:
    source = "GET {{[}}/v3/voice_out_trunks?page%5Bsize%5D=0\nApi-Key: [key]\n"
    assert [located.finding.rule for located in judged("a.http", source).findings] == ["page-size-minimum"]


def test_of_a_parameter_that_occurs_twice_the_last_is_shown() -> None:
    url = f"{THERE}?page[size]=10&sort=name&page[size]=x"
    (located,) = judged("a.http", f"GET {url}\nApi-Key: [key]\n").findings
    assert located.finding.rule == "page-size-type"
    assert located.start.column == len("GET ") + url.rindex("page") + 1


def test_an_auth_helper_without_a_value_sends_nothing() -> None:
    auth = {"type": "apikey", "apikey": [{"key": "key", "value": "Api-Key"}, {"key": "value"}, {"key": 1}, None]}
    item = {"name": "List", "request": {"method": "GET", "url": THERE, "auth": auth}}
    source = json.dumps({"info": {"_postman_id": "1", "name": "x"}, "item": [item]})
    assert [located.finding.rule for located in judged("a.json", source).findings] == ["credentials-missing"]


OUTSIDE = "its body is in a file outside of the page's folder"
NOT_THERE = "its body is in a file that is not there"
SKIPPED = {
    ("a.yaml", "interactions: []\nversion: 1\n"): "a cassette without interactions",
    ("a.json", '{"interactions": [], "version": 1}'): "a cassette without interactions",
    ("a.json", '{"http_interactions": [], "recorded_with": "VCR 5.0.0"}'): "a cassette without interactions",
    ("a.json", '{"interactions": [{}, 1, null, {"request": []}]}'): "an interaction without a request",
    ("a.har", '{"log": {"entries": []}}'): "an archive without entries",
    ("a.har", '{"log": {"entries": [{}, 1]}}'): "an entry without a method or a URL",
    ("a.json", '{"info": {"_postman_id": "1"}, "item": []}'): "a collection without requests",
    ("a.yaml", ""): "an empty YAML file",
    ("a.md", ""): "a Markdown without messages",
    ("a.mdx", "```json"): "a Markdown without messages",
    ("a.md", "Prose.\n"): "a Markdown without messages",
    ("a.http", ""): "a .http file without messages",
    ("a.rest", "###\n# nothing\n###"): "a .http file without messages",
    ("a.txt", ""): "no HTTP message in it",
    ("a.txt", "Prose about POST /v3/voice_out_trunks."): UNREAD,
    ("a.md", '```json\n{"data": {"type": "voice_out_trunks", ...}}\n```'): "cut short with …",
    ("a.md", '```json\n{"data": {"type": "voice_out_trunks", …}}\n```'): "cut short with …",
    ("a.txt", f"POST /v3/voice_out_trunks HTTP/1.1\n{HEAD}\n{{\n  ...\n}}\n"): "cut short with …",
    ("a.http", f"POST {THERE}\n{HEAD}\n< ./not-there.json\n"): NOT_THERE + " (./not-there.json)",
    ("a.http", f"POST {THERE}\n{HEAD}\n< ../../../../../../etc/passwd\n"): OUTSIDE,
    ("a.http", f"POST {THERE}\n{HEAD}\n< /etc/passwd\n"): OUTSIDE,
    ("a.md", f"```sh\ncurl {THERE} -d @/etc/passwd\n```"): OUTSIDE,
    ("a.md", f"```sh\ncurl {THERE} -d @missing.json\n```"): "its body is in a file that is not there (missing.json)",
    ("a.md", f"```sh\ncurl {THERE} -d @.\n```"): "its body is in a file outside of the page's folder (.)",
    ("a.md", f'```sh\ncurl {THERE} -d "$(cat body.json)"\n```'): "its body is what another command prints",
    ("a.md", f"```sh\ncat x | curl {THERE} -d @-\n```"): UNREAD,
    ("a.md", f"```sh\ncurl {THERE} -F a=b\n```"): "a curl command whose body is not JSON (-F)",
}  # fmt: skip


@pytest.mark.parametrize("case", SKIPPED, ids=lambda case: f"{case[0]} {case[1][-30:]!r}")
def test_what_is_not_judged_is_passed_over_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    suffix, source = Path(case[0]).suffix, case[1]
    name = f"voice_out_trunks{suffix}"  # which promises that it concerns us
    Path(name).write_text(source)
    outcome = Linter(choice=Choice(ignored=frozenset(["request-content-type", "credentials-missing"]))).run(
        [Source(name, name)]
    )
    assert not outcome.findings
    assert not outcome.documents
    assert any(SKIPPED[case] in skipped.reason for skipped in outcome.skipped), outcome.skipped
    assert "root:" not in reports(outcome)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (tmp_path / "outside.json").write_text(json.dumps(RIGHT).replace("10", "40000"))
    (folder / "body.json").symlink_to(tmp_path / "outside.json")
    (folder / "a.http").write_text(f"POST {THERE}\n{HEAD}\n< ./body.json\n")
    outcome = linted(folder / "a.http")
    assert not outcome.findings
    assert [skipped.reason for skipped in outcome.skipped] == [
        "its body is in a file outside of the page's folder (./body.json)"
    ]


def test_a_fault_in_a_body_from_a_file_is_found_in_that_file(tmp_path: Path) -> None:
    (tmp_path / "body.json").write_text("\n" + json.dumps(RIGHT).replace("10", "40000"))
    (tmp_path / "a.http").write_text(f"POST {THERE}\n{HEAD}\n< ./body.json\n")
    (located,) = linted(tmp_path / "a.http").findings
    assert located.file.endswith("body.json")
    assert (located.start.line, located.start.column) == (2, json.dumps(RIGHT).index("10}") + 1)


def test_a_fault_in_a_body_from_a_file_belongs_to_the_message_of_the_page(run: Any, tmp_path: Path) -> None:
    request = f"POST {THERE}\n{HEAD}\n< ./body.json\n"
    line = request.count("\n") + 2
    (tmp_path / "body.json").write_text("\n" * (line - 1) + json.dumps(RIGHT).replace("10", "40000"))
    (tmp_path / "a.http").write_text(request)
    done = run("lint", "a.http", "--format", "concise")
    assert done.stdout.startswith(f"body.json:{line}:")
    assert "request 1 of a.http" in done.stdout
    suite = JUnitXml.fromstring(run("lint", "a.http", "--format", "junit").stdout.encode())
    assert (suite.tests, suite.failures) == (1, 1)
    (tmp_path / "a.http").write_text(f"{request}\n# didww-contract: ignore\n")  # speaks for that line of this file
    assert run("lint", "a.http").returncode == 1
    (tmp_path / "a.http").write_text(f"# didww-contract: ignore[capacity-limit-maximum]\n{request}")
    assert run("lint", "a.http").returncode == 0


@pytest.mark.parametrize("paths", [["a.http", "body.json"], ["body.json", "a.http"], ["./body.json", "a.http"], ["."]])
def test_a_body_that_is_also_judged_by_itself_is_told_once(run: Any, tmp_path: Path, paths: list[str]) -> None:
    (tmp_path / "body.json").write_text(json.dumps(RIGHT).replace("10", "40000"))
    (tmp_path / "a.http").write_text(f"POST {THERE}\n{HEAD}\n< ./body.json\n")
    done = run("lint", "--format", "json", *paths)
    assert [finding["rule"] for finding in json.loads(done.stdout)["findings"]] == ["capacity-limit-maximum"]


def test_an_old_postman_collection_is_named_and_fails(run: Any, tmp_path: Path) -> None:
    old = {"id": "1", "name": "Trunks", "order": ["2"], "requests": [{"id": "2", "url": THERE, "method": "GET"}]}
    (tmp_path / "old.json").write_text(json.dumps(old))
    done = run("lint", "old.json")
    assert done.returncode == 2
    assert "a Postman collection of version 1, which is not read; export it as v2.1" in done.stderr
    (tmp_path / "old.json").write_text(json.dumps(old).replace("voice_out_trunks", "orders"))
    assert run("lint", "old.json").returncode == 0


def test_a_bad_line_in_the_middle_of_json_lines_spoils_no_other(run: Any, tmp_path: Path) -> None:
    good = json.dumps(RIGHT)
    lines = [good, good.replace("10", "40000"), good[:-9], "", good.replace("10", "-1"), good]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    report = json.loads(run("lint", "--format", "json", "a.jsonl").stdout)
    assert [(one["line"], one["rule"]) for one in report["findings"]] == [
        (2, "capacity-limit-maximum"),
        (3, "json-syntax"),
        (5, "capacity-limit-minimum"),
    ]
    assert report["summary"]["documents"] == 5


def test_an_emoji_before_the_fault_counts_as_one_character(tmp_path: Path) -> None:
    source = f"POST {THERE}\n{HEAD}\n" + json.dumps(RIGHT, ensure_ascii=False).replace("Trunk", "😀é中").replace(
        "10}", "40000}"
    )
    (located,) = judged("a.http", source).findings
    assert located.start.column == source.split("\n")[4].index("40000") + 1


@pytest.mark.parametrize("suffix", [".json", ".har", ".yaml", ".md", ".http", ".txt", ""])
def test_a_file_larger_than_the_limit_is_refused_fast_and_in_little_memory(
    run: Any, tmp_path: Path, suffix: str
) -> None:
    with (tmp_path / f"voice_out_trunks{suffix}").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    limit = 400 * 1024 * 1024  # of address space, of which the interpreter and its libraries take most
    script = "import resource, sys; from didww_contract.cli.main import main; main()"
    code = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit})); {script.partition(';')[2]}"
    done = subprocess.run(
        [sys.executable, "-c", code, "lint", f"voice_out_trunks{suffix}"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 2, done.stderr
    assert b"MiB" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_bomb_of_gzip_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 60_000_000, 1)
    source = json.dumps(cassette(body={"base64_string": base64.b64encode(bomb).decode()}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcome = judged("a.json", source)
    assert [skipped.reason for skipped in outcome.skipped] == ["its body is larger than 8 MiB when unpacked"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # kilobytes


@pytest.mark.parametrize("suffix", [*SUFFIXES, "", ".weird", ".text"])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\0\1\2\xff\xfe",
        b"\x89PNG\r\n\x1a\n\0",
        b"\xef\xbb\xbf",
        b"\xff",
        b"{",
        b"[",
        b"---",
        b"###",
        b"```",
    ],
)
def test_empty_and_binary_files_of_every_suffix(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    outcome = linted(path)
    assert outcome.findings or outcome.skipped
    assert not any(skipped.failed for skipped in outcome.skipped)


# Whatever the bytes: a verdict, no traceback.

ALL_FIXTURES = [*files("right"), *files("wrong")]
SUFFIX = st.sampled_from([*SUFFIXES, ""])
FAST = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@FAST
@given(SUFFIX, st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_random_bytes_never_stop_the_linter(suffix: str, data: bytes) -> None:
    reports(judged_or_refused(f"a{suffix}", data))


@FAST
@given(st.data())
def test_mutated_fixtures_never_stop_the_linter(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(ALL_FIXTURES))
    source = bytearray(path.read_bytes()[:6000])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(source) - 1)))
        size = data.draw(st.sampled_from([0, 1, 3, 50]))
        source[at : at + size] = data.draw(
            st.sampled_from(
                [b"", b'"', b"'", b"{", b"}", b"[", b"\n", b"\r", b"null", b"1", b": ", b"- ", b"&a *a", b"\xff"]
            )
            | st.binary(max_size=3)
        )
    suffix = data.draw(st.just(path.suffix) | SUFFIX)
    reports(judged_or_refused(f"a{suffix}", bytes(source)))


WRONG_VALUES = st.sampled_from(
    [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        '""',
        '"x"',
        "[]",
        "{}",
        "[null]",
        '{"": null}',
        "[[]]",
        "[{}]",
        '"{{x}}"',
        "1e999",
    ]
)


@FAST
@given(st.data())
def test_carriers_with_values_of_any_type_never_stop_the_linter(data: st.DataObject) -> None:
    path = data.draw(
        st.sampled_from([p for p in ALL_FIXTURES if p.suffix in (".json", ".har") and p.parent.name != "json-lines"])
    )
    value = json.loads(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        parent, key, here = None, None, value
        for _ in range(data.draw(st.integers(1, 9))):
            keys = list(here) if isinstance(here, dict) else list(range(len(here))) if isinstance(here, list) else []
            if not keys:
                break
            parent, key = here, data.draw(st.sampled_from(keys))
            here = parent[key]
        if parent is not None:
            parent[key] = json.loads(data.draw(WRONG_VALUES))
    as_yaml = data.draw(st.booleans())  # JSON is YAML
    reports(judged_or_refused("a.yaml" if as_yaml else "a.json", json.dumps(value, indent=1).encode()))


def judged_or_refused(name: str, data: bytes) -> Outcome:
    try:
        return judged(name, data)
    except Unreadable:
        return Outcome()


def reports(outcome: Outcome) -> str:
    """What all reports say."""
    for located in outcome.findings:
        assert located.start.line >= 1
        assert located.start.column >= 1
        assert located.end >= located.start
    return text.report(outcome, quiet=False) + concise.report(outcome, quiet=False) + as_json.report(outcome)


# Secrets: planted in every carrier, beside faults, shown by no report.

NAMES = re.compile("api-key|authorization|bearer|username|password|token|-u |://someone:", re.IGNORECASE)
KEY, BEARER, USER, WORD = "Kq7Zm2Xv9Lp4Rt8W", "Tz5Yw3Nb8Qd6Hf2J", "u83kd92mfpw1", "Vr6Jc4Gs9Mk2Px7B"
SECRETS = (KEY, BEARER, USER, WORD)


def with_secrets(*, broken: bool = False) -> list[dict[str, Any]]:
    """Exchanges that are full of secrets, and of faults."""
    found: list[dict[str, Any]] = json.loads(
        json.dumps([EXCHANGES["right"]["every-operation"][number] for number in (0, 2, 3)])
    )
    for one in found:
        one["request"]["headers"] |= {"Api-Key": KEY, "Authorization": f"Bearer {BEARER}", "Accept": "text/html"}
        one["request"]["headers"] |= {"X-DIDWW-API-Version": "2021-12-15"}
        one["response"]["status"] = 299
        one["response"]["headers"]["Content-Type"] = "text/plain"
        attributes = one["response"]["body"]["data"]["attributes"]
        attributes |= {"capacity_limit": 40000, "username": USER, "password": WORD, "nmae": 1}
        attributes["callback_url"] = f"ftp://someone:{WORD}@example.org"
        if one["request"]["body"]:
            inner = one["request"]["body"]["data"]["attributes"]
            inner |= {"capacity_limit": 40000, "username": USER, "password": WORD, "token": KEY}
    return found


def test_no_report_shows_a_secret(port: int, tmp_path: Path) -> None:
    exchanges = with_secrets()
    writers = writers_of_fixtures()
    sources: dict[str, str] = {f"{name}{suffix}": write(exchanges) for name, (suffix, write) in writers.items()}
    sources["minified.har"] = json.dumps(json.loads(sources["har.har"]))
    sources["minified.postman.json"] = json.dumps(json.loads(sources["postman.postman_collection.json"]))
    for serializer in ("yaml", "json"):
        path = tmp_path / f"cassette.{serializer}"
        record(port, path, exchanges, serializer)
        sources[path.name] = path.read_text()
    sources["minified.json"] = json.dumps(json.loads(sources["cassette.json"]))
    sources["sorted.json"] = json.dumps(value_first(json.loads(sources["minified.har"])))
    sources["sorted.postman.json"] = json.dumps(value_first(json.loads(sources["minified.postman.json"])))
    sources["a.md"] = "```sh\n" + curl(exchanges[0]) + "\n```\n"
    sources["a.txt"] = curl(exchanges[0])
    for name, source in sources.items():
        outcome = judged(name, source)
        shown = reports(outcome)
        assert len(outcome.findings) > 3, name
        leaked = [secret for secret in SECRETS if secret in shown]
        assert not leaked, f"{name}: {leaked}"


def curl(one: dict[str, Any]) -> str:
    headers = " ".join(f"-H '{name}: {value}'" for name, value in one["request"]["headers"].items())
    return f"curl -u {USER}:{WORD} {headers} -d '{json.dumps(one['request']['body'])}' {THERE}"


def value_first(value: Any) -> Any:
    """The same with the members of each object in reverse: values before the names that say what they are."""
    if isinstance(value, dict):
        return {name: value_first(one) for name, one in reversed(value.items())}
    return [value_first(one) for one in value] if isinstance(value, list) else value


def writers_of_fixtures() -> dict[str, Any]:
    """The writers of the fixtures; a script, not a module of the package."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("written", CARRIERS / "making" / "written.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Any] = module.WRITERS
    return found


BESIDE_FAULTS = {
    "a.md": [
        f"```sh\ncurl {THERE} -u '{USER}:{WORD} -d x\n```",
        f"```sh\ncurl {THERE} -H Api-Key:' {KEY} -d x\n```",
        f"```sh\ncurl {THERE} -H 'Api-Key: {KEY} -d x\n```",
    ],
    "a.yaml": [
        f"a: voice_out_trunks\npassword: @{WORD}",
        f"a: voice_out_trunks\npassword: %{WORD} x",
        f"a: voice_out_trunks\npassword: *{WORD}",
        f'a: voice_out_trunks\npassword: "{WORD}',
        f'a: voice_out_trunks\npassword: "{WORD}" x',
        f"a: voice_out_trunks\npassword: {{{WORD}: 1, {WORD}",
    ],
    "a.http": [
        f"GET {THERE}?filter[status]=nope&api_key={KEY}\n",
        f"GET https://me:{KEY}@api.didww.com/v3/voice_out_trunks?filter[status]=nope\n",
        f"POST {THERE}\nApi-Key: {KEY}\nContent-Type: x; key={KEY}\n\n" + json.dumps(RIGHT),
    ],
}


@pytest.mark.parametrize(("name", "source"), [(n, s) for n, sources in BESIDE_FAULTS.items() for s in sources])
def test_no_report_shows_a_secret_just_beside_a_fault(name: str, source: str) -> None:
    outcome = judged(name, source)
    shown = reports(outcome)
    assert outcome.findings
    assert not [secret for secret in SECRETS if secret in shown]


@FAST
@given(st.data())
def test_no_report_shows_a_secret_of_a_damaged_carrier(data: st.DataObject) -> None:
    name, source = data.draw(st.sampled_from(DAMAGED))
    at = data.draw(st.integers(0, len(source)))
    damage = data.draw(st.sampled_from(["", '"', "'", "}", "\\", ",", "\n", "\r", "]", "…", "\x00", "\\u0", "{{", "#"]))
    cut = data.draw(st.sampled_from([0, 1, 7]))
    damaged = source[:at] + damage + source[at + cut :]
    # without its name nobody knows a secret for one
    assume(NAMES.findall(damaged) == NAMES.findall(source))
    shown = reports(judged_or_refused(name, damaged.encode()))
    leaked = [secret for secret in SECRETS if secret in shown]
    assert not leaked


def _damaged() -> list[tuple[str, str]]:
    exchanges = with_secrets()
    found = [(f"a{suffix}", write(exchanges)) for suffix, write in writers_of_fixtures().values()]
    found += [("a.json", json.dumps(json.loads(source))) for name, source in found if name.endswith(("json", "har"))]
    found += [("a.json", json.dumps(value_first(json.loads(source)))) for name, source in found if name == "a.json"]
    found += [("a.yaml", source) for name, source in found if name == "a.json"]
    found += [("a.jsonl", json.dumps(one["response"]["body"]) + "\n") for one in exchanges]
    found += [("a.md", f"```sh\n{curl(exchanges[0])}\n```"), ("a.txt", curl(exchanges[0]))]
    return found


DAMAGED = _damaged()
