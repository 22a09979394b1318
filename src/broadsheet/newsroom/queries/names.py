"""Those who signed something, and what something is about."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from broadsheet.newsroom import keys
from broadsheet.newsroom.models import Author
from broadsheet.newsroom.queries.lists import about, by_author
from broadsheet.newsroom.queries.published import published
from broadsheet.press.recorder import read
from broadsheet.topics.keys import TOPICS
from broadsheet.topics.models import Topic


def authors() -> QuerySet[Author]:
    """Return the authors of at least one public story, by name."""
    read(keys.AUTHORS)
    signed = published(keys.AUTHORS).filter(bylines__author=OuterRef("pk"))
    return Author.objects.filter(Exists(signed)).select_related("portrait").order_by("name")


def author_at(slug: str) -> Author | None:
    """Return the author of this slug, if readers may see anything by them."""
    found = author_named(slug)
    return found if found and by_author(found).exists() else None


def author_named(slug: str) -> Author | None:
    """Return the author of this slug, whether readers may see anything by them or not."""
    return Author.objects.filter(slug=slug).select_related("portrait").first()


def topics() -> QuerySet[Topic]:
    """Return the topics of at least one public story, by name."""
    read(TOPICS)
    told = published(TOPICS).filter(topics=OuterRef("pk"))
    return Topic.objects.filter(Exists(told)).order_by("name")


def topic_at(slug: str) -> Topic | None:
    """Return the topic of this slug, if readers may see anything about it."""
    found = topic_named(slug)
    return found if found and about(found).exists() else None


def topic_named(slug: str) -> Topic | None:
    """Return the topic of this slug, whether readers may see anything about it or not."""
    return Topic.objects.filter(slug=slug).first()
