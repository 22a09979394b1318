"""Take the pictures of this folder from a demonstration paper that is running.

``python docs/screenshots/take.py [http://127.0.0.1:8000]``, beside ``make demo``.
"""

from __future__ import annotations

import re
import sys
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
WIDE, NARROW = 1280, 390
HEIGHT = {WIDE: 1500, NARROW: 1100}


def main(base: str) -> None:
    """Write ``<page>-<width>-<scheme>.jpg`` for the home page and the lead story."""
    home = urllib.request.urlopen(f"{base}/").read().decode()  # noqa: S310  a local address
    lead = re.search(r'href="(/\d{4}/\d\d/\d\d/[^"]+/)"', home)
    pages = {"home": "/", "section": "/world/", "story": lead[1] if lead else "/"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name, path in pages.items():
            for width, scheme in ((WIDE, "light"), (NARROW, "light"), (NARROW, "dark")):
                page = browser.new_page(
                    viewport={"width": width, "height": HEIGHT[width]}, color_scheme=scheme
                )
                page.goto(base + path)
                file = FOLDER / f"{name}-{width}-{scheme}.jpg"
                page.screenshot(path=file, type="jpeg", quality=80)
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
