"""A story's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from broadsheet.fronts.page import absolute, meta, render_page
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.readiness import pictures
from broadsheet.photos.renditions import renditions_of


def show_story(request: HttpRequest, story: Story, *, preview: bool) -> HttpResponse:
    """Show a story as readers get it."""
    blocks = list(body_of(story))
    authors = [byline.author for byline in story.bylines.all() if byline.author]
    notes = [n for b in blocks if b.block_type == "sources" for n in b.value["items"]]
    attach_renditions(story, authors)
    context = {
        "story": story,
        "body": blocks,
        "authors": list(dict.fromkeys(authors)),
        "notes": notes,
        "breadcrumbs": list(crumbs(story)),
        "preview": preview,
        "meta": story_meta(story),
        "structured_data": None,
    }
    return render_page(request, "pages/story.html", context, own=story.pk)


def body_of(story: Story) -> list[Any]:
    """Return the blocks to show: an Also Read whose story isn't public has none."""
    chosen = [
        b.value["story"].pk for b in story.body if b.block_type == "also_read" and b.value["story"]
    ]
    public = {each.pk: each for each in newsroom.published().filter(pk__in=chosen).defer("body")}
    blocks = []
    for block in story.body:
        if block.block_type == "also_read":
            target = block.value["story"] and public.get(block.value["story"].pk)
            if target is None:
                continue
            block.value["story"] = target
        blocks.append(block)
    return blocks


def attach_renditions(story: Story, authors: list[Any]) -> None:
    """Bring the renditions of every picture on the page, in one query."""
    photos = [photo for photo, _alt in pictures(story)]
    photos += [author.portrait for author in authors if author.portrait]
    photos += [story.social_image] if story.social_image else []
    found = renditions_of(photos)
    for photo in photos:
        photo._prefetched_objects_cache = {"renditions": found.get(photo.pk, [])}


def crumbs(story: Story) -> list[Any]:
    """Return the sections that lead to a story, the outermost first."""
    tops = newsroom.sections()
    for top in tops:
        for section in (top, *top.children):
            if section.pk == story.section_id:
                return [top] if section is top else [top, section]
    return []


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
        title=story.seo_title or story.title,
        description=story.search_description or story.standfirst,
        path=story.address,
        canonical=story.canonical_url,
        og=og,
    )
