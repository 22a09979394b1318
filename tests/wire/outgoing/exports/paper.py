"""A small paper with one of each: what leaves must be all of it, and no more public than it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import time_machine

from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Byline, Story
from broadsheet.photos.renditions import print_renditions
from broadsheet.wire.moving.records import Post, Record, State
from tests.factories import a_draft, a_paper, a_section, a_story, a_topic, an_author
from tests.pictures import a_photo

EVENING = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
"""In New York it is half past six; the paper's day is the twentieth."""
COMING = datetime(2099, 1, 2, 9, tzinfo=UTC)
TITLE = "Nine & a <half> boats ]]> at the quay"


def a_whole_paper() -> Story:
    """Make it; return the story that has everything."""
    home = a_paper()
    about = InformationPage(title="About us", slug="about", intro="Who we are", body="<p>Us.</p>")
    home.add_child(instance=about)
    about.save_revision().publish()
    asia = a_section("Asia", under=a_section("World"))
    mara = an_author("Mara Ellison", life="Mara reports from the harbour.", email="m@example.org")
    quay, boat = a_photo(caption="At first light"), a_photo("A boat", description="One boat")
    for photo in (quay, boat):
        print_renditions(photo=photo)
    with time_machine.travel(EVENING, tick=False):
        story = a_story(
            TITLE,
            section=asia,
            slug="nine-boats",
            standfirst="They came in the fog.",
            bylines=[Byline(author=mara), Byline(name="Ann Guest")],
            topics=[a_topic("Shipping")],
            hero=quay,
            seo_title="Boats",
            search_description="Nine boats.",
            body=[
                ("paragraph", "<p>The <b>fog</b> lifted.</p><ul><li>one</li><li>two</li></ul>"),
                ("heading", {"text": "Before noon", "level": "3"}),
                ("picture", {"photo": boat, "caption": "Still wet", "alt": ""}),
                ("table", {"caption": "Boats", "columns": ["day"], "rows": [["nine"]]}),
            ],
        )
        a_story("Gone", slug="gone", section=asia)
        actions.withdraw_at_once(story=Story.objects.get(slug="gone"), reason="It was wrong.")
    a_story("The same again", slug="ten-boats", section=asia)
    actions.change_address(story=story, address="/2026/11/20/ten-boats/")
    a_draft("Not yet", slug="not-yet", section=asia)
    actions.publish(story=a_draft("Planned", slug="planned", section=asia), at=COMING)
    return Story.objects.get(pk=story.pk)


def came_back(records: Iterable[Record], *, gone: State) -> dict[str, Post]:
    """Look whether that paper is in these records, and return its posts by title.

    ``gone`` is what has become of the story that was withdrawn.
    """
    posts = {post.title: post for post in records if isinstance(post, Post)}
    assert {title: post.state for title, post in posts.items()} == {
        TITLE: State.PUBLIC,
        "The same again": State.PUBLIC,
        "About us": State.PUBLIC,
        "Planned": State.SCHEDULED,
        "Not yet": State.DRAFT,
        "Gone": gone,
    }
    assert posts[TITLE].published == EVENING
    assert posts[TITLE].standfirst == "They came in the fog."
    assert posts["Planned"].published == COMING
    assert posts["About us"].stands
    return posts
