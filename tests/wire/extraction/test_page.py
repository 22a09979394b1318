"""What a saved page's story is, and what only surrounds it."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.lib.html import text_of
from broadsheet.wire.extraction.decoding import MAX_BYTES
from broadsheet.wire.extraction.page import extract
from broadsheet.wire.extraction.record import Link, Picture, Refused
from tests.command import broadsheet
from tests.hostile.corpus import storable
from tests.wire.extraction.samples import FURNITURE, PARAGRAPHS, a_page

ALIVE = ("<script", "javascript:", "onerror=", "onload=", "<iframe", "<svg", "<object")
PIECES = ("<p>", "</p>", "<article>", "<img src=x onerror=a>", "<!--", "<svg>", "<table>", "<li>")


def test_a_saved_page_gives_its_story_and_nothing_of_what_surrounds_it() -> None:
    story = extract(a_page())
    assert story.headline == "Northern pier closes as worms eat its piles"
    assert story.authors == ("Mara Ellison", "Jo Li")
    assert story.published == datetime.fromisoformat("2023-03-08T09:30:00-05:00")
    assert story.updated == datetime.fromisoformat("2023-03-09T10:00:00-05:00")
    assert (story.section, story.keywords) == ("City", ("harbour", "piers"))
    assert story.standfirst == "Eleven of forty piles are gone."
    assert (story.address, story.language) == ("https://harbour.example/city/pier", "en-US")
    assert story.also_read == (Link("/city/ferries", "Ferries, Explained"),)
    picture = Picture("/pier.jpg", "A pier in fog", "The pier on Tuesday.", "Lu Chen")
    assert story.pictures == (picture,)
    text = text_of(story.body)
    assert [each for each in PARAGRAPHS if each not in text] == []
    assert [each for each in (*FURNITURE, "Also Read", "alert(") if each in text] == []
    assert "<h2>What the fishermen say</h2>" in story.body
    assert story.body.count("<li>") == 2
    assert "<figcaption>The pier on Tuesday. (Lu Chen)</figcaption>" in story.body
    assert not any(each in story.body for each in ALIVE)


def test_the_mastheads_day_is_never_the_storys() -> None:
    assert extract(a_page(data="")).published != date(2024, 12, 22)


def test_a_page_is_read_in_the_encoding_it_declares_or_else_the_one_it_has() -> None:
    text = "Жители города вышли на площадь, чтобы увидеть парад кораблей."
    page = f"<meta charset='windows-1251'><h1>{text}</h1>".encode("cp1251")
    assert extract(page).headline == text
    assert extract(page.replace(b"windows-1251", b"no-such")).headline == text


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (b"", "no HTML"),
        (b"\x89PNG\0\0", "binary"),
        (b"a" * (MAX_BYTES + 1), "longer than"),
        (b"<p>" * 70_000, "tags"),
        (b"<div>" * 240 + b"x", "deep"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(page: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        extract(page)


def _harmless(page: bytes) -> None:
    try:
        story = extract(page)
    except Refused:
        return
    json.dumps(story.as_json())
    tags = [each.partition(">")[0] for each in story.body.lower().split("<")[1:]]
    assert not [tag for tag in tags if any(each.lstrip("<") in tag for each in ALIVE)]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.lists(st.sampled_from(PIECES) | st.text(max_size=8)))
def test_any_bytes_give_a_record_or_one_refusal(page: bytes | list[str]) -> None:
    _harmless(page if isinstance(page, bytes) else "".join(page).encode("utf-8", "ignore"))


def test_no_script_comes_through() -> None:
    payloads = storable()
    for start in range(0, len(payloads), 40):
        inside = "</p><p>".join(f"{PARAGRAPHS[0]} {each}" for each in payloads[start : start + 40])
        _harmless(a_page().replace(PARAGRAPHS[3].encode(), inside.encode("utf-8", "ignore")))


def test_a_folder_of_pages_is_told_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_bytes(a_page())
    (tmp_path / "bad.html").write_bytes(b"\0")
    (tmp_path / "notes.txt").write_text("no page")
    result = broadsheet("extract", tmp_path)
    assert (result.returncode, result.stderr) == (1, "2 pages, 1 refused.\n")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["file"] for each in told] == ["bad.html", "good.html"]
    assert told[0]["refused"] == "it is no text but binary data"
    assert told[1]["published"] == "2023-03-08T09:30:00-05:00"
