"""Stories that move in together: new ones that were public there, in one transaction for many.

What is out of the ordinary, and all of a batch of which one can't be kept, goes one by one
(``act.py``): so one that is wrong is set aside alone, and says why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import OperationalError, transaction

from broadsheet.newsroom.actions import publish_together
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.publishing import every_picture
from broadsheet.newsroom.together.places import taken_slugs
from broadsheet.photos.renditions import print_all
from broadsheet.wire.incoming.memory import digest_of_text
from broadsheet.wire.incoming.names import free_slug, wished_slug
from broadsheet.wire.incoming.undo import no_files_left_behind
from broadsheet.wire.moving import stories
from broadsheet.wire.moving.addresses import lead_stories
from broadsheet.wire.moving.body import Body
from broadsheet.wire.moving.comments import rows_of
from broadsheet.wire.moving.models import Kind, Outcome
from broadsheet.wire.moving.records import Post, State

log = logging.getLogger(__name__)

MOST, MOST_CHARACTERS = 100, 5_000_000
"""Stories of a batch, and characters of their texts: what is in memory at once."""


@dataclass
class Batches:
    """Gathers posts, and takes them in, in their order. ``one`` takes in one by itself."""

    movers: stories.Movers
    one: Callable[[Post], None]
    done: Callable[[], None]
    waiting: list[Post] = field(default_factory=list)

    def add(self, post: Post) -> None:
        """Take a post in, now or with those after it."""
        self.waiting.append(post)
        size = sum(len(each.body) for each in self.waiting)
        if len(self.waiting) >= MOST or size > MOST_CHARACTERS:
            self.finish()

    def finish(self) -> None:
        """Take in all that wait."""
        posts, self.waiting = self.waiting, []
        known = self.movers.ledger.known_among(Kind.STORY, [post.key for post in posts])
        for plain, group in groupby(posts, lambda post: _is_plain(post) and post.key not in known):
            for post in self._together(list(group)) if plain else group:
                self.one(post)
                self.done()

    def _together(self, posts: list[Post]) -> Iterator[Post]:
        """Take these in at once; yield those that have to go by themselves, if any."""
        try:
            shows = any(post.hero or "<img" in post.body for post in posts)
            with nullcontext() if shows else transaction.atomic():  # printing pictures takes long
                drafted = [self._draft(post) for post in posts]
            with no_files_left_behind(), transaction.atomic():
                _keep(drafted, self.movers)
        except (OSError, OperationalError):
            raise  # no space, no database: one by one they would fare no better
        except Exception as reason:
            log.warning("A batch of %s stories goes one by one: %s", len(posts), reason)
            self.movers.ledger.forget()
            yield from posts
            return
        for _post in posts:
            self.done()

    def _draft(self, post: Post) -> _Drafted:
        """Return the story, not yet kept, of a post; what it refers to is."""
        self.movers.pictures.fetch_ahead(post)
        with no_files_left_behind(), transaction.atomic():
            body, values = stories.laid_out(post, self.movers)
            found = stories.surroundings(post, self.movers)
            found |= {"published_at": post.published, **values}
            bylines, topics = found.pop("bylines"), found.pop("topics")
            slug = wished_slug(post.slug or values["title"])
            story = Story(slug=slug, live=False, **found)
            story.bylines, story.topics = bylines, topics
            print_all(photos=every_picture(story))
        return _Drafted(post, story, body)


@dataclass(frozen=True)
class _Drafted:
    post: Post
    story: Story
    body: Body


def _is_plain(post: Post) -> bool:
    return not post.stands and post.state == State.PUBLIC and post.published is not None


def _keep(drafted: list[_Drafted], movers: stories.Movers) -> None:
    found = [each.story for each in drafted]
    _make_slugs_free(found)
    publish_together(stories=found)
    lead_stories([(each.story, each.post.addresses) for each in drafted])
    ledger = movers.ledger
    ledger.note_together(
        ledger.row(Kind.STORY, each.post.key, Outcome.IMPORTED, **_became(each)) for each in drafted
    )
    ledger.note_together(row for each in drafted for row in rows_of(each.post, ledger))


def _became(drafted: _Drafted) -> dict[str, Any]:
    post, story = drafted.post, drafted.story
    where = f"published at {story.address}"
    return {
        "name": stories.headline_of(post),
        "why": f"{where}: {post.remark}" if post.remark else where,
        "became": f"story:{story.pk}",
        "digest": story.source_digest,
        "result": digest_of_text(story),
        "data": stories.told_of(post, drafted.body, []),
    }


def _make_slugs_free(found: list[Story]) -> None:
    """Give those whose name is taken another one, as each would get it by itself."""
    taken = taken_slugs(found)
    for story in found:
        name = story.section_id, story.slug
        while name in taken:
            wished = free_slug(story.slug, above=story.section)
            story.slug = wished if (story.section_id, wished) not in taken else f"{wished}-2"
            name = story.section_id, story.slug
        taken.add(name)
