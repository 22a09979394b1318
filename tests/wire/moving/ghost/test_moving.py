"""A paper moves in from Ghost: whole, as it was, and with sums that add up."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from broadsheet.newsroom.holds import is_in_drawer
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import published
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.models import Arrival
from broadsheet.wire.moving.systems import move_ghost
from tests.factories import a_section, max_reads
from tests.pictures import a_picture

from .samples import a_file, a_row, a_tag, a_user, an_export, signed, tagged

pytestmark = pytest.mark.django_db

LEXICAL = json.dumps(
    {
        "root": {
            "children": [
                {"type": "paragraph", "children": [{"type": "text", "text": "Nine people."}]},
                {"type": "image", "src": "__GHOST_URL__/content/images/2024/quay.jpg", "alt": "Q"},
                {"type": "callout", "calloutEmoji": "!", "calloutText": "Mind the step."},
            ]
        }
    }
)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.BROADSHEET = replace(settings.BROADSHEET, directory=tmp_path)
    picture = tmp_path / "images" / "2024" / "quay.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(a_picture(size=(90, 60)))
    a_section("World")
    return tmp_path


def test_a_paper_moves_in_from_ghost_and_nothing_is_unaccounted_for(folder: Path) -> None:
    posts = [
        a_row(
            1,
            html=None,
            lexical=LEXICAL,
            feature_image="__GHOST_URL__/content/images/2024/quay.jpg",
        ),
        a_row(2, visibility="paid", html="<p>For those who pay.</p>"),
        a_row(3, type="page", slug="about", html="<p>Who we are.</p>"),
        a_row(4, html=None, lexical="{"),
        a_row(5, status="draft"),
    ]
    export = an_export(
        *posts,
        users=[a_user("mara", "Mara Ellison")],
        posts_authors=signed("post1", "mara"),
        tags=[a_tag("harbour", "Harbour"), a_tag("ferries", "Ferries"), a_tag("empty", "Empty")],
        posts_tags=tagged("post1", "harbour", "ferries"),
        posts_meta=[{"post_id": "post1", "feature_image_alt": "Boats"}],
        members=[{"email": "max@old.example"}],
    )
    file = a_file(folder, export)
    leads = folder / "redirects.json"
    rows = [("^/old\\/tender/$", "/about/"), ("^/(.*)/feed$", "/$1/"), ("", "/about/")]
    leads.write_text(json.dumps([{"from": each, "to": to, "permanent": True} for each, to in rows]))
    written = move_ghost(file, how=How(), media=folder / "images", redirects=leads)
    assert written.is_whole
    assert (written.asked, written.astray) == (4, 0), "a story, a page, a picture"
    [story] = published()
    assert (story.title, story.section.title) == ("Story 1", "Harbour")
    assert story.hero.description == "Boats"
    assert [block.block_type for block in story.body] == ["paragraph", "picture", "block_quote"]
    assert max_reads().get("/story-1/").headers["Location"] == story.address
    assert "Who we are." in max_reads().get("/about/").content.decode()
    assert max_reads().get("/old/tender/").headers["Location"] == "/about/"
    assert is_in_drawer(Story.objects.get(title="Story 2"))
    assert max_reads().get("/story-2/").status_code == 404
    why = dict(Arrival.objects.filter(kind="other").values_list("name", "why"))
    assert "it is a pattern" in why["redirect: ^/(.*)/feed$"]
    assert "from where" in why["redirect 3"]
    assert "is no JSON" in why["post 4: Story 4"]
    assert "broadsheet readers import" in why["members: 1"]
    assert not Arrival.objects.filter(data__has_key="lost_words").exists()
    before = list(Story.objects.order_by("pk").values_list("pk", "latest_revision"))
    again = move_ghost(file, how=How(), media=folder / "images", redirects=leads)
    assert again.is_whole
    assert list(Story.objects.order_by("pk").values_list("pk", "latest_revision")) == before


def test_what_cant_be_done_is_said_before_anything_is(folder: Path) -> None:
    file = a_file(folder, an_export(a_row()))
    with pytest.raises(ValidationError, match="give --url"):
        move_ghost(file, how=How(fetch=True))
    with pytest.raises(ValidationError, match="isn’t there"):
        move_ghost(folder / "gone.json", how=How())
    with pytest.raises(ValidationError, match=r"no redirects\.json"):
        move_ghost(file, how=How(), redirects=file)
    with pytest.raises(ValidationError, match="no Ghost export"):
        move_ghost(a_file(folder, {"items": []}), how=How())
    assert not Arrival.objects.exists()
