"""Editors arrange fronts, look at them first, and then publish."""

from __future__ import annotations

import pytest
import time_machine

from broadsheet.fronts.actions import arrange
from broadsheet.fronts.models import Front, Pick
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import ChangeKind
from tests.factories import a_section, a_story, desk_of, ed, max_reads, rosa

pytestmark = pytest.mark.django_db

LIST = "/-/desk/snippets/broadsheet_fronts/front/"


def test_an_editor_finds_the_fronts_and_a_reporter_does_not() -> None:
    a_story()
    assert desk_of(ed()).get(LIST).status_code == 200
    assert desk_of(rosa()).get(LIST).status_code in {302, 403}


def test_a_front_is_previewed_before_anybody_sees_it() -> None:
    first, second = a_story("First"), a_story("Second")
    front = arrange(section=None, picks={"front": [second]})
    front.picks = [Pick(story=first, place="front", sort_order=0)]
    front.save_revision()
    answer = desk_of(ed()).get(f"{LIST}history/{front.pk}/")
    assert answer.status_code == 200
    revision = front.latest_revision
    preview = desk_of(ed()).get(f"{LIST}history/{front.pk}/revisions/{revision.pk}/view/")
    assert _lead(preview.content.decode()) == "First"
    assert _lead(max_reads().get("/").content.decode()) == "Second"


def test_a_pick_ends_at_its_hour() -> None:
    old = a_story("Old")
    a_story("New")
    front = Front.objects.create()
    Pick.objects.create(front=front, story=old, place="front", ends_at="2030-01-01T12:00:00Z")
    with time_machine.travel("2030-01-01T11:59:00Z", tick=False):
        assert _lead(max_reads().get("/").content.decode()) == "Old"
    with time_machine.travel("2030-01-01T12:00:01Z", tick=False):
        assert _lead(max_reads().get("/").content.decode()) == "New"


def test_a_withdrawn_pick_leaves_no_hole() -> None:
    picked, other = a_story("Picked"), a_story("Other")
    arrange(section=None, picks={"front": [picked, other]})
    actions.withdraw(story=picked)
    assert _lead(max_reads().get("/").content.decode()) == "Other"


def test_a_sections_front_is_its_own() -> None:
    city = a_section("City")
    lead = a_story("Leads the city", section=city)
    a_story("Newer in the city", section=city)
    arrange(section=city, picks={"front": [lead]})
    assert _lead(max_reads().get("/city/").content.decode()) == "Leads the city"


def test_a_retracted_story_leads_a_front_only_where_somebody_picked_it() -> None:
    other, wrong = a_story("Other"), a_story("Calm at sea")
    actions.issue_correction(story=wrong, kind=ChangeKind.RETRACTION, text="It was made up.")
    for front in ("/", "/world/"):
        assert _lead(max_reads().get(front).content.decode()) == "Other"
    arrange(section=None, picks={"front": [wrong, other]})
    assert _lead(max_reads().get("/").content.decode()) == "Retracted: Calm at sea"


def _lead(html: str) -> str:
    """Return the headline of the first story in a page's main part."""
    main = html[html.index('<main id="main">') :]
    heading = main[main.index("<h2") : main.index("</h2>")]
    return heading.rpartition("</a>")[0].rpartition(">")[2]
