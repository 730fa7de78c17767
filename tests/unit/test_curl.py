"""curl commands: the request that is read is the one that curl sends."""

import http.server
import shlex
import shutil
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from didww_contract.carriers.bodies import TextBody, Unread
from didww_contract.carriers.curl import request
from didww_contract.carriers.messages import Omitted, Request, header
from didww_contract.text.passages import passage
from didww_contract.text.shell import command

BODY = '{"data": {"name": "Büro \\"x\\""}}'


def read(source: str) -> Request:
    found = request(command(passage(source), 0), "curl", lambda name: Unread(f"file {name}"))
    assert isinstance(found, Request)
    return found


def sent_as_read(source: str) -> tuple[str, str, dict[str, str], str]:
    found = read(source)
    headers = {one.name.lower(): one.value.text for one in found.headers or ()}
    body = found.body.passage.text if isinstance(found.body, TextBody) else ""
    return found.method.text, found.url.text, headers, body


Sent = list[tuple[str, str, dict[str, str], str]]


@pytest.fixture(scope="module")
def listening() -> Iterator[tuple[int, Sent]]:
    seen: Sent = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def _take(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen.append((self.command, self.path, headers, body))
            self.send_response(204)
            self.end_headers()

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = _take  # noqa: N815 - its base looks for these

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.server_port, seen
        server.shutdown()
        thread.join()


JSON = shlex.quote(BODY)
COMMANDS = [
    "curl {url}",
    "curl -X DELETE {url}",
    "curl -XPATCH {url} -d " + JSON,
    "curl --request PATCH --url {url} --data " + JSON,
    "curl {url} -d " + JSON,
    "curl {url} -H 'Content-Type: application/vnd.api+json' -H'Api-Key: x' --data-raw " + JSON,
    "curl {url} --json " + JSON,
    "curl {url} --json '{' --json '}'",
    "curl -i -s -S -k -L {url} -H 'api-key:   spaced  '",
    "curl -sSXPOST {url} -d " + JSON,
    "curl -isX PUT {url} -d@- <<'EOF'\n" + BODY + "\nEOF",
    "curl -u me:word {url}",
    "curl --oauth2-bearer abc {url}",
    "curl -I {url}",
    "curl -A agent -m 5 --retry 0 -o /dev/null {url}",
    "curl --data-binary " + JSON + " -H 'Content-Type: a/b' {url}",
    "curl -d a=1 -d b=2 -G {url}",
    "curl {url} -H 'Accept: a/b' -H 'Accept: c/d'",
    "curl {url} -d ''",
    "curl {url} -H 'X-Empty;' -H 'Api-Key:'",
    "curl {url} -H 'Content-Type:' -d " + JSON,
    "curl --max-time=5 {url}",
]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("template", COMMANDS, ids=lambda text: text[:60])
def test_what_is_read_is_what_curl_sends(listening: tuple[int, Sent], template: str) -> None:
    port, seen = listening
    source = template.replace("{url}", f"http://127.0.0.1:{port}/v3/voice_out_trunks")
    seen.clear()
    done = subprocess.run(
        ["bash", "-c", source], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=10
    )
    if done.returncode == 2:  # an option that curl refuses: nothing to compare
        assert not seen
        return
    ((method, path, headers, body),) = seen
    read_method, url, read_headers, read_body = sent_as_read(source)
    assert read_method == method
    assert url.endswith("/v3/voice_out_trunks")
    assert path.startswith("/v3/voice_out_trunks")
    # here-documents are sent with -d without their line ends
    assert read_body.strip() == body.strip()
    for name in ("content-type", "api-key", "accept"):
        implied = "*/*" if name == "accept" else None
        assert read_headers.get(name, implied) == headers.get(name), name
    assert ("authorization" in read_headers) == ("authorization" in headers)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("curl -X POST", "without a URL"),
        ("curl x -F a=b", "(-F)"),
        ("curl x -T file", "(-T)"),
        ("curl x --data-urlencode a=b", "(--data-urlencode)"),
        ("curl", "without a URL"),
        ("curl -H", "without a URL"),
    ],
)
def test_what_sends_no_json_is_passed_over(source: str, reason: str) -> None:
    found = request(command(passage(source), 0), "curl", lambda _: None)
    assert isinstance(found, Omitted)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("curl x -d @-", "another command prints"),
        ("curl x -d @/dev/stdin", "another command prints"),
        ('curl x -d "$(cat file)"', "another command prints"),
        ("curl x -d @body.json", "file body.json"),
        ("curl x -d a -d b", "several options"),
        ("curl x -d @a -d b", "several options"),
    ],
)
def test_bodies_that_the_page_does_not_show_are_unread(source: str, reason: str) -> None:
    body: Any = read(source).body
    assert isinstance(body, Unread)
    assert reason in body.reason


def test_only_the_first_of_several_transfers_counts() -> None:
    found = read("curl a -H 'Api-Key: 1' --next b -X DELETE")
    assert (found.url.text, found.method.text) == ("a", "GET")


def test_a_header_knows_its_place() -> None:
    source = "curl x -H 'Api-Key:  abc'"
    value = header(read(source).headers, "API-KEY")
    assert value is not None
    assert source[slice(*value.span())] == "abc"
