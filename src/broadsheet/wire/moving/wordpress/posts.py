"""Posts and pages → stories."""

from __future__ import annotations

from broadsheet.wire.moving.records import Post, State
from broadsheet.wire.moving.wordpress.addresses import addresses_of, slug_of
from broadsheet.wire.moving.wordpress.body.library import Page
from broadsheet.wire.moving.wordpress.body.shown import shown
from broadsheet.wire.moving.wordpress.comments import comments_of
from broadsheet.wire.moving.wordpress.dates import updated, written
from broadsheet.wire.moving.wordpress.facts import Facts
from broadsheet.wire.moving.wordpress.item import Item
from broadsheet.wire.moving.wordpress.meta import kept_fields
from broadsheet.wire.moving.wordpress.seo import seo_of
from broadsheet.wire.moving.wordpress.states import state_of
from broadsheet.wire.moving.wordpress.terms import SECTION, TOPIC, UNSAID, domain_of
from broadsheet.wire.moving.wordpress.words import plain, title_of

KINDS = {"post", "page"}

_PROTECTED = "It could be read with a password only."
_SHOWN = {State.PUBLIC, State.SCHEDULED}


def post_of(item: Item, key: str, facts: Facts) -> Post:
    """Return the story, or the page, that an item is."""
    state = state_of(item)
    when = written(item, facts.offsets)
    hero = item.first("_thumbnail_id")
    above = item.text("wp:post_parent")
    page = Page(facts.library, item.number, item.first("footnotes"))
    body = shown(item.fields.get("content:encoded", ""), page)
    seo_title, seo_description = seo_of(item, facts.paper.title)
    return Post(
        key=key,
        title=title_of(item.text("title")),
        body=body,
        state=state,
        stands=item.kind == "page",
        slug=_slug(item),
        standfirst=plain(item.text("excerpt:encoded")),
        authors=facts.people.of(item),
        sections=facts.terms.sections_of(item),
        topics=facts.terms.topics_of(item),
        hero=hero if hero in facts.library.pictures else "",
        written=when,
        published=when if state in _SHOWN else None,
        updated=updated(item, facts.offsets),
        addresses=addresses_of(item, facts.home, facts.is_known),
        above=above if above in facts.pages else "",
        seo_title=seo_title,
        seo_description=seo_description,
        is_sticky=item.text("wp:is_sticky") == "1",
        comments=comments_of(item, facts.offsets),
        extra=_extra(item, facts) | ({"not shown": page.unseen} if page.unseen else {}),
    )


def _slug(item: Item) -> str:
    slug = item.first("_wp_desired_post_slug") or item.text("wp:post_name")
    return slug_of(slug).removesuffix("__trashed")


def _extra(item: Item, facts: Facts) -> dict[str, list[str]]:
    extra = kept_fields(item)
    if item.text("wp:post_password"):
        extra["password"] = [_PROTECTED]
    hero = item.first("_thumbnail_id")
    if hero.strip("0") and hero not in facts.library.pictures:
        extra["_thumbnail_id"] = [hero]
    for term in item.terms:
        kind = domain_of(term)
        if kind not in {SECTION, TOPIC} | UNSAID or kind == "post_format":
            extra.setdefault(kind, []).append(term.name or slug_of(term.slug))
    return extra
