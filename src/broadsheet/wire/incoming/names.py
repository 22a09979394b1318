"""Topics and signatures by name: the ones we have, else new ones."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from wagtail.models import Page

from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.newsroom.models.section import TAKEN
from broadsheet.topics.models import Topic

MAX_BYLINE = 160
MAX_SLUG = 100
_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\boch\b|\bog\b)\s*")


def topics_named(names: Iterable[tuple[str, str]]) -> list[Topic]:
    """Return the topics of these (kind, name)s; those that we don't have are made."""
    return [_topic(kind, name) for kind, name in names]


def _topic(kind: str, name: str) -> Topic:
    known = Topic.objects.filter(kind=kind, name__iexact=name).order_by("pk").first()
    if known:
        return known
    base = slugify(name, allow_unicode=True)[:MAX_SLUG] or kind
    taken = set(Topic.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return Topic.objects.create(name=name, kind=kind, slug=free(base, taken))


def free(base: str, taken: set[str]) -> str:
    """Return ``base``, or ``base-2``, ``base-3`` …: the first that isn't taken."""
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def free_slug(words: str, *, above: Page, otherwise: str = "story") -> str:
    """Return a slug that nothing else there has, made of these words, or else of ``otherwise``.

    None is a page of ours, or a year's archive.
    """
    base = wished_slug(words, otherwise=otherwise)
    beside = above.get_children().filter(slug__startswith=base)
    return free(base, set(beside.values_list("slug", flat=True)))


def wished_slug(words: str, *, otherwise: str = "story") -> str:
    """Return the slug that is made of these words, if it is free."""
    base = slugify(words, allow_unicode=True)[:MAX_SLUG].strip("-") or otherwise
    return f"{base}-{otherwise}" if base in TAKEN or re.fullmatch(r"\d{4}", base) else base


def section_for_the_rest(slug: str) -> Section:
    """Return the section of this slug, or without one the first: where stories go that lie in none.

    Raises ValidationError where there is no such section.
    """
    sections = Section.objects.order_by("path")
    found = (sections.filter(slug=slug) if slug else sections).first()
    if found is None and slug:
        raise ValidationError(f"There is no section with the slug “{slug}”.")
    if found is None:
        raise ValidationError("There is no section yet. Make one in the editor, then import.")
    return found


def bylines(by: str, *, else_by: str) -> list[Byline]:
    """Return who signs: our author or authors of that name, or the name as it came.

    A text that nobody signs is signed ``else_by``, the agency.
    """
    by = by or else_by
    if not by:
        return []
    whole = _author(by)
    if whole:
        return [Byline(author=whole, sort_order=0)]
    found = [_author(name) for name in _BETWEEN.split(by) if name]
    ours = [author for author in found if author]
    if ours and len(ours) == len(found):
        return [
            Byline(author=author, sort_order=at) for at, author in enumerate(dict.fromkeys(ours))
        ]
    return [Byline(name=by[:MAX_BYLINE], sort_order=0)]


def _author(name: str) -> Author | None:
    return Author.objects.filter(name__iexact=name).order_by("pk").first()


def signed(story: Story) -> list[tuple[int | None, str, str]]:
    """Return a story's bylines as plain values, in order."""
    return [(byline.author_id, byline.name, byline.role) for byline in story.bylines.all()]
