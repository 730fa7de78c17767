"""Carriers: a known fault, hidden in any carrier in any style, is found at its very place."""

import base64
import gzip
import json
import re
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from didww_contract import strategies
from didww_contract.contract.message_rules import MESSAGE_RULES
from didww_contract.lint.linter import Linter
from didww_contract.lint.outcome import Located, Outcome
from didww_contract.report import concise, text
from didww_contract.report import json as as_json
from didww_contract.text.files import Source, is_json_lines

FAST = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
THERE = "https://api.didww.com/v3/voice_out_trunks"
MEDIA_TYPE = "application/vnd.api+json"
HEADERS = {"Content-Type": MEDIA_TYPE, "Accept": MEDIA_TYPE, "Api-Key": "[API token]"}
MARK = 40_000
"""The fault is a capacity_limit of at least this many digits' worth, which stands nowhere else in the file."""
nasty = st.text(
    st.sampled_from(
        "aZ 'Zß\"\\#&*!|>%@`{}[]:,-?~😀é中\u0301\u00a0\u2028\u2029\x85\ufeff\u200b$<.…/()\t^;=\0\x1b\x7f\n\r"
    ),
    min_size=1,
    max_size=30,
)


class Hidden(NamedTuple):
    """A create request with one fault in it, as text."""

    document: Any
    text: str
    mark: str


class Carried(NamedTuple):
    """A file, and which message of it has the fault."""

    name: str
    text: str
    part: str
    packed: str = ""
    """The base64 that hides it; empty where its digits stand in the file."""


@st.composite
def hidden(draw: st.DrawFn) -> Hidden:
    document = draw(strategies.create_requests())
    attributes = document["data"]["attributes"]
    mark = draw(st.integers(MARK * 10**5, MARK * 10**8))
    if draw(st.booleans()):
        attributes["name"] = f"n{draw(nasty)}n"
    layout: dict[str, Any] = draw(
        st.sampled_from([{}, {"indent": 2}, {"indent": 4}, {"indent": 0}, {"indent": "\t"}, {"separators": (",", ":")}])
    )
    names = draw(st.permutations(list(attributes)))
    document["data"]["attributes"] = {name: attributes[name] for name in names} | {"capacity_limit": mark}
    if draw(st.booleans()):  # the fault need not be the last
        document["data"]["attributes"] = {"capacity_limit": mark} | document["data"]["attributes"]
    written = json.dumps(document, ensure_ascii=draw(st.booleans()), **layout)
    assume(written.count(str(mark)) == 1)
    return Hidden(document, written, str(mark))


def judged(carried: Carried) -> list[Located]:
    outcome, data = Outcome(), carried.text.encode()
    if is_json_lines(carried.name):
        with tempfile.NamedTemporaryFile() as file:
            Path(file.name).write_bytes(data)
            outcome = Linter().run([Source(file.name, carried.name)])
    else:
        Linter().judge(outcome, carried.name, data)
    for report in (text.report(outcome, quiet=False), concise.report(outcome, quiet=False), as_json.report(outcome)):
        assert report
    # what a generated document is merely advised to do is not of interest here
    return [one for one in outcome.findings if one.finding.severity == "error" or one.finding.rule in MESSAGE_RULES]


