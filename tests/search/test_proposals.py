"""Also Read: what the system proposes, and what comes of it when a writer accepts."""

from __future__ import annotations

import pytest
from django.urls import reverse

from broadsheet.newsroom import actions
from broadsheet.search.queries import related
from tests.factories import (
    a_draft,
    a_section,
    a_story,
    a_topic,
    desk_of,
    ed,
    max_reads,
    rosa,
)

pytestmark = pytest.mark.django_db


def test_stories_with_topics_in_common_are_proposed_first() -> None:
    city = a_section("City")
    ships = a_topic("Ships")
    far = a_story("Something about bread", section=city)
    near = a_story("The new ferry", topics=[ships])
    draft = a_draft("An unwritten headline", section=city, topics=[ships])
    proposed = related(draft)
    assert proposed[0] == near
    assert far in proposed


def test_stories_in_the_same_words_are_proposed() -> None:
    other = a_section("City")
    near = a_story("Lighthouse keeper retires")
    a_story("Bakers raise prices")
    assert related(a_draft("The lighthouse is for sale", section=other)) == [near]


def test_nothing_that_is_not_public_is_proposed() -> None:
    gone = a_story("Lighthouse keeper retires")
    actions.withdraw(story=gone)
    a_draft("Lighthouse to be sold")
    assert related(a_draft("Lighthouse")) == []


def test_an_accepted_proposal_stands_in_the_draft_and_readers_see_it_once_published() -> None:
    body = [("paragraph", f"<p>Part {n}.</p>") for n in range(4)]
    target = a_story("Lighthouse keeper retires")
    story = a_story("The lighthouse is for sale", body=body)
    desk = desk_of(ed())
    page = desk.get(reverse("also_read", args=[story.pk])).content.decode()
    assert "Lighthouse keeper retires" in page
    desk.post(reverse("also_read", args=[story.pk]), {"story": target.pk})
    assert "Also Read" not in max_reads().get(story.address).content.decode()
    story.refresh_from_db()
    draft = story.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body].index("also_read") == 2
    actions.publish(story=draft)
    assert "Also Read" in max_reads().get(story.address).content.decode()
    desk.post(reverse("also_read", args=[story.pk]), {"story": target.pk})
    story.refresh_from_db()
    types = [block.block_type for block in story.get_latest_revision_as_object().body]
    assert types.count("also_read") == 1


def test_who_may_not_edit_a_story_gets_no_proposals_for_it() -> None:
    story = a_story()
    url = reverse("also_read", args=[story.pk])
    assert max_reads().get(url).status_code == 302
    assert desk_of(rosa()).get(url).status_code in {302, 403}
    assert "also-read" in desk_of(ed()).get(f"/-/desk/pages/{story.pk}/edit/").content.decode()
