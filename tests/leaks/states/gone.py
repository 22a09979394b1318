"""Gone: it was public, and is told of no more."""

from __future__ import annotations

from broadsheet.newsroom import actions
from broadsheet.newsroom.tasks import withdraw_expired
from tests.factories import pru
from tests.leaks.paper import Paper
from tests.leaks.secret import Secret
from tests.leaks.states.making import State, expires_an_hour_ago, once_public


def withdrawn(public: Paper) -> Secret:
    secret = once_public(public)
    actions.withdraw(story=secret.story)
    return secret


def withdrawn_at_once(public: Paper) -> Secret:
    secret = once_public(public)
    actions.withdraw_at_once(story=secret.story, by=pru(), reason=secret.canary("reason"))
    return secret


def withdrawn_and_written_anew(public: Paper) -> Secret:
    secret = withdrawn(public)
    secret.story.title = f"Of {secret.canary('headline written anew')}"
    actions.save_draft(story=secret.story)
    return secret


def withdrawn_after_it_moved(public: Paper) -> Secret:
    secret = once_public(public)
    actions.change_address(story=secret.story, address=f"/2026/{secret.canary('second address')}/")
    secret.story.refresh_from_db()
    actions.withdraw(story=secret.story)
    return secret


def expired(public: Paper) -> Secret:
    secret = expires_an_hour_ago(public)
    withdraw_expired()
    return secret


def expired_while_the_worker_sleeps(public: Paper) -> Secret:
    return expires_an_hour_ago(public)


def deleted(public: Paper) -> Secret:
    secret = once_public(public)
    secret.story.delete(user=pru())
    return secret


GONE: tuple[State, ...] = (
    withdrawn,
    withdrawn_at_once,
    withdrawn_and_written_anew,
    withdrawn_after_it_moved,
    expired,
    expired_while_the_worker_sleeps,
    deleted,
)
