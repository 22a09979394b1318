"""The file by which search engines know who tells them (https://www.indexnow.org/documentation)."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from broadsheet.masthead.queries import home_if_any, home_page
from broadsheet.wire.outgoing.answers import answer


def key() -> str:
    """Return the paper's key: 32 of the hexadecimal digits that a key may have 8 to 128 of.

    Made of what was drawn when the paper was founded, as the feeds' identifiers are: it is in
    each backup, and nobody who reads the paper can tell it.
    """
    return uuid.uuid5(home_page().translation_key, "indexnow").hex


def address() -> str:
    """Return where the file is."""
    return f"/{key()}.txt"


def places() -> list[str]:
    """Return where the press looks for the file: nowhere before the paper is founded."""
    return [address()] if home_if_any() else []


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the key, at its own address alone; always, so that no search engine is early."""
    if name != key():
        raise Http404
    return answer(request, name.encode(), "text/plain; charset=utf-8")
