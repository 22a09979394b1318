"""What somebody wrote on Medium moves in; drafts stay drafts, and answers are told of."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.newsroom.models import Story
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.medium.post import NoPost, records_of_post
from broadsheet.wire.moving.models import Arrival
from broadsheet.wire.moving.records import Other, Post
from broadsheet.wire.moving.systems import move_medium
from tests.factories import a_section, max_reads
from tests.wire.moving.exports import an_export

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PIECES = (
    *('<article class="h-entry">', '<section class="e-content">', "</section>", "<figure>", "<p>"),
    *('<a class="p-canonical" href="http://[">', '<time class="dt-published" datetime="9">'),
    *(
        '<footer><a class="p-author" href="@">',
        '<h1 class="p-name">A</h1>',
        '<img src="http://a">',
        "<![>",
    ),
)
PROFILE = (
    '<section class="h-card"><h3 class="p-name">The Harbour</h3>'
    '<a class="u-url" href="https://medium.com/@harbour">@harbour</a></section>'
)


def a_post(key: str, title: str, *, day: str = "2018-08-11T11:23:34.123Z", inner: str = "") -> str:
    """A page as Medium exports it; ``inner`` is its text."""
    picture = '<figure><img src="https://a.example/1.jpg"><figcaption>Here</figcaption></figure>'
    text = inner or f'<h3 class="graf graf--title">{title}</h3>{picture}<p>Nine.</p>'
    out = f'on <a href="https://medium.com/p/{key}"><time class="dt-published" datetime="{day}">'
    line = '<div class="section-divider"><hr class="section-divider"></div>'
    return (
        f'<article class="h-entry"><header><h1 class="p-name">{title}</h1></header>'
        f'<section data-field="body" class="e-content"><section>{line}<div>{text}</div></section>'
        f"<section>{line}<p>The end of it.</p></section></section>"
        '<footer><p class="p-tags"><a class="p-tag" href="https://medium.com/tag/x">Ferries</a></p>'
        '<p>By <a href="https://medium.com/@Mara" class="p-author h-card">Mara Ellison</a> '
        f"{out if day else ''}</p>"
        f'<a href="https://medium.com/@Mara/a-ferry-{key}" class="p-canonical">Canonical link</a>'
        "</footer></article>"
    )


@pytest.fixture(autouse=True)
def paper(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    a_section("World")


def test_a_paper_of_mediums_moves_in(tmp_path: Path) -> None:
    answer = '<p class="graf">Well said, and more.</p>'
    files = {
        "profile/profile.html": PROFILE,
        "posts/2018-08-11_A-ferry-abcdef123456.html": a_post("abcdef123456", "A ferry"),
        "posts/copy-abcdef123456.html": a_post("abcdef123456", "A ferry"),
        "posts/other-abcdef123456.html": a_post("abcdef123456", "Another"),
        "posts/draft_Not-yet-abcdef123457.html": a_post("abcdef123457", "Not yet"),
        "posts/no-day-abcdef123458.html": a_post("abcdef123458", "No day", day=""),
        "posts/2018_answer-abcdef123459.html": a_post("abcdef123459", "Well said…", inner=answer),
        "posts/answer-abcdef123459.html": a_post("abcdef123459", "Well said…", inner=answer),
        "posts/broken.html": "<p>Words.</p>",
        "bookmarks/bookmarks-0001.html": "<p>Words.</p>",
    }
    written = move_medium(an_export(tmp_path, files), how=How())
    assert written.accounts.adds_up
    assert written.astray == 1, "two posts say that they were at one address"
    live = Story.objects.filter(live=True).order_by("pk")
    assert [each.title for each in live] == ["A ferry", "Another"]
    ferry = live[0]
    kinds = [block.block_type for block in ferry.body]
    assert kinds == ["paragraph", "divider", "paragraph"], "no title or line above its text"
    assert [each.author.name for each in ferry.bylines.all()] == ["Mara Ellison"]
    assert [topic.name for topic in ferry.topics.all()] == ["Ferries"]
    assert str(ferry.address) == "/2018/08/11/a-ferry/"
    found = max_reads().get("/@Mara/a-ferry-abcdef123456")
    assert (found.status_code, found.headers["Location"]) == (301, ferry.address)
    whys = dict(Arrival.objects.exclude(why="").values_list("name", "why"))
    assert whys["Not yet"] == "a draft"
    assert whys["No day"] == "a draft: the export doesn’t say when it came out"
    assert whys["answer: Well said…"] == "it is an answer under somebody’s story"
    assert "the same post as posts/2018" in whys["post: posts/copy-abcdef123456.html"]
    assert whys["posts/broken.html"] == "it isn’t a post as Medium exports them"
    assert "the same post" in whys["post: posts/answer-abcdef123459.html"]
    assert "isn’t the paper’s" in whys["file: bookmarks/bookmarks-0001.html"]
    told = Arrival.objects.get(name="A ferry").data
    assert (told["lost_pictures"], "lost_words" in told) == (["https://a.example/1.jpg"], False)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=30))
def test_any_page_gives_records_or_a_reason(pieces: list[str]) -> None:
    with suppress(NoPost):
        *_rest, last = records_of_post("posts/a.html", "".join([PIECES[0], *pieces]))
        assert isinstance(last, Post | Other)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    for files in ({"a.txt": ""}, {"posts/a.html": "<p>Words.</p>"}):
        with pytest.raises(ValidationError, match="no Medium export"):
            move_medium(an_export(tmp_path, files), how=How())
    assert not Story.objects.exists()
