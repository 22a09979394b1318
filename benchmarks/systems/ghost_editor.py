"""Speaking to Ghost as its owner's browser does."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Sequence
from http.cookiejar import CookieJar
from typing import Any

from benchmarks.corpus import Item
from benchmarks.processes import Failed

EMAIL = "owner@example.org"
PASSWORD = "a-long-enough-secret"


class Editor:
    """One browser, with its cookie."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self.browser = urllib.request.build_opener(jar)

    def ask(self, method: str, path: str, body: Any = None, kind: str = "application/json") -> Any:
        """Ask the admin API; ``body`` is sent as JSON unless it is bytes already."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body else None
        request = urllib.request.Request(
            f"{self.address}/ghost/api/admin/{path}",
            data=data,
            method=method,
            headers={"Content-Type": kind, "Origin": self.address, "Accept-Version": "v6.0"},
        )
        try:
            with self.browser.open(request, timeout=900) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            said = error.read()[:400].decode("utf-8", "replace")
            raise Failed(f"Ghost: {method} {path}: {error.code} {said}") from error
        return json.loads(text) if text[:1] in {b"{", b"["} else {}

    def set_up(self, title: str) -> None:
        """Make the owner and name the site."""
        owner = {"name": "Owner", "email": EMAIL, "password": PASSWORD, "blogTitle": title}
        self.ask("POST", "authentication/setup/", {"setup": [owner]})

    def sign_in(self) -> None:
        """Sign in as the owner."""
        self.ask("POST", "session/", {"username": EMAIL, "password": PASSWORD})

    def remove_everything(self) -> None:
        """Delete the stories that a new Ghost comes with."""
        self.ask("DELETE", "db/")

    def import_paper(self, exported: dict[str, Any]) -> None:
        """Upload an export; Ghost answers at once and works on."""
        edge = uuid.uuid4().hex
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="importfile"; '
            'filename="paper.json"\r\nContent-Type: application/json\r\n\r\n'
        )
        data = head.encode() + json.dumps(exported).encode() + f"\r\n--{edge}--\r\n".encode()
        self.ask("POST", "db/", data, f"multipart/form-data; boundary={edge}")

    def await_stories(self, count: int, *, seconds: float) -> None:
        """Wait until so many stories are public. Raises Failed when nothing comes any more."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.ask("GET", "posts/?limit=1&filter=status:published&fields=id")
            if found["meta"]["pagination"]["total"] >= count:
                return
            time.sleep(2)
        raise Failed(f"Ghost's import was not done after {seconds:.0f} s.")

    def dress(self, theme: str, sections: Sequence[tuple[str, str]]) -> None:
        """Put on a theme and fill the navigation."""
        self.ask("PUT", f"themes/{theme}/activate/")
        entries = [{"label": label, "url": url} for label, url in sections]
        setting = {"key": "navigation", "value": json.dumps(entries)}
        self.ask("PUT", "settings/", {"settings": [setting]})


def document(story: Item) -> dict[str, Any]:
    """Return a story as Ghost's editor keeps one."""
    root = {"type": "root", "version": 1, "format": "", "indent": 0, "direction": "ltr"}
    paragraphs = [_paragraph(text) for text in story.paragraphs]
    return {
        "title": story.headline,
        "slug": story.slug,
        "custom_excerpt": story.standfirst[:300],
        "lexical": json.dumps({"root": {**root, "children": paragraphs}}),
    }


def _paragraph(text: str) -> dict[str, Any]:
    words = {
        "type": "extended-text", "version": 1, "text": text,
        "detail": 0, "format": 0, "mode": "normal", "style": "",
    }  # fmt: skip
    block = {"type": "paragraph", "version": 1, "format": "", "indent": 0, "direction": "ltr"}
    return {**block, "children": [words]}
