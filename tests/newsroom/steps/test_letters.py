"""Who is asked is written to, once it is true; a mail server that is away keeps nothing back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from broadsheet.newsroom.models import Story
from tests.factories import a_draft, a_round, a_section, a_way, cora, dina, ed, passed, pru, rosa

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def written(commit: Any, act: Any) -> dict[str, str]:
    """Do something; return to whom letters went, with what stands in them."""
    mail.outbox.clear()
    with commit(execute=True):
        act()
        assert not mail.outbox, "Nobody is told of what isn't saved."
    return {letter.to[0].partition("@")[0]: str(letter.body) for letter in mail.outbox}


def test_each_step_writes_to_those_it_asks_and_the_last_to_who_handed_in(
    django_capture_on_commit_callbacks: Any,
) -> None:
    a_way()
    people = dina(a_section()), ed(), cora(), pru()
    story = a_draft("The harbour", owner=rosa())
    commit = django_capture_on_commit_callbacks
    assert written(commit, lambda: a_round(story)).keys() == {"dina", "ed"}
    turn = story.current_workflow_task_state
    told = written(commit, lambda: turn.reject(user=people[0], comment="Which harbour?"))
    assert told.keys() == {"rosa"}
    assert "Which harbour?" in told["rosa"]
    story.current_workflow_state.resume(rosa())
    assert written(commit, lambda: passed(story, people[0])).keys() == {"cora"}
    told = written(commit, lambda: passed(story, people[2]))
    assert "“The harbour” passed all its steps and is ready." in told["rosa"]


class NoServer(EmailBackend):
    """A mail server with a name that nobody knows."""

    def open(self) -> bool:
        raise OSError("Name or service not known")


def test_a_mail_server_that_is_away_holds_no_story_up(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    a_way()
    story = a_draft(owner=rosa())
    ed()
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    with django_capture_on_commit_callbacks(execute=True):
        a_round(story)
    assert Story.objects.get(pk=story.pk).workflow_in_progress
