"""What is done to stories that are covered live."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from broadsheet.newsroom import actions
from broadsheet.newsroom.live import actions as live
from broadsheet.newsroom.models import Answer, Author, ChangeKind, Entry, EntryChange, Story
from broadsheet.newsroom.models.story import Kind
from broadsheet.photos.models import Photo
from tests.press.printing.acts.base import ANY, Acts


class LiveActs(Acts):
    """Opening and closing; entries that come, change, and go."""

    @rule(choice=ANY, close=st.booleans())
    def cover(self, choice: int, close: bool) -> None:
        story = self.story(choice)
        if story and close:
            self.act(lambda: live.close_coverage(story=story, by=None))
        elif story:
            text = story.get_latest_revision_as_object()
            text.kind, said = Kind.LIVE, Answer(kind=ChangeKind.UPDATE)
            self.act(lambda: actions.publish(story=text, change=said))
            self.act(lambda: live.open_coverage(story=Story.objects.get(pk=story.pk), by=None))

    @rule(choice=ANY, other=ANY, count=st.sampled_from((1, 1, 21)), out=st.booleans())
    def write_entries(self, choice: int, other: int, count: int, out: bool) -> None:
        story = self.story(choice, coverage__isnull=False)
        for _each in range(count if story else 0):
            self.act(lambda: live.add_entry(story=story, publish_it=out, **self.written(other)))

    @rule(choice=ANY, other=ANY)
    def change_entry(self, choice: int, other: int) -> None:
        if entry := self.one(Entry.objects, choice):
            kinds = (ChangeKind.TYPO, ChangeKind.UPDATE, ChangeKind.CORRECTION)
            said = EntryChange(kind=kinds[other % 3], text=f"It was {other}.")
            written = self.written(other)
            self.act(lambda: live.change_entry(entry=entry, said=said, **written))

    @rule(choice=ANY, act=st.sampled_from(("publish", "take back", "mark", "break out")))
    def move_entry(self, choice: int, act: str) -> None:
        if entry := self.one(Entry.objects, choice):
            acts = {
                "publish": lambda: live.publish_entry(entry=entry, by=None),
                "take back": lambda: live.take_back(entry=entry, by=None),
                "mark": lambda: live.mark(entry=entry, is_key=not entry.is_key, by=None),
                "break out": lambda: live.break_out(entry=entry, by=None),
            }
            self.act(acts[act])

    def written(self, other: int) -> dict[str, Any]:
        """Return an entry's words, and who signs it."""
        number, photo = self.next(), self.one(Photo.objects, other)
        body: list[Any] = [("paragraph", f"<p>Entry {number}.</p>")]
        if photo and other % 2:
            body.append(("picture", {"photo": photo, "alt": "A pier", "caption": ""}))
        author = self.one(Author.objects, other)
        return {
            "by": None,
            "body": body,
            "headline": f"Moment {number}",
            "is_key": other % 3 == 0,
            "authors": [author] if author and other % 2 else [],
        }
