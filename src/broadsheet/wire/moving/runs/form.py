"""What is asked of who moves a paper in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from broadsheet.newsroom.models import Section
from broadsheet.wire.moving.archive import MAX_BYTES
from broadsheet.wire.moving.runs.models import System


class RunForm(forms.Form):
    """Whose export it is, and how it is moved in."""

    system = forms.ChoiceField(label=_("From"), choices=System.choices)
    export = forms.FileField(
        label=_("Export"),
        help_text=_("WordPress: XML. Ghost: JSON. Substack and Medium: the ZIP that they send."),
    )
    section = forms.ModelChoiceField(
        Section.objects.order_by("path"),
        label=_("Section"),
        empty_label=None,
        help_text=_("For stories that lie in no category."),
    )
    sections = forms.CharField(
        label=_("Categories that become sections"),
        required=False,
        max_length=1000,
        help_text=_("By name, with commas. None: each that is the first of some story’s."),
    )
    fetch = forms.BooleanField(
        label=_("Fetch pictures from where they were"),
        required=False,
        initial=True,
    )
    url = forms.URLField(
        label=_("Where the pages were"),
        required=False,
        assume_scheme="https",
        help_text=_("For Ghost alone: its export doesn’t say where its pictures are."),
    )
    overwrite = forms.BooleanField(
        label=_("Replace what was edited here since the last import"), required=False
    )
    dry_run = forms.BooleanField(
        label=_("Dry run: do everything, report it, and undo it"), required=False, initial=True
    )

    def clean_export(self) -> Any:
        """Refuse what is larger than any export may be."""
        file = self.cleaned_data["export"]
        if file.size > MAX_BYTES:
            most = {"most": MAX_BYTES // 2**20}
            raise ValidationError(_("It has more than %(most)s MB.") % most)
        return file

    def clean(self) -> dict[str, Any]:
        """Ask where a Ghost's pictures are, if they are to be fetched."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("system") == System.GHOST and said.get("fetch") and not said.get("url"):
            self.add_error("url", _("Say where the pages were, or don’t fetch pictures."))
        return said
