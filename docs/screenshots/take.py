"""Take the pictures of this folder: ``python docs/screenshots/take.py``.

Makes a demonstration paper of its own, with a stand-in for the weather service (it is
−6.6 °C there), and visits it with Chromium.
"""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
WIDE, NARROW = (1280, 1480), (390, 1000)
LARGEST = 200_000
"""Bytes of a picture, at most."""
PATIENCE_SECONDS = 300
PICTURES = """() => Promise.all([...document.images].map(each => {
  each.loading = 'eager'
  return each.decode().catch(() => 0)
}))"""


def main() -> None:
    """Write ``<page>-<width>-<scheme>.webp`` for four pages, and the editor's form."""
    with tempfile.TemporaryDirectory() as folder, _weather() as weather:
        directory = Path(folder) / "paper"
        with _demo(directory, weather) as (base, who, password), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
            )
            for name, path in _pages(base).items():
                for size, scheme in ((WIDE, "light"), (NARROW, "light"), (NARROW, "dark")):
                    _take(browser, base + path, f"{name}-{size[0]}-{scheme}", size, scheme)
            _take_editor(browser, base, who, password)
            browser.close()


def _pages(base: str) -> dict[str, str]:
    home = _read(base)
    lead = re.search(r'<h2><a href="(/\d{4}/\d\d/\d\d/[^"]+/)"', home)
    story = lead[1] if lead else "/"
    author = re.search(r'<a href="(/authors/[^"]+/)"', _read(base + story))
    return {
        "home": "/",
        "section": "/world/",
        "story": story,
        "author": author[1] if author else "/authors/",
    }


def _take(browser: Browser, url: str, name: str, size: tuple[int, int], scheme: str) -> None:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=2 if size == NARROW else 1,
    )
    for _visit in range(2):  # the second time the fonts are there before the page is
        page.goto(url)
    page.evaluate(PICTURES)
    keep(page, name)
    page.close()


def _take_editor(browser: Browser, base: str, who: str, password: str) -> None:
    """The form of the lead story, with its preview beside it."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.goto(f"{base}/-/desk/login/")
    page.locator("[name=username]").fill(who)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/-/desk/")
    page.goto(f"{base}/-/desk/pages/search/?q=harbour+borrow")
    edit = page.locator("td.title a[href$='/edit/']").first.get_attribute("href")
    page.goto(f"{base}{edit}")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    preview.locator("h1").wait_for()
    preview.locator("img").first.evaluate("each => each.decode()")
    keep(page, "editor-1440")
    page.close()


def keep(page: Page, name: str, *, largest: int = LARGEST) -> None:
    """Write what is seen as WebP, no larger than it may be."""
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for quality in range(90, 30, -5):
        file = io.BytesIO()
        seen.save(file, "WEBP", quality=quality, method=6)
        if file.tell() <= largest:
            break
    (FOLDER / f"{name}.webp").write_bytes(file.getvalue())


@contextmanager
def _demo(directory: Path, weather: str) -> Iterator[tuple[str, str, str]]:
    """Run a demonstration paper; return its address, and who may sign in to it with what."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "broadsheet", "demo", str(directory), "--port", str(port)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "BROADSHEET_WEATHER_URL": weather}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        said = next(line for line in process.stdout or [] if line.startswith("Sign in:"))
        until = time.monotonic() + PATIENCE_SECONDS
        while not _is_printed(base) and time.monotonic() < until:
            time.sleep(0.5)
        yield base, *said.split()[2:4]
    finally:
        process.terminate()
        process.wait(30)


def _is_printed(base: str) -> bool:
    """Say whether the first edition is out, with its pictures and the temperature."""
    home = _read(base)
    picture = re.search(r'/media/renditions/[^ "]+jpeg[^ "]*', home)
    return "°C" in home and picture is not None and _read(base + picture[0]) != ""


def _read(url: str) -> str:
    try:
        return urllib.request.urlopen(url).read().decode(errors="replace")  # noqa: S310  local
    except urllib.error.URLError:
        return ""


@contextmanager
def _weather() -> Iterator[str]:
    """Answer as Open-Meteo does."""

    class Cold(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            now = {"time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M}", "temperature_2m": -6.6}
            units = {"time": "iso8601", "temperature_2m": "°C"}
            body = json.dumps({"current": now, "current_units": units}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Cold)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


if __name__ == "__main__":
    main()
