"""A short story from one form."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.utils.html import escape
from wagtail.models import Collection
from wagtail.rich_text import RichText

from broadsheet.newsroom.actions.publishing import publish
from broadsheet.newsroom.actions.steps import skip_steps
from broadsheet.newsroom.actions.writing import write_story
from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.newsroom.steps.clearing import why_not_ready
from broadsheet.photos.models import Photo
from broadsheet.photos.renditions import print_renditions

EMPTY_LINE = re.compile(r"\n\s*\n")


def keep_picture(
    *, photo: Photo | None, file: Any, title: str, alt: str, credit: str, by: Any
) -> Photo:
    """Keep a picture with what is said of it; ``photo`` is one that was kept before.

    A new file takes its place. What the file itself says of its maker holds where nothing else
    does. Raises ValidationError for what is no picture.
    """
    if file or photo is None:
        root = Collection.get_first_root_node()
        photo = Photo(title=title or file.name, file=file, uploaded_by_user=by, collection=root)
    photo.description, photo.credit = alt, credit or photo.credit
    photo.save()
    print_renditions(photo=photo)
    return photo


@transaction.atomic
def write_brief(
    *,
    title: str,
    text: str,
    section: Section,
    author: Author,
    photo: Photo | None,
    by: Any,
    publish_it: bool,
    skip_because: str = "",
) -> Story:
    """Write a story of plain paragraphs in a section and, if that is asked for, publish it.

    ``skip_because`` is why it can't wait for the steps that its section asks for. Raises what
    ``publish`` raises; nothing of the story is there then.
    """
    paragraphs = EMPTY_LINE.split(text.replace("\r\n", "\n").strip())
    story = write_story(
        section=section,
        title=title,
        slug="",
        bylines=[Byline(author=author)],
        body=[("paragraph", RichText(f"<p>{escape(each.strip())}</p>")) for each in paragraphs],
        hero=photo,
        owner=by,
    )
    if not publish_it:
        return story
    if skip_because and why_not_ready(story):
        skip_steps(story=story, reason=skip_because, by=by)
    return publish(story=story, by=by)
