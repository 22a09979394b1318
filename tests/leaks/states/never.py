"""Never public: there is nothing at any address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from broadsheet.fronts.actions import plan_release, put_in, release_scheduled, set_hour
from broadsheet.fronts.models import Release
from broadsheet.newsroom import actions
from broadsheet.newsroom.holds import Held
from broadsheet.newsroom.planning import actions as planning
from tests import factories
from tests.factories import pru
from tests.leaks.paper import NOW, Paper
from tests.leaks.secret import Secret, a_secret
from tests.leaks.states.making import TOMORROW, State, submit


def a_draft(public: Paper) -> Secret:
    return a_secret(public)


def a_draft_of_what_is_elsewhere(public: Paper) -> Secret:
    secret = a_secret(public)
    secret.story.canonical_url = f"https://example.org/{secret.canary('canonical_url')}"
    secret.story.save()
    actions.save_draft(story=secret.story)
    return secret


def scheduled(public: Paper) -> Secret:
    secret = a_secret(public)
    actions.publish(story=secret.story, at=TOMORROW)
    return secret


def a_schedule_that_was_called_off(public: Paper) -> Secret:
    secret = scheduled(public)
    secret.story.revisions.update(approved_go_live_at=None)
    return secret


def embargoed(public: Paper) -> Secret:
    secret = a_secret(public)
    actions.embargo(story=secret.story, until=TOMORROW)
    with pytest.raises(Held):
        actions.publish(story=secret.story)
    return secret


def in_the_drawer(public: Paper) -> Secret:
    secret = a_secret(public)
    actions.put_in_drawer(story=secret.story, by=pru(), reason=secret.canary("reason"))
    return secret


def in_a_release_of_tomorrow(public: Paper) -> Secret:
    secret = a_secret(public)
    release = plan_release(name=secret.canary("name of the release"), by=pru())
    put_in(release=release, what=secret.story)
    set_hour(release=release, at=TOMORROW)
    return secret


def in_a_release_that_stayed(public: Paper) -> Secret:
    """Its hour has come, and another of its stories has no text: so none went out."""
    secret = in_a_release_of_tomorrow(public)
    release = Release.objects.get(items__story=secret.story)
    put_in(release=release, what=factories.a_draft("No text", body=[]))
    Release.objects.filter(pk=release.pk).update(at=NOW - timedelta(hours=1))
    with pytest.raises(ValidationError):
        release_scheduled(release=release.pk)
    return secret


def begun_and_spiked(public: Paper) -> Secret:
    secret = a_secret(public)
    planning.spike(plan=secret.plan, reason=secret.canary("why it was spiked"), by=pru())
    return secret


def shown_to_somebody_outside(public: Paper) -> Secret:
    secret = a_secret(public)
    actions.share_preview(
        story=secret.story, reader=secret.canary("reader"), lasts=timedelta(days=1), by=pru()
    )
    return secret


def in_review(public: Paper) -> Secret:
    secret = a_secret(public)
    submit(secret.story)
    return secret


def a_draft_that_moved(public: Paper) -> Secret:
    secret = a_secret(public)
    secret.story.move(public.business, pos="last-child", user=pru())
    return secret


def a_draft_that_was_renamed(public: Paper) -> Secret:
    secret = a_secret(public)
    secret.story.slug = secret.canary("slug before it is published")
    secret.story.save()
    actions.save_draft(story=secret.story)
    return secret


def a_draft_that_was_deleted(public: Paper) -> Secret:
    secret = a_secret(public)
    secret.story.delete(user=pru())
    return secret


NEVER: tuple[State, ...] = (
    a_draft,
    a_draft_of_what_is_elsewhere,
    scheduled,
    a_schedule_that_was_called_off,
    embargoed,
    in_the_drawer,
    begun_and_spiked,
    in_a_release_of_tomorrow,
    in_a_release_that_stayed,
    shown_to_somebody_outside,
    in_review,
    a_draft_that_moved,
    a_draft_that_was_renamed,
    a_draft_that_was_deleted,
)
