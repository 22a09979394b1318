"""The audit log in the editor: for publishers, to read, to sift and to take away as a table."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.models import BaseLogEntry, PageLogEntry

WRITING = Q(
    action__in=[
        *(f"wagtail.{act}" for act in ("create", "edit", "rename", "revert", "copy", "reorder")),
        *(f"wagtail.{act}" for act in ("lock", "unlock", "create_alias", "convert_alias")),
    ]
) | Q(action__startswith="wagtail.comments")
"""The day's work on texts, which histories tell; the audit log leaves it out."""

TEXTS = ("broadsheet_newsroom", "broadsheet_topics", "broadsheet_fronts")
"""The rooms whose things are written and not, like people and settings, arranged."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run (OWASP, CSV injection)."""


class AuditView(LogEntriesView):
    """Who did what to people, to rights, to the house and to what is public; when, from where."""

    page_title = _("Audit log")
    results_template_name = "staff/audit_results.html"
    index_url_name = "audit"
    index_results_url_name = "audit_results"
    list_export = [*LogEntriesView.list_export, "message", "data.from"]
    export_headings = {
        **LogEntriesView.export_headings,
        "message": _("What was done"),
        "data.from": _("From"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied for anybody but a publisher."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave the day's work out, as well as what the filters leave out."""
        writing = WRITING
        if queryset.model is not PageLogEntry:
            writing &= Q(content_type__app_label__in=TEXTS)
        return super().filter_queryset(queryset.exclude(writing))

    def to_row_dict(self, item: BaseLogEntry) -> dict[str, Any]:
        """Return what a line of the table says; nothing in it is run by a spreadsheet."""
        item.data = {"from": "", **item.data}
        row = super().to_row_dict(item)
        return {name: _plain(value) for name, value in row.items()}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Answer; nobody's cache keeps it."""
        response = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
