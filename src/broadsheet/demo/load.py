"""Loading the demo's edition into a paper: what ``broadsheet demo`` does before it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from broadsheet.demo.bodies import Desk, files_named
from broadsheet.demo.files import make_file
from broadsheet.demo.founding import found, hire, name_topics
from broadsheet.demo.printing import print_pictures, source_of
from broadsheet.demo.reading import Edition, Record, read_edition
from broadsheet.fronts.actions import arrange
from broadsheet.fronts.models import Front
from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.photos.models import Attachment, Photo
from broadsheet.topics.models import Topic

Report = Callable[[str], Any]


@dataclass(frozen=True)
class Cast:
    """Who and what the stories of the edition name, by slug."""

    sections: Mapping[str, Section]
    authors: Mapping[str, Author]
    topics: Mapping[str, Topic]
    photos: Mapping[str, Photo]


def load_edition(report: Report, edition: Edition | None = None) -> int:
    """Add whatever of the demo's edition the paper lacks; return how many stories were published.

    ``report`` is given a line of text whenever something begins. Can be cut short at
    any time: the next call goes on from there. What somebody has changed or withdrawn
    since is left as it is.
    """
    edition = edition or read_edition()
    missing = [slug for slug in edition.by_age() if not _is_out(slug)]
    if not missing:
        return 0
    sections = found(edition)
    pictures = list(edition.pictures())
    report(f"Drawing {len(pictures)} pictures, and printing each in every size.")
    photos = print_pictures(pictures)
    cast = Cast(sections, hire(edition, photos), name_topics(edition), photos)
    report(f"Publishing {len(missing)} stories.")
    drafts = {slug: _draft(slug, story, cast) for slug, story in edition.stories.items()}
    today = clock.today(Publication.load().timezone)
    desk = Desk(photos, _files(edition), drafts, today)
    now = clock.now()
    for slug in missing:
        _publish(drafts[slug], edition.stories[slug], desk, now)
    _arrange(edition, sections, drafts)
    return len(missing)


def _is_out(slug: str) -> bool:
    return Story.objects.filter(source_uri=source_of(slug), address__isnull=False).exists()


def _draft(slug: str, record: Record, cast: Cast) -> Story:
    """Return a story of the edition, as a draft without a text if it hadn't been begun.

    The texts come once every story is there: they refer to one another.
    """
    there = Story.objects.filter(source_uri=source_of(slug)).first()
    if there:
        return there
    bylines = [
        Byline(author=cast.authors[each["author"]], role=each["role"], sort_order=order)
        for order, each in enumerate(record["bylines"])
    ]
    words = {
        name: record.get(name, "") for name in ("kicker", "standfirst", "dateline", "hero_caption")
    }
    return actions.write_story(
        section=cast.sections[record["section"]],
        title=record["headline"],
        slug=slug,
        kind=record["kind"],
        bylines=bylines,
        topics=[cast.topics[each] for each in record["topics"]],
        hero=cast.photos[record["hero"]] if record.get("hero") else None,
        source_uri=source_of(slug),
        **words,
    )


@transaction.atomic
def _publish(story: Story, record: Record, desk: Desk, now: datetime) -> None:
    story.body = desk.body(record["body"])
    hours = timedelta(hours=record["hours_ago"])
    actions.publish(story=story, first_published=now - hours)
    if changed := record.get("changed_hours_ago"):
        actions.change_in_substance(story=story, at=now - timedelta(hours=changed))


def _files(edition: Edition) -> dict[str, Attachment]:
    """Return the files that the stories offer, by name; make those that the archive lacks."""
    made: dict[str, Attachment] = {}
    for record in edition.stories.values():
        for name in files_named(record["body"]):
            there = Attachment.objects.filter(original_name=name).first()
            made[name] = there or Attachment.objects.create(
                title=name,
                file=ContentFile(make_file(name, record), name=name),
                credit=edition.publication["name"],
            )
    return made


def _arrange(
    edition: Edition, sections: Mapping[str, Section], stories: Mapping[str, Story]
) -> None:
    """Arrange the fronts that nobody has arranged yet."""
    picks = sorted(edition.publication.get("picks", []), key=lambda pick: pick.get("section", ""))
    for path, group in groupby(picks, key=lambda pick: pick.get("section", "")):
        section = sections[path] if path else None
        if not Front.objects.filter(section=section).exists():
            chosen: dict[str, list[Story]] = {}
            for pick in group:
                chosen.setdefault(pick["place"], []).append(stories[pick["story"]])
            arrange(section=section, picks=chosen)
