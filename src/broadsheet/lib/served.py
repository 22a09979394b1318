"""Pages that a view in a higher room shows: named by a string, so that no arrow points up."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


class Served:
    """A Wagtail page that is shown, live and in preview, by the same view.

    ``reader_view`` names a function ``(request, page, *, preview) -> HttpResponse``.
    """

    reader_view: ClassVar[str]

    def serve(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Answer a reader."""
        return import_string(self.reader_view)(request, self, preview=False)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show an editor what readers would get."""
        return import_string(self.reader_view)(request, self, preview=True)
