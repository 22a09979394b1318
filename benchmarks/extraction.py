"""Measures reading saved pages beside others: ``python -m benchmarks.extraction SETDIR``.

SETDIR holds ``scrapinghub``, ``readability`` and ``trafilatura``: pages, with what is in them.
Half of the pages, by a digest of their names, were looked at while rules were made; of the other
half only scores and lengths.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import trafilatura
from readability import Document
from trafilatura.utils import decode_file

from benchmarks.articles import Article, Reading, articles, f1, passages, same_line, same_people
from benchmarks.run import conditions
from broadsheet.lib.html import text_of
from broadsheet.wire.extraction.page import extract
from broadsheet.wire.extraction.record import Refused

_FIGURE = re.compile(r"<figure>.*?</figure>", re.DOTALL)


def ours(page: bytes) -> Reading:
    """Read as Broadsheet does; captions are no body."""
    try:
        story = extract(page)
    except Refused:
        return Reading()
    day = str(story.published or "")[:10]
    return Reading(text_of(_FIGURE.sub("", story.body)), story.headline, day, story.authors)


def by_trafilatura(page: bytes) -> Reading:
    """Read with trafilatura alone, as it comes, without comments."""
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return Reading()
    authors = tuple(filter(None, (found.author or "").split("; ")))
    return Reading(found.text or "", found.title or "", found.date or "", authors)


def by_readability(page: bytes) -> Reading:
    """Read with readability-lxml; it looks for no day."""
    document = Document(decode_file(page))
    author = document.author()
    authors = () if author == "[no-author]" else (author,)
    return Reading(text_of(document.summary()), document.short_title(), "", authors)


READERS: dict[str, Callable[[bytes], Reading]] = {
    "broadsheet": ours,
    "trafilatura": by_trafilatura,
    "readability": by_readability,
}


def main() -> int:
    """Measure, and write down what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--results", type=Path, default=Path("benchmarks/extraction.json"))
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    results: dict[str, Any] = {"conditions": conditions(options), "rows": []}
    found: dict[tuple[str, bool], dict[str, list[float]]] = {}
    for article in articles(options.sets):
        for name, read in READERS.items():
            for what, score in scores(attempt(read, article.page), article).items():
                row = found.setdefault((what, article.tuned_on), {})
                row.setdefault(name, []).append(score)
    for (what, tuned), row in sorted(found.items()):
        marks = {name: round(mean(each), 4) for name, each in row.items()}
        count = len(row["broadsheet"])
        results["rows"].append({"what": what, "tuned_on": tuned, "pages": count, **marks})
        print(results["rows"][-1], flush=True)
    options.results.write_text(json.dumps(results, indent=1) + "\n")
    return 0


def attempt(read: Callable[[bytes], Reading], page: bytes) -> Reading:
    """Read a page; who fails at it has found nothing."""
    try:
        return read(page)
    except Exception as error:
        print(f"{read.__name__}: {type(error).__name__}: {error}", file=sys.stderr)
        return Reading()


def scores(found: Reading, article: Article) -> dict[str, float]:
    """Return how well each field was found, of those whose truth is known."""
    marks = {}
    if article.body:
        marks[f"body, {article.source} (token F1)"] = f1(found.body, article.body)
    if article.within:
        marks[f"body, {article.source} (passages F1)"] = passages(found.body, article)
    if article.headline:
        marks["headline (exact)"] = same_line(found.headline, article.headline)
    if article.day:
        marks["day (exact)"] = found.day == article.day
    if article.authors:
        marks["authors (exact)"] = same_people(found.authors, article.authors)
    return marks


if __name__ == "__main__":
    sys.exit(main())
