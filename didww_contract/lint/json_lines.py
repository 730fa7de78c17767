"""Knows how JSON Lines are judged: a document on each line, in constant memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from didww_contract.carriers.bodies import Page, TextBody
from didww_contract.contract.kinds import kind_of
from didww_contract.contract.versions import DEFAULT_VERSION
from didww_contract.exchanges.evidence import basis_of
from didww_contract.lint.collector import Collector
from didww_contract.lint.documents import Parsed, judge_alone
from didww_contract.lint.options import Options
from didww_contract.lint.recognition import is_worth_saying
from didww_contract.text.json_text import parse, parse_flat
from didww_contract.text.lines import Text, decode
from didww_contract.text.mentions import Mention, mention
from didww_contract.text.passages import passage

_PLAIN = {"data": {"type": "voice_out_trunks", "attributes": {"allowed_sip_ips": ["203.0.113.7"]}}}
"""What nearly all lines of a large file look like."""


def judge_lines(
    lines: Iterable[bytes], collector: Collector, options: Options, *, name: str, promised: bool, every: bool
) -> None:
    """Each line of the file `name`, whose documents are ours where that is `promised`, whatever they mention.

    Where `every` document is wanted by name, none is passed by quickly.
    """
    count = _nothing if every else _members_of_plain(name, options)
    plain, foreign, number = 0, 0, 0
    for number, data in enumerate(lines, start=1):
        try:
            if parse_flat(str(data, "utf-8"), count) is not None:
                plain += 1
                continue
        except UnicodeDecodeError:
            pass  # said below
        if data.strip() and not _judge_line(data, number, collector, options, name=name, promised=promised):
            foreign += 1
    if plain:
        collector.judged_many(plain, basis_of(_PLAIN, named=options.named.version))
    if foreign:
        collector.skip(Mention.NONE.value, "" if not collector.has_judged else f"{foreign} of its lines")
    elif not collector.has_judged:
        collector.skip("no document in it")


def _judge_line(data: bytes, number: int, collector: Collector, options: Options, *, name: str, promised: bool) -> bool:
    """Judge a line, if it concerns us; whether it does."""
    spoken = mention(data)
    if spoken is Mention.NONE and not promised:
        return False
    text, faults = decode(data.rstrip(b"\r\n"))
    value, more = (None, []) if faults else parse(text)
    if (faults or more) and not (promised or is_worth_saying(text, spoken, damaged=bool(faults))):
        return False
    document = Parsed(TextBody(passage(text)), Page(name, Text(text, first_line=number)), value, faults + more)
    judge_alone(document, collector, options, name=name, part=f"line {number}")
    return True


def _nothing(_: Any) -> int:
    return -1


def _members_of_plain(name: str, options: Options) -> Callable[[Any], int]:
    """How many members a document has that needs no further look, and -1 for all others.

    These are plain create requests, if that is what their shape means in this file.
    """
    from didww_contract.contract.fast_path import members, plain  # JSON Lines only

    kind = options.named.kind or kind_of(_PLAIN, name)
    engine = plain(options.named.version or DEFAULT_VERSION) if kind == "create-request" else None
    if engine is None:
        return _nothing
    is_valid = engine.is_valid
    return lambda document: members(document) if is_valid(document) else -1


def counted(lines: Iterable[bytes], progress: Callable[[int], object]) -> Iterator[bytes]:
    """The same lines; progress is told of the bytes of every few thousand of them."""
    passed = 0
    for number, line in enumerate(lines):
        passed += len(line)
        if number % 4096 == 0:
            progress(passed)
            passed = 0
        yield line
    progress(passed)
