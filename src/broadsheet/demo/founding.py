"""Who publishes the edition: the masthead, the sections, the standing pages, the people."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from broadsheet.demo.reading import Edition, Record, portrait_of
from broadsheet.masthead.actions import describe_publication, found_publication
from broadsheet.masthead.models import HomePage, InformationPage
from broadsheet.newsletters.models import List
from broadsheet.newsroom.actions import open_section
from broadsheet.newsroom.models import Author, Section
from broadsheet.photos.models import Photo
from broadsheet.topics.models import Topic

NOT_SETTINGS = {"social", "sections", "pages", "lists", "picks"}


@transaction.atomic
def found(edition: Edition) -> dict[str, Section]:
    """Give an empty paper the edition's name and sections; return the sections by path.

    A paper that has sections keeps its settings: they may be somebody's by now.
    """
    about = edition.publication
    home = found_publication(name=about["name"], place=about["place"], timezone=about["timezone"])
    if not Section.objects.exists():
        _describe(home, about)
    return _sections(home, about["sections"])


def _describe(home: HomePage, about: Record) -> None:
    describe_publication(
        home=home,
        profiles=[(each["platform"], each["url"]) for each in about.get("social", [])],
        **{name: about[name] for name in about.keys() - NOT_SETTINGS},
    )
    for page in about.get("pages", []):
        if not home.get_children().filter(slug=page["slug"]).exists():
            home.add_child(instance=InformationPage(**page)).save_revision().publish()
    List.objects.update(is_open=False)  # the one that every new paper has
    for order, each in enumerate(about.get("lists", [])):
        List.objects.get_or_create(slug=each["slug"], defaults={**each, "order": order})


def _sections(home: HomePage, records: list[Record]) -> dict[str, Section]:
    made: dict[str, Section] = {}
    for each in records:
        above = each.get("parent", "")
        parent = made[above] if above else home
        there = Section.objects.child_of(parent).filter(slug=each["slug"]).first()
        made[f"{above}/{each['slug']}".lstrip("/")] = there or open_section(
            parent=parent,
            title=each["name"],
            slug=each["slug"],
            description=each.get("description", ""),
        )
    return made


@transaction.atomic
def hire(edition: Edition, photos: Mapping[str, Photo]) -> dict[str, Author]:
    """Make the edition's authors; return them by slug."""
    made = {}
    for each in edition.authors:
        values = {
            key: each.get(key, "") for key in ("name", "role", "life", "email")
        } | {"kind": each["kind"], "links": "\n".join(each.get("links", []))}  # fmt: skip
        if each.get("portrait"):
            values["portrait"] = photos[portrait_of(each)]
        made[each["slug"]], _ = Author.objects.get_or_create(slug=each["slug"], defaults=values)
    return made


@transaction.atomic
def name_topics(edition: Edition) -> dict[str, Topic]:
    """Make the edition's topics; return them by slug."""
    return {
        each["slug"]: Topic.objects.get_or_create(slug=each["slug"], defaults=each)[0]
        for each in edition.topics
    }
