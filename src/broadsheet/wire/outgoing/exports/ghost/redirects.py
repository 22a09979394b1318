"""Addresses in Ghost: which stay, by its ``routes.yaml``, and what leads on the others.

https://docs.ghost.org/themes/routing
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from broadsheet.wire.outgoing.exports.pieces import Piece

Row = dict[str, Any]

ZONE = "UTC"
"""The clock of the days in Ghost 6's addresses, whatever the site's own is (`lazy-url-service`)."""
TOPICS, AUTHORS = "/topics/", "/authors/"

ROUTES = f"""\
routes:

collections:
  /:
    permalink: /{{year}}/{{month}}/{{day}}/{{slug}}/
    template: index

taxonomies:
  tag: {TOPICS}{{slug}}/
  author: {AUTHORS}{{slug}}/
"""


def redirect(source: str, target: str) -> Row:
    """Return a redirect as Ghost has it: its source is a pattern."""
    pattern = re.escape(quote(source)).replace("/", "\\/")
    return {"from": f"^{pattern}$", "to": target, "permanent": True}


def to_piece(piece: Piece, target: str) -> list[Row]:
    """Return what leads to a story or a page: where it was before, and where it can't stay."""
    return list(leading((*piece.former, piece.address), target)) if piece.address else []


def leading(sources: Iterable[str], target: str) -> Iterable[Row]:
    """Yield redirects from addresses to one, but for its own."""
    for source in dict.fromkeys(sources):
        if source.rstrip("/") != target.rstrip("/"):
            yield redirect(source, target)
