"""The story that nobody may know of: every text of it, and of all it brings along, a canary."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.blocks import BodyBlock
from broadsheet.newsroom.models import Author, Byline, Plan, Section
from broadsheet.newsroom.planning.models import State as PlanState
from broadsheet.photos.models import Attachment, Photo
from broadsheet.photos.renditions import print_renditions
from broadsheet.topics.models import Topic
from tests.factories import an_author
from tests.leaks.canaries import Canaries
from tests.leaks.canaries import body_of as body_with
from tests.pictures import a_picture

NO_TEXT = {"source_digest", "path", "url_path", "draft_title", "address", "spiked_because"}
"""Columns that people don't write, that repeat what others hold, or (the last) have a state."""


@dataclass
class Secret:
    """A story that isn't public, and what is known of it to those who guess well."""

    canary: Canaries = field(default_factory=Canaries)
    story: Any = None
    photos: list[Photo] = field(default_factory=list)
    document: Any = None
    plan: Any = None
    author: Any = None
    topic: Any = None
    section: Any = None
    key: int = 0
    guid: str = field(default_factory=lambda: str(uuid.uuid4()))
    first_address: str = ""

    def slug(self) -> str:
        return self.canary["slug"]


def a_secret(public: Any, *, section: Section | None = None) -> Secret:
    """Return a draft with a canary in every text; nobody but its newsroom knows of it."""
    secret = Secret()
    bring_along(secret)
    values = {**texts(secret), "body": body_of(secret, public)}
    secret.story = actions.write_story(
        section=section or public.world,
        title=f"Of {secret.canary('headline')}",
        slug=secret.canary("slug"),
        bylines=bylines(secret),
        topics=[secret.topic, public.topic],
        source_uri=f"urn:x:{secret.canary('source_uri')}",
        **values,
    )
    secret.key = secret.story.pk
    secret.guid = str(secret.story.guid)
    plan_of(secret)
    return secret


def plan_of(secret: Secret) -> None:
    """Have the story begun from a plan, whose every text is the newsroom's alone."""
    names = ("working_title", "what", "visuals", "notes", "sources")
    secret.plan = Plan.objects.create(
        story=secret.story,
        section=secret.story.section,
        state=PlanState.DONE if secret.story.live else PlanState.IN_PROGRESS,
        settled_at=clock.now() if secret.story.live else None,
        pitched_at=clock.now(),
        due_at=clock.now(),
        **{name: f"Of {secret.canary(f'plan.{name}')}" for name in names},
    )


def bring_along(secret: Secret) -> None:
    """Make what only the secret story uses: pictures, a document, an author, a topic."""
    canary = secret.canary
    secret.photos = [_photo(canary, name) for name in ("hero", "inside", "social", "portrait")]
    secret.document = Attachment.objects.create(
        title=f"Of {canary('document.title')}",
        credit=canary("document.credit"),
        file=ContentFile(canary("document.content").encode(), f"{canary('document.name')}.txt"),
    )
    secret.author = Author.objects.create(
        name=f"Aa {canary('author.name')}",
        slug=canary("author.slug"),
        role=canary("author.role"),
        life=canary("author.life"),
        email=f"{canary('author.email')}@example.org",
        links=f"https://example.org/{canary('author.links')}",
        portrait=secret.photos[3],
    )
    secret.topic = Topic.objects.create(
        name=f"Aa {canary('topic.name')}",
        slug=canary("topic.slug"),
        kind="person",
        description=canary("topic.description"),
        office=canary("topic.office"),
    )


def texts(secret: Secret) -> dict[str, Any]:
    """Return a value for every field of a story that people fill in, but headline and slug."""
    canary = secret.canary
    soon = clock.now() + timedelta(days=1000)
    words = ("kicker", "standfirst", "dateline", "hero_caption", "social_title", "credit_line")
    more = ("social_description", "seo_title", "search_description", "usage_terms")
    return {
        **{name: f"Harbour, ferry, tide: {canary(name)}" for name in (*words, *more)},
        "canonical_url": "",
        "hero": secret.photos[0],
        "social_image": secret.photos[2],
        "kind": "analysis",
        "expire_at": soon,
    }


def body_of(secret: Secret, public: Any) -> str:
    """Return a body of every block; it shows the secret picture and leads to public stories."""
    refers = {
        ImageChooserBlock: secret.photos[1].pk,
        DocumentChooserBlock: secret.document.pk,
        PageChooserBlock: public.stories[0].pk,
    }
    children = BodyBlock().child_blocks.items()
    return json.dumps(body_with(children, secret.canary, refers))


def bylines(secret: Secret) -> list[Byline]:
    """Return bylines of a public author, of the secret one, and of a name without a page."""
    return [
        Byline(author=an_author("Mara Ellison")),
        Byline(author=secret.author),
        Byline(name=f"Of {secret.canary('byline.name')}", role="photographs"),
    ]


def texts_without_a_canary(secret: Secret) -> list[str]:
    """Return the columns of a secret that could hold words, and hold no canary."""
    rows = [secret.story, secret.plan, *secret.photos]
    rows += [secret.document, secret.author, secret.topic]
    found = []
    for row in rows:
        for column in row._meta.concrete_fields:
            text = isinstance(column, models.CharField | models.TextField) and not column.choices
            if not text or column.name in NO_TEXT or not column.editable:
                continue
            if not secret.canary.in_text(str(column.value_from_object(row))):
                found.append(f"{row._meta.model_name}.{column.name}")
    return found


def _photo(canary: Canaries, name: str) -> Photo:
    photo = Photo.objects.create(
        title=f"Of {canary(f'{name}.title')}",
        description=f"Of {canary(f'{name}.alt')}",
        caption=f"Of {canary(f'{name}.caption')}",
        credit=f"Of {canary(f'{name}.credit')}",
        licence=f"Of {canary(f'{name}.licence')}",
        source_uri=f"https://example.org/{canary(f'{name}.source')}.jpg",
        file=ContentFile(a_picture(), f"{canary(f'{name}.file')}.jpg"),
    )
    print_renditions(photo=photo)
    return photo
