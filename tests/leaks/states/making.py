"""What the states are made with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import time_machine
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, PageViewRestriction, Workflow, WorkflowTask

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Section, Story
from tests.factories import pru
from tests.leaks.paper import NOW, Paper
from tests.leaks.secret import Secret, a_secret, body_of, bring_along, bylines, plan_of, texts

State = Callable[[Paper], Secret]
TOMORROW = NOW + timedelta(days=1)


def two_hours_ago() -> AbstractContextManager[Any]:
    return time_machine.travel(NOW - timedelta(hours=2), tick=False)


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


def live_in_a_hidden_section(public: Paper, hide: Callable[[Section], Section | None]) -> Secret:
    return live(a_secret_in_a_section(public, hide))


def once_public(public: Paper, **fields: Any) -> Secret:
    secret = a_secret(public)
    for name, value in fields.items():
        setattr(secret.story, name, value)
    with two_hours_ago():
        return live_and_changed(secret)


def expires_an_hour_ago(public: Paper) -> Secret:
    return once_public(public, expire_at=NOW - timedelta(hours=1))


def newer_text_of(story: Story, public: Paper) -> Secret:
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
    plan_of(secret)
    return secret


def submit(story: Story) -> None:
    """Submit a story for moderation, as an editor's button does."""
    task, made = GroupApprovalTask.objects.get_or_create(name="Read by an editor")
    flow, _made = Workflow.objects.get_or_create(name="Review")
    if made:
        task.groups.add(Group.objects.get(name="Managing editor"))
        WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    flow.start(story, pru())
