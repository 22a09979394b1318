"""What is asked about entries: a few lines in the field, the whole text at the desk."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from broadsheet.newsroom.live.models import Entry
from broadsheet.newsroom.models import Author, ChangeKind
from broadsheet.newsroom.picture_along import PictureAlong
from broadsheet.newsroom.planning.queries import people
from broadsheet.photos.models import Photo

EMPTY_LINE = re.compile(r"\n\s*\n")
QUOTED = ">"

KINDS = [
    ("", _("Nothing that readers relied on")),
    (ChangeKind.UPDATE, _("Update: there is news")),
    (ChangeKind.CLARIFICATION, _("Clarification: it was unclear")),
    (ChangeKind.CORRECTION, _("Correction: it was wrong")),
]


class QuickForm(PictureAlong):
    """An entry from a telephone: plain text, a picture, a link. Needs no script.

    ``key`` names the form: sent twice on a bad line, it makes one entry.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    headline = forms.CharField(label=_("Headline"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("An empty line begins a new paragraph; “>” in front makes it a quotation."),
    )
    is_key = forms.BooleanField(
        label=_("Key moment"),
        required=False,
        help_text=_("Stands at the top of the page, by its headline."),
    )
    link = forms.URLField(
        label=_("Link to something shown elsewhere"), required=False, assume_scheme="https"
    )
    authors = forms.ModelMultipleChoiceField(
        Author.objects.order_by("name"),
        label=_("By"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        initial = {"key": uuid.uuid4(), "authors": Author.objects.filter(user=user)}
        super().__init__(*args, user=user, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for a headline where it has to stand for the entry."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("is_key") and not said.get("headline"):
            self.add_error("headline", ValidationError(_("A key moment needs a headline.")))
        return said

    def blocks(self, photo: Photo | None) -> list[tuple[str, Any]]:
        """Return the entry's body: its paragraphs, the picture, the link."""
        said = self.cleaned_data
        text = said["text"].replace("\r\n", "\n").strip()
        found = [_block(each.strip()) for each in EMPTY_LINE.split(text) if each.strip()]
        if photo:
            found.append(("picture", {"photo": photo, "caption": "", "alt": ""}))
        if said["link"]:
            found.append(("embed", {"url": said["link"], "title": "", "caption": ""}))
        return found


def _block(paragraph: str) -> tuple[str, Any]:
    if paragraph.startswith(QUOTED):
        return "pull_quote", {"quote": paragraph.removeprefix(QUOTED).strip(), "attribution": ""}
    return "paragraph", f"<p>{escape(paragraph)}</p>"


class EntryForm(WagtailAdminModelForm):
    """An entry's whole text and, if readers have it, what kind of change it is."""

    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("For readers"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    wrong = forms.CharField(
        label=_("What was wrong"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = Entry
        fields = ("headline", "body", "is_key", "authors")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = self.fields
        choices["authors"].queryset = Author.objects.order_by("name")
        if not self.instance.number:
            for name in ("kind", "note", "wrong"):
                del self.fields[name]


class WritersForm(forms.Form):
    """Who writes here."""

    people = forms.ModelMultipleChoiceField(
        people(),
        label=_("Who writes it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They publish entries here, without a desk; nothing else."),
    )
