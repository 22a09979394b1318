"""What somebody asks who guesses well: the slug, the keys, the names of the files."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass

from tests.leaks.secret import Secret
from tests.leaks.surfaces import Answer, ask

GUESSES = (
    "/2026/11/20/{slug}/",
    "/2026/11/20/{slug}",
    "/2026/11/20/{slug}/versions/1/",
    "/2026/11/20/{slug}/?preview=1&static=1&order=asc",
    "/world/{slug}/",
    "/business/{slug}/",
    "/{section}/{slug}/",
    "/authors/{author}/",
    "/topics/{topic}/",
    "/{section}/",
    "/{section}/feed.rss",
    "/{section}/below/",
    "/-/search?q=harbour&section={section}",
    "/-/documents/{document}/{document_name}",
    "/-/api/v1/stories/{guid}/",
    "/-/api/v1/stories/?section={section_key}",
)
ODD_GUESSES = (
    "/2026/11/19/{slug}/",
    "/2026/11/20/{slug}/feed.rss",
    "/the-courier/world/{slug}/",
    "/authors/{author}/feed.rss",
    "/authors/{author}/2026/",
    "/topics/{topic}/feed.rss",
    "/{section}/2026/11/",
    "/-/desk/pages/{page}/view_draft/",
    "/-/desk/api/main/pages/{page}/",
    "/-/search?q=harbour&author={author}",
    "/-/api/v1/stories/?author={author_key}",
    "/-/api/v1/stories/?topic={topic_key}",
    "/-/api/v1/authors/{author_key}/",
    "/-/api/v1/topics/{topic_key}/",
    "/-/api/v1/sections/{section_key}/",
    "/-/api/v1/pictures/{picture}/",
    "/media/documents/{document_name}",
    "/media/originals/{picture_name}.jpg",
    "/media/renditions/%2e%2e%2foriginals%2f{picture_name}.jpg",
    "/media/renditions/{picture_name}.width-400.format-jpeg.jpg",
)
"""What doesn't hang on the state that a story is in: asked once for several of them."""


@dataclass(frozen=True)
class Clues:
    """What a guesser goes by: each is of the secret, or of nothing at all."""

    slug: str
    author: str
    topic: str
    section: str
    page: int
    guid: str
    author_key: int
    topic_key: int
    section_key: int
    picture: int
    document: int
    document_name: str
    picture_name: str

    def at(self, guess: str) -> str:
        """Return the address that a guess makes of these clues."""
        return guess.format(**self.__dict__)

    def answer(self, guess: str) -> Answer:
        """Return the answer to a guess, without what was asked."""
        return self.plain(ask(self.at(guess)))

    def plain(self, answer: Answer) -> Answer:
        """Return an answer without what was asked, which pages and headers may repeat."""
        body, headers = answer.body, answer.headers
        for name, value in self.__dict__.items():
            word = value if isinstance(value, str) else f"pages/{value}/"
            body = body.replace(word.encode(), name.encode())
            headers = tuple((header, text.replace(word, name)) for header, text in headers)
        return Answer(answer.status, headers, body)


def about(secret: Secret) -> Clues:
    """Return what there is to know of a secret."""
    canary = secret.canary
    original = secret.photos[0].file.name.rpartition("/")[2]
    return Clues(
        slug=secret.slug(),
        author=canary["author.slug"],
        topic=canary["topic.slug"],
        section=canary.get("section.slug", "zqnosuchsection"),
        page=secret.key,
        guid=secret.guid,
        author_key=secret.author.pk,
        topic_key=secret.topic.pk,
        section_key=secret.section.pk if secret.section else 999_961,
        picture=secret.photos[0].pk,
        document=secret.document.pk,
        document_name=secret.document.filename,
        picture_name=original.rpartition(".")[0],
    )


def about_nothing() -> Clues:
    """Return clues of the same kinds that lead to nothing."""
    word = lambda: f"zq{secrets.token_hex(7)}"  # noqa: E731
    return Clues(
        slug=word(),
        author=word(),
        topic=word(),
        section=word(),
        page=999_983,
        guid=str(uuid.uuid4()),
        author_key=999_979,
        topic_key=999_979,
        section_key=999_961,
        picture=999_959,
        document=999_979,
        document_name=f"{secrets.token_hex(16)}.txt",
        picture_name=secrets.token_hex(16),
    )


WAYS: tuple[tuple[str, dict[str, str]], ...] = (
    ("HEAD", {}),
    ("OPTIONS", {}),
    ("POST", {}),
    ("TRACE", {}),
    ("GET", {"If-None-Match": "*"}),
    ("GET", {"If-Modified-Since": "Fri, 20 Nov 2027 12:00:00 GMT"}),
    ("GET", {"Range": "bytes=0-99", "Accept": "application/json"}),
    ("GET", {"X-Original-URL": "/", "X-HTTP-Method-Override": "PUT"}),
)


def all_ways(address: str) -> list[Answer]:
    """Return the answers to every other way of asking for an address."""
    return [ask(address, method, **headers) for method, headers in WAYS]
