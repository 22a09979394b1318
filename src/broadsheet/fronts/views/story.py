"""A story's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.blocks import StructValue

from broadsheet.fronts.page import absolute, meta, render_page
from broadsheet.fronts.views.told import told_of
from broadsheet.lib.html import followed
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.live.queries import Chunk, live_of
from broadsheet.newsroom.models import PreviewLink, Story
from broadsheet.newsroom.readiness import pictures
from broadsheet.photos.renditions import attach_renditions


def show_story(
    request: HttpRequest, story: Story, *, preview: bool, shown_to: PreviewLink | None = None
) -> HttpResponse:
    """Show a story as readers get it; with ``shown_to``, that person's name stands across it."""
    show_only_what_is_public(story)
    blocks = list(story.body)
    authors = [byline.author for byline in story.bylines.all() if byline.author]
    notes = [n for b in blocks if b.block_type == "sources" for n in b.value["items"]]
    attach_renditions(photos_of(story, authors))
    context = {
        "story": story,
        "body": blocks,
        "authors": list(dict.fromkeys(authors)),
        "notes": notes,
        **told_of(story),
        # Whom a draft is shown to outside gets its text, not what is written beside it.
        "live": None if shown_to else live_of(story),
        "all_entries": Chunk(story),
        "breadcrumbs": list(crumbs(story)),
        "preview": preview,
        "shown_to": shown_to,
        "meta": story_meta(story),
        "structured_data": None,
    }
    return render_page(request, "pages/story.html", context)


def show_only_what_is_public(story: Story) -> None:
    """Take each Also Read out of the body whose story readers can't see."""
    chosen = {
        place: block["value"].get("story")
        for place, block in enumerate(story.body.raw_data)
        if block["type"] == "also_read"
    }
    targets = newsroom.by_keys(chosen.values()).select_related(None)
    public = {each.pk: each for each in targets.defer("body")} if chosen else {}
    for place in sorted(chosen, reverse=True):
        target = public.get(chosen[place])
        if target is None:
            del story.body[place]
            continue
        # Setting the value keeps the block from reading the story again, on its own.
        text = story.body.raw_data[place]["value"].get("text", "")
        block = story.body.stream_block.child_blocks["also_read"]
        value = StructValue(block, [("story", target), ("text", text)])
        story.body[place] = ("also_read", value)


def photos_of(story: Story, authors: list[Any]) -> list[Any]:
    """Return every picture on a story's page."""
    photos = [photo for photo, _alt in pictures(story)]
    photos += [author.portrait for author in authors if author.portrait]
    return photos + ([story.social_image] if story.social_image else [])


def crumbs(story: Story) -> list[Any]:
    """Return the sections that lead to a story, the outermost first."""
    return newsroom.chain(story.section)


def story_meta(story: Story) -> dict[str, Any]:
    """Return what a story's page says of itself."""
    og = {"og:type": "article"}
    if story.published_at:
        og["article:published_time"] = story.published_at.isoformat()
    if story.social_title:
        og["og:title"] = story.social_title
    if story.social_description:
        og["og:description"] = story.social_description
    photo = story.social_image or story.hero
    sizes = photo.renditions.all() if photo else []
    crop = next((r for r in sizes if r.filter_spec.startswith("fill-1200x630")), None)
    if photo and crop:
        og |= {
            "og:image": absolute(crop.url),
            "og:image:width": str(crop.width),
            "og:image:height": str(crop.height),
            "og:image:alt": photo.description,
        }
    return meta(
        title=story.headline if story.retracted_at else story.seo_title or story.title,
        description=story.search_description or story.standfirst,
        path=story.address,
        canonical=followed(story.canonical_url),
        og=og,
    )
