"""The entries of a live story: the newest for its script, older ones a page for each chunk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from broadsheet.fronts.page import meta, render_page
from broadsheet.fronts.views import address as elsewhere
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.live import queries
from broadsheet.newsroom.live.queries import Chunk


@require_safe
def newest(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give the newest entries alone, without the page around them: a script asks every moment."""
    story = queries.covered_at(f"/{path}")
    live = queries.live_of(story) if story else None
    if story is None or live is None:
        return _elsewhere(request, f"/{path}", 0)
    context = {"live": live, "story": story, "all_entries": Chunk(story)}
    with translation.override(publication().language):
        html = render_to_string("parts/live_newest.html", context)
    response = HttpResponse(html)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def show(request: HttpRequest, path: str, number: str) -> HttpResponseBase:
    """Show older entries, a chunk of them."""
    story = queries.covered_at(f"/{path}")
    live = queries.live_of(story) if story else None
    pages = {each.number: each for each in live.older} if live else {}
    chunk = pages.get(int(number))
    if story is None or live is None or chunk is None:
        return _elsewhere(request, f"/{path}", int(number))
    older, newer = (pages.get(chunk.number + step) for step in (-1, 1))
    context = {
        "of": story,
        "chunk": chunk,
        "live": live,
        "older": older.url if older else "",
        "newer": newer.url if newer else story.address,
        "meta": meta(title=story.headline, description=story.standfirst, path=chunk.url),
    }
    return render_page(request, "pages/entries.html", context)


def _elsewhere(request: HttpRequest, address: str, number: int) -> HttpResponseBase:
    """Lead on from where the story was; 410 if it was withdrawn. Raises Http404.

    A story or a section may be called “entries” itself.
    """
    fate = queries.fate_of(address, number)
    if fate is None:
        return elsewhere.show(request, request.path_info[1:])
    status, target = fate
    if status == 301:
        return HttpResponsePermanentRedirect(target)
    context = {"words": newsroom.words_on_withdrawal(address)}
    return render_page(request, "pages/410.html", context, status=410)
