"""The editor's form of a number: refused when somebody else saved the number meanwhile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class NumberForm(WagtailAdminModelForm):
    """A number with its letters. ``based_on`` is the version that the form was opened with."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["based_on"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Refuse what would be written over somebody else's words."""
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk and cleaned.get("based_on") != self.instance.version:
            raise ValidationError(
                _(
                    "Somebody else saved this number since you opened it. Nothing was saved: what "
                    "you wrote still stands here. Open the number in another tab and bring over "
                    "what is yours."
                )
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Keep the number, as its next version."""
        self.instance.version += 1
        return super().save(commit)
