"""Finding stories, and the stories that are like one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from broadsheet.lib.html import text_of
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Author, Section, Story

MOST = 500
"""How many results are looked at: nobody turns to the fiftieth page."""
LOOKED_AT = 50
"""How many stories are weighed as proposals, by topics and by words each."""
SAME_SECTION = 0.5
FIRST, LAST = date(2, 1, 1), date(9998, 12, 31)
"""Days that exist in every zone, and whose next one does."""

AROUND = 90
"""How many characters a highlight shows either side of what was found."""

_MARK = re.compile(r"\[\^\d{1,3}\]")


@dataclass(frozen=True)
class Search:
    """What a reader asks for. An empty field asks for nothing in particular."""

    words: str = ""
    section: Section | None = None
    author: Author | None = None
    since: date | None = None
    until: date | None = None


def find(search: Search, *, zone: ZoneInfo) -> list[Story]:
    """Return the public stories that a search finds, the most fitting first.

    A story fits the better, the more of the words stand in its headline, then in what
    stands under it; of two alike the newer comes first. The index's own order would not
    do: it weighs words by how rare they are, drafts and all, and so tells what is in those.
    """
    stories = _narrowed(search, zone=zone)
    if not search.words:
        return list(newsroom.for_cards(stories)[:MOST])
    # The index reads quotation marks and the like as its own language: only words get there.
    words = re.findall(r"\w+", search.words.casefold())
    if not words:
        return []
    matches = Story.objects.search(" ".join(words), operator="and", order_by_relevance=False)
    stories = stories.filter(pk__in=matches.get_queryset().values("pk"))
    named = Case(When(Q(*(Q(title__icontains=word) for word in words)), then=0), default=1)
    found = list(newsroom.for_cards(stories.order_by(named, "-published_at", "-pk"))[:MOST])
    return sorted(found, key=lambda story: _weight(story, words), reverse=True)


def _weight(story: Story, words: list[str]) -> tuple[int, int]:
    """Return how many of the words stand in the headline, and how many in what is under it."""
    title, under = story.title.casefold(), f"{story.kicker} {story.standfirst}".casefold()
    return sum(word in title for word in words), sum(word in under for word in words)


def _narrowed(search: Search, *, zone: ZoneInfo) -> QuerySet[Story]:
    stories = newsroom.published()
    if search.section:
        stories = newsroom.in_section(search.section)
    if search.author:
        stories = stories.filter(pk__in=newsroom.by_author(search.author).values("pk"))
    if search.since:
        stories = stories.filter(
            published_at__gte=datetime.combine(max(search.since, FIRST), time.min, tzinfo=zone)
        )
    if search.until:
        end = min(search.until, LAST) + timedelta(days=1)
        stories = stories.filter(published_at__lt=datetime.combine(end, time.min, tzinfo=zone))
    return stories


def with_words(stories: Iterable[Story]) -> dict[int, Story]:
    """Return these stories with their bodies, which cards leave behind, by their keys."""
    found: dict[int, Story] = Story.objects.in_bulk([story.pk for story in stories])
    return found


def highlight(story: Story, words: str) -> SafeString:
    """Return the part of a story in which the words stand, with each in ``mark``."""
    wanted = [re.escape(word) for word in re.findall(r"\w+", words)]
    text = _MARK.sub("", " ".join([story.standfirst, *_paragraphs(story)]))
    if not wanted:
        return SafeString(escape(story.standfirst))
    pattern = re.compile(rf"\b({'|'.join(wanted)})\w*", re.IGNORECASE)
    first = pattern.search(text)
    start, stop = _around(text, first.start() if first else 0)
    piece = text[start:stop]
    parts, end = [], 0
    for match in pattern.finditer(piece):
        parts += [escape(piece[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        end = match.end()
    parts.append(escape(piece[end:]))
    before, after = "… " if start else "", " …" if stop < len(text) else ""
    return mark_safe(before + "".join(parts) + after)  # noqa: S308  escaped above


def _around(text: str, place: int) -> tuple[int, int]:
    """Return where a piece of text around a place begins and ends: between words, if it can."""
    start = max(0, place - AROUND)
    stop = start + 2 * AROUND + 40
    if start:
        start = max(start, text.find(" ", start, place) + 1)
    if stop < len(text):
        stop = max(text.rfind(" ", place, stop), place) if " " in text[place:stop] else stop
    return start, min(stop, len(text))


def _paragraphs(story: Story) -> Iterable[str]:
    return (text_of(b.value.source) for b in story.body if b.block_type == "paragraph")


def related(story: Story, *, limit: int = 5) -> list[Story]:
    """Return public stories like this one: by topics in common, by words, by section.

    A topic in common weighs as much as being the first that the headline's words
    find; the section breaks ties, and of two alike the newer comes first.
    """
    others = newsroom.published().exclude(pk=story.pk)
    topics = [topic.pk for topic in story.topics.all()]
    shared = Count("topics", filter=Q(topics__in=topics), distinct=True)
    akin = others.filter(Q(topics__in=topics) | Q(section=story.section_id))
    by_topic = akin.annotate(shared=shared).order_by("-shared", "-published_at")
    weight: dict[int, float] = {
        pk: common + (SAME_SECTION if section == story.section_id else 0)
        for pk, common, section in by_topic.values_list("pk", "shared", "section")[:LOOKED_AT]
    }
    for place, pk in enumerate(_alike(story)):
        weight[pk] = weight.get(pk, 0) + 1 / (1 + place / 3)
    found = {each.pk: each for each in newsroom.for_cards(others.filter(pk__in=weight))}
    newest_first = sorted(found.values(), key=attrgetter("published_at"), reverse=True)
    return sorted(newest_first, key=lambda each: -weight[each.pk])[:limit]


def _alike(story: Story) -> list[int]:
    """Return the stories in which the longer words of this one's headline and standfirst stand."""
    words = re.findall(r"\w{5,}", f"{story.title} {story.standfirst}")[:12]
    if not words:
        return []
    ranked = Story.objects.search(" ".join(words), operator="or")
    return [each.pk for each in ranked[:LOOKED_AT]]
