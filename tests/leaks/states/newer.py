"""Newer: a public story whose next text nobody may read yet."""

from __future__ import annotations

from tests.factories import an_entry
from tests.leaks.canaries import Canaries
from tests.leaks.paper import Paper, entry_body
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


def a_draft_of_an_entry(public: Paper) -> Secret:
    """Beside a newer text; what was taken back before is as secret."""
    story, canary = public.stories[1], Canaries()
    secret = newer_text_of(story, public)
    body = entry_body(canary, photo=secret.photos[1].pk)
    an_entry(
        story,
        headline=canary("headline"),
        body=body,
        is_key=True,
        authors=[secret.author],
        publish_it=False,
    )
    secret.canary.update({f"entry.{name}": word for name, word in canary.items()})
    secret.canary.update({f"taken back.{name}": word for name, word in public.taken_back.items()})
    return secret


NEWER: tuple[State, ...] = (
    a_newer_draft,
    a_newer_text_in_review,
    a_newer_text_that_is_scheduled,
    a_draft_of_an_entry,
)
