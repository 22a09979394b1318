"""What isn't public is in nothing that machines get; and more stories cost no more queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.holds import Held
from broadsheet.newsroom.models import Byline, Story
from tests.factories import a_draft, a_section, a_story, a_topic, an_author, max_reads
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

FEEDS = ("/", "/world/", "/authors/mara-ellison/", "/topics/shipping/")
MACHINES = (
    *(f"{place}feed.{form}" for place in FEEDS for form in ("rss", "atom", "json")),
    "/sitemap.xml",
    "/sitemaps/pages.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/trust.txt",
    "/manifest.webmanifest",
)
PAGES = ("/", "/world/", "/authors/mara-ellison/", "/topics/shipping/")


def months() -> str:
    return f"/sitemaps/stories-{clock.today('America/New_York'):%Y-%m}.xml"


def a_canary(name: str, **fields: object) -> Story:
    """A draft that says “canary” wherever a story can say anything."""
    return a_draft(
        f"canary {name}",
        slug=f"canary-{name}",
        kicker="canary",
        standfirst="canary",
        topics=[a_topic("Shipping"), a_topic(f"Canary {name}")],
        bylines=[Byline(author=an_author()), Byline(author=an_author(f"Canary {name}"))],
        body=[("paragraph", "<p>canary</p>")],
        **fields,
    )


def test_nothing_that_is_not_public_is_told_to_machines() -> None:
    tomorrow = clock.now() + timedelta(days=1)
    draft = a_canary("draft")
    withdrawn = actions.publish(story=a_canary("withdrawn"))
    actions.withdraw(story=withdrawn)
    actions.publish(story=a_canary("scheduled"), at=tomorrow)
    with pytest.raises(Held):
        actions.publish(story=a_canary("embargoed", embargoed_until=tomorrow))
    expired = actions.publish(story=a_canary("expired"))
    expired.unpublish(set_expired=True)
    changed = a_story("Public", topics=[a_topic("Shipping")])
    changed.title = "canary revision"
    actions.save_draft(story=changed)
    a_story(
        "Points to them",
        topics=[a_topic("Shipping")],
        body=[
            ("paragraph", f'<p>See <a linktype="page" id="{draft.pk}">this</a>.</p>'),
            ("also_read", {"story": withdrawn, "text": ""}),
        ],
    )
    for address in (*MACHINES, months()):
        page = max_reads().get(address)
        assert page.status_code == 200, address
        text = page.content.decode().lower()
        assert "canary" not in text, address
    for address in PAGES:
        blocks = max_reads().get(address).content.decode().split("ld+json")[1:]
        assert "canary" not in "".join(block.split("</script>")[0] for block in blocks), address
    for name in ("draft", "withdrawn", "scheduled", "embargoed", "expired"):
        for kind in ("authors", "topics"):
            assert max_reads().get(f"/{kind}/canary-{name}/feed.rss").status_code == 404


def test_five_stories_cost_as_many_queries_as_one() -> None:
    told()
    one = costs()
    for _ in range(4):
        told()
    assert costs() == one


def told() -> Story:
    """A story with all that a feed must fetch for it."""
    other = a_story(topics=[a_topic()])
    photo = a_photo()
    section = a_section()
    return a_story(
        hero=a_photo(),
        topics=[a_topic()],
        bylines=[Byline(author=an_author()), Byline(author=an_author("Hana Ishikawa"))],
        body=[
            ("picture", {"photo": photo, "caption": "", "alt": ""}),
            ("gallery", {"title": "", "pictures": [{"photo": photo, "caption": ""}]}),
            ("also_read", {"story": other, "text": ""}),
            (
                "paragraph",
                f'<p><a linktype="page" id="{other.pk}">a</a>'
                f'<a linktype="page" id="{section.pk}">b</a></p>',
            ),
        ],
    )


def costs() -> dict[str, int]:
    return {address: cost(address) for address in (*MACHINES, months())}


def cost(address: str) -> int:
    client = max_reads()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    reads = [query["sql"].lstrip("(") for query in queries]  # PostgreSQL's unions
    assert all(sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")) for sql in reads)
    return len(reads)
