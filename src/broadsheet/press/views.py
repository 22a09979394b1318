"""The press in the editor: how it stands, and whether a page is out. Thin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from wagtail.models import Page

from broadsheet.press import report
from broadsheet.press.notes import waiting
from broadsheet.press.store.opening import UNREADABLE, open_reader
from broadsheet.press.store.reading import Reader

View = Callable[..., HttpResponse]


@contextmanager
def opened() -> Iterator[Reader]:
    """Open the publication's store, and close it in the end."""
    reader = open_reader(settings.BROADSHEET)
    try:
        yield reader
    finally:
        reader.database.close()


def trouble() -> report.Trouble | None:
    """Return what is wrong with the press, if anything is; a store out of reach is no error here.

    Other parts of the editor work without it.
    """
    try:
        with opened() as store:
            return report.trouble(store)
    except UNREADABLE as error:
        return report.Trouble([], "", str(error))


def _or_trouble(view: View) -> View:
    """Say so, instead of an error, when the store can't be read."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UNREADABLE as error:
            context = {"trouble": report.Trouble([], "", str(error))}
            return TemplateResponse(request, "press/status.html", context, status=503)

    return wrapped


@_or_trouble
def show_status(request: HttpRequest) -> HttpResponse:
    """Show which edition readers get, what waits, and what could not be printed."""
    with opened() as store:
        status = report.status(store)
    return TemplateResponse(request, "press/status.html", {"status": status})


@_or_trouble
def show_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whether what was published of a page is what readers get, and where.

    Raises PermissionDenied for somebody who may not edit the page.
    """
    page = get_object_or_404(Page, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    with opened() as store:
        state = _state_of(page, store)
    return TemplateResponse(request, "press/page.html", {"page": page, **state})


def _state_of(page: Page, store: Reader) -> dict[str, Any]:
    path = (page.specific.get_url_parts() or ("", "", ""))[2]
    notes = waiting(store.state("taken"))
    own = {f"page:{page.pk}", f"text:{page.pk}"}
    waits = any(own & set(keys) for keys in notes.values_list("keys", flat=True))
    found = report.why(store, path) if path else []
    return {
        "waiting": waits or (page.live and not found),
        "printed": found[0] if found else None,
        "failure": next((each for each in report.failures(store) if each.name == path), None),
        "address": settings.BROADSHEET.url.rstrip("/") + path,
    }
