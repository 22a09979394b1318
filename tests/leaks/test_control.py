"""The harness itself: once the secret story is published, all that it looks at shows it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.leaks.conftest import Before
from tests.leaks.guesses import GUESSES, ODD_GUESSES, about, about_nothing
from tests.leaks.secret import Secret, a_secret, texts_without_a_canary
from tests.leaks.states.making import live
from tests.leaks.states.never import a_draft_of_what_is_elsewhere
from tests.leaks.surfaces import FORMS, SEARCHES, Answer, ask, everything

pytestmark = pytest.mark.django_db

SHOW = (
    *("/", "/world/", "/authors/", "/authors/mara-ellison/", "/topics/", "/topics/shipping/"),
    *("/2026/11/", "/2026/11/20/", "/corrections/", "/nothing/here/"),
    *("/2026/11/17/withdrawn/", "/2026/11/17/pointers/", "/2026/11/17/told/", "/business/"),
    *(f"{place}feed.{form}" for place in ("/", "/world/") for form in FORMS),
    *("/authors/mara-ellison/feed.rss", "/topics/shipping/feed.rss"),
    *("/sitemaps/pages.xml", "/sitemaps/stories-2026-11.xml", "/news-sitemap.xml"),
    *(f"/-/api/v1/{kind}/" for kind in ("stories", "authors", "topics", "pictures")),
    *(f"/-/search?{words}" for words in SEARCHES if "q=" in words and "page" not in words),
)
"""Surfaces on which a new story stands, by headline, address, author or topic."""

PICTURES = ("hero", "inside", "social", "portrait")
NEVER_SHOWN = {
    *(f"{photo}.{text}" for photo in PICTURES for text in ("title", "file", "licence", "source")),
    *(f"{photo}.caption" for photo in PICTURES),
    *(f"plan.{text}" for text in ("working_title", "what", "visuals", "notes", "sources")),
    *("social.credit", "document.title", "document.name", "document.credit", "source_uri"),
}
"""What the newsroom keeps for itself even of what is public, or has other words for in a story."""


@pytest.fixture(scope="module")
def published(before: Before) -> Iterator[tuple[Secret, dict[str, Answer]]]:
    cache.clear()  # renditions that another group's pictures had
    links = set(before.answers)
    with transaction.atomic():
        secret = live(a_secret(before.paper))
        mine = {secret.story.address, secret.author.url, secret.topic.url, secret.document.url}
        answers = {address: ask(address) for address in mine}
        yield secret, everything(links) | answers
        transaction.set_rollback(True)


def test_every_text_of_a_story_has_a_canary(before: Before) -> None:
    assert texts_without_a_canary(a_secret(before.paper)) == ["story.canonical_url"]
    assert not texts_without_a_canary(a_draft_of_what_is_elsewhere(before.paper))


def test_every_surface_would_have_shown_it(published: tuple[Secret, dict[str, Answer]]) -> None:
    secret, answers = published
    assert [address for address in SHOW if not secret.canary.in_text(answers[address].body)] == []


def test_every_canary_would_have_been_seen(
    published: tuple[Secret, dict[str, Answer]],
) -> None:
    secret, answers = published
    text = b"".join(answer.body for answer in answers.values())
    unseen = set(secret.canary) - set(secret.canary.in_text(text))
    assert unseen == NEVER_SHOWN


def test_guesses_would_have_been_told_apart(
    published: tuple[Secret, dict[str, Answer]],
) -> None:
    secret, _answers = published
    right, wrong = about(secret), about_nothing()
    apart = {right.at(g) for g in GUESSES + ODD_GUESSES if right.answer(g) != wrong.answer(g)}
    mine = {secret.story.address, secret.document.url, secret.author.url, secret.topic.url}
    assert mine | {f"{secret.author.url}feed.rss"} <= apart
