"""Every state in which a story isn't public. Each function makes a secret and leaves it so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import GroupApprovalTask, PageViewRestriction, Workflow, WorkflowTask

from broadsheet.fronts.actions import plan_release, put_in, release_scheduled, set_hour
from broadsheet.fronts.models import Release
from broadsheet.newsroom import actions
from broadsheet.newsroom.holds import Held
from broadsheet.newsroom.models import Section, Story
from broadsheet.newsroom.tasks import withdraw_expired
from tests import factories
from tests.factories import pru
from tests.leaks.paper import NOW, Paper
from tests.leaks.secret import Secret, a_secret, body_of, bring_along, bylines, texts

State = Callable[[Paper], Secret]
TOMORROW = NOW + timedelta(days=1)


def two_hours_ago() -> AbstractContextManager[Any]:
    return time_machine.travel(NOW - timedelta(hours=2), tick=False)


# Never public: there is nothing at any address.


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


def shown_to_somebody_outside(public: Paper) -> Secret:
    secret = a_secret(public)
    actions.share_preview(
        story=secret.story, reader=secret.canary("reader"), lasts=timedelta(days=1), by=pru()
    )
    return secret


def in_review(public: Paper) -> Secret:
    secret = a_secret(public)
    _submit(secret.story)
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


# Hidden: it went live where no stranger gets, so that it never was public.


def behind(kind: str) -> State:
    """Return the state of a live story in a section that only some may see."""

    def hidden(public: Paper) -> Secret:
        return _live_in_a_hidden_section(public, lambda section: restrict(section, kind))

    hidden.__name__ = f"behind_{kind}"
    return hidden


def behind_a_restriction_of_its_own(public: Paper) -> Secret:
    secret = a_secret(public)
    restrict(secret.story, "login")
    return live(secret)


def below_a_private_section(public: Paper) -> Secret:
    def hide(section: Section) -> Section:
        restrict(section, "password")
        return actions.open_section(parent=section, title="Below", slug="below")

    return _live_in_a_hidden_section(public, hide)


def in_a_private_section_that_moved(public: Paper) -> Secret:
    secret = behind("login")(public)
    secret.section.move(public.business, pos="last-child", user=pru())
    return secret


def in_a_section_that_never_opened(public: Paper) -> Secret:
    return _live_in_a_hidden_section(public, close)


def in_an_open_section_of_one_that_never_opened(public: Paper) -> Secret:
    def hide(section: Section) -> Section:
        close(section)
        return actions.open_section(parent=section, title="Below", slug="below")

    return _live_in_a_hidden_section(public, hide)


# Newer: a public story whose next text nobody may read yet.


def a_newer_draft(public: Paper) -> Secret:
    return _newer_text_of(public.stories[0], public)


def a_newer_text_in_review(public: Paper) -> Secret:
    secret = _newer_text_of(public.stories[9], public)
    _submit(secret.story)
    return secret


def a_newer_text_that_is_scheduled(public: Paper) -> Secret:
    secret = _newer_text_of(public.told, public)
    secret.story.go_live_at = TOMORROW
    secret.story.save_revision().publish(skip_permission_checks=True)
    return secret


# Gone: it was public, and is told of no more.


def withdrawn(public: Paper) -> Secret:
    secret = _once_public(public)
    actions.withdraw(story=secret.story)
    return secret


def withdrawn_at_once(public: Paper) -> Secret:
    secret = _once_public(public)
    actions.withdraw_at_once(story=secret.story, by=pru(), reason=secret.canary("reason"))
    return secret


def withdrawn_and_written_anew(public: Paper) -> Secret:
    secret = withdrawn(public)
    secret.story.title = f"Of {secret.canary('headline written anew')}"
    actions.save_draft(story=secret.story)
    return secret


def withdrawn_after_it_moved(public: Paper) -> Secret:
    secret = _once_public(public)
    actions.change_address(story=secret.story, address=f"/2026/{secret.canary('second address')}/")
    secret.story.refresh_from_db()
    actions.withdraw(story=secret.story)
    return secret


def expired(public: Paper) -> Secret:
    secret = _expires_an_hour_ago(public)
    withdraw_expired()
    return secret


def expired_while_the_worker_sleeps(public: Paper) -> Secret:
    return _expires_an_hour_ago(public)


def deleted(public: Paper) -> Secret:
    secret = _once_public(public)
    secret.story.delete(user=pru())
    return secret


# Closed: it was public, until its section closed.


def in_a_section_that_closed(public: Paper) -> Secret:
    secret = a_secret_in_a_section(public)
    with two_hours_ago():
        live_and_changed(secret)
    secret.section.unpublish()
    return secret


def in_a_section_that_became_private(public: Paper) -> Secret:
    secret = a_secret_in_a_section(public)
    with two_hours_ago():
        live_and_changed(secret)
    restrict(secret.section, "groups")
    return secret


def withdrawn_from_a_private_section(public: Paper) -> Secret:
    secret = behind("login")(public)
    actions.withdraw(story=secret.story)
    return secret


def deleted_from_a_private_section(public: Paper) -> Secret:
    secret = behind("login")(public)
    actions.change_address(story=secret.story, address=f"/2026/{secret.canary('second address')}/")
    secret.story.refresh_from_db()
    secret.story.delete(user=pru())
    return secret


def live(secret: Secret) -> Secret:
    secret.story = actions.publish(story=secret.story)
    secret.first_address = secret.story.address
    return secret


def live_and_changed(secret: Secret) -> Secret:
    """Publish a secret twice: it has two versions, each at its own address."""
    live(secret)
    secret.story.standfirst += ". It was so again."
    secret.story = actions.publish(story=secret.story)
    assert secret.story.versions.count() == 2
    return secret


def restrict(page: Any, kind: str) -> None:
    """Let only some see a page and what lies below it."""
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="a-long-enough-secret-42"
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.get(name="Managing editor"))


def close(section: Section) -> None:
    """Make a section as one that was never published."""
    Section.objects.filter(pk=section.pk).update(live=False, first_published_at=None)


def a_secret_in_a_section(
    public: Paper, hide: Callable[[Section], Section | None] = lambda _section: None
) -> Secret:
    """Return a draft in a section of its own, with canaries in the section too."""
    sign = Secret().canary
    title, slug, words = sign("section.title"), sign("section.slug"), sign("section.description")
    section = actions.open_section(
        parent=public.home, title=f"Of {title}", slug=slug, description=f"Of {words}"
    )
    innermost = hide(section) or section
    secret = a_secret(public, section=Section.objects.get(pk=innermost.pk))
    secret.canary.update(sign)
    secret.section = section
    return secret


def _live_in_a_hidden_section(public: Paper, hide: Callable[[Section], Section | None]) -> Secret:
    return live(a_secret_in_a_section(public, hide))


def _once_public(public: Paper, **fields: Any) -> Secret:
    secret = a_secret(public)
    for name, value in fields.items():
        setattr(secret.story, name, value)
    with two_hours_ago():
        return live_and_changed(secret)


def _expires_an_hour_ago(public: Paper) -> Secret:
    return _once_public(public, expire_at=NOW - timedelta(hours=1))


def _newer_text_of(story: Story, public: Paper) -> Secret:
    """Return a public story with a draft in which every text is another."""
    secret = Secret(story=Story.objects.get(pk=story.pk), key=story.pk)
    bring_along(secret)
    for name, value in {**texts(secret), "body": body_of(secret, public)}.items():
        setattr(secret.story, name, value)
    secret.story.title = f"Of {secret.canary('headline')}"
    secret.story.slug = secret.canary("slug")
    secret.story.bylines = bylines(secret)
    secret.story.topics = [secret.topic, public.topic]
    actions.save_draft(story=secret.story)
    return secret


def _submit(story: Story) -> None:
    """Submit a story for moderation, as an editor's button does."""
    task, made = GroupApprovalTask.objects.get_or_create(name="Read by an editor")
    flow, _made = Workflow.objects.get_or_create(name="Review")
    if made:
        task.groups.add(Group.objects.get(name="Managing editor"))
        WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    flow.start(story, pru())


