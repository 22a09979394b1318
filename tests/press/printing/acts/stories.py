"""What reporters and editors do to stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from broadsheet.lib import clock
from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom import actions, tasks
from broadsheet.newsroom.models import Answer, Author, Byline, ChangeKind, Section, Story
from broadsheet.newsroom.models.story import Kind
from broadsheet.photos.models import Photo
from broadsheet.topics.models import Topic
from tests.press.printing.acts.base import ANY, Acts

CHANGES = ("body", "title", "standfirst", "kicker", "kind", "hero", "bylines", "topics")
BLOCKS = ("picture", "also_read", "link", "document", "correction", "sources")
HOLDS = (
    *(actions.put_in_drawer, actions.take_out_of_drawer, actions.lift_embargo),
    *(actions.withdraw_at_once, actions.lift_withdrawal),
)
MINUTES = st.sampled_from((5, 60, 24 * 60))


class StoryActs(Acts):
    """Writing, publishing, changing, withdrawing."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Story] = []

    @rule(section=ANY, author=ANY, publish=st.booleans())
    def write(self, section: int, author: int, publish: bool) -> None:
        number = self.next()
        story = self.act(
            lambda: actions.write_story(
                section=self.section(section),
                title=f"Written {number}",
                slug=f"written-{number}",
                bylines=[Byline(author=self.one(Author.objects, author))],
                body=[("paragraph", f"<p>What happened, {number}.</p>")],
            )
        )
        if publish and story:
            self.act(lambda: actions.publish(story=story, by=self.somebody(author)))

    @rule(choice=ANY, other=ANY, change=st.sampled_from(CHANGES), publish=st.booleans())
    def change(self, choice: int, other: int, change: str, publish: bool) -> None:
        if story := self.draft_of(choice):
            self.set(story, change, other)
            self.keep(story, publish, other)

    @rule(choice=ANY, other=ANY, block=st.sampled_from(BLOCKS), publish=st.booleans())
    def add_block(self, choice: int, other: int, block: str, publish: bool) -> None:
        if story := self.draft_of(choice):
            value = self.block(block, other)
            if value is not None:
                story.body.append(value)
                self.keep(story, publish, other)

    @rule(choice=ANY)
    def begin_to_edit(self, choice: int) -> None:
        """Somebody opens a story, and will save over whatever others do meanwhile."""
        self.held = [*filter(None, [self.draft_of(choice)]), *self.held[:1]]

    @rule(other=ANY, change=st.sampled_from(CHANGES))
    def save_what_was_begun(self, other: int, change: str) -> None:
        if self.held and Story.objects.filter(pk=self.held[-1].pk).exists():
            story = self.held.pop()
            self.set(story, change, other)
            self.keep(story, True, other)

    @rule(choice=ANY, minutes=MINUTES, other=ANY)
    def schedule(self, choice: int, minutes: int, other: int) -> None:
        if story := self.draft_of(choice):
            self.set(story, "title", other)
            at = clock.now() + timedelta(minutes=minutes)
            self.act(lambda: actions.publish(story=story, at=at, change=self.said(other)))

    @rule(choice=ANY, minutes=MINUTES)
    def end(self, choice: int, minutes: int) -> None:
        if story := self.draft_of(choice):
            story.expire_at = clock.now() + timedelta(minutes=minutes)
            self.keep(story, True, minutes)

    @rule(choice=ANY, minutes=MINUTES, by=ANY)
    def hold_back(self, choice: int, minutes: int, by: int) -> None:
        if story := self.story(choice):
            who, until = self.somebody(by), clock.now() + timedelta(minutes=minutes)
            self.act(lambda: actions.embargo(story=story, until=until, by=who, reason="Agreed."))

    @rule(choice=ANY, by=ANY, act=st.sampled_from(HOLDS))
    def hold_or_lift(self, choice: int, by: int, act: Callable[..., Any]) -> None:
        if story := self.story(choice):
            self.act(lambda: act(story=story, by=self.somebody(by), reason="The court says so."))

    @rule()
    def scheduler_comes_round(self) -> None:
        tasks.publish_due()
        tasks.withdraw_expired()

    @rule(choice=ANY, by=ANY)
    def withdraw(self, choice: int, by: int) -> None:
        if story := self.story(choice, live=True):
            self.act(lambda: actions.withdraw(story=story, by=self.somebody(by)))

    @rule(choice=ANY)
    def delete(self, choice: int) -> None:
        if story := self.story(choice):
            self.act(story.delete)

    @rule(choice=ANY, section=ANY, by=ANY)
    def move(self, choice: int, section: int, by: int) -> None:
        target = self.section(section)
        if story := self.story(choice):
            self.act(lambda: story.move(target, pos="last-child", user=self.somebody(by)))

    @rule(choice=ANY)
    def copy(self, choice: int) -> None:
        if story := self.story(choice):
            new = {"slug": f"copy-{self.next()}", "title": f"Copy of {story.title}"[:200]}
            self.act(lambda: story.copy(update_attrs=new))

    @rule(choice=ANY, live=st.booleans())
    def change_address(self, choice: int, live: bool) -> None:
        if story := self.story(choice, live=live, address__isnull=False):
            address = f"/2026/11/13/elsewhere-{self.next()}/"
            self.act(lambda: actions.change_address(story=story, address=address))

    @rule(choice=ANY)
    def change_in_substance(self, choice: int) -> None:
        if story := self.story(choice, live=True):
            self.act(lambda: actions.change_in_substance(story=story))

    @rule(choice=ANY, kind=st.sampled_from(ChangeKind.values), after=ANY)
    def issue_correction(self, choice: int, kind: str, after: int) -> None:
        if story := self.story(choice, live=True):
            told = {"text": f"Note {self.next()}", "wrong": "" if after % 2 else "It was less."}
            version = self.one(story.versions, after) if after % 3 else None
            self.act(
                lambda: actions.issue_correction(
                    story=story, kind=ChangeKind(kind), after=version, **told
                )
            )

    @rule(choice=ANY)
    def reinstate(self, choice: int) -> None:
        if story := self.story(choice, retracted_at__isnull=False):
            self.act(lambda: actions.reinstate(story=story, text="It stands."))

    @rule(choice=ANY, older=ANY)
    def publish_an_older_revision(self, choice: int, older: int) -> None:
        story = self.story(choice)
        if story and (revision := self.one(story.revisions, older)):
            self.act(lambda: revision.publish(skip_permission_checks=True))

    @rule(choice=ANY, days=st.sampled_from((1, 3, 40, 400)))
    def move_in_from_elsewhere(self, choice: int, days: int) -> None:
        """A story that came out elsewhere is published here, with the date it had there."""
        if story := self.draft_of(choice):
            first = clock.now() - timedelta(days=days)
            change = self.said(days)
            self.act(lambda: actions.publish(story=story, first_published=first, change=change))

    def draft_of(self, choice: int) -> Story | None:
        """Return the newest text of a story, as its editor opens it."""
        story = self.story(choice)
        return story and story.get_latest_revision_as_object()

    def keep(self, story: Story, publish: bool, by: int) -> None:
        who = self.somebody(by)
        if publish:
            self.act(lambda: actions.publish(story=story, by=who, change=self.said(by)))
        else:
            self.act(lambda: actions.save_draft(story=story, by=who))

    def said(self, other: int) -> Answer:
        """Return what is answered of a change; most are what changes most often are."""
        kinds = (ChangeKind.UPDATE, ChangeKind.TYPO, ChangeKind.UPDATE, *ChangeKind)
        kind = kinds[other % len(kinds)]
        text = "" if kind == ChangeKind.TYPO or other % 2 else f"It was {other}."
        return Answer(kind=kind, text=text, wrong="It was less." if other % 3 else "")

    def set(self, story: Story, change: str, other: int) -> None:
        """Change one thing of a story in memory."""
        number = self.next()
        values: dict[str, Any] = {
            "title": f"Headline {number}",
            "standfirst": f"Standfirst {number}",
            "kicker": f"Kicker {number}",
            "kind": Kind.values[other % len(Kind.values)],
            "hero": self.one(Photo.objects, other) if other % 3 else None,
        }
        if change == "body":
            story.body.append(("paragraph", f"<p>More, {number}.</p>"))
        elif change == "bylines":
            story.bylines = [
                Byline(author=self.one(Author.objects, other), sort_order=0),
                Byline(name=f"Guest {number}", role="reporting", sort_order=1),
            ]
        elif change == "topics":
            topic = self.one(Topic.objects, other)
            story.topics.set([topic] if topic and other % 3 else [])
        else:
            setattr(story, change, values[change])

    def block(self, kind: str, other: int) -> tuple[str, Any] | None:
        """Return a block that shows something which isn't the story's own."""
        photo, story = self.one(Photo.objects, other), self.story(other)
        page = [*filter(None, [story]), *Section.objects.all(), *InformationPage.objects.all()]
        link = page[other % len(page)].pk
        blocks: dict[str, Any] = {
            "picture": photo and ("picture", {"photo": photo, "alt": "", "caption": ""}),
            "also_read": story and ("also_read", {"story": story, "text": ""}),
            "link": ("paragraph", f'<p>See <a linktype="page" id="{link}">here</a>.</p>'),
            "document": ("paragraph", f'<p><a linktype="document" id="{other}">File</a></p>'),
            "correction": ("correction", self.correction(other)),
            "sources": ("sources", {"items": [{"text": f"A source {other}", "url": ""}]}),
        }
        found: tuple[str, Any] | None = blocks[kind]
        return found

    def correction(self, other: int) -> dict[str, Any]:
        on = date(2026 - other % 3, 1 + other % 10, 5)
        return {"kind": "correction", "date": on, "text": f"<p>Not {other}.</p>"}
