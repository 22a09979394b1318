"""A saved story → the record of one that moves in, with those who and what it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bs4 import BeautifulSoup

from broadsheet.lib import clock
from broadsheet.lib.html import text_of
from broadsheet.wire.extraction.record import SavedStory
from broadsheet.wire.moving.pages.addresses import is_front, words_of
from broadsheet.wire.moving.pages.moments import instant
from broadsheet.wire.moving.pages.pictures import lead_of, with_addresses, without_lead
from broadsheet.wire.moving.records import Person, Picture, Post, Record, Section, State, Topic

Find = Callable[[str, str], tuple[str, str]]
"""Given a picture's address as the page has it, and the page's own, say where it is: its address,
and its file, "" for none."""

MANY_LINKS = 5
NO_DAY = "the page doesn’t say when it came out"
COMING = "the page says that it came out on a day that is yet to come"
GUESSED = "its day is marked nowhere, but was read from the page’s words"


@dataclass(frozen=True)
class Wishes:
    """``publish`` says that the pages were public; ``zone`` is of days that don't tell theirs."""

    publish: bool
    zone: tzinfo


def why_none(story: SavedStory, address: str) -> str:
    """Return why there is no story on a page; "" where there is one."""
    if not text_of(story.body):
        return "there is no story on it"
    if story.published is None and address and is_front(address):
        return "it is a front page"
    if story.published is None and _is_list(story.body):
        return "it is a list of links"
    return ""


def _is_list(body: str) -> bool:
    tree = BeautifulSoup(body, "html.parser")
    links = tree.find_all("a")
    linked = sum(len(each.get_text()) for each in links)
    return len(links) >= MANY_LINKS and linked * 2 > len(tree.get_text())


def records_of_story(
    story: SavedStory, *, key: str, address: str, find: Find, wishes: Wishes
) -> Iterator[Record]:
    """Yield whoever and whatever a story names, and last the story itself."""
    yield from (Person(_key(name), name) for name in story.authors)
    yield from (Topic(_key(name), name) for name in story.keywords)
    if story.section:
        yield Section(_key(story.section), story.section)
    urls: dict[str, str] = {}
    for shown in story.pictures:
        url, file = find(shown.address, address)
        urls[shown.address] = url
        said = {"alt": shown.alt, "caption": shown.caption, "credit": shown.credit}
        yield Picture(key=url, url=url, path=file, **said)
    yield _post(story, key, address, urls, wishes)


def _key(name: str) -> str:
    return name.casefold()


def _post(story: SavedStory, key: str, address: str, urls: dict[str, str], wishes: Wishes) -> Post:
    state, remark = _state(story, wishes)
    extra = {
        "language": [story.language] if story.language else [],
        "also read": [f"{link.text} {link.address}" for link in story.also_read],
    }
    return Post(
        key=key,
        title=story.headline,
        body=with_addresses(
            without_lead(story.body), {each.address: each for each in story.pictures}, urls
        ),
        state=state,
        slug=words_of(address),
        standfirst=_standfirst(story),
        authors=tuple(map(_key, story.authors)),
        sections=(_key(story.section),) if story.section else (),
        topics=tuple(map(_key, story.keywords)),
        hero=urls.get(lead_of(story.body), ""),
        published=instant(story.published, wishes.zone),
        updated=instant(story.updated, wishes.zone),
        addresses=(address,) if address and not is_front(address) else (),
        remark=remark,
        extra={name: values for name, values in extra.items() if values},
    )


def _state(story: SavedStory, wishes: Wishes) -> tuple[State, str]:
    """Return what it may be here, and what is to be said of its day."""
    published = instant(story.published, wishes.zone)
    if published is None or (story.day_is_guessed and _is_a_year_alone(published, wishes.zone)):
        return State.DRAFT, NO_DAY
    if published > clock.now():
        return State.DRAFT, COMING
    return State.PUBLIC if wishes.publish else State.DRAFT, GUESSED if story.day_is_guessed else ""


def _is_a_year_alone(published: datetime, zone: tzinfo) -> bool:
    """Say whether a guess found no more than a year: it is given as the first of January."""
    here = published.astimezone(zone)
    return (here.month, here.day) == (1, 1)


def _standfirst(story: SavedStory) -> str:
    """Return what stands under the headline, unless it is but the beginning of the text."""
    beginning = "".join(filter(str.isalnum, story.standfirst.rstrip(".…]) [(")))
    text = "".join(filter(str.isalnum, text_of(story.body)))
    return "" if beginning and text.startswith(beginning) else story.standfirst
