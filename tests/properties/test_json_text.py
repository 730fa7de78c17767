"""JSON text: the fast parser, the walk that finds places, and the standard library agree."""

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from didww_contract.contract.pointers import Path, at
from didww_contract.text.json_places import Places
from didww_contract.text.json_scan import faults
from didww_contract.text.json_text import DEEPEST, parse
from didww_contract.text.lines import Text
from didww_contract.text.passages import passage

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=20)
)
names = st.text(max_size=5)
documents = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=20,
)
spaces = st.text(" \t\r\n", max_size=3)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, dict[Path, tuple[int, int]]]:
    """A document as text, in any layout and with any escapes, and where each of its values stands."""
    places: dict[Path, tuple[int, int]] = {}
    pieces: list[str] = []

    def put(text: str) -> None:
        pieces.append(text)

    def length() -> int:
        return sum(map(len, pieces))

    def string(value: str) -> str:
        return json.dumps(value, ensure_ascii=draw(st.booleans()))

    def write(value: Any, path: Path) -> None:
        put(draw(spaces))
        start = length()
        if isinstance(value, list | dict):
            put("[" if isinstance(value, list) else "{")
            children = list(enumerate(value)) if isinstance(value, list) else list(value.items())
            for number, (key, child) in enumerate(children):
                put("," if number else "")
                if isinstance(value, dict):
                    put(draw(spaces) + string(key) + draw(spaces) + ":")
                write(child, (*path, key))
            put(draw(spaces) + ("]" if isinstance(value, list) else "}"))
        else:
            put(string(value) if isinstance(value, str) else json.dumps(value))
        places[path] = (start, length())
        put(draw(spaces))

    write(draw(documents), ())
    return "".join(pieces), places


@given(texts())
def test_every_value_is_found_where_it_was_written(written: tuple[str, dict[Path, tuple[int, int]]]) -> None:
    text, places = written
    document, found = parse(text)
    assert found == []
    known = Places(text)
    spans_ = {path: known.span(path) for path in places}
    assert {path: span[:2] for path, span in spans_.items()} == places
    for path, span in spans_.items():
        assert json.loads(text[span.start : span.end]) == at(document, path)
        if path and isinstance(path[-1], str):
            assert json.loads(text[span.name_start : span.name_end]) == path[-1]


@given(texts())
def test_a_position_leads_back_to_its_place(written: tuple[str, dict[Path, tuple[int, int]]]) -> None:
    text, places = written
    lines = re.split(r"\r\n|\n|\r", text)
    for start, end in places.values():
        line, column = Text(text).position(start)
        shown = lines[line - 1][column - 1 :]
        assert shown.startswith(re.split(r"[\r\n]", text[start:end])[0])


json_characters = st.text(
    st.sampled_from("{}[]:,\"\\/ \n\t0123456789.eE+-truefalsnNIy'#ud8\x00\x1f\ufeffé"), max_size=25
)


@given(st.one_of(json_characters, st.text(max_size=25)))
def test_any_text_is_parsed_or_has_a_fault_in_it(text: str) -> None:
    document, found = parse(text)
    assert found == faults(text, DEEPEST)
    try:
        expected = json.loads(text, parse_constant=_refuse)
    except ValueError:
        assert found
    else:
        assert found or document == expected
    for fault in found:
        assert 0 <= fault.start <= fault.end <= len(text) + 2
        assert fault.start <= len(text)
        assert fault.message
        assert fault.hint
        Text(text).excerpt(fault.start, fault.end, passage(text), well_formed=False)


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


@given(texts(), st.data())
def test_a_character_less_or_more_is_noticed_or_harmless(
    written: tuple[str, dict[Path, tuple[int, int]]], data: st.DataObject
) -> None:
    text, _ = written
    index = data.draw(st.integers(0, len(text)))
    changed = text[:index] + data.draw(st.sampled_from(["", '"', "{", "]", ",", "\\", "0", "\n"])) + text[index + 1 :]
    document, found = parse(changed)
    try:
        expected = json.loads(changed)
    except ValueError:
        assert found
    else:
        assert found or document == expected