def place(whole: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, by counting what stands before it."""
    lines = re.split(r"\r\n|\r|\n", whole[:offset])
    return len(lines), len(lines[-1]) + 1


def check(carried: Carried, secret: Hidden) -> None:
    """The fault is found once, and nothing else is wrong: not with the messages around it either."""
    found = judged(carried)
    assert [(one.finding.rule, one.part) for one in found] == [("capacity-limit-maximum", carried.part)], found
    (one,) = found
    assert one.finding.pointer == "/data/attributes/capacity_limit"
    whole = carried.text
    wanted = r"(?:\s|\\n|\\)*".join(map(re.escape, carried.packed or secret.mark))
    (match,) = re.finditer(wanted, whole)
    assert (one.start, one.end) == (place(whole, match.start()), place(whole, match.end()))


# What stands in front of the fault in a file with several messages: other APIs' business, and ours.
FEW = {"data": {"type": "voice_out_trunks", "attributes": {
    "name": "Trunk", "allowed_sip_ips": ["203.0.113.7"], "on_cli_mismatch_action": "reject_call", "capacity_limit": 10,
}}}  # fmt: skip
others = st.lists(
    st.sampled_from([
        ("GET", "https://example.org/v1/ü?a=1", None),
        ("POST", "https://api.didww.com/v3/orders", '{"data": {"type": "orders"}}'),
        ("POST", THERE, json.dumps(FEW, indent=1)),
        ("GET", THERE, None),
        ("DELETE", f"{THERE}/d471975a-c6ee-4f84-80f0-fad67c5e22b1", None),
    ]),
    max_size=3,
)  # fmt: skip


class Styled(str):
    """A string to be written in a style of YAML's."""

    __slots__ = ("style",)
    style: str | None


class PurePython(yaml.SafeDumper):
    """PyYAML's own writer."""


class LibYaml(yaml.CSafeDumper):
    """libyaml's writer."""


for dumper in (PurePython, LibYaml):
    dumper.add_representer(
        Styled, lambda writer, value: writer.represent_scalar("tag:yaml.org,2002:str", str(value), style=value.style)
    )


def styled(draw: st.DrawFn, value: str) -> Styled:
    found = Styled(value)
    found.style = draw(st.sampled_from(["'", '"', "|", ">", None]))
    return found


def yaml_text(draw: st.DrawFn, value: Any, *, several: bool = False) -> str:
    options: dict[str, Any] = {
        "width": draw(st.sampled_from([20, 80, 120, 10**6])),
        "allow_unicode": draw(st.booleans()),
        "line_break": draw(st.sampled_from(["\n", "\r\n", "\r"])),
        "indent": draw(st.sampled_from([2, 4, 8])),
        "sort_keys": draw(st.booleans()),
        "explicit_start": draw(st.booleans()),
    }
    options["default_flow_style"] = draw(st.booleans())
    writer: Any = draw(st.sampled_from([PurePython, LibYaml]))
    values = value if several else [value]
    written = str(yaml.dump_all(values, Dumper=writer, **options))
    assume(list(yaml.load_all(written, Loader=yaml.CSafeLoader)) == values)  # PyYAML's writer has faults of its own
    return written


def json_text(draw: st.DrawFn, value: Any) -> str:
    written = json.dumps(value, indent=draw(st.sampled_from([None, 0, 2, "\t"])), ensure_ascii=draw(st.booleans()))
    if draw(st.booleans()):
        written = written.replace("/", "\\/")  # as PHP has it
    return written.replace("\n", "\r\n") if draw(st.booleans()) else written


# Each of these hides the fault in a carrier of its kind.


def json_lines(draw: st.DrawFn, secret: Hidden) -> Carried:
    before = draw(st.lists(st.sampled_from([json.dumps(FEW), "", " ", '{"data": {"type": "orders"}}']), max_size=4))
    line = re.sub(r"[\n\t]", " ", secret.text)
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    lines = [*before, line, *draw(st.lists(st.just(json.dumps(FEW)), max_size=2))]
    return Carried(draw(st.sampled_from(["a.jsonl", "a.NDJSON"])), ending.join(lines), f"line {len(before) + 1}")


def yaml_documents(draw: st.DrawFn, secret: Hidden) -> Carried:
    before = draw(st.lists(st.sampled_from([FEW, {"a": "b"}, ["x"]]), max_size=2))
    after = draw(st.lists(st.just(FEW), max_size=1))
    written = yaml_text(draw, [*before, secret.document, *after], several=True)
    assume(written.count(secret.mark) == 1)
    part = f"document {len(before) + 1}" if before or after else ""
    return Carried(draw(st.sampled_from(["a.yaml", "a.yml"])), written, part)


def zipped(draw: st.DrawFn, value: str) -> bytes:
    data = value.encode()
    return gzip.compress(data, mtime=0) if draw(st.booleans()) else data


def interactions(draw: st.DrawFn, secret: Hidden, make: Callable[..., Any]) -> tuple[list[Any], str]:
    before = draw(others)
    found = [make(method, url, body) for method, url, body in before]
    found.append(make("POST", THERE, secret.text, True))
    return found, f"interaction {len(before) + 1}, request"


def vcrpy(draw: st.DrawFn, secret: Hidden) -> Carried:
    is_yaml = draw(st.booleans())
    data = zipped(draw, secret.text) if is_yaml and draw(st.booleans()) else b""

    def make(method: str, url: str, body: str | None, ours: bool = False) -> Any:
        written = data if ours and data else styled(draw, body) if body else None
        headers = {name: [value] for name, value in HEADERS.items()}
        return {"request": {"body": written, "headers": headers, "method": method, "uri": url}}

    found, part = interactions(draw, secret, make)
    cassette = {"interactions": found, "version": 1}
    written = yaml_text(draw, cassette) if is_yaml else json_text(draw, cassette)
    assume(data or written.count(secret.mark) == 1)
    return Carried("a.yaml" if is_yaml else "a.json", written, part, base64.b64encode(data).decode())


def ruby_vcr(draw: st.DrawFn, secret: Hidden) -> Carried:
    is_yaml = draw(st.booleans())
    data = zipped(draw, secret.text) if draw(st.booleans()) else b""

    def make(method: str, url: str, body: str | None, ours: bool = False) -> Any:
        content: dict[str, Any] = {"encoding": "UTF-8", "string": styled(draw, body or "")}
        if ours and data:
            content = {"encoding": "UTF-8", "base64_string": styled(draw, base64.encodebytes(data).decode())}
        headers = {name: [value] for name, value in HEADERS.items()}
        return {"request": {"method": method.lower(), "uri": url, "body": content, "headers": headers}}

    found, part = interactions(draw, secret, make)
    cassette = {"http_interactions": found, "recorded_with": "VCR 5.0.0"}
    written = yaml_text(draw, cassette) if is_yaml else json_text(draw, cassette)
    assume(data or written.count(secret.mark) == 1)
    return Carried("a.yml" if is_yaml else "a.json", written, part, base64.b64encode(data).decode())


def php_vcr(draw: st.DrawFn, secret: Hidden) -> Carried:
    is_yaml = draw(st.booleans())

    def make(method: str, url: str, body: str | None, ours: bool = False) -> Any:
        request: dict[str, Any] = {"method": method, "url": url, "headers": HEADERS}
        if body:
            request["body"] = styled(draw, body)
        return {"request": request, "response": {}}

    found, part = interactions(draw, secret, make)
    written = yaml_text(draw, found) if is_yaml else json_text(draw, found)
    assume(written.count(secret.mark) == 1)
    return Carried("a.yml" if is_yaml else "a.json", ("\n" if is_yaml else "") + written, part)


def postman(draw: st.DrawFn, secret: Hidden) -> Carried:
    host = draw(st.sampled_from(["{{host}}", "https://api.didww.com", "{{unknown}}"]))
    url: Any = f"{host}/v3/voice_out_trunks"
    if draw(st.booleans()):
        url = {"raw": url, "host": [host], "path": ["v3", "voice_out_trunks"]}
    header = [{"key": name, "value": value} for name, value in HEADERS.items()]
    request = {"method": "POST", "header": header, "body": {"mode": "raw", "raw": secret.text}, "url": url}
    in_example = draw(st.booleans())
    item: Any = {"name": "Create", "request": request, "response": []}
    part = "Create, request"
    if in_example:
        good = {**request, "body": {"mode": "raw", "raw": json.dumps(FEW)}}
        item = {"name": "Create", "request": good, "response": [{"name": "taken", "originalRequest": request}]}
        part = "Create, example taken, request"
    for number in range(draw(st.integers(0, 3))):
        item = {"name": f"F{number}", "item": [{"name": "x", "request": "https://example.org"}, item]}
        part = f"F{number} / {part}"
    collection = {
        "info": {"name": "n", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [item],
        "variable": [{"key": "host", "value": "https://sandbox-api.didww.com"}],
    }
    written = json_text(draw, collection)
    assume(written.count(secret.mark) == 1)
    return Carried(draw(st.sampled_from(["a.json", "a.postman_collection.json"])), written, part)


def har(draw: st.DrawFn, secret: Hidden) -> Carried:
    data = zipped(draw, secret.text) if draw(st.booleans()) else b""
    entries = []
    before = draw(others)
    for method, url, body in [*before, ("POST", THERE, secret.text)]:
        headers = [{"name": name, "value": value} for name, value in HEADERS.items()]
        post = {"mimeType": MEDIA_TYPE, "text": body}
        if body is secret.text and data:
            post = {"mimeType": MEDIA_TYPE, "text": base64.b64encode(data).decode(), "encoding": "base64"}
            headers.append({"name": "content-encoding", "value": "gzip"})
        request = {"method": method, "url": url, "headers": headers, **({"postData": post} if body else {})}
        entries.append({"request": request, "response": {"status": 0, "headers": [], "content": {}}})
    written = json_text(draw, {"log": {"version": "1.2", "entries": entries}})
    assume(data or written.count(secret.mark) == 1)
    name = draw(st.sampled_from(["a.har", "a.json"]))
    return Carried(name, written, f"entry {len(before) + 1}, request", base64.b64encode(data).decode())


def message(draw: st.DrawFn, url: str, body: str, *, version: bool = True) -> str:
    names = draw(st.permutations(list(HEADERS)))
    headers = "".join(f"{draw(st.sampled_from([name, name.lower()]))}: {HEADERS[name]}\n" for name in names)
    return f"POST {url}{' HTTP/1.1' if version else ''}\n{headers}\n{body}\n"


def ended(draw: st.DrawFn, written: str) -> str:
    """With line ends of one kind, or of any."""
    kind = draw(st.sampled_from(["\n", "\r\n", "\r", "mixed"]))
    if kind != "mixed":
        return written.replace("\n", kind)
    *lines, last = written.split("\n")
    mixed = ""
    for line in lines:
        end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
        mixed += line
        mixed += "\r\n" if end == "\n" and mixed.endswith("\r") else end  # \r and \n together are one end
    return mixed + last


def http_file(draw: st.DrawFn, secret: Hidden) -> Carried:
    before = draw(others)
    pieces = [
        f"{m} {u}\n" + "".join(f"{n}: {v}\n" for n, v in HEADERS.items()) + f"\n{b or ''}\n" for m, u, b in before
    ]
    url = draw(st.sampled_from([THERE, "{{host}}/v3/voice_out_trunks", "{{unknown}}/v3/voice_out_trunks"]))
    pieces.append("# @name create\n" + message(draw, url, secret.text, version=draw(st.booleans())))
    pieces += draw(st.lists(st.just("// nothing\n"), max_size=1))
    beginning = draw(st.sampled_from(["", "@host = https://api.didww.com\n@a=b\n\n", "# 😀\n###\n"]))
    joined = draw(st.sampled_from(["###\n", "### next\n", "\n####\n"])).join(pieces)
    return Carried(
        draw(st.sampled_from(["a.http", "a.rest"])),
        ended(draw, beginning + joined),
        f"request {len(pieces) - ('// nothing' in pieces[-1])}",
    )


def curl(draw: st.DrawFn, body: str) -> str:
    """A command that sends a body, quoted in any way that a shell knows."""
    how = draw(st.sampled_from(["single", "double", "ansi", "here"]))
    option = draw(st.sampled_from(["-d", "--data", "--data-raw", "--data-binary"]))
    between = draw(st.sampled_from([" ", " \\\n  "]))
    words = ["curl", *draw(st.sampled_from([[], ["-i"], ["-sSX", "POST"], ["-X", "POST"], ["--request=POST"]])), THERE]
    for name, value in HEADERS.items():
        words += ["-H", f'"{name}: {value}"']
    if how == "single":
        words += [option, shlex.quote(body)]
    elif how == "double":
        words += [option, '"' + re.sub(r'([\\"$`])', r"\\\1", body) + '"']
    elif how == "ansi":
        words += [option, "$'" + re.sub(r"([\\'])", r"\\\1", body) + "'"]
    else:
        return between.join([*words, "--data-binary", "@-", "<<'EOF'"]) + f"\n{body}\nEOF"
    return between.join(words)


def prose(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["", "# Ünï 😀\n\n", "Call POST /v3/voice_out_trunks to create a trunk.\n\n"]))


def snippet(draw: st.DrawFn, secret: Hidden) -> tuple[str, str, str]:
    """A language, its code, and what the message in it is called."""
    kind = draw(st.sampled_from(["json", "http", "curl"]))
    if kind == "json":
        return draw(st.sampled_from(["json", "JSON", "json title=x", ""])), secret.text, "code block 1"
    if kind == "http":
        return (
            "http",
            message(draw, draw(st.sampled_from(["/v3/voice_out_trunks", THERE])), secret.text),
            "HTTP request 1",
        )
    return draw(st.sampled_from(["sh", "bash", "console", "shell"])), curl(draw, secret.text), "curl command 1"


def markdown(draw: st.DrawFn, secret: Hidden) -> Carried:
    language, code, part = snippet(draw, secret)
    fence = draw(st.sampled_from(["```", "~~~~"]))
    block = f"{fence}{language}\n{code}\n{fence}"
    prefix = draw(st.sampled_from(["", "- ", "> ", "> - ", "10. "]))
    if prefix:
        rest = re.sub(r"[^>]", " ", prefix)
        block = "\n".join((rest if number else prefix) + line for number, line in enumerate(block.split("\n")))
    name = draw(st.sampled_from(["a.md", "a.mdx", "a.markdown"]))
    if name == "a.mdx":
        block = f"import X from './x'\n\n<Tabs>\n<Tab title={{`x`}}>\n\n{block}\n\n</Tab>\n</Tabs>"
    return Carried(name, ended(draw, f"{prose(draw)}{block}\n\nMore.\n"), part)


def page(draw: st.DrawFn, secret: Hidden) -> Carried:
    kind = draw(st.sampled_from(["http", "curl"]))
    if kind == "http":
        code, part = message(draw, "/v3/voice_out_trunks", secret.text), "HTTP request 1"
        if draw(st.booleans()):
            code = code.replace("\n\n", "\n", 1)  # as pages lose their empty lines
    else:
        code, part = curl(draw, secret.text), "curl command 1"
    return Carried(draw(st.sampled_from(["a.txt", "page"])), ended(draw, f"{prose(draw)}Example\n{code}\nEnd\n"), part)


CARRIERS = [json_lines, yaml_documents, vcrpy, ruby_vcr, php_vcr, postman, har, http_file, markdown, page]


@pytest.mark.parametrize("hide", CARRIERS)
@FAST
@given(data=st.data())
def test_a_fault_in_any_carrier_is_found_at_its_place(
    hide: Callable[[st.DrawFn, Hidden], Carried], data: st.DataObject
) -> None:
    secret = data.draw(hidden())
    check(hide(data.draw, secret), secret)  # type: ignore[arg-type]  # it draws as DrawFn does
