"""Closed: it was public, until its section closed."""

from __future__ import annotations

from tests.leaks.paper import Paper
from tests.leaks.secret import Secret
from tests.leaks.states.making import (
    State,
    a_secret_in_a_section,
    live_and_changed,
    restrict,
    two_hours_ago,
)


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


CLOSED: tuple[State, ...] = (in_a_section_that_closed, in_a_section_that_became_private)
