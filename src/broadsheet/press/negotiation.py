"""Which encoding a client gets (RFC 9110, 12.5.3)."""

from __future__ import annotations

import functools
import re

OURS = ("zstd", "gzip", "identity")
"""What we can send, the one we like best first."""

_QUALITY = re.compile(r"q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.I)
MOST_CODINGS = 50
"""A header that names more is no browser's: what comes after is not read."""

USUAL_LENGTH = 200
"""Headers up to this length are remembered; browsers' are shorter."""


def choose(accept_encoding: str | None) -> str | None:
    """Return the encoding to send, or None when the client refuses all of ours.

    Without a header: ``identity``, which every client understands. An element that is not
    well-formed is passed over.
    """
    if accept_encoding is None:
        return "identity"
    if len(accept_encoding) > USUAL_LENGTH:
        return _choose(accept_encoding)
    return _remembered(accept_encoding)


def _choose(accept_encoding: str) -> str | None:
    elements = accept_encoding.split(",", MOST_CODINGS)[:MOST_CODINGS]
    wishes = dict(filter(None, map(_wish, elements)))
    best, best_quality = None, 0.0
    for coding in OURS:
        quality = wishes.get(coding, wishes.get("*", 0.0 if coding != "identity" else None))
        if quality is None:  # identity that nobody mentions: acceptable, but last
            quality = 0.000_1
        if quality > best_quality:
            best, best_quality = coding, quality
    return best


_remembered = functools.lru_cache(maxsize=1024)(_choose)


def _wish(element: str) -> tuple[str, float] | None:
    name, _semicolon, parameter = (part.strip() for part in element.partition(";"))
    if not name:
        return None
    name = {"x-gzip": "gzip"}.get(name.lower(), name.lower())
    if not parameter:
        return name, 1.0
    quality = _QUALITY.fullmatch(parameter)
    return (name, float(quality[1])) if quality else None
