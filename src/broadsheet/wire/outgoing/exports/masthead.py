"""The publication, its sections, its standing pages; who signs, and what stories are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from broadsheet.lib.html import followed
from broadsheet.lib.once import one_page
from broadsheet.masthead.models import InformationPage, Publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Author, Section
from broadsheet.topics.models import Topic
from broadsheet.wire.outgoing.exports import records
from broadsheet.wire.outgoing.exports.texts import Reading, writer_for
from broadsheet.wire.outgoing.feeds.references import fetch, named_in


def paper() -> records.Paper:
    """Return what the publication says of itself."""
    ours = Publication.load()
    return records.Paper(
        name=ours.name,
        url=settings.BROADSHEET.url.rstrip("/"),
        tagline=ours.tagline,
        language=ours.language,
        timezone=ours.timezone,
        place=ours.place,
        latitude=None if ours.latitude is None else float(ours.latitude),
        longitude=None if ours.longitude is None else float(ours.longitude),
        founded=ours.founded,
        email=ours.email,
        phone=ours.phone,
        postal_address=ours.address,
        accent_colour=ours.accent_colour,
        logo=ours.logo_id,
        profiles=tuple((each["platform"], each["url"]) for each in ours.social_profiles),
        units=ours.units,
        show_versions=ours.show_versions,
        corrections_stand=ours.corrections_stand,
        updates_stand=ours.updates_stand,
        admit_ai_crawlers=ours.admit_ai_crawlers,
        websub_hub=ours.websub_hub,
        tell_search_engines=ours.tell_search_engines,
    )


def sections(*, everything: bool) -> list[records.Section]:
    """Return the sections, each after the one that it lies in."""
    with one_page():
        public = {section.pk for section in newsroom.every_section()}
    every = list(Section.objects.order_by("path"))
    keys = {section.path: section.pk for section in every}
    return [
        records.Section(
            key=each.pk,
            name=each.title,
            slug=each.slug,
            address=each.url or "",
            description=each.description,
            above=keys.get(each.path[: -each.steplen]),
            is_public=each.pk in public,
            is_live=each.live,
            promoted=_promoted(each),
        )
        for each in every
        if everything or each.pk in public
    ]


def authors(*, everything: bool) -> Iterator[records.Author]:
    """Yield those who sign, by name; without the rest, those of something public."""
    found = Author.objects.order_by("name", "pk") if everything else newsroom.authors()
    for each in found.iterator():
        yield records.Author(
            key=each.pk,
            name=each.name,
            slug=each.slug,
            address=each.url,
            kind=each.kind,
            role=each.role,
            life=each.life,
            email=each.email if everything else "",
            links=tuple(filter(None, map(followed, each.links.split()))),
            portrait=each.portrait_id,
        )


def topics(*, everything: bool) -> Iterator[records.Topic]:
    """Yield what stories are about, by name; without the rest, what something public is about."""
    found = Topic.objects.order_by("name", "pk") if everything else newsroom.topics()
    for each in found.iterator():
        yield records.Topic(
            key=each.pk,
            name=each.name,
            slug=each.slug,
            address=each.url,
            kind=each.kind,
            description=each.description,
            office=each.office,
        )


def standing_pages(reading: Reading) -> list[records.Page]:
    """Return the pages that stand, in their order."""
    with one_page():
        public = {page.pk for page in newsroom.pages_that_stand()}
        chosen = [
            page
            for page in InformationPage.objects.order_by("path")
            if reading.everything or page.pk in public
        ]
        return [_page(page, reading, is_public=page.pk in public) for page in chosen]


def _page(page: Any, reading: Reading, *, is_public: bool) -> records.Page:
    shown = page if page.live else page.get_latest_revision_as_object()
    address = page.url or ""
    writer = writer_for(address, fetch(named_in(shown.body)), reading)
    return records.Page(
        key=page.pk,
        title=shown.title,
        slug=shown.slug,
        address=address,
        intro=shown.intro,
        body=shown.body,
        html=writer.rich(shown.body),
        purpose=shown.purpose,
        is_public=is_public,
        is_live=page.live,
        promoted=_promoted(shown),
    )


def _promoted(page: Any) -> records.Promoted:
    return records.Promoted(page.seo_title, page.search_description, page.show_in_menus)
