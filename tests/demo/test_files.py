"""The demo's sounds, films and papers are what they say they are."""

from __future__ import annotations

import io
import re
import wave

import pytest

from broadsheet.demo.files import make_file

STORY = {
    "headline": "What a tunnel costs",
    "body": [{"type": "table", "caption": "Costs", "columns": ["Part"], "rows": [["Piers (2)"]]}],
}


def test_the_tide_can_be_heard() -> None:
    with wave.open(io.BytesIO(make_file("tide.wav", STORY))) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(10)
        assert max(sound.readframes(20_000)) > 0


def test_the_budget_is_a_paper_with_the_figures_of_its_story() -> None:
    data = make_file("budget.pdf", STORY)
    assert data.startswith(b"%PDF-1.4")
    assert b"(What a tunnel costs)" in data
    assert rb"(Piers \(2\))" in data
    start = int(re.findall(rb"startxref\n(\d+)", data)[0])
    assert data[start:].startswith(b"xref\n0 7\n")
    first = int(data[start:].split(b"\n")[3].split()[0])
    assert data[first:].startswith(b"1 0 obj")


def test_the_film_is_a_film_and_small() -> None:
    data = make_file("harbour.mp4", STORY)
    assert data[4:8] == b"ftyp"
    assert len(data) < 150_000


def test_the_captions_are_captions() -> None:
    assert make_file("harbour.vtt", STORY).startswith(b"WEBVTT\n")
