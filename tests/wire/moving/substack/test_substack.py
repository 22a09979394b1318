"""A Substack publication moves in: what everyone could read is public, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from broadsheet.newsroom.holds import is_in_drawer
from broadsheet.newsroom.models import Story
from broadsheet.wire.moving.archive import opened
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.models import Arrival
from broadsheet.wire.moving.records import Post, State
from broadsheet.wire.moving.report.writing import Written
from broadsheet.wire.moving.substack.reader import records_of
from broadsheet.wire.moving.systems import move_substack
from tests.factories import a_section, max_reads
from tests.wire.moving.exports import an_export

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

HEAD = "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
POSTS = (
    "1.ferry,2019-07-26T20:48:19.814Z,TRUE,,newsletter,everyone,A ferry &amp; an island,Nine,\n"
    "2.paid,2019-07-27T20:48:19.814Z,TRUE,,newsletter,only_paid,Paid,,\n"
    "3.draft,2019-07-28T20:48:19.814Z,FALSE,,newsletter,everyone,Not yet,,\n"
    "4.heard,2019-07-29T20:48:19.814Z,TRUE,,podcast,everyone,Heard,,https://example.org/a.mp3\n"
    "5.about,2019-07-30T20:48:19.814Z,TRUE,,page,everyone,Who we are,,\n"
    "6.no-day,,TRUE,,newsletter,everyone,No day,,\n"
    "1.ferry,2019-07-26T20:48:19.814Z,TRUE,,newsletter,everyone,A ferry,,\n"
    ",,,\n"
)
BODY = (
    "<p>Nine people sailed.</p>"
    '<p class="button-wrapper"><a href="https://x.example/subscribe"><span>Sign up</span></a></p>'
    '<div class="twitter-embed" data-attrs=\'{"url":"https://twitter.com/a/status/1",'
    '"full_text":"All aboard"}\'></div><div data-attrs="nonsense"></div>'
    '<img src="https://substackcdn.com/image/fetch/w_1456/https%3A%2F%2Fa.example%2Fquay.png">'
)


@pytest.fixture(autouse=True)
def paper(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    a_section("World")


def move(folder: Path, posts: str = POSTS, **how: Any) -> Written:
    files = {
        "posts.csv": HEAD + posts,
        "posts/1.ferry.html": BODY,
        "posts/1.ferry.opens.csv": "email\nmax@example.org",
        "email_list.harbour.csv": "email\nmax@example.org",
        **{f"posts/{name}.html": "<p>Words.</p>" for name in ("2.paid", "3.draft", "5.about")},
        "posts/6.no-day.html": "<p>Words.</p>",
        "posts/9.unlisted.html": "<p>Words.</p>",
    }
    return move_substack(an_export(folder, files), how=How(**how))


def test_what_everyone_could_read_is_public_and_nothing_else(tmp_path: Path) -> None:
    assert move(tmp_path).is_whole
    live = Story.objects.filter(live=True).order_by("published_at")
    assert [each.title for each in live] == ["A ferry & an island", "Heard"]
    assert live[0].standfirst == "Nine"
    assert is_in_drawer(Story.objects.get(title="Paid"))
    assert not Story.objects.get(title="Not yet").live
    assert Arrival.objects.get(name="No day").why.startswith("a draft: the export doesn’t say")
    answer = max_reads().get("/p/ferry")
    assert (answer.status_code, answer.headers["Location"]) == (301, live[0].address)
    assert max_reads().get("/p/paid").status_code == 404
    assert "Words" in max_reads().get("/about/").content.decode()


def test_a_post_comes_with_what_it_showed_and_without_what_sold_it(tmp_path: Path) -> None:
    move(tmp_path)
    ferry, heard = Story.objects.filter(live=True).order_by("published_at")
    assert [block.block_type for block in ferry.body] == ["paragraph", "embed"]
    assert ferry.body[1].value["url"] == "https://twitter.com/a/status/1"
    assert ferry.body[1].value["title"] == "All aboard"
    assert heard.body[0].value["url"] == "https://example.org/a.mp3"
    told = Arrival.objects.get(name="A ferry & an island").data
    assert told["lost_pictures"] == ["https://a.example/quay.png"]
    assert "lost_words" not in told


def test_readers_and_what_isnt_kept_are_told_of(tmp_path: Path) -> None:
    move(tmp_path)
    others = dict(Arrival.objects.filter(kind="other").values_list("name", "why"))
    assert "readers import" in others["list of readers: email_list.harbour.csv"]
    assert "isn’t kept about readers" in others["file: posts/1.ferry.opens.csv"]
    assert others["file: posts/9.unlisted.html"] == "no post of the list has this file"
    assert others["post: A ferry"] == "it is the same post as in line 2"
    assert "max@example.org" not in str(list(Arrival.objects.values_list("data", "name", "why")))


def test_a_line_that_is_no_post_is_told_of_and_spoils_no_other(tmp_path: Path) -> None:
    move(tmp_path, POSTS + '"7.a\0","b"\n8.b,x,"unclosed')
    assert Story.objects.filter(live=True).count() == 2
    broken = Arrival.objects.filter(name__startswith="posts.csv, line")
    assert broken.values_list("name", flat=True).count() == 3


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    for files in ({"a.txt": ""}, {"posts.csv": ""}, {"posts.csv": "a,b\n1,2\n"}):
        with pytest.raises(ValidationError, match=r"posts\.csv"):
            move_substack(an_export(tmp_path, files), how=How())
    assert not Story.objects.exists()


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_list_that_a_spreadsheet_saved_anew_is_read(sign: str, tmp_path: Path) -> None:
    line = "1.ferry,2019-07-26T20:48:19.814Z,TRUE,,newsletter,everyone,A ferry,,\n"
    saved = (HEAD + line).replace(",", sign)
    with opened(an_export(tmp_path, {"posts.csv": saved})) as archive:
        [post] = records_of(archive)
    assert isinstance(post, Post)
    assert (post.key, post.title, post.state) == ("1.ferry", "A ferry", State.PUBLIC)
