"""What a browser says it is, in words that its owner knows it by."""

from __future__ import annotations

from django.utils.translation import gettext as _

BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}
"""Mark in the User-Agent header → name. The first that fits: most say that they are others too."""


def device_of(agent: str) -> str:
    """Return for instance “Firefox, Linux” for a User-Agent header, or an empty text."""
    found = [
        next((name for mark, name in names.items() if mark in agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found))


def shown(device: str) -> str:
    """Return the words for a device as a person reads them."""
    return device or _("something that doesn’t say what it is")
