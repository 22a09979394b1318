"""What goes out when: the next 24 hours on one page, and what will go wrong in them."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from broadsheet.fronts import actions as fronts
from broadsheet.fronts.models import Pick
from broadsheet.newsletters.models import Kind, Number, NumberState
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from tests.factories import (
    a_draft,
    a_section,
    a_story,
    ada,
    an_update,
    desk_of,
    max_reads,
    poison,
    pru,
    rosa,
    tom,
)
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.test_releases import a_number_about
from tests.noon import HOUR, NOON, moved

__all__ = ["moved"]

pytestmark = pytest.mark.django_db


def rows(user: Any) -> list[str]:
    """The rows of the page as somebody reads them: the time, then the words."""
    answer = desk_of(user).get(reverse("what_goes_out_when"))
    assert answer.status_code == 200
    found = re.findall(r"<li style.*?</li>", answer.content.decode(), re.DOTALL)
    return [
        " ".join(html.unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", each)).split())
        for each in found
    ]


def test_whatever_happens_by_itself_is_on_one_page_in_its_order() -> None:
    actions.publish(story=a_draft("The ferry sails"), at=NOON + 2 * HOUR)
    a_draft("The budget", embargoed_until=NOON + 3 * HOUR)
    release = fronts.plan_release(name="Election night", by=pru())
    fronts.put_in(release=release, what=a_draft("The count", section=a_section("Local")), by=pru())
    fronts.set_hour(release=release, at=NOON + 4 * HOUR)
    front = fronts.arrange(section=None, picks={})
    known = a_story("A quiet harbour")
    Pick.objects.create(front=front, story=known, ends_at=NOON + 5 * HOUR)
    Story.objects.filter(pk=known.pk).update(expire_at=NOON + 6 * HOUR)
    a_list("The Morning Tide", kind=Kind.DIGEST, at=datetime(2026, 1, 1, 7).time())
    actions.publish(story=a_draft("The day after"), at=NOON + 25 * HOUR)
    assert rows(pru()) == [
        "14:00 A story comes out · World The ferry sails",
        "15:00 An embargo ends · World The budget",
        "16:00 A release goes out Election night",
        "17:00 A pick ends · Home (on the front) A quiet harbour",
        "18:00 A story is taken off · World A quiet harbour",
        "07:00 A newsletter writes itself · if there is anything new The Morning Tide",
    ]


def test_two_that_would_lead_a_section_in_one_minute_are_marked() -> None:
    actions.publish(story=a_draft("One"), at=NOON + HOUR)
    actions.publish(story=a_draft("Two"), at=NOON + HOUR + timedelta(seconds=20))
    actions.publish(story=a_draft("Elsewhere", section=a_section("Local")), at=NOON + HOUR)
    known = a_story("Known")
    actions.publish(story=known, at=NOON + HOUR, change=an_update())
    marked = [row for row in rows(pru()) if "claims the same place in the same minute" in row]
    assert [row.partition(" claims")[0] for row in marked] == [
        "13:00 A story comes out · World One “Two”",
        "13:00 A story comes out · World Two “One”",
    ]


def test_what_will_keep_a_story_from_coming_out_is_said_before() -> None:
    story = a_draft("The budget")
    actions.publish(story=story, at=NOON + HOUR)
    poison(story, until=NOON + 2 * HOUR)
    [out, _ends] = rows(pru())
    assert "“The budget” is embargoed until 2026-03-02 14:00" in out


def test_a_newsletter_before_its_story_is_marked() -> None:
    early, late = a_draft("The budget"), a_draft("The count")
    actions.publish(story=early, at=NOON + HOUR)
    number = a_number_about(early, late)
    Number.objects.filter(pk=number.pk).update(state=NumberState.HELD, due=NOON + 2 * HOUR)
    [_story, letter] = rows(pru())
    assert "It tells of “The count”, which isn’t public by then." in letter
    assert "It tells of “The budget”" not in letter


def test_nobody_learns_here_what_they_may_not_read() -> None:
    actions.publish(story=a_draft("A secret", section=a_section("Local")), at=NOON + HOUR)
    actions.publish(story=a_draft("Rosa’s own", owner=rosa()), at=NOON + 2 * HOUR)
    release = fronts.plan_release(name="All", by=pru())
    fronts.put_in(release=release, what=a_draft(), by=pru())
    fronts.set_hour(release=release, at=NOON + HOUR)
    assert max_reads().get(reverse("what_goes_out_when")).status_code == 302
    assert rows(tom()) == []
    assert [row.partition(" ")[2] for row in rows(ada())] == ["A release goes out All"]
    assert len(rows(pru())) == 3
