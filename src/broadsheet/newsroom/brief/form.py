"""The form of a brief: what a short story needs, and no more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from broadsheet.newsroom.models import Author, Section, Story
from broadsheet.newsroom.saving.form_tokens import new_token
from broadsheet.newsroom.steps.skip_panel import SkipReason
from broadsheet.newsroom.story_form import TokenField
from broadsheet.photos.intake import take_in
from broadsheet.photos.models import Photo


def sections_of(user: Any) -> QuerySet[Section]:
    """Return the sections in which somebody may begin a story, in the paper's order."""
    theirs = page_permission_policy.instances_user_has_permission_for(user, "add")
    return Section.objects.filter(pk__in=theirs.values("pk")).order_by("path")


def usual_section(user: Any) -> Section | None:
    """Return where somebody's last story lies, if they may write there still; else the first."""
    sections = sections_of(user)
    last = Story.objects.filter(owner=user).order_by("-pk").values_list("section", flat=True)[:1]
    return sections.filter(pk__in=list(last)).first() or sections.first()


class BriefForm(forms.Form):
    """Asks for what stands on the page, in the order in which it is written.

    ``photo`` is a picture that came with an earlier try, and needn't be sent again. Headline and
    text are named as in a story's own form, so that words set aside are found in both.
    """

    form_token = TokenField()
    photo = forms.ModelChoiceField(Photo.objects.none(), required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Headline"), max_length=255, widget=forms.TextInput(attrs={"autofocus": True})
    )
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("An empty line begins a new paragraph."),
    )
    picture = forms.FileField(label=_("Picture"), required=False)
    alt = forms.CharField(
        label=_("What the picture shows"),
        required=False,
        help_text=_("For those who don’t see it."),
    )
    credit = forms.CharField(
        label=_("Credit"), required=False, max_length=255, help_text=_("Who made the picture.")
    )
    section = forms.ModelChoiceField(Section.objects.none(), label=_("Section"), empty_label=None)
    author = forms.ModelChoiceField(Author.objects.all(), label=_("Byline"))
    skip_reason = SkipReason()
    asks_to_skip = False
    """Whether it was refused because its section asks for steps."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        author = Author.objects.filter(user=user).first()
        initial = {"section": usual_section(user), "author": author, "form_token": new_token(user)}
        super().__init__(*args, initial=initial, **kwargs)
        choices: dict[str, Any] = self.fields
        choices["section"].queryset = sections_of(user)
        choices["photo"].queryset = Photo.objects.filter(uploaded_by_user=user)

    def clean_picture(self) -> Any:
        """Refuse what is no picture, or too big a one."""
        file = self.cleaned_data["picture"]
        if file:
            take_in(file)
            file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        """Refuse words about a picture that isn't there: its file was forgotten, then."""
        said: dict[str, Any] = super().clean() or {}
        shown = said.get("picture") or said.get("photo") or "picture" in self.errors
        if said.get("alt") and not shown:
            self.add_error("picture", ValidationError(_("Choose the picture that is described.")))
        return said
