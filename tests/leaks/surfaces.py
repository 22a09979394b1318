"""Whatever a stranger can ask for, and the answers to all of it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

FORMS = ("rss", "atom", "json")
FEEDS = ("/world/europe/", "/authors/mara-ellison/", "/topics/shipping/")
SEARCHES = (
    "",
    "q=harbour",
    "q=harbour&page=2",
    "q=ferry+tide",
    "q=tide&section=world",
    "q=harbour&section=europe",
    "q=harbour&author=Ravi",
    "q=harbour&from=2026-11-01&to=2026-11-30",
    "author=Mara",
)
PAGES = (
    "/",
    "/?page=2&preview=1",
    "/world/",
    "/world/europe/",
    "/business/",
    "/authors/",
    "/authors/mara-ellison/",
    "/authors/ravi-castellan/",
    "/topics/",
    "/topics/shipping/",
    "/corrections/",
    "/2026/",
    "/2026/11/",
    "/2026/12/",
    "/2026/11/20/",
    "/2026/11/19/",
    "/about/",
    "/contact/",
    "/newsletters/",
    "/nothing/here/",
    "/2026/11/17/withdrawn/",
    "/2026/11/17/moved/",
    "/2026/11/17/moved-here/",
    "/2026/11/17/pointers/",
    "/2026/11/17/told/",
    "/2026/11/20/harbour-0/versions/1/",
    "/2026/11/20/harbour-0/versions/2/",
    "/2026/11/20/harbour-0/versions/3/",
    "/2026/11/20/harbour-1/",
    "/2026/11/20/harbour-1/entries/",
    "/2026/11/20/harbour-1/entries/1/",
)
MACHINES = (
    *(f"{place}feed.{form}" for place in ("/", "/world/", "/corrections/") for form in FORMS),
    *(f"{place}feed.rss" for place in FEEDS),
    "/sitemap.xml",
    "/sitemaps/pages.xml",
    "/sitemaps/stories-2026-11.xml",
    "/sitemaps/stories-2026-10.xml",
    "/sitemaps/stories-2026-12.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/trust.txt",
    "/.well-known/trust.txt",
    "/.well-known/security.txt",
    "/manifest.webmanifest",
    "/favicon.ico",
)
API = (
    *(f"/-/api/v1/{kind}/" for kind in ("stories", "sections", "authors", "topics", "pictures")),
    "/-/api/v1/",
    "/-/api/v1/openapi.json",
    "/-/api/v1/stories/?limit=50",
    "/-/api/v1/stories/?format=ninjs",
    "/-/api/v1/stories/?limit=50&changed_since=2026-11-20",
    "/-/api/v1/authors/1/",
    "/-/api/v1/nothing/here/",
)
OTHERS = (
    "/-/",
    "/-/health",
    "/-/desk/",
    "/-/desk/login/",
    "/-/newsletters/sign-up",
    "/-/newsletters/confirm/nothing",
    "/-/documents/1/nothing.txt",
    "/-/preview/nothing:at-all/",
    "/media/renditions/nothing.jpg",
    "/media/originals/",
    "/media/",
)
SURFACES = (*PAGES, *MACHINES, *API, *OTHERS, *(f"/-/search?{words}" for words in SEARCHES))

LINKS = re.compile(r"""(?:href|src)="(/[^"#]*)""")
DULL = re.compile(
    r"/-/(static|desk)/|/media/|.*(ravi|business|europe|mara|shipping).*/feed"
    r"|/\d{4}/\d\d/\d\d/(harbour-(?!0/|9/))?$"
)
"""Links not worth following: the theme's files, the desk, and more of one kind."""

_strangers = itertools.count()
"""Nobody asks so often that they are told to wait."""

TOKEN = re.compile(rb'(csrf_?\w*token"(?: value=|: )")\w+', re.IGNORECASE)


@dataclass(frozen=True, repr=False)
class Answer:
    """What a stranger learns from one answer; the form's random token is none of it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def __repr__(self) -> str:
        return f"<{self.status}, {len(self.body)} bytes>"

    def but(self, *names: str) -> Answer:
        """Return the answer without some headers."""
        kept = tuple(each for each in self.headers if each[0] not in names)
        return Answer(self.status, kept, self.body)


def ask(address: str, method: str = "GET", **headers: str) -> Answer:
    """Ask as somebody who was never here before."""
    origin = f"198.51.{next(_strangers) % 256}.{next(_strangers) % 256}"
    client = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=origin, raise_request_exception=False)
    response: Any = client.generic(method, address, headers=headers)
    body = response.getvalue() if response.streaming else response.content
    return Answer(
        response.status_code,
        tuple(sorted(response.headers.items())),
        TOKEN.sub(rb"\1", body),
    )


def linked_from(answers: dict[str, Answer]) -> set[str]:
    """Return every address of ours that some page of the paper leads to."""
    text = "".join(answer.body.decode("utf-8", "replace") for answer in answers.values())
    return {link.replace("&amp;", "&") for link in LINKS.findall(text)}


def everything(known: set[str] | None = None) -> dict[str, Answer]:
    """Return the answers to all surfaces, and to ``known`` or whatever they lead to."""
    answers = {address: ask(address) for address in SURFACES}
    more = linked_from(answers) if known is None else known
    more = {address for address in more if not DULL.match(address)}
    for address in sorted(more - set(answers)):
        answers[address] = ask(address)
    return answers


def differing(before: dict[str, Answer], after: dict[str, Answer], *but: str) -> list[str]:
    """Return the surfaces whose answers aren't the same to the byte, but for some headers."""
    return [address for address in before if before[address].but(*but) != after[address].but(*but)]
