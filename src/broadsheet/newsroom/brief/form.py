"""The form of a brief: what a short story needs, and no more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from broadsheet.newsroom.models import Author, Section, Story
from broadsheet.newsroom.picture_along import PictureAlong
from broadsheet.newsroom.saving.form_tokens import new_token
from broadsheet.newsroom.steps.skip_panel import SkipReason
from broadsheet.newsroom.story_form import TokenField


def sections_of(user: Any) -> QuerySet[Section]:
    """Return the sections in which somebody may begin a story, in the paper's order."""
    theirs = page_permission_policy.instances_user_has_permission_for(user, "add")
    return Section.objects.filter(pk__in=theirs.values("pk")).order_by("path")


def usual_section(user: Any) -> Section | None:
    """Return where somebody's last story lies, if they may write there still; else the first."""
    sections = sections_of(user)
    last = Story.objects.filter(owner=user).order_by("-pk").values_list("section", flat=True)[:1]
    return sections.filter(pk__in=list(last)).first() or sections.first()


class BriefForm(PictureAlong):
    """Asks for what stands on the page, in the order in which it is written.

    Headline and text are named as in a story's own form, so that words set aside are found in
    both.
    """

    form_token = TokenField()
    title = forms.CharField(
        label=_("Headline"), max_length=255, widget=forms.TextInput(attrs={"autofocus": True})
    )
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("An empty line begins a new paragraph."),
    )
    section = forms.ModelChoiceField(Section.objects.none(), label=_("Section"), empty_label=None)
    author = forms.ModelChoiceField(Author.objects.all(), label=_("Byline"))
    skip_reason = SkipReason()
    asks_to_skip = False
    """Whether it was refused because its section asks for steps."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        author = Author.objects.filter(user=user).first()
        initial = {"section": usual_section(user), "author": author, "form_token": new_token(user)}
        super().__init__(*args, user=user, initial=initial, **kwargs)
        choices: dict[str, Any] = self.fields
        choices["section"].queryset = sections_of(user)

    def clean(self) -> dict[str, Any]:
        """Refuse words about a picture that isn't there: its file was forgotten, then."""
        said: dict[str, Any] = super().clean() or {}
        shown = said.get("picture") or said.get("photo") or "picture" in self.errors
        if said.get("alt") and not shown:
            self.add_error("picture", ValidationError(_("Choose the picture that is described.")))
        return said
