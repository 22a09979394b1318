"""security.txt (RFC 9116): whom to tell about a hole."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from broadsheet.lib import clock
from broadsheet.masthead.models import Policy
from broadsheet.masthead.queries import publication, standing_pages
from broadsheet.press.recorder import until
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.answers import answer

ADDRESS = "/.well-known/security.txt"
GOOD_FOR = timedelta(days=180)
"""The RFC wants less than a year (section 2.5.5)."""


@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """Answer with the contact. Raises Http404 where the paper has told none: it is required."""
    paper = publication()
    contacts = [f"mailto:{paper.email}"] if paper.email else []
    pages = standing_pages().filter(purpose=Policy.CONTACT)
    contacts += [whole(page.url or "/") for page in pages]
    if not contacts:
        raise Http404
    # Whole days, so that the answer is the same for a day and caches can tell.
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    until(midnight + timedelta(days=1))
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {midnight + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {paper.language}",
        f"Canonical: {whole(ADDRESS)}",
    ]
    body = "\n".join([*lines, ""]).encode()
    return answer(request, body, "text/plain; charset=utf-8")
