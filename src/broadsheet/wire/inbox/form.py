"""What is asked before copy is published: little of what is whole, and whatever it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from broadsheet.newsroom.models import Section, Story
from broadsheet.newsroom.readiness import pictures
from broadsheet.newsroom.saving.staleness import name_of
from broadsheet.newsroom.steps.skip_panel import SkipReason
from broadsheet.wire.inbox.actions import Asked


class PublishForm(forms.Form):
    """Headline and section; who signs, and what pictures show and who made them, if nothing says.

    ``onto`` names the draft that somebody looked at.
    """

    onto = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Headline"), max_length=255, widget=AdminAutoHeightTextInput)
    section = forms.ModelChoiceField(Section.objects.none(), label=_("Section"), empty_label=None)
    skip_reason = SkipReason()
    asks_to_skip = False
    """Whether it was refused because its section asks for steps."""

    def __init__(
        self, *args: Any, draft: Story, sections: QuerySet[Section], **kwargs: Any
    ) -> None:
        known = sections.filter(pk=draft.section_id).first() or sections.first()
        self.newest = name_of(draft.latest_revision)
        initial = {"title": draft.title, "section": known, "onto": self.newest}
        super().__init__(*args, initial=initial, **kwargs)
        self.choices_of_section(sections)
        if not any(byline.role == "by" for byline in draft.bylines.all()):
            self.fields["signed"] = forms.CharField(label=_("Byline"), required=False)
        self.photos = {photo.pk: photo for photo in _incomplete(draft)}
        for pk, photo in self.photos.items():
            self._ask_about(pk, photo)

    def choices_of_section(self, sections: QuerySet[Section]) -> None:
        """Offer these sections."""
        field: Any = self.fields["section"]
        field.queryset = sections

    def _ask_about(self, pk: int, photo: Any) -> None:
        if not photo.description:
            label = _("What “%(title)s” shows") % {"title": photo.title}
            told = _("For those who don’t see it.")
            self.fields[f"alt_{pk}"] = forms.CharField(label=label, required=False, help_text=told)
        if not (photo.credit or photo.licence):
            label = _("Credit of “%(title)s”") % {"title": photo.title}
            self.fields[f"credit_{pk}"] = forms.CharField(
                label=label, required=False, max_length=255, help_text=_("Who made the picture.")
            )

    def look_again(self) -> None:
        """Say that another draft is shown by now than the one that was to be published."""
        data: Any = self.data
        data["onto"] = self.newest
        words = _("It has changed since you opened it. Nothing was published: look at it again.")
        self.add_error(None, words)

    def shown(self) -> Iterator[Any]:
        """Yield the fields to fill in; why it can't wait, only when that is asked."""
        for field in self.visible_fields():
            if field.name != "skip_reason" or self.asks_to_skip:
                yield field

    def asked(self) -> Asked:
        """Return what was said, of a valid form."""
        said = self.cleaned_data
        words = {
            pk: (said.get(f"alt_{pk}", ""), said.get(f"credit_{pk}", "")) for pk in self.photos
        }
        return Asked(
            title=said["title"],
            section=said["section"],
            signed=said.get("signed", ""),
            pictures=words,
            skip_because=said["skip_reason"],
        )


def _incomplete(draft: Story) -> Iterable[Any]:
    """Yield each picture of the draft that says too little of itself, once."""
    found = {}
    for photo, alt in pictures(draft):
        if not (alt or photo.description) or not (photo.credit or photo.licence):
            found[photo.pk] = photo
    return found.values()