NEVER: tuple[State, ...] = (
    a_draft,
    a_draft_of_what_is_elsewhere,
    scheduled,
    a_schedule_that_was_called_off,
    embargoed,
    in_the_drawer,
    in_a_release_of_tomorrow,
    in_a_release_that_stayed,
    shown_to_somebody_outside,
    in_review,
    a_draft_that_moved,
    a_draft_that_was_renamed,
    a_draft_that_was_deleted,
)
HIDDEN: tuple[State, ...] = (
    behind("login"),
    behind("password"),
    behind("groups"),
    behind_a_restriction_of_its_own,
    below_a_private_section,
    in_a_private_section_that_moved,
    in_a_section_that_never_opened,
    in_an_open_section_of_one_that_never_opened,
    withdrawn_from_a_private_section,
    deleted_from_a_private_section,
)
NEWER: tuple[State, ...] = (
    a_newer_draft,
    a_newer_text_in_review,
    a_newer_text_that_is_scheduled,
)
GONE: tuple[State, ...] = (
    withdrawn,
    withdrawn_at_once,
    withdrawn_and_written_anew,
    withdrawn_after_it_moved,
    expired,
    expired_while_the_worker_sleeps,
    deleted,
)
CLOSED: tuple[State, ...] = (in_a_section_that_closed, in_a_section_that_became_private)
