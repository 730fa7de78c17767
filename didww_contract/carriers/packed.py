"""Knows how bodies are packed: base64, and the compressions of HTTP."""

import base64
import binascii
import zlib

from didww_contract.carriers.bodies import TextBody, Unread
from didww_contract.text.files import LARGEST
from didww_contract.text.passages import Passage

_GZIP, _ZLIB_WINDOW = b"\x1f\x8b", 15


def body(passage: Passage, data: bytes, encoding: str = "") -> TextBody | Unread:
    """The body that `passage` holds as `data`, after base64 where it was; `encoding` is the header Content-Encoding."""
    data_or_reason = unpacked(data, encoding)
    if isinstance(data_or_reason, Unread):
        return data_or_reason
    try:
        text = data_or_reason.decode()
    except UnicodeDecodeError:
        return Unread("its body is binary")
    written = passage.text
    return TextBody(passage.part(len(written) - len(written.lstrip()), len(written.rstrip())).opaque(text))


def from_base64(text: str) -> bytes | Unread:
    """The bytes behind base64, with or without line breaks."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return Unread("its body is called base64, and is not")


def unpacked(data: bytes, encoding: str = "") -> bytes | Unread:
    """Bytes without their compression: gzip by its mark, deflate where `encoding` says so."""
    encodings = [name.strip().lower() for name in encoding.split(",")]
    if data.startswith(_GZIP):
        return _inflated(data, _ZLIB_WINDOW + 16)
    unread: Unread | None = None
    if "deflate" in encodings:
        for window in (_ZLIB_WINDOW, -_ZLIB_WINDOW):
            found = _inflated(data, window)
            if isinstance(found, bytes):
                return found
            unread = unread or found
    try:
        data.decode()
    except UnicodeDecodeError:
        for name in ("br", "zstd"):
            if name in encodings:
                return Unread(f"its body is compressed in a way that is not read ({name})")
        return unread or data
    return data  # recorders keep the header of what they have unpacked


def _inflated(data: bytes, window: int) -> bytes | Unread:
    unpacker = zlib.decompressobj(window)
    try:
        found = unpacker.decompress(data, LARGEST + 1)
    except zlib.error:
        return Unread("its body is compressed, and damaged")
    if len(found) > LARGEST:
        return Unread(f"its body is larger than {LARGEST // 1024 // 1024} MiB when unpacked")
    return found if unpacker.eof else Unread("its body is compressed, and cut off")
