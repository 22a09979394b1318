"""From the inbox to readers, through the one act of publishing with all that it asks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom import queries as public
from broadsheet.newsroom import tasks
from broadsheet.newsroom.models import Story
from broadsheet.wire.inbox.models import Copy
from tests.factories import a_section, a_story, a_way, desk_of, dina, ed, max_reads, pru, rosa
from tests.forms import fields_of
from tests.permissions.forms import filled_in
from tests.pictures import a_picture
from tests.wire.inbox.copy import act, came, page_of
from tests.wire.incoming.samples import a_picture_of, newest

pytestmark = pytest.mark.django_db


def publish(browser: Any, copy: Copy, **changes: Any) -> Any:
    """Open the page of a piece of copy, fill in its form, and press the button."""
    form = filled_in(browser, page_of(copy))
    return browser.post(page_of(copy), {**form, "act": "publish", **changes})


def test_one_button_publishes_it_with_credit_and_terms(tmp_path: Path) -> None:
    copy, desk = came(tmp_path), desk_of(ed())
    answer = publish(desk, copy)
    story = Story.objects.get()
    assert answer["Location"] == f"/-/desk/press/{story.pk}/"
    assert (story.live, story.owner) == (True, ed())
    page = max_reads().get(story.address).content.decode()
    assert "Coast Agency Not for archives" in page
    assert "Ines Duarte" in page
    copy.refresh_from_db()
    assert (copy.decision, copy.decided_by, copy.waits) == ("published", ed(), False)


def test_it_is_published_in_the_section_and_under_the_headline_that_are_chosen(
    tmp_path: Path,
) -> None:
    city = a_section("City")
    a_story("There already", section=city, slug="the-last-ferry-is-kept")
    copy = came(tmp_path)
    dinas = desk_of(dina(city))  # her desk is City, and it came in to World
    assert "World" not in str(filled_in(dinas, page_of(copy))["section"])
    assert publish(dinas, copy, section=a_section().pk).status_code == 200  # not among her choices
    assert not newest().live
    publish(dinas, copy, title="Ferry stays", section=city.pk)
    story = Story.objects.get(source_uri=copy.story.source_uri)
    assert (story.live, story.title, story.section) == (True, "Ferry stays", city)
    assert "Ferry stays" in max_reads().get("/city/").content.decode()


def test_whatever_is_missing_is_asked_for_on_the_same_page(tmp_path: Path) -> None:
    (tmp_path / "ferry.jpg").write_bytes(a_picture(size=(900, 600)))
    bare = {"descriptions": [], "by": None, "creditLine": None, "headlines": [], "usageTerms": None}
    picture = a_picture_of("ferry.jpg", **bare)
    copy = came(tmp_path, by=None, creditLine=None, associations=[picture])
    desk = desk_of(pru())
    answer = publish(desk, copy, title="  ")
    page = answer.content.decode()
    assert "Nothing was published." in page
    answer = publish(desk, copy)
    page = answer.content.decode()
    for words in ("A byline is missing", "has no alternative text", "may we print it?"):
        assert words in page
    assert not newest().live
    assert Copy.objects.get().waits
    fields = fields_of(answer.content)
    photo = newest().hero.pk
    words = {"signed": "Coast Agency", f"alt_{photo}": "A ferry", f"credit_{photo}": "Leo"}
    assert {*words} <= {*fields}
    assert desk.post(page_of(copy), {**fields, **words, "act": "publish"}).status_code == 302
    page = max_reads().get(newest().address).content.decode()
    assert 'alt="A ferry"' in page
    assert "Leo" in page


def test_an_embargo_is_not_passed_it_comes_out_when_that_is_over(tmp_path: Path) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as machine:
        copy, desk = came(tmp_path, embargoed="2026-03-01T13:00:00Z"), desk_of(ed())
        assert "Publish when the embargo ends" in desk.get(page_of(copy)).content.decode()
        publish(desk, copy)
        assert public.published().count() == 0
        machine.move_to(datetime(2026, 3, 1, 13, tzinfo=UTC))
        assert (tasks.publish_due(), public.published().count()) == (1, 1)


def test_what_is_held_withheld_or_locked_is_not_published(tmp_path: Path) -> None:
    desk = desk_of(ed())
    withheld = came(tmp_path, "urn:example:withheld", pubStatus="withheld")
    drawer = came(tmp_path, "urn:example:drawer")
    newsroom.put_in_drawer(story=drawer.story)
    locked = came(tmp_path, "urn:example:locked")
    Story.objects.filter(pk=locked.story_id).update(
        locked=True, locked_by=pru(), locked_at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    for copy, words in (
        (withheld, "Its source withholds it"),
        (drawer, "lies in the drawer"),
        (locked, "It is locked"),
    ):
        page = publish(desk, copy, title="New words").content.decode()
        assert words in page
        assert "Decline" in page  # nothing was decided, and the page says so
        assert newest(copy.story.source_uri).title == "The last ferry is kept"
    assert public.published().count() == 0
    assert Copy.objects.filter(waits=True, decision="").count() == 3


def test_steps_are_asked_for_as_always(tmp_path: Path) -> None:
    a_way()
    copy, desk = came(tmp_path), desk_of(ed())
    page = publish(desk, copy).content.decode()
    assert "Why it can’t wait" in page
    assert not newest().live
    publish(desk, copy, skip_reason="The ferry sails at noon.")
    assert Story.objects.get().live


def test_nobody_publishes_a_version_that_they_have_not_seen(tmp_path: Path) -> None:
    copy, desk = came(tmp_path), desk_of(ed())
    form = filled_in(desk, page_of(copy))
    came(tmp_path, versionCreated="2026-03-01T12:00:00Z", headlines=[{"value": "Ferry sold"}])
    answer = desk.post(page_of(copy), {**form, "act": "publish"})
    assert "look at it again" in answer.content.decode()
    assert not newest().live
    again = {**fields_of(answer.content), "title": "Ferry sold", "act": "publish"}
    assert desk.post(page_of(copy), again).status_code == 302
    assert newest().live


def test_who_may_not_publish_or_take_has_no_button_and_no_way(tmp_path: Path) -> None:
    copy = came(tmp_path)
    desk = desk_of(rosa())
    assert "Publish now" not in desk.get(page_of(copy)).content.decode()
    act(desk, copy, "publish", title="Mine", section=a_section().pk, onto="")
    assert not newest().live
    act(desk_of(ed()), copy, "take")  # whose it is now, and reporters read no drafts of others
    assert desk.get(page_of(copy)).status_code == 302
    assert "It runs on Sundays" not in desk.get(page_of(copy), follow=True).content.decode()
