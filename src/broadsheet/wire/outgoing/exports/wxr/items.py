"""Stories, standing pages, pictures and documents → the items of WXR."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from broadsheet.wire.outgoing.exports.media import Media
from broadsheet.wire.outgoing.exports.pieces import Piece
from broadsheet.wire.outgoing.exports.records import Picture, State
from broadsheet.wire.outgoing.exports.wxr.blocks import blocks_of
from broadsheet.wire.outgoing.exports.wxr.elements import meta, moment, slug, term, words, wp
from broadsheet.wire.outgoing.exports.wxr.site import Site
from broadsheet.wire.outgoing.xml import Xml, element

STATES = {State.PUBLIC: "publish", State.SCHEDULED: "future", State.DRAFT: "draft"}
"""What is withdrawn or hidden is private: only editors get to it."""


def item(
    *,
    number: int,
    kind: str,
    title: str,
    link: str,
    name: str,
    status: str,
    when: datetime,
    saved: datetime,
    site: Site,
    creator: str = "",
    content: str = "",
    excerpt: str = "",
    more: Iterable[Xml] = (),
) -> Xml:
    """Return an item; ``name`` is its slug, ``more`` are its terms and custom fields."""
    return element("item", [
        element("title", words(title)),
        element("link", link),
        element("dc:creator", creator),
        element("guid", f"{site.paper.url}/?p={number}", {"isPermaLink": "false"}),
        element("description"),
        element("content:encoded", content),
        element("excerpt:encoded", words(excerpt)),
        wp("post_id", number),
        wp("post_date", moment(when, site.zone)),
        wp("post_date_gmt", moment(None if status == "draft" else when)),
        wp("post_modified", moment(saved, site.zone)),
        wp("post_modified_gmt", moment(saved)),
        wp("comment_status", "closed"),
        wp("ping_status", "closed"),
        wp("post_name", slug(name)),
        wp("status", status),
        wp("post_parent", 0),
        wp("menu_order", 0),
        wp("post_type", kind),
        wp("post_password"),
        wp("is_sticky", 0),
        *more,
    ])  # fmt: skip


def piece_item(piece: Piece, *, name: str, when: datetime, site: Site) -> Xml:
    """Return a story or a page; ``name`` is a slug that no other has, ``when`` its second."""
    number = site.numbers.of("piece", str(piece.key))
    shown = {
        site.files.address_of(each): site.number_of(each)
        for each in site.files.shown_in(piece.html)
        if isinstance(each, Picture)
    }
    logins = [site.login_of(key) for key in piece.authors if key in site.people]
    url = site.paper.url
    return item(
        number=number,
        kind="page" if piece.stands else "post",
        title=piece.title,
        link=f"{url}{quote(piece.address)}" if piece.address else f"{url}/?p={number}",
        name=name,
        status=STATES.get(piece.state, "private"),
        when=when,
        saved=piece.saved,
        site=site,
        creator=logins[0] if logins else "",
        content=blocks_of(piece.html, shown),
        excerpt=piece.standfirst,
        more=[*_terms(piece, logins, site), *_fields(piece, name, site)],
    )


def _terms(piece: Piece, logins: list[str], site: Site) -> Iterable[Xml]:
    if section := site.sections.get(piece.section or 0):
        yield term("category", section.name, site.slug_of(section))
    for key in piece.topics:
        if topic := site.topics.get(key):
            yield term("post_tag", topic.name, slug(topic.slug))
    # Co-Authors Plus names authors by terms; one alone is WordPress's own author.
    if len(logins) > 1:
        for login in logins:
            yield term("author", login, f"cap-{login}")


def _fields(piece: Piece, name: str, site: Site) -> Iterable[Xml]:
    if hero := site.files.pictures.get(piece.hero or 0):
        yield meta("_thumbnail_id", str(site.number_of(hero)))
    for old in _old_slugs(piece, name):
        yield meta("_wp_old_slug", slug(old))
    for key, value in (
        ("_yoast_wpseo_title", piece.seo_title),
        ("_yoast_wpseo_metadesc", piece.seo_description),
        ("_yoast_wpseo_canonical", piece.canonical),
        *piece.fields.items(),
    ):
        if value:
            yield meta(key, words(value))


def _old_slugs(piece: Piece, name: str) -> list[str]:
    """Return slugs that WordPress leads on from by itself: those of another day it doesn't find."""
    day = piece.address.rstrip("/").rpartition("/")[0]
    steps = [path.rstrip("/").rpartition("/") for path in piece.former]
    return list(dict.fromkeys(last for above, _, last in steps if above == day and last != name))


def file_item(each: Media, *, when: datetime, site: Site) -> Xml:
    """Return a picture of the library with all that is said of it, or a document."""
    alt, caption = (each.alt, each.caption) if isinstance(each, Picture) else ("", "")
    said = {
        "_wp_attached_file": each.name,
        "_wp_attachment_image_alt": words(alt),
        "_media_credit": words(each.credit),
    }
    url = site.files.address_of(each)
    return item(
        number=site.number_of(each),
        kind="attachment",
        title=each.title,
        link=url,
        name=f"file-{each.name.partition('.')[0]}",
        status="inherit",
        when=when,
        saved=when,
        site=site,
        excerpt=caption,
        more=[
            wp("attachment_url", url),
            *(meta(key, value) for key, value in said.items() if value),
        ],
    )
