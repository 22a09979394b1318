"""A page arrives in one round trip: its words, its looks, all that stands around them."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.budgets.conftest import Paper
from tests.command import get

pytestmark = pytest.mark.sqlite

CONGESTION_WINDOW = 14_600
"""Bytes that arrive before the first acknowledgement: ten segments of 1,460 (RFC 6928)."""

HOME = 25_000
FACES = 60_000


def sent(url: str) -> tuple[str, int]:
    """Return a page, and its bytes as a server sends them that compresses as most do."""
    status, body = get(url)
    assert status == 200, url
    return body.decode(), len(gzip.compress(body, 6))


def test_a_story_of_seven_hundred_words_arrives_whole_in_one_congestion_window(
    paper: Paper,
) -> None:
    page, size = sent(paper.page("plain"))
    words = re.sub(r"<[^>]+>", " ", page.split('<div class="prose">')[1].split("<footer")[0])
    assert len(words.split()) >= 700
    assert size <= CONGESTION_WINDOW


def test_the_home_page_of_a_full_paper_is_small(paper: Paper) -> None:
    page, size = sent(paper.page("home"))
    assert page.count("<article") > 15
    assert size <= HOME


def test_a_page_needs_no_stylesheet_but_its_own(paper: Paper) -> None:
    for name in ("home", "plain", "section", "author"):
        page, _size = sent(paper.page(name))
        assert page.count("<style>") == 1
        assert 'rel="stylesheet"' not in page


def test_both_faces_together_are_light(paper: Paper) -> None:
    page, _size = sent(paper.page("home"))
    faces = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', page)
    assert len(faces) == 2
    assert sum(len(get(paper.url + face)[1]) for face in faces) <= FACES
