"""In the editor: who outside may see a story before it is public, and until when. Thin."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from broadsheet.newsroom.actions import revoke_preview, share_preview
from broadsheet.newsroom.models import PreviewLink, Story

DAYS = (1, 3, 7, 14)


def _lengths() -> list[tuple[int, str]]:
    return [(n, ngettext("%(days)d day", "%(days)d days", n) % {"days": n}) for n in DAYS]


class PreviewForm(forms.Form):
    """For whom a preview is, and how long."""

    reader = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=80,
        help_text=gettext_lazy("Their name stands across the page that they see."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("For how long"), coerce=int, initial=3, choices=_lengths
    )


def manage(request: HttpRequest, pk: int) -> HttpResponse:
    """List a story's preview links; make one, or end one. A new link is shown this once.

    Raises PermissionDenied for somebody who may not edit the story.
    """
    story = get_object_or_404(Story, pk=pk)
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.POST.get("revoke", "").isdigit():
        link = get_object_or_404(PreviewLink, pk=request.POST["revoke"], story=story)
        revoke_preview(link=link, by=request.user)
        words = _("The preview for %(reader)s has ended.")
        messages.success(request, words % {"reader": link.reader})
        return redirect(request.path)
    form = PreviewForm(request.POST or None)
    token = ""
    if request.method == "POST" and form.is_valid():
        _link, token = share_preview(
            story=story,
            reader=form.cleaned_data["reader"],
            lasts=timedelta(days=form.cleaned_data["days"]),
            by=request.user,
        )
        form = PreviewForm()
    context = {
        "story": story,
        "form": form,
        "address": request.build_absolute_uri(f"/-/preview/{token}/") if token else "",
        "links": story.preview_links.select_related("made_by", "revision"),
    }
    return TemplateResponse(request, "newsroom/previews.html", context)
