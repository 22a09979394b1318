"""One story in each state and of each kind of owner, for every role to try its rights on."""

from __future__ import annotations

from datetime import timedelta

from wagtail.models import Page, Workflow

from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Section, Story
from broadsheet.staff.models import User
from tests.factories import CAST, a_draft, a_section, a_story, desk_of, ed, pru
from tests.permissions.asking import Browser
from tests.permissions.matrix import STATES, WHOSE

SECRET = "Zanzibar"


class Ground:
    """The stories, and everybody who tries: one signed-in browser a role."""

    def __init__(self) -> None:
        self.people: dict[str, User] = {role: who() for role, who in CAST.items()}
        self.clients = {role: desk_of(person) for role, person in self.people.items()}
        self.browsers = {r: Browser(each, draws=False) for r, each in self.clients.items()}
        self.home = a_section().get_parent()
        self.elsewhere = a_section("Elsewhere")
        self.desks_other = a_section("Culture", under=a_section())
        self.review = _a_review()
        self.keys = {
            (state, whose): self._story(state, whose) for state in STATES for whose in WHOSE
        }

    def as_seen_by(self, role: str) -> tuple[User, dict[tuple[str, str], Story]]:
        """Return somebody as a new request meets them, and the stories, some of them theirs."""
        person = User.objects.get(pk=self.people[role].pk)
        own = [key for (_state, whose), key in self.keys.items() if whose == "own"]
        Page.objects.filter(pk__in=own).update(owner=person)
        stories = Story.objects.in_bulk(self.keys.values())
        return person, {cell: stories[key] for cell, key in self.keys.items()}

    def _story(self, state: str, whose: str) -> int:
        section: Section = a_section() if whose == "desk's" else self.elsewhere
        title = " ".join((SECRET, state, whose.replace("'s", "")))
        make = a_story if state in {"public", "withdrawn"} else a_draft
        story = make(title, section=section, owner=pru())
        if state == "with the desk":
            self.review.start(story, ed())
        elif state == "scheduled":
            actions.publish(story=story, at=clock.now() + timedelta(days=1))
        elif state == "withdrawn":
            actions.withdraw(story=story)
        return story.pk


def _a_review() -> Workflow:
    """Return the workflow that begins with the desk; no section asks for it."""
    actions.define_workflows()
    return Workflow.objects.get(name="Desk, copy")
