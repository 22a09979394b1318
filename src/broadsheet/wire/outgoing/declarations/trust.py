"""trust.txt (journallist.net): whom the paper is, in lines that machines compare."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from broadsheet.masthead.models import Policy
from broadsheet.masthead.queries import publication, standing_pages
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.answers import answer

DISCLOSURES = (Policy.ETHICS, Policy.CORRECTIONS, Policy.PRIVACY, Policy.MASTHEAD, Policy.ABOUT)


@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """Answer with the paper's other places, its contact, its policies and its word on AI."""
    body = "".join(f"{name}={value}\n" for name, value in _lines())
    return answer(request, body.encode(), "text/plain; charset=utf-8")


def _lines() -> Iterator[tuple[str, str]]:
    paper, pages = publication(), list(standing_pages())
    for profile in paper.social_profiles:
        yield "social", profile["url"]
    for page in pages:
        if page.purpose == Policy.CONTACT:
            yield "contact", whole(page.url or "/")
    if paper.email:
        yield "contact", f"mailto:{paper.email}"
    for page in pages:
        if page.purpose in DISCLOSURES:
            yield "disclosure", whole(page.url or "/")
    yield "datatrainingallowed", "yes" if paper.admit_ai_crawlers else "no"
