"""The page of one entry: its whole text. Thin."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from broadsheet.newsroom.live import actions
from broadsheet.newsroom.live.forms import EntryForm
from broadsheet.newsroom.live.views.desk import story_and_rights
from broadsheet.newsroom.models import Entry, EntryChange


def entry(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Show an entry's form, and keep what is changed. Raises PermissionDenied."""
    story, rights = story_and_rights(request, pk)
    found = get_object_or_404(Entry, pk=entry, story=story)
    if not rights.may_change(found):
        raise PermissionDenied
    form = EntryForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_bound and form.is_valid() and _kept(form, request):
        messages.success(request, _("The entry is saved."))
        return redirect("story_live", story.pk)
    found.refresh_from_db(fields=["number", "state"])
    former = found.changes.select_related("by")
    context = {"form": form, "story": story, "entry": found, "former": former}
    return TemplateResponse(request, "newsroom/live/entry.html", context)


def _kept(form: EntryForm, request: HttpRequest) -> bool:
    said = form.cleaned_data
    kind = said.get("kind")
    change = EntryChange(kind=kind, text=said["note"], wrong=said["wrong"]) if kind else None
    written = {name: said[name] for name in actions.WRITTEN}
    try:
        actions.change_entry(
            entry=form.instance, by=request.user, said=change, authors=said["authors"], **written
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True
