"""Posts and pages → stories."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.lib.html import text_of
from broadsheet.wire.moving.ghost.addresses import (
    local,
    path_of,
    pattern_filled,
    resolved,
)
from broadsheet.wire.moving.ghost.facts import Facts
from broadsheet.wire.moving.ghost.texts.choice import body_of
from broadsheet.wire.moving.ghost.values import Fields, flag, key, moment, short, text
from broadsheet.wire.moving.records import Picture, Post, State

_STATES = {
    "published": State.PUBLIC,
    "scheduled": State.SCHEDULED,
    "draft": State.DRAFT,
    "sent": State.PRIVATE,
}
_EXTRA = (
    *("canonical_url", "codeinjection_head", "codeinjection_foot", "custom_template", "locale"),
    *("og_title", "og_description", "og_image", "email_subject"),
    *("twitter_title", "twitter_description", "twitter_image"),
)


def state_of(fields: Fields) -> State:
    """Return who could read a post. Nothing rises: what isn't known is a draft.

    What was for members, for those who pay or for a tier, is private, whatever else it was;
    ``sent`` is what subscribers got by mail, and no page showed.
    """
    if short(fields, "visibility") not in {"", "public"}:
        return State.PRIVATE
    return _STATES.get(short(fields, "status"), State.DRAFT)


def post_of(fields: Fields, known: str, facts: Facts) -> Post:
    """Return the story, or the page, that a row is. Raises Unreadable where its text is."""
    said = {**fields, **facts.meta.get(key(fields.get("id")), {})}
    state = state_of(fields)
    stands = short(fields, "type") == "page" or flag(fields, "page")
    tags = [tag for tag in facts.tags_of(key(fields.get("id"))) if not tag.is_internal]
    published = moment(fields, "published_at")
    author = key(fields.get("author_id") or fields.get("author"))
    hero = hero_of(fields, facts)
    return Post(
        key=known,
        title=short(fields, "title"),
        body=resolved(body_of(fields), facts.url),
        state=state,
        stands=stands,
        slug=short(fields, "slug"),
        standfirst=short(fields, "custom_excerpt"),
        authors=facts.authors_of(key(fields.get("id")), author),
        sections=tuple(tag.key for tag in tags if tag.key in facts.sections),
        topics=tuple(tag.key for tag in tags if tag.key not in facts.sections),
        hero=hero.key if hero else "",
        written=moment(fields, "created_at"),
        published=published if state in {State.PUBLIC, State.SCHEDULED} else None,
        updated=moment(fields, "updated_at"),
        addresses=tuple(_addresses(fields, facts, stands=stands)),
        seo_title=short(said, "meta_title", "og_title", "twitter_title"),
        seo_description=short(said, "meta_description", "og_description", "twitter_description"),
        is_sticky=flag(fields, "featured"),
        extra=_extra(said, facts),
    )


def hero_of(fields: Fields, facts: Facts) -> Picture | None:
    """Return the picture above a post, with what is said of it; None for none."""
    address = resolved(text(fields, "feature_image", "image").strip(), facts.url)
    if not address:
        return None
    said = {**fields, **facts.meta.get(key(fields.get("id")), {})}
    caption = text_of(text(said, "feature_image_caption"))
    return Picture(address, address, alt=short(said, "feature_image_alt"), caption=caption)


def _addresses(fields: Fields, facts: Facts, *, stands: bool) -> Iterator[str]:
    """Yield where a post was read: by the paper's pattern, else by Ghost's own, ``/slug/``."""
    slug, below = short(fields, "slug"), path_of(facts.url).rstrip("/")
    if path := path_of(short(fields, "url")):
        yield path
    pattern = "/:slug/" if stands else facts.setting("permalinks") or "/:slug/"
    day = local(moment(fields, "published_at"), facts.zone)
    path = pattern_filled(pattern, slug, key(fields.get("id")), day)
    if path:
        yield f"{below}{path}"
    if path and not stands and facts.setting("amp") in {"true", "1"}:
        yield f"{below}{path.rstrip('/')}/amp/"


def _extra(said: Fields, facts: Facts) -> dict[str, list[str]]:
    extra = {name: [found] for name in _EXTRA if (found := text(said, name))}
    if (visibility := short(said, "visibility")) not in {"", "public"}:
        extra["visibility"] = [visibility]
    if short(said, "status") == "sent":
        extra["status"] = ["sent"]
    internal = [tag.name for tag in facts.tags_of(key(said.get("id"))) if tag.is_internal]
    if internal:
        extra["internal_tags"] = internal
    return extra
