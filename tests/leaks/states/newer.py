"""Newer: a public story whose next text nobody may read yet."""

from __future__ import annotations

from tests.leaks.paper import Paper
from tests.leaks.secret import Secret
from tests.leaks.states.making import TOMORROW, State, newer_text_of, submit


def a_newer_draft(public: Paper) -> Secret:
    return newer_text_of(public.stories[0], public)


def a_newer_text_in_review(public: Paper) -> Secret:
    secret = newer_text_of(public.stories[9], public)
    submit(secret.story)
    return secret


def a_newer_text_that_is_scheduled(public: Paper) -> Secret:
    secret = newer_text_of(public.told, public)
    secret.story.go_live_at = TOMORROW
    secret.story.save_revision().publish(skip_permission_checks=True)
    return secret


NEWER: tuple[State, ...] = (
    a_newer_draft,
    a_newer_text_in_review,
    a_newer_text_that_is_scheduled,
)
