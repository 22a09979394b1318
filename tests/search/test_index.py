"""The search index holds the words of each story, and is written when they change."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Answer, ChangeKind, Story
from tests.factories import a_story

pytestmark = pytest.mark.django_db


def _found(word: str) -> list[str]:
    return [each.title for each in Story.objects.all().search(word)]


def test_a_story_is_found_by_the_words_of_its_row_and_no_longer_when_it_is_deleted() -> None:
    draft: Story = a_story(title="Ferries").get_latest_revision_as_object()
    draft.title = "Trams"
    with CaptureQueriesContext(connection) as asked:
        actions.save_draft(story=draft)
    assert not [each for each in asked.captured_queries if "indexentry" in str(each["sql"])]
    assert (_found("ferries"), _found("trams")) == (["Ferries"], [])
    actions.publish(story=draft, change=Answer(kind=ChangeKind.UPDATE))
    assert (_found("ferries"), _found("trams")) == ([], ["Trams"])
    Story.objects.get(title="Trams").delete()
    assert not _found("trams")
