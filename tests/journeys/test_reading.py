"""From the newsroom to the reader and back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from broadsheet.fronts.actions import note_weather
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.newsroom import actions
from tests.factories import (
    a_draft,
    a_paper,
    a_section,
    a_story,
    a_topic,
    an_author,
    max_reads,
)

pytestmark = pytest.mark.django_db

SUNDAY_IN_NEW_YORK = datetime(2024, 12, 22, 17, 0, tzinfo=UTC)


def test_the_strip_shows_the_temperature_the_place_and_today() -> None:
    a_paper()
    with time_machine.travel(SUNDAY_IN_NEW_YORK, tick=False):
        note_weather(state=WeatherState(celsius=-6.6, observed_at=SUNDAY_IN_NEW_YORK))
        page = max_reads().get("/").content.decode()
    for words in ("−6.6 °C", "New York", "Sunday, December 22, 2024"):
        assert words in page


def test_a_storys_own_dates_stay_its_own_under_another_day() -> None:
    with time_machine.travel(datetime(2024, 12, 18, 15, tzinfo=UTC), tick=False):
        story = a_story(dateline="Seoul")
    with time_machine.travel(SUNDAY_IN_NEW_YORK, tick=False):
        page = max_reads().get(story.address).content.decode()
    assert "Wednesday, December 18, 2024" in page
    assert "Sunday, December 22, 2024" in page


def test_a_withdrawn_story_is_gone_from_everywhere_and_answers_410() -> None:
    author, topic = an_author("Hana Ishikawa"), a_topic()
    story = a_story("Strait reopens at dawn", topics=[topic])
    other = a_story(
        "Tides to come", body=[("also_read", {"story": story}), ("paragraph", "<p>Tides.</p>")]
    )
    max_ = max_reads()
    places = [
        "/",
        "/world/",
        other.address,
        an_author().url,
        topic.url,
        f"/{story.published_at:%Y}",
    ]
    assert "Strait reopens at dawn" in max_.get(other.address).content.decode()
    actions.withdraw(story=story)
    assert max_.get(story.address).status_code == 410
    for place in places:
        assert "Strait reopens at dawn" not in max_.get(place).content.decode(), place
    assert max_.get(topic.url).status_code == 404
    assert max_.get(author.url).status_code == 404


def test_nothing_of_a_draft_is_anywhere() -> None:
    published = a_story()
    draft = a_draft(
        "canary-headline", standfirst="canary-standfirst", topics=[a_topic("Canary topic")]
    )
    max_ = max_reads()
    for place in ("/", "/world/", published.address, "/topics/", "/authors/", an_author().url):
        assert "anary" not in max_.get(place).content.decode(), place
    for guess in (f"/world/{draft.slug}/", "/topics/canary-topic/"):
        assert max_.get(guess).status_code == 404


def test_no_story_stands_twice_on_the_home_page() -> None:
    for section in ("World", "Business"):
        for _ in range(8):
            a_story(section=a_section(section))
    page = max_reads().get("/").content.decode()
    main = page.split('<main id="main">')[1].split('class="latest"')[0]
    links = [part.split('"')[0] for part in main.split('<h3><a href="')[1:]]
    assert len(links) == len(set(links)) > 0


def test_dont_miss_never_repeats_latest_nor_the_page_itself() -> None:
    stories = [a_story(f"Number {number:02}") for number in range(12)]
    page = max_reads().get(stories[0].address).content.decode()
    section = page.split('class="dont-miss"')[1].split("</section>")[0]
    latest = page.split('class="latest"')[1].split("</section>")[0]
    assert "Number 11" in latest
    assert stories[0].address not in section
    assert not [s for s in stories if s.address in latest and s.address in section]


@pytest.mark.parametrize(("count", "more"), [(10, 40)])
def test_pages_cost_as_many_queries_however_many_stories_there_are(count: int, more: int) -> None:
    story = a_story()
    names = ["World", "Politics", "Business", "City", "Climate", "Culture", "Sport", "Opinion"]
    for number in range(count):
        a_story(section=a_section(names[number % 8]))
    costs = [queries_of(story.address), queries_of("/")]
    for _ in range(more):
        a_story()
    assert [queries_of(story.address), queries_of("/")] == costs
    assert costs[0] <= 13
    assert costs[1] <= 20


def queries_of(address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = max_reads()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len([q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])
