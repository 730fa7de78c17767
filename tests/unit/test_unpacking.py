"""Bodies in base64 and compressed."""

import base64
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from didww_contract.carriers import packed
from didww_contract.carriers.bodies import TextBody, Unread
from didww_contract.text.files import LARGEST
from didww_contract.text.passages import passage

TEXT = '{"name": "Trönk"}'


@given(st.binary(max_size=200), st.sampled_from(["", "\n", "\r\n  "]))
def test_base64_is_read_with_and_without_line_breaks(data: bytes, between: str) -> None:
    written = base64.b64encode(data).decode()
    assert packed.from_base64(between.join(written[start : start + 7] for start in range(0, len(written), 7))) == data


@pytest.mark.parametrize("text", ["abc", "a*b=", "YWJj=YWJj", "é"])
def test_what_is_no_base64_is_passed_over(text: str) -> None:
    found = packed.from_base64(text)
    assert isinstance(found, Unread)
    assert "base64" in found.reason


@given(st.text(max_size=100))
def test_each_compression_is_undone(text: str) -> None:
    data = text.encode()
    bare = zlib.compressobj(wbits=-15)
    for made, encoding in (
        (gzip.compress(data), ""),
        (gzip.compress(data), "gzip"),
        (zlib.compress(data), "deflate"),
        (bare.compress(data) + bare.flush(), " Deflate, identity"),
    ):
        assert packed.unpacked(made, encoding) == data


@pytest.mark.parametrize("encoding", ["", "deflate", "gzip", "br"])
def test_recorders_keep_the_header_of_what_they_have_unpacked(encoding: str) -> None:
    assert packed.unpacked(TEXT.encode(), encoding) == TEXT.encode()


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    # With names of their own: gzip writes the time into its header, and the processes that share
    # the tests out must find the same ones.
    [
        pytest.param(gzip.compress(TEXT.encode())[:-6], "", "cut off", id="cut off"),
        pytest.param(b"\x1f\x8b" + b"\0" * 20, "", "damaged", id="damaged gzip"),
        pytest.param(b"\xff\xff\xff", "deflate", "damaged", id="damaged deflate"),
        pytest.param(b"\x8b\xff\x01", "br", "not read (br)", id="br"),
        pytest.param(b"\x28\xb5\x2f\xfd", "zstd", "not read (zstd)", id="zstd"),
        pytest.param(gzip.compress(b" " * (LARGEST + 1)), "", "larger than", id="too large"),
    ],
)
def test_what_cannot_be_unpacked_is_passed_over_with_its_reason(data: bytes, encoding: str, reason: str) -> None:
    found = packed.unpacked(data, encoding)
    assert isinstance(found, Unread)
    assert reason in found.reason


def test_a_body_stands_where_the_string_stands_that_holds_it() -> None:
    written = f"  {base64.b64encode(TEXT.encode()).decode()}\n"
    found = packed.body(passage(written), TEXT.encode())
    assert isinstance(found, TextBody)
    assert found.passage.text == TEXT
    assert found.passage.span(3, 5) == (2, len(written) - 1)


def test_binary_bodies_are_passed_over() -> None:
    found = packed.body(passage("x"), b"\xff\xfe")
    assert isinstance(found, Unread)
    assert found.reason == "its body is binary"
