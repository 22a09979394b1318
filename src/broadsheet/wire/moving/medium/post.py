"""A page of a Medium export (h-entry, microformats.org) → a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bs4 import Tag

from broadsheet.lib import clock
from broadsheet.lib.html import MAX_TAGS, tree_of
from broadsheet.wire.moving.lead import Lead, lead_of
from broadsheet.wire.moving.records import Other, Person, Post, Record, State, Topic

_ID = re.compile(r"(?:^|[-/])([0-9a-f]{8,16})(?:\.html)?$")
"""The number by which Medium knows a post: at the end of its address, and of its file's name."""
_DRAFT = re.compile(r"draft[_-]", re.IGNORECASE)
NO_DAY = "the export doesn’t say when it came out"
COMING = "the export says that it came out on a day that is yet to come"
ANSWER = "it is an answer under somebody’s story"


class NoPost(Exception):  # noqa: N818  what is wrong, not a type
    """The page is no post; the text says why, for people."""


def records_of_post(name: str, html: str) -> Iterator[Record]:
    """Yield who wrote a post, what it is about, and last the post itself. Raises NoPost."""
    if html.count("<") > MAX_TAGS:
        raise NoPost(f"it has more than {MAX_TAGS:,} tags")
    tree = tree_of(html)
    entry = tree.select_one(".h-entry")
    body = entry.select_one(".e-content") if entry else None
    if entry is None or body is None:
        raise NoPost("it isn’t a post as Medium exports them")
    address = _link(entry, ".p-canonical")
    key = _key(name, address or _link(entry, "footer a"))
    title = _words(entry, ".p-name")
    if _is_answer(entry, body, title):
        yield Other(key, "answer", title or name, ANSWER)
        return
    people, topics = list(_people(entry)), list(_topics(entry))
    yield from people
    yield from topics
    _take_off(body, title, _words(entry, ".p-summary"))
    lead = lead_of(body.decode_contents())
    if lead.picture:
        yield lead.picture
    yield _post(name, key, entry, lead, people, topics)


def _post(
    name: str, key: str, entry: Tag, lead: Lead, people: list[Person], topics: list[Topic]
) -> Post:
    address = _link(entry, ".p-canonical")
    published = _moment(entry)
    state, remark = _state(name, published)
    return Post(
        key=key,
        title=_words(entry, ".p-name"),
        body=lead.body,
        hero=lead.picture.key if lead.picture else "",
        state=state,
        slug=_slug(address),
        standfirst=_words(entry, ".p-summary"),
        authors=tuple(each.key for each in people),
        topics=tuple(each.key for each in topics),
        published=published,
        addresses=(address,) if address else (),
        remark=remark,
    )


def _key(name: str, address: str) -> str:
    found = _ID.search(urlsplit(address).path) or _ID.search(name)
    return found[1] if found else PurePosixPath(name).name


def _slug(address: str) -> str:
    last = urlsplit(address).path.rpartition("/")[2]
    return "" if last.startswith("@") else _ID.sub("", last)


def _link(entry: Tag, selector: str) -> str:
    """Return where the first such link leads; "" for none, and for what is no web address."""
    found = entry.select_one(selector)
    address = str(found.get("href") or "") if found else ""
    try:
        return address if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _words(entry: Tag, selector: str) -> str:
    found = entry.select_one(selector)
    return " ".join(found.get_text().split()) if found else ""


def _people(entry: Tag) -> Iterator[Person]:
    for each in entry.select("footer .p-author")[:10]:
        if name := " ".join(each.get_text().split()):
            account = str(each.get("href") or "").rpartition("@")[2]
            yield Person(key=account.lower() or name.casefold(), name=name, slug=account.lower())


def _topics(entry: Tag) -> Iterator[Topic]:
    for each in entry.select("footer .p-tag")[:50]:
        if name := " ".join(each.get_text().split()):
            yield Topic(key=name.casefold(), name=name)


def _moment(entry: Tag) -> datetime | None:
    """Return when it came out (ISO 8601, in UTC); None for none."""
    found = entry.select_one(".dt-published")
    try:
        moment = datetime.fromisoformat(str(found.get("datetime")) if found else "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _state(name: str, published: datetime | None) -> tuple[State, str]:
    """Return what readers could see: a draft's file is named so, and tells no day."""
    if _DRAFT.match(PurePosixPath(name).name):
        return State.DRAFT, ""
    if published is None:
        return State.DRAFT, NO_DAY
    return (State.DRAFT, COMING) if published > clock.now() else (State.PUBLIC, "")


def _is_answer(entry: Tag, body: Tag, title: str) -> bool:
    """Say whether it answers a story: Medium exports such as posts whose title is their text.

    A story's title is set as one in its text, or stands only above it.
    """
    if entry.select_one(".p-summary") or body.select_one(".graf--title, h2, h3, figure"):
        return False
    text = " ".join(body.get_text().split())
    beginning = title.rstrip("…. ")
    return bool(beginning) and text.startswith(beginning)


def _take_off(body: Tag, title: str, standfirst: str) -> None:
    """Take off what stands above a text: a line, and title and subtitle once more."""
    if first_line := body.select_one("section:first-of-type > .section-divider"):
        first_line.decompose()
    for selector, words in ((".graf--title", title), (".graf--subtitle", standfirst)):
        first = body.select_one(selector)
        if first and words and " ".join(first.get_text().split()) == words:
            first.decompose()
