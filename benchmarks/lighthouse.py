"""How Lighthouse scores a paper that is running: ``python -m benchmarks.lighthouse URL``.

Prints a table: the home page, a section, the story that leads and its author, each the
median of three visits by performance. ``npm --prefix tests/node ci`` fetches Lighthouse.
"""

from __future__ import annotations

import re
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.budgets.lighthouse import Report, look_at

VISITS = 3
TIMES = {
    "FCP": "first-contentful-paint",
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}


def main(base: str) -> None:
    """Visit four pages of the paper at ``base``, and print what was found."""
    print(f"| page | {' | '.join(_heads())} |")
    print("|---|" + "---:|" * len(_heads()))
    for name, path in _pages(base).items():
        reports = [_visit(base + path) for _visit_number in range(VISITS)]
        median = sorted(reports, key=lambda each: each.scores["performance"])[VISITS // 2]
        print(f"| {name} | {' | '.join(_cells(median))} |", flush=True)


def _visit(url: str) -> Report:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return look_at(url, Path(folder))


def _pages(base: str) -> dict[str, str]:
    """Return the paths of the pages, as a reader finds them."""
    home = _read(f"{base}/")
    story = _first(r'<h2><a href="(/\d{4}/\d\d/\d\d/[^"]+/)"', home)
    return {
        "home": "/",
        "section": _first(r'class="sections".*?<a href="([^"]+)"', home),
        "story": story,
        "author": _first(r'<a href="(/authors/[^"]+/)"', _read(base + story)),
    }


def _read(url: str) -> str:
    return urllib.request.urlopen(url).read().decode()


def _first(pattern: str, page: str) -> str:
    found = re.search(pattern, page, re.DOTALL)
    if not found:
        raise SystemExit(f"The page has no {pattern}: is it a paper with stories?")
    return found[1]


def _heads() -> list[str]:
    return ["performance", "accessibility", "best practices", "SEO", "agents", *TIMES]


def _cells(report: Report) -> list[str]:
    names = ("performance", "accessibility", "best-practices", "seo", "agentic-browsing")
    times = [report.audits[audit]["displayValue"] for audit in TIMES.values()]
    return [*(str(report.scores[name]) for name in names), *times]


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
