"""The bytes of an answer: unpacked as they come, and no more of them than was agreed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from broadsheet.lib.connector.errors import ConnectionFailed

ACCEPTED_ENCODINGS = "gzip, deflate"
_GZIP, _ZLIB, _RAW = 31, 15, -15  # zlib's "window bits" say which wrapper to expect


def read_body(chunks: Iterable[bytes], *, encoding: str, max_bytes: int) -> bytes:
    """Return the content of an answer, unpacked by its Content-Encoding.

    Raises ConnectionFailed when it is larger than ``max_bytes``, on the wire or
    unpacked, or packed in a way that wasn't asked for.
    """
    coding = encoding.strip().lower()
    if coding in {"", "identity"}:
        pieces: Iterator[bytes] = iter(chunks)
    elif coding in {"gzip", "x-gzip", "deflate"}:
        pieces = _unpack(_limited(chunks, max_bytes), coding, max_bytes)
    else:
        raise ConnectionFailed("The server packed its answer in a way that wasn't asked for.")
    return b"".join(_limited(pieces, max_bytes))


def _limited(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > max_bytes:
            raise too_large(max_bytes)
        yield chunk


def too_large(max_bytes: int) -> ConnectionFailed:
    """Return the error that says that an answer is over the limit."""
    return ConnectionFailed(f"The server's answer is larger than {max_bytes / 1e6:g} MB.")


def _unpack(chunks: Iterable[bytes], coding: str, max_bytes: int) -> Iterator[bytes]:
    """Unpack one gzip or deflate stream, at most ``max_bytes`` + 1 of it at a time."""
    unpacker = None
    try:
        for chunk in chunks:
            if unpacker is None and chunk:
                unpacker = zlib.decompressobj(_wrapper(coding, chunk))
            data = chunk
            while data and unpacker is not None:
                yield unpacker.decompress(data, max_bytes + 1)
                data = unpacker.unconsumed_tail
                if unpacker.eof and coding != "deflate" and unpacker.unused_data:
                    # A gzip file may be several, one after another (RFC 1952, section 2.2).
                    data = unpacker.unused_data
                    unpacker = zlib.decompressobj(_GZIP)
    except zlib.error:
        raise ConnectionFailed("The server's answer is damaged: it can't be unpacked.") from None
    if unpacker is not None and not unpacker.eof:
        raise ConnectionFailed("The server's answer is damaged: its end is missing.")


def _wrapper(coding: str, first: bytes) -> int:
    """HTTP's "deflate" is zlib's format (RFC 9110, section 8.4.1.2); some servers send it bare."""
    if coding != "deflate":
        return _GZIP
    return _ZLIB if first[0] & 0x0F == 8 else _RAW
