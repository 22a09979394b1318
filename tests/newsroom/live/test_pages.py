"""The page of who writes live: from the field without scripts, and no word is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from broadsheet.newsroom.live import actions
from broadsheet.newsroom.models import Entry, Story
from tests.factories import a_live_story, an_author, an_entry, desk_of, dina, max_reads, rosa, tom
from tests.pictures import a_picture

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

KEY = re.compile(r'name="key" value="([0-9a-f-]{36})"')
PHOTO = re.compile(r'name="photo" value="(\d+)"')


def place(story: Story, *more: Any) -> str:
    return f"/-/desk/stories/{story.pk}/live/{''.join(f'{each}/' for each in more)}"


def fill(desk: Client, story: Story, **fields: Any) -> Any:
    """Fill in the form on top and send it."""
    key = KEY.findall(desk.get(place(story)).content.decode())[0]
    return desk.post(place(story), {"key": key, **fields})


def test_rosa_writes_from_the_field() -> None:
    story = a_live_story()
    author = an_author("Rosa Lind", user=rosa())
    assert desk_of(rosa()).get(place(story)).status_code == 302  # nobody's but the desk's
    lead = desk_of(dina())
    lead.post(place(story, "act"), {"act": "writers", "people": [rosa().pk]})
    desk = desk_of(rosa())
    text = "It has begun.\r\n\r\n> On reflection it is welcome.\r\n\r\nAll <are> here."
    fill(desk, story, text=text, publish="yes", authors=[author.pk], link="https://example.org/v")
    html = max_reads().get(story.address).content.decode()
    for words in ("<p>It has begun.</p>", "All &lt;are&gt; here.", "Open on example.org"):
        assert words in html
    assert "<blockquote><p>On reflection it is welcome.</p>" in html
    fill(desk, story, text="Is it so?", keep="yes")
    assert "Is it so?" not in max_reads().get(story.address).content.decode()
    draft = Entry.objects.get(number=None)
    desk.post(place(story, draft.pk, "move"), {"act": "publish"})
    assert "Is it so?" in max_reads().get(story.address).content.decode()
    desk.post(place(story, draft.pk, "move"), {"act": "take-back"})
    assert "Is it so?" not in max_reads().get(story.address).content.decode()
    assert desk.post(place(story, "act"), {"act": "close"}).status_code == 302
    assert Story.objects.get(pk=story.pk).coverage.is_open  # that is for who leads it
    lead.post(place(story, "act"), {"act": "close"})
    assert "The coverage ended" in max_reads().get(story.address).content.decode()
    assert "Entry 1 published" in lead.get(f"/-/desk/pages/{story.pk}/history/").content.decode()
    assert desk_of(tom()).get(place(story)).status_code == 302


def test_what_cannot_be_kept_stays_on_the_page_whole() -> None:
    story, desk = a_live_story(), desk_of(dina())
    picture = SimpleUploadedFile("quay.jpg", a_picture(), "image/jpeg")
    told = {"text": "Words from the quay.", "is_key": "on", "publish": "yes", "link": "nowhere"}
    html = fill(desk, story, picture=picture, **told).content.decode()
    assert "Words from the quay." in html
    assert "A key moment needs a headline." in html
    photo = PHOTO.findall(html)[0]
    more = {"headline": "At the quay", "link": "", "photo": photo, "alt": "", "credit": ""}
    html = fill(desk, story, **{**told, **more}).content.decode()
    assert "has no alternative text" in html
    assert "Words from the quay." in html
    actions.close_coverage(story=story, by=None)
    more |= {"alt": "The quay", "credit": "Rosa", "key": "b0f0c6de-7c59-4a52-8b3c-3f0f6a1d2f11"}
    html = desk.post(place(story), {**told, **more}).content.decode()
    assert "isn’t open" in html
    assert "Words from the quay." in html
    assert not Entry.objects.exists()
    actions.open_coverage(story=story, by=None)
    desk.post(place(story), {**told, **more})
    desk.post(place(story), {**told, **more})  # a second time, on a bad line
    assert 'alt="The quay"' in max_reads().get(story.address).content.decode()
    assert Entry.objects.count() == 1


def test_an_entry_is_changed_with_a_word_to_readers() -> None:
    story, desk = a_live_story(), desk_of(dina())
    entry = an_entry(story, "There are 12 members.")
    page = place(story, entry.pk)
    assert "There are 12 members." in desk.get(page).content.decode()
    form = {
        "headline": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": '{"entityMap": {}, "blocks": [{"key": "a", "type": "unstyled", "depth": 0,'
        ' "text": "There are 13 members.", "inlineStyleRanges": [], "entityRanges": []}]}',
    }
    html = desk.post(page, form).content.decode()
    assert "Say what kind of change this is" in html
    assert "There are 13 members." in html
    said = {"kind": "correction", "note": "There are thirteen.", "wrong": ""}
    assert desk.post(page, {**form, **said}).status_code == 302
    html = max_reads().get(story.address).content.decode()
    assert "There are 13 members." in html
    assert "There are thirteen." in html
    assert "There are 12 members." in desk.get(page).content.decode()  # what it said before
