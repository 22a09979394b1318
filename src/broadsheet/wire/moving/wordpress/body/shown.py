"""A body as it stands in the export → its HTML, in the order in which WordPress does it."""

from __future__ import annotations

import re

from broadsheet.wire.moving.wordpress.body import figures
from broadsheet.wire.moving.wordpress.body.blocks import (
    has_blocks,
    without_blocks,
    without_paging,
)
from broadsheet.wire.moving.wordpress.body.codes import expand_codes
from broadsheet.wire.moving.wordpress.body.library import Page
from broadsheet.wire.moving.wordpress.body.paragraphs import paragraphs
from broadsheet.wire.moving.wordpress.body.verbatim import stretches_of

MAX_BODY = 4_000_000
"""Characters of a body that is worked on; a longer one stays as it is."""

_ALONE = re.compile(
    r"^(?P<before>[ \t]{0,99}(?:<p>[ \t]{0,99})?)(?P<address>https?://[^\s<>\"]{3,2000})"
    r"(?P<after>[ \t]{0,99}(?:</p>)?[ \t]{0,99})$",
    re.MULTILINE | re.IGNORECASE,
)


def shown(html: str, page: Page) -> str:
    """Return what WordPress would show of a body; ``page.unseen`` has what can't be shown here."""
    if len(html) > MAX_BODY:
        return html
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    if has_blocks(html):
        return expand_codes(_with_embeds(without_blocks(html, page)), page).strip()
    return paragraphs(expand_codes(_with_embeds(without_paging(html)), page)).strip()


def _with_embeds(html: str) -> str:
    """Return a text with each address that stands alone on a line shown as what is there."""
    if "http" not in html:
        return html
    verbatim = stretches_of(html)

    def show(match: re.Match[str]) -> str:
        if not figures.is_shown(match["address"]):
            return match[0]
        if any(start < match.start() < end for start, end in verbatim):
            return match[0]
        return figures.shown(match["address"])

    return _ALONE.sub(show, html)
