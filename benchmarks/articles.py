"""Sets of saved articles with what is in them: pages, and their truth as people wrote it down."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from broadsheet.lib.html import text_of

_SIGNS = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_BY = re.compile(r"^\s*(?:by|par|von|por|di|de)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Article:
    """A page and its truth; an empty field is one that its set doesn't know."""

    source: str
    name: str
    page: bytes
    body: str = ""
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    headline: str = ""
    day: str = ""
    authors: str = ""

    @property
    def tuned_on(self) -> bool:
        """Say whether the rules may be made by this page: half of all are kept apart."""
        return hashlib.sha256(f"{self.source}/{self.name}".encode()).digest()[0] % 2 == 0


@dataclass(frozen=True)
class Reading:
    """What an extractor found."""

    body: str = ""
    headline: str = ""
    day: str = ""
    authors: tuple[str, ...] = field(default=())


def articles(folder: Path) -> Iterator[Article]:
    """Yield the pages of the three sets in ``folder``, those that are there."""
    yield from _scrapinghub(folder / "scrapinghub")
    yield from _readability(folder / "readability")
    yield from _trafilatura(folder / "trafilatura")


def _scrapinghub(folder: Path) -> Iterator[Article]:
    truth = folder / "ground-truth.json"
    for name, known in sorted(json.loads(truth.read_text()).items() if truth.exists() else ()):
        page = folder / "html" / f"{name}.html.gz"
        if page.exists():
            yield Article(
                "scrapinghub", name, gzip.decompress(page.read_bytes()), known["articleBody"]
            )


def _readability(folder: Path) -> Iterator[Article]:
    """Mozilla's: the truth is what Readability.js should find, so is its byline of a date."""
    for page in sorted(folder.glob("*/source.html")):
        known = json.loads((page.parent / "expected-metadata.json").read_text())
        byline = known.get("byline") or ""
        yield Article(
            "readability",
            page.parent.name,
            page.read_bytes(),
            text_of((page.parent / "expected.html").read_text()),
            headline=known.get("title") or "",
            day=(known.get("publishedTime") or "")[:10],
            authors="" if re.search(r"\d", byline) else byline,
        )


def _trafilatura(folder: Path) -> Iterator[Article]:
    truth = folder / "evaldata.json"
    for known in json.loads(truth.read_text()).values() if truth.exists() else ():
        page = folder / known["file"]
        author = known.get("author") or ""
        if page.exists():
            yield Article(
                "trafilatura",
                known["file"],
                page.read_bytes(),
                within=tuple(known["with"]),
                without=tuple(known["without"]),
                headline=known.get("title") or "",
                day=known.get("date") or "",
                authors=author if isinstance(author, str) else ", ".join(author),
            )


def words(text: str) -> list[str]:
    """Return the words of a text; of Chinese, Japanese and Korean, the signs."""
    return _SIGNS.findall(unicodedata.normalize("NFKC", text).casefold())


def f1(found: str, true: str) -> float:
    """Return the harmonic mean of precision and recall, of words with how often each is there."""
    one, other = Counter(words(found)), Counter(words(true))
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def passages(found: str, article: Article) -> float:
    """Return F1 of the passages that must be there and those that mustn't."""
    text = "".join(words(found))
    hits = sum("".join(words(each)) in text for each in article.within)
    wrong = sum("".join(words(each)) in text for each in article.without)
    missed = len(article.within) - hits
    return 2 * hits / (2 * hits + wrong + missed) if hits else 0.0


def same_line(found: str, true: str) -> bool:
    """Say whether two headlines are the same words with the same signs."""
    return _line(found) == _line(true)


def same_people(found: Iterable[str], true: str) -> bool:
    """Say whether the names are the same, whatever stands between them or a “By” before."""
    return sorted(words(" ".join(found))) == sorted(words(_BY.sub("", true)))


def _line(text: str) -> str:
    text = unicodedata.normalize("NFKC", unescape(text))
    return " ".join(text.translate(str.maketrans("‘’“”", "''\"\"")).split())
