"""Files that are not what they say, or far more than they look; made when asked for."""

from __future__ import annotations

import functools
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from tests.hostile.corpus import IMAGES
from tests.pictures import a_picture, with_metadata

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
HTML = b"<!doctype html><title>x</title>" + SCRIPT
MILLIONS = 60_000
"""Pixels a side: 3,600 million, 14 gigabytes."""


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def png(*chunks: bytes, size: tuple[int, int] = (1, 1), data: bytes = b"\0\0\0\0") -> bytes:
    """Return a PNG of grey pixels that says it is of this size, with more chunks in it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(data))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + body + chunk(b"IEND", b"")


def gif(frames: int, size: tuple[int, int] = (1, 1), later: tuple[int, int] = (1, 1)) -> bytes:
    """Return a GIF with so many frames, the later ones of another size than the first."""
    first, others = (
        b"\x21\xf9\x04\0\x01\0\0\0\x2c"
        + struct.pack("<HHHH", 0, 0, *each)
        + b"\0\x02\x02\x44\x01\0"
        for each in ((1, 1), later)
    )
    screen = struct.pack("<HH", *size) + b"\x80\0\0\0\0\0\xff\xff\xff"
    return b"GIF89a" + screen + first + others * (frames - 1) + b";"


def jpeg_that_says(width: int, height: int, data: bytes = b"") -> bytes:
    """Return a JPEG with other sides in its head than it has."""
    data = data or a_picture()
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def mpo_whose_second_is(width: int, height: int) -> bytes:
    """Return a phone's double picture, the second of which says it has these sides."""
    out, picture = io.BytesIO(), Image.new("RGB", (40, 30))
    picture.save(out, "MPO", save_all=True, append_images=[picture])
    data = out.getvalue()
    second = data.index(b"\xff\xd8", 2)
    return data[:second] + jpeg_that_says(width, height, data[second:])


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.html", HTML)
    return out.getvalue()


def _icc_bomb() -> bytes:
    return png(chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 100_000_000)))


def _many_texts() -> bytes:
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 1_000_000))
    return png(*[text] * 400)


REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "a byte": lambda: b"\xff",
    "SVG that runs": lambda: SVG,
    "SVG, packed": lambda: gzip.compress(SVG),
    "HTML": lambda: HTML,
    "PDF": lambda: (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"
    ),
    "PHP": lambda: b"<?php system($_GET['x']); ?>",
    "zip": _zip,
    "half a JPEG": lambda: a_picture()[:300],
    "half a PNG": lambda: a_picture("PNG")[:-40],
    "half an AVIF": lambda: a_picture("AVIF")[:-40],
    "half a WebP": lambda: a_picture("WEBP")[:-40],
    "TIFF": lambda: a_picture("TIFF"),
    "BMP": lambda: a_picture("BMP"),
    "PSD": lambda: b"8BPS\0\x01" + b"\0" * 6 + struct.pack(">HIIHH", 3, 9, 9, 8, 3) + b"\0" * 99,
    "FITS": lambda: b"SIMPLE  =                    T" + b" " * 2850,
    "EPS": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
    "DCX": lambda: struct.pack("<II", 987654321, 12) + b"\0" * 200,
    "ICO": lambda: a_picture("ICO"),
    "GIF and JavaScript": lambda: b"GIF89a/*" + b"x" * 40 + b"*/=alert(1)//",
    "PNG of 3,600 megapixels": lambda: png(size=(MILLIONS, MILLIONS)),
    "JPEG of 3,600 megapixels": lambda: jpeg_that_says(MILLIONS, MILLIONS),
    "GIF of 4,300 megapixels": lambda: gif(1, size=(65_535, 65_535)),
    "PNG of 50 megapixels": lambda: png(size=(10_000, 5_000), data=b"\0" * 10_001 * 5_000),
    "GIF of 10,000 frames": lambda: gif(10_000),
    "GIF whose second frame has 4,300 megapixels": lambda: gif(2, later=(65_535, 65_535)),
    "GIF whose frames have 60 megapixels together": lambda: gif(400, size=(500, 300)),
    "PNG with 100 MB of profile": _icc_bomb,
    "PNG with 400 MB of text": _many_texts,
    "PNG with 100 MB of text in one": lambda: png(
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 100_000_000))
    ),
}
"""What is no picture that we take, or too much of one."""

KEPT: dict[str, Callable[[], bytes]] = {
    "JPEG that is HTML as well": lambda: a_picture() + HTML,
    "JPEG that is a zip as well": lambda: a_picture() + _zip(),
    "JPEG with a script for its comment": lambda: a_picture(comment=SCRIPT),
    "PNG with PHP in its text": lambda: png(chunk(b"tEXt", b"x\0<?php system(1); ?>" + SCRIPT)),
    "PNG with a script after its end": lambda: a_picture("PNG") + HTML,
    "GIF that is a zip as well": lambda: a_picture("GIF") + _zip(),
    "GIF with a script for its comment": lambda: a_picture("GIF", comment=SCRIPT),
    "WebP with HTML after it": lambda: a_picture("WEBP") + HTML,
    "MPO whose second is huge": lambda: mpo_whose_second_is(MILLIONS, MILLIONS),
    "JPEG with a place": lambda: with_metadata("JPEG"),
    "PNG with a place": lambda: with_metadata("PNG"),
    "WebP with a place": lambda: with_metadata("WEBP"),
    "AVIF with a place": lambda: with_metadata("AVIF"),
}
"""Pictures that hold more than a picture: of that, nothing is kept."""

COLLECTED = sorted(path.name for path in IMAGES.iterdir())
IN_ITS_PIXELS = ("PNG_110x110", "PNG_32x32", "JPG_exploit", "onclick-xss")
"""Their pixels, compressed, spell it. Readers get other pixels; the original has no address."""

LEFT_IN_THEM = (b"<script", b"<?php", b"onerror", b"alert(", b"Canary", b"PK\x03\x04", b"<!doctype")
"""What none of them may have in it any more."""


@functools.cache
def made(name: str) -> bytes:
    """Return one of these files by its name."""
    if name in COLLECTED:
        return (IMAGES / name).read_bytes()
    return {**REFUSED, **KEPT}[name]()


def suffix_of(name: str) -> str:
    """Return the suffix that a file of this kind would honestly have."""
    if name in COLLECTED:
        return name.rpartition(".")[2]
    for form in ("png", "gif", "webp", "avif"):
        if form in name.lower():
            return form
    return "jpg"
