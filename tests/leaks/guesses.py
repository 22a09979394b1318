"""What somebody asks who guesses well: the slug, the keys, the names of the files."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from tests.leaks.secret import Secret
from tests.leaks.surfaces import Answer, ask


@dataclass(frozen=True)
class Clues:
    """What a guesser goes by: each is of the secret, or of nothing at all."""

    slug: str
    author: str
    topic: str
    section: str
    page: int
    document: int
    document_name: str
    picture_name: str

    def addresses(self) -> list[str]:
        """Return the addresses that these clues lead to."""
        here = f"/2026/11/20/{self.slug}"
        lists = [f"/authors/{self.author}/", f"/topics/{self.topic}/", f"/{self.section}/"]
        return [
            f"{here}/",
            here,
            f"{here}/?preview=1&static=1&order=asc",
            f"{here}/feed.rss",
            f"/2026/11/19/{self.slug}/",
            *(f"/{section}/{self.slug}/" for section in ("world", "business", self.section)),
            f"/the-courier/world/{self.slug}/",
            *lists,
            *(f"{place}feed.rss" for place in lists),
            f"/{self.section}/below/",
            f"/-/desk/pages/{self.page}/view_draft/",
            f"/-/desk/api/main/pages/{self.page}/",
            f"/-/search?q=harbour&section={self.section}",
            f"/-/search?q=harbour&author={self.author}",
            f"/-/documents/{self.document}/{self.document_name}",
            f"/media/documents/{self.document_name}",
            f"/media/originals/{self.picture_name}.jpg",
            f"/media/renditions/%2e%2e%2foriginals%2f{self.picture_name}.jpg",
            f"/media/renditions/{self.picture_name}.width-400.format-jpeg.jpg",
        ]

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


def told_apart(secret: Clues, nothing: list[tuple[Any, Clues]], but: set[str]) -> list[str]:
    """Return the guesses whose answers aren't those of guesses that lead to nothing."""
    found = []
    for address, (answer, clues) in zip(secret.addresses(), nothing, strict=True):
        if address not in but and secret.plain(ask(address)) != clues.plain(answer):
            found.append(address)
    return found
