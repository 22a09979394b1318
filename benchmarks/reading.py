"""Reading a page as a reader's browser does, and looking at what stands on it."""

from __future__ import annotations

import gzip
import html
import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks.corpus import SECTIONS, Corpus


@dataclass(frozen=True)
class Page:
    """One answer: its HTML, and how many bytes of it were sent."""

    status: int
    html: str
    sent: int

    @property
    def text(self) -> str:
        """The page with its character references resolved: systems escape differently."""
        return html.unescape(self.html)


class Reader:
    """One connection that is kept open, as browsers do."""

    def __init__(self, address: str, *, timeout: float = 60) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=timeout)

    def get(self, path: str) -> Page:
        """Read one page, gzipped; once more on a new connection if the old one was closed."""
        for attempt in (1, 2):
            try:
                self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = self.connection.getresponse()
                body = answer.read()
                break
            except (http.client.HTTPException, ConnectionError):
                self.connection.close()
                if attempt == 2:
                    raise
        packed = answer.headers.get("Content-Encoding") == "gzip"
        data = gzip.decompress(body) if packed else body
        return Page(answer.status, data.decode("utf-8", "replace"), len(body))

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def missing_parts(text: str, corpus: Corpus) -> list[str]:
    """Return what the measured story's page lacks of what every system's page must have."""
    story = corpus.measured()
    author = next(each for each in corpus.authors if each.slug == story.author)
    parts = {
        "headline": story.headline,
        "standfirst": story.standfirst,
        "author box": author.life,
        "Latest": corpus.story(0).headline,
        "the sixth of Latest": corpus.story(5).headline,
        "Don't Miss": next(each for each in corpus if each.pick).headline,
        "sign-up": 'type="email"',
        "sections": f">{SECTIONS[-1]}<",
        "foot": "<footer",
    }
    bare = text.replace("’", "'")
    lacking = [name for name, words in parts.items() if words not in bare]
    lost = [words for words in story.paragraphs if words not in bare]
    return lacking + ([f"{len(lost)} paragraphs"] if lost else [])
