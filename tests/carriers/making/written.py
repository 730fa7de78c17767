"""Writes exchanges.json into the carriers that people and their tools write: Postman, HAR, .http, Markdown, pages.

Each writer follows its format's description: Postman's collection schema v2.1.0, HAR 1.2 with a request body in base64
as mitmproxy has it, the .http dialect that the clients of VS Code and JetBrains share, CommonMark 0.31.
"""

import base64
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HOST = "https://api.didww.com"
Exchanges = list[dict[str, Any]]
OF_REQUESTS = frozenset(
    (
        *("path-unknown", "method-not-allowed", "credentials-missing", "request-content-type", "request-accept"),
        *("body-unexpected", "body-missing", "id-mismatch", "live-secret"),
    )
)


def pretty(body: Any) -> str:
    """A body as it is shown to people."""
    return json.dumps(body, indent=2, ensure_ascii=False)


def postman(exchanges: Exchanges) -> str:
    """A collection with a folder: each exchange is a request and an example of it."""
    items = []
    for number, one in enumerate(exchanges, start=1):
        asked, answer = one["request"], one["response"]
        headers = [{"key": name, "value": value, "type": "text"} for name, value in asked["headers"].items()]
        url, raw = "{{base}}" + asked["path"], asked["body"] and pretty(asked["body"])
        request = {"method": asked["method"], "header": headers, "url": {"raw": url, "host": ["{{base}}"]}}
        if raw:
            request["body"] = {"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}}
        example = {
            "name": f"answers {answer['status']}",
            "originalRequest": request,
            "status": "Message",
            "code": answer["status"],
            "_postman_previewlanguage": "json",
            "header": [{"key": name, "value": value} for name, value in answer["headers"].items()],
            "cookie": [],
            "body": pretty(answer["body"]) if answer["body"] else None,
        }
        items.append({"name": f"Request {number}", "request": plain_request(), "response": [example]})
    collection = {
        "info": {
            "_postman_id": "0f6f7a70-3a52-4d6e-8f0b-1d4f3e2a9b11",
            "name": "Trunks",
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "item": [{"name": "Voice OUT", "item": items}],
        "variable": [{"key": "base", "value": HOST}, {"key": "key", "value": "[API token]"}],
    }
    return json.dumps(collection, indent="\t", ensure_ascii=False)


def plain_request() -> dict[str, Any]:
    """A request with nothing wrong in it, whose key comes from the auth helper."""
    key = [{"key": "key", "value": "Api-Key"}, {"key": "value", "value": "{{key}}"}, {"key": "in", "value": "header"}]
    auth = {"type": "apikey", "apikey": key}
    return {"auth": auth, "method": "GET", "header": [], "url": {"raw": "{{base}}/v3/voice_out_trunks"}}


def har(exchanges: Exchanges, *, packed: Callable[[bytes], bytes] | None = None) -> str:
    """An archive; bodies of answers `packed`, in base64, or plain."""
    entries = []
    for one in exchanges:
        asked, answer = one["request"], one["response"]
        request: dict[str, Any] = {
            "method": asked["method"],
            "url": HOST + asked["path"],
            "httpVersion": "HTTP/2",
            "cookies": [],
            "headers": pairs(asked["headers"]),
            "queryString": [],
            "headersSize": -1,
            "bodySize": len(pretty(asked["body"])) if asked["body"] else 0,
        }
        if asked["body"]:
            media_type = asked["headers"].get("Content-Type", "")
            request["postData"] = {"mimeType": media_type, "text": pretty(asked["body"])}
        body = pretty(answer["body"]) if answer["body"] else ""
        content = {"size": len(body.encode()), "mimeType": "application/vnd.api+json", "text": body}
        headers = pairs(answer["headers"])
        if packed and body:
            data = packed(body.encode())
            content |= {"text": base64.b64encode(data).decode(), "encoding": "base64"}
            headers += [{"name": "content-encoding", "value": "gzip"}] if data != body.encode() else []
        if not body:
            del content["text"]
        response = {"status": answer["status"], "statusText": "", "httpVersion": "HTTP/2", "cookies": []}
        response |= {"headers": headers, "content": content, "redirectURL": "", "headersSize": -1, "bodySize": -1}
        entries.append({
            "startedDateTime": "2026-03-02T10:11:12.345Z", "time": 12, "request": request, "response": response,
            "cache": {}, "timings": {"send": 0, "wait": 12, "receive": 0},
        })  # fmt: skip
    creator = {"name": "tests", "version": "1"}
    return json.dumps({"log": {"version": "1.2", "creator": creator, "entries": entries}}, indent=2)


def pairs(headers: dict[str, str]) -> list[dict[str, str]]:
    """Headers as an archive has them."""
    return [{"name": name, "value": value} for name, value in headers.items()]


def http_request(one: dict[str, Any], host: str = HOST, version: str = "") -> str:
    """A request as text."""
    asked = one["request"]
    headers = "".join(f"{name}: {value}\n" for name, value in asked["headers"].items())
    body = f"\n{pretty(asked['body'])}\n" if asked["body"] else ""
    return f"{asked['method']} {host}{asked['path']}{version}\n{headers}{body}"


def http_response(one: dict[str, Any]) -> str:
    """A response as text."""
    answer = one["response"]
    headers = "".join(f"{name}: {value}\n" for name, value in answer["headers"].items())
    body = f"\n{pretty(answer['body'])}\n" if answer["body"] else ""
    return f"HTTP/1.1 {answer['status']} Message\n{headers}{body}"


def http_file(exchanges: Exchanges) -> str:
    """Requests between ###."""
    requests = "\n### Next\n# a comment\n".join(http_request(one, "{{host}}") for one in exchanges)
    return f"@host = {HOST}\n\n{requests}"


def markdown(exchanges: Exchanges) -> str:
    """Pairs in fences, one pair in a list and one in a quotation."""
    pieces = ["# Trunks 😀\n"]
    for number, one in enumerate(exchanges):
        asked = f"```http\n{http_request(one, '', ' HTTP/1.1')}```\n"
        answered = f"```http\n{http_response(one)}```\n"
        block = f"{asked}\nIt answers:\n\n{answered}"
        prefix = ("", "  ", "> ")[number % 3]
        bullet = "- One:\n\n" if prefix == "  " else ""
        pieces.append(bullet + "".join(f"{prefix}{line}".rstrip() + "\n" for line in block.splitlines()))
    return "\n".join(pieces)


def mdx(exchanges: Exchanges) -> str:
    """The same inside of components."""
    inner = markdown(exchanges).replace("# Trunks 😀\n", "")
    opening = "import Tabs from '@theme/Tabs'\n\nexport const title = `Trunks`\n\n# {title}\n\n<Tabs>\n<TabItem value=\"a\">\n"
    return f"{opening}\n{inner}\n</TabItem>\n</Tabs>\n"


def page(exchanges: Exchanges) -> str:
    """Messages in plain text, without the empty lines before their bodies, as pages lose them when they are saved."""
    pieces = ["Voice OUT trunks\nExamples\n"]
    for one in exchanges:
        asked, answered = http_request(one, "", " HTTP/1.1"), http_response(one)
        pieces += [f"http\n{asked}response\n{answered}".replace("\n\n", "\n")]
    return "".join(pieces)


WRITERS: dict[str, tuple[str, Callable[[Exchanges], str]]] = {
    "postman": (".postman_collection.json", postman),
    "har": (".har", har),
    "http-file": (".http", http_file),
    "markdown": (".md", markdown),
    "mdx": (".mdx", mdx),
    "page": (".txt", page),
}

if __name__ == "__main__":
    found = json.loads(HERE.joinpath("exchanges.json").read_text("utf-8"))
    for side, files in found.items():
        for carrier, (suffix, write) in WRITERS.items():
            folder = HERE.parent / side / carrier
            folder.mkdir(parents=True, exist_ok=True)
            for name, exchanges in files.items():
                if carrier == "http-file" and not (name == "every-operation" or name in OF_REQUESTS):
                    continue
                folder.joinpath(name + suffix).write_text(write(exchanges), "utf-8")
        every = found["right"]["every-operation"] if side == "right" else found["wrong"]["response-differs"]
        name = "" if side == "right" else "response-differs_"
        har_folder = HERE.parent / side / "har"
        har_folder.joinpath(f"{name}base64.har").write_text(har(every, packed=bytes), "utf-8")
        har_folder.joinpath(f"{name}gzip.har").write_text(
            har(every, packed=lambda data: gzip.compress(data, mtime=0)), "utf-8"
        )
