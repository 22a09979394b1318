"""Pictures, sound and films as HTML that any reader of HTML understands."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urlsplit

_SHOWN_BY_ADDRESS = re.compile(
    r"(?:^|\.)(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com"
    r"|instagram\.com|facebook\.com|fb\.watch|soundcloud\.com|spotify\.com|tiktok\.com|ted\.com"
    r"|dailymotion\.com|dai\.ly|reddit\.com|flickr\.com|flic\.kr|scribd\.com|slideshare\.net"
    r"|speakerdeck\.com|mixcloud\.com|kickstarter\.com|issuu\.com|imgur\.com|bsky\.app"
    r"|wordpress\.tv|videopress\.com|tumblr\.com|pinterest\.com|crowdsignal\.com|reverbnation\.com"
    r"|datawrapper\.de|dwcdn\.net|flourish\.studio|documentcloud\.org)$"
)
"""Hosts whose addresses WordPress, or a plugin that newspapers have, shows as what is there."""


def picture(address: str, *, alt: str = "", caption: str = "") -> str:
    """Return a picture; ``caption`` is HTML."""
    image = f'<img src="{_quoted(address)}" alt="{_quoted(alt)}">'
    return figure(image, caption)


def figure(html: str, caption: str = "") -> str:
    """Return HTML as a figure of its own, with its caption if it has one."""
    below = f"<figcaption>{caption.strip()}</figcaption>" if caption.strip() else ""
    return f"\n\n<figure>{html.strip()}{below}</figure>\n\n"


def shown(address: str, *, caption: str = "") -> str:
    """Return what another site shows at an address."""
    return figure(frame(address), caption)


def frame(address: str) -> str:
    """Return a window on another site, inside a figure that is there already."""
    return f'<iframe src="{_quoted(address)}"></iframe>'


def sound(address: str) -> str:
    """Return a sound file."""
    return figure(f'<audio src="{_quoted(address)}"></audio>')


def film(address: str) -> str:
    """Return a film file."""
    return figure(f'<video src="{_quoted(address)}"></video>')


def link(address: str, words: str) -> str:
    """Return a link; ``words`` is plain text."""
    return f'<a href="{_quoted(address)}">{escape(words, quote=False)}</a>'


def is_shown(address: str) -> bool:
    """Tell whether an address that stands alone on a line is shown as what is there."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return bool(_SHOWN_BY_ADDRESS.search(host))


def _quoted(text: str) -> str:
    return escape(unescape(text.strip()), quote=True)
