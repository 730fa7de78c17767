"""Shell words: read as bash reads them."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from didww_contract.text.passages import passage
from didww_contract.text.shell import Command, Unclosed, command

needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="no bash here to ask")


def read(source: str) -> Command:
    return command(passage(source), 0)


def words(source: str) -> list[str]:
    return [word.text for word in read(source).words]


def words_or_none(source: str) -> list[str] | None:
    """The same; None where a quote is never closed."""
    try:
        return words(source)
    except Unclosed:
        return None


def bash(source: str) -> list[str] | None:
    """The words that bash makes of the first command; None where it finds no end of it. Nothing after it is run."""
    script = f"curl() {{ printf '%s\\0' curl \"$@\" >&3; exit; }}\n{source}"
    with tempfile.TemporaryFile() as printed:  # as descriptor 3, which no command redirects
        descriptor = printed.fileno()
        subprocess.run(
            ["bash", "-c", f"exec 3>&{descriptor}\n{script}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
            pass_fds=[descriptor],
        )
        printed.seek(0)
        return [word.decode() for word in printed.read().split(b"\0")[:-1]] or None


AS_BASH = [
    "curl a b",
    "curl 'a b' \"c d\" e\\ f",
    "curl 'it'\\''s' \"a\\\"b\"",
    'curl "a\\nb\\$c\\`d\\\\e"',
    "curl 'a\\nb' $'a\\nb\\t\\'\\\\c\\x41\\u00e9'",
    "curl a\\\n  b \\\n\\\n c",
    "curl \"a\\\nb\" 'c\nd'",
    "curl '' \"\" x''y",
    "curl a#b # a comment",
    'curl --data=\'{"a": "b c"}\' -H"x: y"',
    "curl é😀 'é😀' \"é😀\"",
    "curl a \\\n# a comment",
    "curl a \\\n#b",
    "curl a\\\n#b",
    "curl a > /dev/null 2>&1",
    "curl a 2>/dev/null b",
    "curl a > '/dev/null' b",
    "curl a >\"/dev/\"'null' b",
    "curl a > /dev/nul\\l b",
    "curl a >/dev/null\\\n b",
    "curl a; true",
    "curl a | cat",
    "curl a && true",
    "curl a\ntrue",
    "curl a\t \t b",
    'curl \'{"a": [1, 2]}\' "{}"',
    "curl $'\\101\\0' x",
    "curl $'\\e[1m' $'\\q' $'\\?'",
]


@needs_bash
@pytest.mark.parametrize("source", AS_BASH, ids=repr)
def test_words_are_those_of_bash(source: str) -> None:
    assert words(source) == bash(source)


pieces = st.sampled_from(
    [
        "a",
        "B",
        "é",
        "😀",
        "{",
        "}",
        "[",
        "]",
        '"x y"',
        "'x y'",
        "\\ ",
        "\\'",
        "'$a'",
        '"\\$"',
        "$'\\t'",
        "=",
        ":",
        ",",
        "'\"'",
        " ",
    ]
)


@needs_bash
@settings(max_examples=40, deadline=None)
@given(st.lists(pieces, max_size=12).map("".join).filter(lambda text: not re.search(r"[{\[]", text)))
def test_generated_words_are_those_of_bash(tail: str) -> None:
    source = f"curl x{tail}"
    assert words(source) == bash(source)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20), max_size=5))
def test_what_shlex_quotes_is_read_back(found: list[str]) -> None:
    source = shlex.join(["curl", *found])
    assert words(source) == ["curl", *found] == shlex.split(source)


BLANK_AFTER_THE_BACKSLASH = r"\\[ \t]+\n"
"""A line that was meant to go on: bash reads a word of one blank there, and the command ends."""
CONTINUED_ELSEWHERE = r"\^[ \t]*\n"
"""A line that goes on in cmd.exe, and ends in bash."""
LAST_BACKSLASH = r"\\\Z"
"""It escapes nothing; bash drops it if there is a line break before it, and keeps it otherwise."""


@needs_bash
@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("a b'\"\\^#é😀\n-:"), max_size=30))
@example("\\'\n'")
@example("\\\\'\n'")
@example("\\\\\n'")
@example("'\\\n'")
@example('"\\\\\n"')
@example('"\\\n"\\\n#')
def test_quotes_escapes_and_line_ends_are_those_of_bash(tail: str) -> None:
    assume(not re.search(f"{BLANK_AFTER_THE_BACKSLASH}|{CONTINUED_ELSEWHERE}|{LAST_BACKSLASH}", tail))
    source = f"curl {tail}"
    wanted = bash(source)
    assert words_or_none(source) == wanted
    for end in ("\r\n", "\r"):
        found = words_or_none(source.replace("\n", end))
        assert (found and [word.replace(end, "\n") for word in found]) == wanted


GOES_ON = [
    f"{blanks}{character}{end}" for blanks in (" ", "\t ") for character in "\\^`" for end in ("\n", "\r\n", "\r")
]
IN_ALL_SHELLS = st.sampled_from(["a", "'b c'", '"d e"', "'\\'", "'`'", "'^'", '"^\n"', "'\\\n'", "''", "f#", "\\\\"])


@needs_bash
@settings(max_examples=50, deadline=None)
@given(st.lists(IN_ALL_SHELLS, max_size=6), st.sampled_from(GOES_ON))
def test_a_line_goes_on_as_each_shell_has_it(made_of: list[str], goes_on: str) -> None:
    assert words(goes_on.join(["curl", *made_of])) == bash(" \\\n".join(["curl", *made_of]))


@given(st.text(st.sampled_from("a b'\"\\é😀-{}"), max_size=30))
def test_words_without_expansions_are_those_of_shlex(tail: str) -> None:
    source = f"curl {tail}"  # without a line feed, for shlex takes it for a blank: it knows no end of a command
    try:
        wanted = shlex.split(source)
    except ValueError:
        wanted = None
    found = words_or_none(source)
    if wanted is None:
        assert found is None or source.endswith("\\")
    else:
        assert found == wanted


@given(st.text(st.sampled_from("ab'\"\\$`{}()<>|&;# \t\r\n\f\v\u00a0\u2028@-é😀"), max_size=40))
def test_no_text_stops_the_reader(tail: str) -> None:
    try:
        found = read(f"curl {tail}")
    except Unclosed as unclosed:
        opened = f"curl {tail}"[unclosed.at]
    else:
        opened = "'"
        assert found.words[0].text.startswith("curl")
        assert found.end <= len(tail) + 5
    assert opened in "'\"$"


def test_every_character_knows_its_place() -> None:
    source = "curl 'a'\\''b' \"c\\\"d\" e\\\n"
    word = read(source).words[1]
    assert word.text == "a'b"
    assert [word.span(i, i + 1) for i in range(3)] == [(6, 7), (8, 10), (11, 12)]
    word = read(source).words[2]
    assert [source[slice(*word.span(i, i + 1))] for i in range(3)] == ["c", '\\"', "d"]


@pytest.mark.parametrize(
    ("source", "at"), [("curl 'a", 5), ('curl b "a', 7), ("curl $'a", 5), ('curl "$(a"', 6), ("curl ${a", 5)]
)
def test_an_unclosed_quote_is_told_with_its_place(source: str, at: int) -> None:
    with pytest.raises(Unclosed) as told:
        read(source)
    assert told.value.at == at


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("opening", ["<<EOF", "<<'EOF'", '<< "EOF"', "<<-EOF"])
def test_a_here_document_is_what_stands_before_its_delimiter(opening: str, end: str) -> None:
    source = end.join([f"curl -d @- {opening}", '{"a":', "EOF1", "1}", "EOF", "next"])
    found = read(source)
    assert found.here is not None
    assert found.here.text.split(end) == ['{"a":', "EOF1", "1}", ""]
    assert source[found.end :] == f"{end}next"


def test_a_here_document_without_an_end_goes_on_to_the_end() -> None:
    found = read("curl -d @- <<EOF\n{}\n")
    assert found.here is not None
    assert found.here.text == "{}\n"
