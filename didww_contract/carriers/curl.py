"""Knows curl commands: which request one would send. Options as of curl 8."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from didww_contract.carriers.bodies import Body, TextBody, Unread
from didww_contract.carriers.messages import Header, Omitted, Request
from didww_contract.text.passages import Passage, joined
from didww_contract.text.shell import Command

VARIABLE = r"\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[^}]{1,200}\}|\([^)]{1,200}\))|<[A-Za-z][^<>\r\n]{0,80}>"
"""How pages write what the reader is to put in."""
_DATA = {"-d": "--data", "--data": "--data", "--data-ascii": "--data", "--data-binary": "--data"}
_DATA |= {"--data-raw": "--data-raw", "--json": "--json"}
_OTHER_BODIES = frozenset(["-F", "--form", "--form-string", "--data-urlencode", "-T", "--upload-file"])
_MORE_WITH_VALUE = re.findall(
    r"\S+",
    """-A --user-agent -b --cookie -c --cookie-jar -C --continue-at -e --referer -E --cert -K --config -m --max-time
    -o --output -r --range -w --write-out -x --proxy -y --speed-time -Y --speed-limit -z --time-cond
    --cacert --capath --cert-type --ciphers --connect-timeout --connect-to --interface --key --key-type
    --limit-rate --max-redirs --netrc-file --oauth2-bearer --pass --proxy-user --resolve --retry --retry-delay
    --retry-max-time --stderr --trace --trace-ascii --unix-socket --url-query --variable -D --dump-header""",
)
_WITH_VALUE = frozenset(["-X", "--request", "-H", "--header", "-u", "--user", "--url"])
_WITH_VALUE |= _DATA.keys() | _OTHER_BODIES | {*_MORE_WITH_VALUE}

ReadFile = Callable[[str], Body]
"""From the name that a page gives to a file to the body in it."""


@dataclass(slots=True)
class _Options:
    """What a command's options have said so far."""

    method: Passage | None = None
    url: Passage | None = None
    headers: list[Header] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    """Headers that are not sent: named without a value."""
    data: list[tuple[str, Passage]] = field(default_factory=list)
    other: str = ""
    get: bool = False
    head: bool = False


def request(command: Command, label: str, read_file: ReadFile) -> Request | Omitted:
    """The request that a curl command sends."""
    options = _options(command.words[1:])
    if options.url is None:
        return Omitted(label, "a curl command without a URL")
    if options.other:
        return Omitted(label, f"a curl command whose body is not JSON ({options.other})")
    word = command.words[0]
    known = {header.name.lower() for header in options.headers} | options.removed
    kind = options.data[0][0] if options.data and not options.get else ""
    if kind and "content-type" not in known:  # what curl adds of its own accord
        media_type = "application/json" if kind == "--json" else "application/x-www-form-urlencoded"
        options.headers.append(Header("Content-Type", options.data[0][1].opaque(media_type)))
    if kind == "--json" and "accept" not in known:
        options.headers.append(Header("Accept", options.data[0][1].opaque("application/json")))
    implied = "HEAD" if options.head else "POST" if kind else "GET"
    body = _body(options, command, read_file)
    return Request(label, options.method or word.opaque(implied), options.url, tuple(options.headers), body)


def _options(words: list[Passage]) -> _Options:
    options = _Options()
    rest = list(reversed(words))
    while rest:
        word = rest.pop()
        if word.text in ("--next", "-:"):
            break
        if not word.text.startswith("-") or word.text == "-":
            options.url = options.url or word
            continue
        name, value = word.text, None
        if name.startswith("--"):
            if "=" in name and name.partition("=")[0] in _WITH_VALUE:
                at = name.index("=")
                name, value = name[:at], word.part(at + 1, len(word.text))
        else:
            name, value = _short(word, options)
        if name in _WITH_VALUE and value is None:
            if not rest:
                break
            value = rest.pop()
        _take(options, name, value)
    return options


def _short(word: Passage, options: _Options) -> tuple[str, Passage | None]:
    """The last of short options that share a word, and its value if that is in the word too: `-sSXPOST`."""
    for at in range(1, len(word.text)):
        name = f"-{word.text[at]}"
        if name in _WITH_VALUE:
            return name, word.part(at + 1, len(word.text)) if at + 1 < len(word.text) else None
        _take(options, name, None)
    return "", None


def _take(options: _Options, name: str, value: Passage | None) -> None:
    if value is None:
        options.get |= name in ("-G", "--get")
        options.head |= name in ("-I", "--head")
    elif name in ("-X", "--request"):
        options.method = value
    elif name == "--url":
        options.url = value
    elif name in ("-H", "--header"):
        colon = value.text.find(":")
        if colon > 0 and not value.text[colon + 1 :].strip():
            options.removed.add(value.text[:colon].strip().lower())
        elif colon > 0:
            start = len(value.text) - len(value.text[colon + 1 :].lstrip())
            options.headers.append(Header(value.text[:colon].strip(), value.part(start, len(value.text))))
    elif name in ("-u", "--user"):
        options.headers.append(Header("Authorization", value.opaque(f"Basic {value.text}")))
    elif name == "--oauth2-bearer":
        options.headers.append(Header("Authorization", value.opaque(f"Bearer {value.text}")))
    elif name in _DATA:
        options.data.append((_DATA[name], value))
    elif name in _OTHER_BODIES:
        options.other = name


def _body(options: _Options, command: Command, read_file: ReadFile) -> Body:
    if options.get or not options.data:
        return None
    parts = []
    for kind, value in options.data:
        if kind == "--data-raw" or not value.text.startswith("@"):
            parts.append(value)
        elif value.text == "@-" and command.here is not None:
            parts.append(command.here)
        elif value.text in ("@-", "@/dev/stdin"):
            return Unread("its body is what another command prints")
        elif len(options.data) == 1:
            return read_file(value.text[1:])
    if len(options.data) > 1 and (len(parts) < len(options.data) or options.data[0][0] != "--json"):
        return Unread("its body is put together of several options")
    if len(parts) == 1 and parts[0].text.startswith("$("):
        return Unread("its body is what another command prints")
    return TextBody(joined(parts) if len(parts) > 1 else parts[0], variables=VARIABLE, excerpted=True)
