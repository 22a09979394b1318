"""The cast and their paper: each function makes one thing, whole, with no more than a test says."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Workflow, WorkflowPage

from broadsheet.lib import clock
from broadsheet.masthead.actions import found_publication
from broadsheet.masthead.models import HomePage, Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.holds import is_in_drawer
from broadsheet.newsroom.live import actions as live
from broadsheet.newsroom.models import (
    Answer,
    Author,
    Byline,
    ChangeKind,
    Entry,
    Hold,
    HoldKind,
    Plan,
    Section,
    Story,
)
from broadsheet.newsroom.planning import actions as planning
from broadsheet.staff.actions import assign_desks, hire
from broadsheet.staff.grants import grant_roles
from broadsheet.staff.models import User
from broadsheet.topics.models import Topic

PASSWORD = "a-long-enough-secret-42"

_number = itertools.count(1)


def a_paper(**settings: Any) -> HomePage:
    """The New York paper that the tests are about; the same one however often it is asked for.

    ``settings`` are those of the publication that are to be others.
    """
    home = found_publication(name="The Courier", place="New York", timezone="America/New_York")
    if settings:
        Publication.objects.update(**settings)
        home.title = settings.get("name", home.title)
        home.save()
    if not Group.objects.filter(name="Reporter").exists():
        grant_roles(home=home)
    return home


def a_section(title: str = "World", *, under: Any = None) -> Section:
    slug = title.lower().replace(" ", "-")
    found = Section.objects.filter(slug=slug).first()
    return found or actions.open_section(parent=under or a_paper(), title=title, slug=slug)


def an_author(name: str = "Mara Ellison", **fields: Any) -> Author:
    slug = name.lower().replace(" ", "-")
    return Author.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def a_topic(name: str = "Shipping", kind: str = "subject") -> Topic:
    slug = name.lower().replace(" ", "-")
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name, "kind": kind})[0]


def a_draft(title: str = "", **fields: Any) -> Story:
    number = next(_number)
    values: dict[str, Any] = {
        "section": fields.pop("section", None) or a_section(),
        "title": title or f"Story number {number}",
        "slug": fields.pop("slug", f"story-{number}"),
        "bylines": fields.pop("bylines", None) or [Byline(author=an_author())],
        "body": fields.pop("body", [("paragraph", "<p>The harbour was quiet.</p>")]),
    }
    until = fields.pop("embargoed_until", None)
    story = actions.write_story(**values, **fields)
    if until:
        actions.embargo(story=story, until=until)
    return story


def a_story(title: str = "", **fields: Any) -> Story:
    """A published story."""
    draft = a_draft(title, **fields)
    if is_in_drawer(draft):
        actions.take_out_of_drawer(story=draft, reason="The day has come.")
    return actions.publish(story=draft)


def poison(story: Story, *, until: datetime) -> None:
    """Put an embargo on a story that is scheduled, past the act that takes the schedule off."""
    Hold.objects.create(story=story, kind=HoldKind.EMBARGO, until=until, set_at=clock.now())


def a_way(section: Section | None = None, *, legal: bool = False) -> Workflow:
    """Have the stories of a section, World if none is named, go through desk and copy."""
    actions.define_workflows()
    way = Workflow.objects.get(name="Desk, copy, legal" if legal else "Desk, copy")
    page = section or a_section()
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": way})
    return way


def a_round(story: Story, *, by: User | None = None) -> Any:
    """Hand a story in, as an editor's button does; return how far it is."""
    return story.get_workflow().start(story, by or story.owner)


def passed(story: Story, *people: User) -> Story:
    """Have these people pass a story that was handed in, one step each."""
    for somebody in people or (ed(), cora()):
        state = story.current_workflow_task_state
        state.task.specific.on_action(state, somebody, "approve")
    return Story.objects.get(pk=story.pk)


def an_update() -> Answer:
    """What is answered where a test changes a public story, and isn't about what that is."""
    return Answer(kind=ChangeKind.UPDATE)


def a_plan(title: str = "", *, to: User | None = None, **fields: Any) -> Plan:
    """A pitch for World, of the reporter's; assigned if ``to`` says to whom."""
    if "section" not in fields:
        fields["section"] = a_section()
    by, title = fields.pop("by", None) or rosa(), title or f"plan-{next(_number)}"
    return planning.pitch(working_title=title, by=by, to=to, **fields)


def a_live_story(title: str = "Bond night", **fields: Any) -> Story:
    """A public story that is covered live, without an entry."""
    story = a_story(title, kind="live", **fields)
    live.open_coverage(story=story, by=None)
    return story


def an_entry(story: Story, text: str = "The vote has begun.", **fields: Any) -> Entry:
    """A public entry; a draft with ``publish_it=False``."""
    values = {"by": None, "body": [("paragraph", f"<p>{text}</p>")], "publish_it": True}
    return live.add_entry(story=story, **{**values, **fields})


def rosa() -> User:
    """Rosa reports."""
    return _member("rosa@example.org", "reporter", "Rosa")


def ed() -> User:
    """Ed is the managing editor."""
    return _member("ed@example.org", "managing-editor", "Ed")


def dina(*sections: Section) -> User:
    """Dina is a desk editor; her desk answers for these sections, or for World."""
    member = _member("dina@example.org", "desk-editor", "Dina")
    assign_desks(user=member, sections=sections or [a_section()])
    return member


def cora() -> User:
    """Cora is a copy editor."""
    return _member("cora@example.org", "copy-editor", "Cora")


def tom() -> User:
    """Tom contributes."""
    return _member("tom@example.org", "contributor", "Tom")


def phil() -> User:
    """Phil photographs."""
    return _member("phil@example.org", "photographer", "Phil")


def ada() -> User:
    """Ada looks after the audience: newsletters and fronts."""
    return _member("ada@example.org", "audience-editor", "Ada")


def lea() -> User:
    """Lea is the lawyer: she reads, and changes nothing."""
    return _member("lea@example.org", "read-only", "Lea")


def pru() -> User:
    """Pru publishes."""
    return _member("pru@example.org", "publisher", "Pru")


CAST: dict[str, Callable[[], User]] = {
    "contributor": tom,
    "reporter": rosa,
    "desk-editor": dina,
    "managing-editor": ed,
    "publisher": pru,
    "copy-editor": cora,
    "photographer": phil,
    "audience-editor": ada,
    "read-only": lea,
}
"""Who plays which role."""


def max_reads() -> Client:
    """Max only reads: a browser without a login."""
    return Client(HTTP_HOST="127.0.0.1")


def desk_of(user: User) -> Client:
    """A browser in which somebody of the staff has signed in."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return client


def _member(email: str, role: str, name: str) -> User:
    a_paper()
    found = User.objects.filter(email=email).first()
    return found or hire(email=email, password=PASSWORD, role=role, first_name=name)
