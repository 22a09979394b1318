"""A page costs as many queries with three of a thing as with one."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.newsletters.models import List
from broadsheet.newsroom.models import Byline
from tests.factories import a_draft, a_section, a_story, a_topic, an_author, desk_of, max_reads, pru
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

CORRECTION = (
    "correction",
    {"kind": "correction", "date": date(2026, 1, 5), "text": "<p>Four.</p>"},
)

READERS = (
    "/",
    "/world/",
    "/world/{month}/",
    "/{month}/",
    "/{day}/",
    "/authors/",
    "/authors/mara-ellison/",
    "/authors/mara-ellison/{year}/",
    "/topics/",
    "/topics/shipping/",
    "/topics/shipping/{year}/",
    "/corrections/",
    "/corrections/2026/",
    "/newsletters/",
    "/-/search?q=harbour",
)
DESK = (
    "/-/desk/",
    "/-/desk/snippets/broadsheet_newsroom/author/",
    "/-/desk/snippets/broadsheet_topics/topic/",
    "/-/desk/images/",
    "/-/desk/press/",
)


def one_more(number: int) -> str:
    """Publish a story that stands in every list; return its day, as addresses have it."""
    other = an_author(f"Author number {number}", portrait=a_photo())
    story = a_story(
        hero=a_photo(),
        topics=[a_topic(), a_topic(f"Topic number {number}")],
        bylines=[Byline(author=an_author()), Byline(author=other)],
        body=[("paragraph", "<p>The harbour was quiet.</p>"), CORRECTION],
    )
    a_draft()
    List.objects.get_or_create(slug=f"list-{number}", defaults={"name": f"List {number}"})
    return str(story.address)[1:11]


def costs(day: str) -> dict[str, int]:
    words = {"day": day, "month": day[:7], "year": day[:4]}
    found = {}
    for client, places in ((max_reads(), READERS), (desk_of(pru()), DESK)):
        for place in places:
            address = place.format(**words)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200, address
            found[place] = len(queries)
    return found


def test_three_of_each_cost_as_many_queries_as_one() -> None:
    a_section()
    day = one_more(1)
    one = costs(day)
    for number in (2, 3):
        one_more(number)
    three = costs(day)
    assert {place: (one[place], three[place]) for place in one if three[place] > one[place]} == {}
