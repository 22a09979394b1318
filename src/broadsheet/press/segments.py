"""One segment of a page: compressed once, so that it can be joined to others as it is.

For gzip a segment is a piece of a deflate stream that ends with a full flush (zlib's
``Z_FULL_FLUSH``): byte-aligned, and without references across its ends, so pieces may
follow each other in any order (RFC 1951, 3.2; zlib's manual). For zstd it is a frame of its
own: a body may be several (RFC 8878, 3).
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

import zstandard

GZIP_LEVEL = 9
ZSTD_LEVEL = 15
RAW_DEFLATE = -15
HASH_BYTES = 16


@dataclass(frozen=True)
class Segment:
    """Some bytes of a page, and all that joining them needs.

    ``crc`` is their CRC-32, ``size`` their number before compression.
    """

    hash: str
    crc: int
    size: int
    gzip: bytes
    zstd: bytes


def hash_of(data: bytes) -> str:
    """Return the name by which these bytes are known: 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=HASH_BYTES).hexdigest()


def make(data: bytes) -> Segment:
    """Compress a segment for every encoding that readers may ask for."""
    deflate = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, RAW_DEFLATE)
    piece = deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH)
    frame = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_content_size=True).compress(data)
    return Segment(hash_of(data), zlib.crc32(data), len(data), piece, frame)


def is_whole(segment: Segment) -> bool:
    """Say whether a segment still holds, in each encoding, the bytes that it is named by."""
    try:
        plain = identity(segment)
        other = zstandard.ZstdDecompressor().decompress(segment.zstd)
    except (zlib.error, zstandard.ZstdError):
        return False
    told = (segment.hash, segment.crc, segment.size)
    return other == plain and told == (hash_of(plain), zlib.crc32(plain), len(plain))


def identity(segment: Segment) -> bytes:
    """Return the segment's bytes as they were."""
    return zlib.decompressobj(RAW_DEFLATE).decompress(segment.gzip)
