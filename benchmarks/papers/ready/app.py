"""An RSGI application that looks an address up in a dictionary and hands the bytes out."""

from __future__ import annotations

import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

SITE = Path(os.environ["SITE"])
PAGES = {
    f"/{file.parent.relative_to(SITE)}/".replace("/./", "/"): file.read_bytes()
    for file in SITE.rglob("index.html.gz")
}
HEADERS = [
    ("content-type", "text/html; charset=utf-8"),
    ("content-encoding", "gzip"),
    ("vary", "Accept-Encoding"),
]


class Ready:
    """The application."""

    def __rsgi__(self, scope: Any, protocol: Any) -> Coroutine[Any, Any, None]:
        """Answer one request."""
        return self.answer(scope, protocol)

    async def answer(self, scope: Any, protocol: Any) -> None:
        """Send the page, or 404."""
        page = PAGES.get(scope.path)
        if page is None:
            protocol.response_empty(404, [])
        else:
            protocol.response_bytes(200, HEADERS, page)


application = Ready()
