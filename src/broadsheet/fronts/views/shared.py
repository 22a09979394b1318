"""A story for somebody outside, before it is public: with a link, until the link ends."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from broadsheet.fronts.page import render_page
from broadsheet.fronts.views.story import photos_of, show_story
from broadsheet.newsroom.models import PreviewLink
from broadsheet.newsroom.preview_tokens import link_of

FOLDER = "renditions/"
PICTURE = re.compile(re.escape(f"/media/{FOLDER}") + r"([\w.-]+)")


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the version that the link was made for, by the code that makes the reader's page.

    410 once the link has ended; 404, like any address where nothing is, for one that isn't ours.
    """
    link = _link(token)
    if not link.is_open:
        return _kept_to_one_person(render_page(request, "pages/preview_over.html", {}, status=410))
    story = link.revision.as_object()
    response = show_story(request, story, preview=True, shown_to=link)
    response.content = _with_its_pictures(response.content.decode(), story, request.path)
    return _kept_to_one_person(response)


@require_safe
def preview_picture(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Show a picture of a version that somebody outside may see: no public address has it yet."""
    link = _link(token)
    if not link.is_open or name not in _pictures_of(link.revision.as_object()):
        raise Http404
    response = FileResponse(default_storage.open(f"{FOLDER}{name}"), filename=name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return _kept_to_one_person(response)


def _link(token: str) -> PreviewLink:
    link = link_of(token)
    if link is None:
        raise Http404
    return link


def _with_its_pictures(html: str, story: Any, path: str) -> str:
    """Have the story's own pictures asked for with the link: they may have no address yet."""
    own = _pictures_of(story)
    return PICTURE.sub(
        lambda found: f"{path}{FOLDER}{found[1]}" if found[1] in own else found[0], html
    )


def _pictures_of(story: Any) -> set[str]:
    """Return the names of the files that a story's page shows."""
    authors = [byline.author for byline in story.bylines.all() if byline.author]
    photos = photos_of(story, authors)
    return {
        PurePosixPath(each.file.name).name for photo in photos for each in photo.renditions.all()
    }


def _kept_to_one_person(response: Any) -> HttpResponse:
    """Keep it out of every cache and index, and its address out of what it leads to."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive, nosnippet, noimageindex"
    response["Referrer-Policy"] = "no-referrer"
    patch_vary_headers(response, ["Cookie"])
    return response
