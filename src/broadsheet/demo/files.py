"""The edition's sounds, films and documents: made here, or lying in ``edition/files/``."""

from __future__ import annotations

import io
import random
import struct
import wave
from math import exp, pi, sin
from typing import Any

from broadsheet.demo.reading import EDITION

RATE = 8000
SECONDS = 10

Record = dict[str, Any]


def make_file(name: str, story: Record) -> bytes:
    """Return the content of the file that a story offers under this name.

    Raises FileNotFoundError for a name that nothing makes.
    """
    if name.endswith(".wav"):
        return tide()
    if name.endswith(".pdf"):
        return paper(story)
    return (EDITION / "files" / name).read_bytes()


def tide() -> bytes:
    """Return the sound of small waves on a quay and, twice, of a bell (WAV, one channel)."""
    rng = random.Random(1926)  # noqa: S311  the same tide every time
    samples, low = [], 0.0
    for n in range(RATE * SECONDS):
        second = n / RATE
        low += (rng.uniform(-1, 1) - low) * 0.12
        wave_now = 0.25 + 0.75 * max(0.0, sin(2 * pi * second / 4 - 1)) ** 3
        samples.append(low * wave_now * 0.75 + _bell(second - 2.0) + _bell(second - 6.0))
    loudest = max(map(abs, samples))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        scaled = [round(24000 * value / loudest) for value in samples]
        file.writeframes(struct.pack(f"<{len(scaled)}h", *scaled))
    return out.getvalue()


def _bell(second: float) -> float:
    if not 0 < second < 4:
        return 0.0
    partials = ((392.0, 1.0, 1.1), (784.9, 0.5, 1.9), (1170.0, 0.25, 2.8))
    return 0.2 * sum(a * exp(-d * second) * sin(2 * pi * f * second) for f, a, d in partials)


def paper(story: Record) -> bytes:
    """Return a one-page PDF with the tables of a story (PDF 1.4, ISO 32000-1, 7.5)."""
    lines = [
        ("B", 17, story["headline"]),
        ("R", 10, "The Harbour Courier. Figures as published."),
        ("", 0, ""),
    ]
    for block in story["body"]:
        if block["type"] == "table":
            lines.append(("B", 11, block.get("caption", "")))
            lines += [("R", 10, "  |  ".join(row)) for row in (block["columns"], *block["rows"])]
            lines.append(("", 0, ""))
    text, y = [], 780
    for face, size, words in lines[:40]:
        if words:
            text.append(f"BT /{face} {size} Tf 56 {y} Td ({_escaped(words)}) Tj ET")
        y -= 18
    return _pdf("\n".join(text).encode("cp1252", "replace"))


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")[:110]


def _pdf(content: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /R 5 0 R /B 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
