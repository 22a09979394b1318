"""A version of a story, and word by word what the next one changed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from broadsheet.fronts.page import meta, render_page
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom import versions
from broadsheet.newsroom.changes.marking import marked


@require_safe
def show(request: HttpRequest, path: str, number: str) -> HttpResponseBase:
    """Show a version. Of the last one nothing is marked: it is what the story says now."""
    address, wanted = f"/{path}", int(number)
    turn = versions.turn_at(address, wanted)
    if turn is None:
        return _elsewhere(request, address, wanted)
    words = turn.version.words
    context = {
        "of": turn.story,
        "turn": turn,
        "changed": marked(words, turn.next.words if turn.next else words),
        "previous": versions.path_of(address, wanted - 1) if wanted > 1 else "",
        "next": versions.path_of(address, wanted + 1) if turn.next else "",
        "meta": meta(
            title=words.headline, path=versions.path_of(address, wanted), robots="noindex"
        ),
    }
    return render_page(request, "pages/version.html", context)


def _elsewhere(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Lead on from where the story was; 410 if it was withdrawn. Raises Http404."""
    fate = versions.fate_of(address, number)
    if fate is None:
        raise Http404
    status, target = fate
    if status == 301:
        return HttpResponsePermanentRedirect(target)
    context = {"words": newsroom.words_on_withdrawal(address)}
    return render_page(request, "pages/410.html", context, status=410)
