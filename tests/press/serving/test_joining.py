"""Bodies joined from segments are what any client makes them out to be."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.press import segments
from broadsheet.press.joining import combine, join

PIECES = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=40).map(str.encode),
    st.tuples(st.binary(min_size=1, max_size=4), st.integers(1, 40_000)).map(lambda p: p[0] * p[1]),
)
BODIES = st.lists(PIECES, max_size=8)


def _decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "zstd":
        source = io.BytesIO(body)
        return zstandard.ZstdDecompressor().stream_reader(source, read_across_frames=True).read()
    return gzip.decompress(body) if encoding == "gzip" else body


@pytest.mark.parametrize("encoding", ["gzip", "zstd", "identity"])
@given(pieces=BODIES)
def test_a_body_decodes_to_its_segments_one_after_the_other(
    encoding: str, pieces: list[bytes]
) -> None:
    body = join([segments.make(piece) for piece in pieces], encoding)
    assert _decoded(body, encoding) == b"".join(pieces)


@given(pieces=BODIES)
def test_gzip_is_one_member_and_nothing_stands_after_it(pieces: list[bytes]) -> None:
    body = join([segments.make(piece) for piece in pieces], "gzip")
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    assert stream.decompress(body) == b"".join(pieces)
    assert stream.eof
    assert stream.unused_data == b""


@given(pieces=BODIES, step=st.integers(1, 50))
def test_gzip_decodes_however_it_is_cut_on_the_way(pieces: list[bytes], step: int) -> None:
    body = join([segments.make(piece[:500]) for piece in pieces], "gzip")
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    cut = [body[start : start + step] for start in range(0, len(body), step)]
    assert b"".join(map(stream.decompress, cut)) == b"".join(piece[:500] for piece in pieces)


@given(pieces=BODIES)
def test_each_zstd_frame_tells_its_size_and_is_whole(pieces: list[bytes]) -> None:
    for piece in pieces:
        frame = segments.make(piece).zstd
        assert zstandard.frame_content_size(frame) == len(piece)
        assert zstandard.ZstdDecompressor().decompress(frame) == piece


@given(pieces=BODIES)
def test_what_a_segment_was_made_of_comes_out_of_it(pieces: list[bytes]) -> None:
    for piece in pieces:
        assert segments.identity(segments.make(piece)) == piece


@given(first=st.binary(), second=st.binary())
def test_two_checksums_make_one(first: bytes, second: bytes) -> None:
    made = combine(zlib.crc32(first), zlib.crc32(second), len(second))
    assert made == zlib.crc32(first + second)


@given(crc=st.integers(0, 2**32 - 1), first=st.integers(0, 2**40), second=st.integers(0, 2**40))
def test_a_checksum_is_moved_on_by_any_length_at_once_or_in_two_steps(
    crc: int, first: int, second: int
) -> None:
    assert combine(combine(crc, 0, first), 0, second) == combine(crc, 0, first + second)


def test_segments_that_are_equal_have_one_name_and_others_have_others() -> None:
    names = {segments.make(data).hash for data in (b"", b"a", b"a", b"b")}
    assert len(names) == 3
