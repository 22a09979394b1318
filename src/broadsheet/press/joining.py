"""Segments joined into a body, without compressing anything again."""

from __future__ import annotations

import functools
import struct
from collections.abc import Sequence

from broadsheet.press.segments import Segment, identity

GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""Magic, deflate, no flags, no time, most compression, unknown system (RFC 1952, 2.3)."""

LAST_BLOCK = b"\x03\x00"
"""An empty deflate block that says it is the last (RFC 1951, 3.2.3 and 3.2.6)."""

POLYNOMIAL = 0xEDB88320
"""CRC-32's, lowest bit last (RFC 1952, 8)."""

EMPTY_ZSTD_FRAME = b"\x28\xb5\x2f\xfd\x20\x00\x01\x00\x00"
"""What an empty body is in zstd: a stream without a frame is none (RFC 8878, 3.1.1)."""


def join(segments: Sequence[Segment], encoding: str) -> bytes:
    """Return the body that these segments make in ``gzip``, ``zstd`` or ``identity``."""
    if encoding == "gzip":
        return _gzip(segments)
    if encoding == "zstd":
        return b"".join(segment.zstd for segment in segments) or EMPTY_ZSTD_FRAME
    return b"".join(identity(segment) for segment in segments)


def _gzip(segments: Sequence[Segment]) -> bytes:
    crc = size = 0
    for segment in segments:
        crc = combine(crc, segment.crc, segment.size)
        size += segment.size
    trailer = struct.pack("<II", crc, size & 0xFFFFFFFF)
    pieces = (segment.gzip for segment in segments)
    return b"".join((GZIP_HEADER, *pieces, LAST_BLOCK, trailer))


def combine(first: int, second: int, size: int) -> int:
    """Return the CRC-32 of two runs of bytes from each one's, ``size`` being the second's length.

    As zlib's ``crc32_combine`` does it: the first CRC times x^(8·size), modulo CRC-32's
    polynomial, plus the second.
    """
    return _multiply(_shift(size), first) ^ second if first else second


@functools.lru_cache(maxsize=65_536)
def _shift(size: int) -> int:
    """Return x^(8·size) modulo the polynomial, by repeated squaring."""
    result, power, count = 1 << 31, 1 << 23, size  # 1, and x^8, the highest bit being x^0
    while count:
        if count & 1:
            result = _multiply(power, result)
        power = _multiply(power, power)
        count >>= 1
    return result


def _multiply(a: int, b: int) -> int:
    """Return the product of two polynomials over GF(2), modulo CRC-32's."""
    product, bit = 0, 1 << 31
    while bit:
        if a & bit:
            product ^= b
        b = (b >> 1) ^ POLYNOMIAL if b & 1 else b >> 1
        bit >>= 1
    return product
