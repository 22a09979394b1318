"""Hidden: it went live where no stranger gets, so that it never was public."""

from __future__ import annotations

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Section
from tests.factories import pru
from tests.leaks.paper import Paper
from tests.leaks.secret import Secret, a_secret
from tests.leaks.states.making import State, close, live, live_in_a_hidden_section, restrict


def behind(kind: str) -> State:
    """Return the state of a live story in a section that only some may see."""

    def hidden(public: Paper) -> Secret:
        return live_in_a_hidden_section(public, lambda section: restrict(section, kind))

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

    return live_in_a_hidden_section(public, hide)


def in_a_private_section_that_moved(public: Paper) -> Secret:
    secret = behind("login")(public)
    secret.section.move(public.business, pos="last-child", user=pru())
    return secret


def in_a_section_that_never_opened(public: Paper) -> Secret:
    return live_in_a_hidden_section(public, close)


def in_an_open_section_of_one_that_never_opened(public: Paper) -> Secret:
    def hide(section: Section) -> Section:
        close(section)
        return actions.open_section(parent=section, title="Below", slug="below")

    return live_in_a_hidden_section(public, hide)


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
