"""Knows Markdown and MDX: the blocks of code in them, wherever they are indented or quoted."""

from collections.abc import Iterator

from didww_contract.carriers import curl
from didww_contract.carriers.bodies import TextBody
from didww_contract.carriers.http_text import LINE
from didww_contract.carriers.messages import Document, Exchange, Omitted
from didww_contract.carriers.pages import Counter, Found, messages, paired
from didww_contract.text.lines import Fault
from didww_contract.text.mentions import holds
from didww_contract.text.passages import Passage, joined, passage

_JSON = frozenset(["json", "json5", "jsonc", "jsonapi", "javascript", "js"])
_COMMANDS = frozenset(["", "sh", "bash", "shell", "zsh", "console", "shell-session", "curl", "http", "text", "txt"])


def items(source: str, read_file: curl.ReadFile) -> Iterator[Exchange | Document | Omitted | Fault]:
    """The messages and documents in the blocks of code."""
    return paired(_found(source, read_file))


def _found(source: str, read_file: curl.ReadFile) -> Iterator[Found]:
    counter = Counter()
    number = 0
    for language, code in blocks(source):
        number += 1
        label = f"code block {number}"
        bare = code.text.lstrip()[:1] in ("{", "[")
        if bare and (language in _JSON or not language):
            stripped = code.part(len(code.text) - len(code.text.lstrip()), len(code.text.rstrip()))
            if language in ("javascript", "js"):
                yield from _unread(code, label)
                continue
            body = TextBody(stripped, variables=curl.VARIABLE, excerpted=True)
            yield Found(Document(label, body, *stripped.span()), *stripped.span())
        elif language in _COMMANDS:
            found = list(messages(code, counter, read_file, code=True))
            yield from found or _unread(code, label)
        else:
            yield from _unread(code, label)


def _unread(code: Passage, label: str) -> Iterator[Found]:
    """A block of code that may hold a message, in a form that is not read."""
    if holds(code.text):
        yield Found(Omitted(label, "a block of code that is not read", unread=True), *code.span())


def blocks(source: str) -> Iterator[tuple[str, Passage]]:
    """The language of each block of code, in lower case, and its text."""
    from markdown_it import MarkdownIt

    lines = [match[0] for match in LINE.finditer(source) if match[0]]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    # Blocks of code inside of HTML or JSX, and those indented with it, are blocks of code to their readers.
    # What stands within a paragraph is of no interest, and takes long to read where somebody has made it so.
    parser = MarkdownIt("commonmark").disable(["html_block", "code", "inline", "reference"])
    for token in parser.parse(source):
        if token.type == "fence" and token.map:
            language = token.info.split()[0].lower() if token.info.split() else ""
            pieces = []
            for number, content in enumerate(token.content.removesuffix("\n").split("\n"), start=token.map[0] + 1):
                if number >= len(lines):  # the page ends where a block begins
                    break
                line = lines[number].rstrip("\r\n")
                begin = starts[number] + len(line) - len(content)
                pieces.append(passage(source, begin, starts[number] + len(lines[number])))
            yield language.strip("{}."), joined(pieces)
