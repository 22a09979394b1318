"""What a WordPress gives to anybody → records, with the keys that an export of it would have.

Only what its readers could see is given: no draft, no revision, no e-mail address. So a paper
that was moved in from its export can be topped up from the site itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from broadsheet.wire.moving.records import Broken, Comment, Other, Paper, Picture, Record, Topic
from broadsheet.wire.moving.records import Section as Category
from broadsheet.wire.moving.wordpress.live.posts import Known, post_of
from broadsheet.wire.moving.wordpress.live.site import NoAnswer, Site
from broadsheet.wire.moving.wordpress.live.things import comment_of, picture_of
from broadsheet.wire.moving.wordpress.live.values import Thing, number, text
from broadsheet.wire.moving.wordpress.terms import key_of
from broadsheet.wire.moving.wordpress.words import plain, title_of

POSTS = {"post": "posts", "page": "pages"}
_MACHINERY = ("wp_", "nav_menu", "attachment")
"""How the kinds of posts are named that belong to the site's workings."""


def records_of(site: Site) -> Iterator[Record]:
    """Yield everything that the site gives. Raises NoAnswer where it gives no posts."""
    url = text(site.about, "home") or text(site.about, "url")
    name = title_of(text(site.about, "name"))
    yield Paper(url=url, title=name, made_by="WordPress, over its REST API")
    known = Known(home=url, offset=_ahead(site.about.get("gmt_offset")))
    for each in _things(site, "users"):
        yield known.person(each) if isinstance(each, dict) else each
    yield from _sections(site, known)
    for each in _things(site, "tags"):
        yield _topic(each, known) if isinstance(each, dict) else each
    for each in _things(site, "media"):
        record = picture_of(each, url) if isinstance(each, dict) else each
        if isinstance(record, Picture):
            known.pictures.add(record.key)
        yield record
    yield from _other_kinds(site)
    comments = _comments(site, known)
    for kind, place in POSTS.items():
        yield from _posts(site, kind, place, known, comments)


def _things(site: Site, kind: str) -> Iterator[Thing | Record]:
    """Yield things of a kind as ``_all`` does; a site may shut a kind."""
    try:
        yield from _all(site, kind)
    except NoAnswer as why:
        yield Other(f"{kind}:*", kind, f"all {kind}", f"The site doesn’t give them: {why}.")


def _all(site: Site, kind: str, **asked: str) -> Iterator[Thing | Record]:
    """Yield things of a kind, and records of those that can't be read. Raises NoAnswer."""
    seen: Counter[str] = Counter()
    for page in site.pages(kind, **asked):
        if isinstance(page, NoAnswer):
            yield Broken(where=kind, why=str(page))
            continue
        for each in page:
            key = number(each, "id")
            seen[key] += 1
            if not key:
                yield Broken(where=kind, why="one of them has no number")
            elif seen[key] > 1:
                name = title_of(text(each, "title") or text(each, "name")) or key
                yield Other(f"{kind}:{key}~{seen[key]}", kind, name, "The site gives it twice.")
            else:
                yield each


def _posts(
    site: Site, kind: str, place: str, known: Known, comments: dict[str, list[Comment]]
) -> Iterator[Record]:
    for each in _all(site, place, _embed="author"):
        if isinstance(each, dict):
            yield from known.guests_of(each)
            yield post_of(each, kind, known, tuple(comments.get(number(each, "id"), ())))
        else:
            yield each


def _sections(site: Site, known: Known) -> Iterator[Record]:
    """Yield the categories when all are known: each names the one above it by number."""
    found = []
    for each in _things(site, "categories"):
        if not isinstance(each, dict):
            yield each
            continue
        known.sections[number(each, "id")] = key_of(text(each, "slug"), text(each, "name"))
        found.append(each)
    for each in found:
        yield Category(
            key=known.sections[number(each, "id")],
            name=title_of(text(each, "name")),
            slug=text(each, "slug"),
            above=known.sections.get(number(each, "parent"), ""),
            description=plain(text(each, "description")),
        )


def _topic(each: Thing, known: Known) -> Topic:
    name, slug = title_of(text(each, "name")), text(each, "slug")
    key = known.topics[number(each, "id")] = key_of(slug, name)
    return Topic(key, name, slug, plain(text(each, "description")))


def _comments(site: Site, known: Known) -> dict[str, list[Comment]]:
    """Return comments by the number of their story; none where the site shuts them."""
    found: dict[str, list[Comment]] = {}
    for each in _things(site, "comments"):
        if isinstance(each, dict):
            found.setdefault(number(each, "post"), []).append(comment_of(each, known.offset))
    return found


def _other_kinds(site: Site) -> Iterator[Record]:
    """Name the kinds of posts that plugins and themes have added: they aren't read."""
    try:
        kinds = site.one("wp/v2/types")
    except NoAnswer:
        return
    for kind, said in kinds.items():
        if kind not in POSTS and not kind.startswith(_MACHINERY) and isinstance(said, dict):
            why = "A plugin or theme added this kind: it is in an export, not read from the site."
            yield Other(f"kind:{kind}", "kind of post", title_of(text(said, "name")) or kind, why)


def _ahead(hours: object) -> timedelta:
    """Return how far the site's clock is ahead of Greenwich's."""
    try:
        return timedelta(hours=max(-14.0, min(14.0, float(str(hours)))))
    except ValueError:
        return timedelta()
