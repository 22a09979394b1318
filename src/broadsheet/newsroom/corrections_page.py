"""In the editor: what a story said before, and notes on it where the text stays. Thin."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.newsroom import versions
from broadsheet.newsroom.actions import issue_correction, reinstate
from broadsheet.newsroom.models import ChangeKind, Story, Version
from broadsheet.newsroom.wording import LABELS


class NoteForm(forms.Form):
    """A note on a public story, and the change that it is about, if it is about one."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of note"), choices=LABELS.items)
    text = forms.CharField(
        label=gettext_lazy("Note for readers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    wrong = forms.CharField(
        label=gettext_lazy("What was wrong"),
        help_text=gettext_lazy("As it stood, if readers should see it again."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    after = forms.ModelChoiceField(
        label=gettext_lazy("Put right in"),
        queryset=Version.objects.none(),
        required=False,
        empty_label=gettext_lazy("The text stays as it is"),
    )

    def __init__(self, *args: object, story: Story, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        changed = story.versions.filter(number__gt=1).order_by("-number")
        self.fields["after"].queryset = changed  # type: ignore[attr-defined]


def manage(request: HttpRequest, pk: int) -> HttpResponse:
    """List a story's versions and what was told of them; put a note on it, or reinstate it.

    Raises PermissionDenied for somebody who may not edit the story, or not publish it.
    """
    story = get_object_or_404(Story, pk=pk)
    rights = story.permissions_for_user(request.user)
    may_publish = rights.can_publish()
    if not rights.can_edit() or (request.method == "POST" and not may_publish):
        raise PermissionDenied
    form = NoteForm(request.POST or None, story=story)
    if request.method == "POST" and form.is_valid():
        try:
            return _told(request, story, form)
        except ValidationError as problem:
            form.add_error(None, ValidationError(problem.messages))
    context = {
        "story": story,
        "form": form if may_publish else None,
        "versions": story.versions.select_related("revision__user").order_by("-number"),
        "amendments": versions.amendments([story.pk]).select_related("by"),
    }
    return TemplateResponse(request, "newsroom/corrections.html", context)


def _told(request: HttpRequest, story: Story, form: NoteForm) -> HttpResponse:
    """Do what the form says, and lead back to the page."""
    said = form.cleaned_data
    if "reinstate" in request.POST:
        reinstate(story=story, text=said["text"], by=request.user)
    else:
        issue_correction(
            story=story,
            kind=ChangeKind(said["kind"]),
            text=said["text"],
            wrong=said["wrong"],
            after=said["after"],
            by=request.user,
        )
    messages.success(request, _("The note is public."))
    return redirect(request.path)
