"""The editor's form: a draft may lack anything, a published story nothing that matters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from broadsheet.newsroom.holds import Held, check_holds
from broadsheet.newsroom.readiness import lacks
from broadsheet.newsroom.saving.form_tokens import new_token


class TokenField(forms.CharField):
    """Carries the form's token there and back; no part of the story."""

    def __init__(self) -> None:
        # A browser that fills in what stood here before would mix two forms up.
        never_filled_in = forms.HiddenInput(attrs={"autocomplete": "off"})
        super().__init__(required=False, widget=never_filled_in)

    def has_changed(self, _initial: Any, _data: Any) -> bool:
        """Say no: a new token changes nothing of the story."""
        return False


class StoryForm(WagtailAdminPageForm):
    """Asks for what is missing when a story is to be published, and only then."""

    form_token = TokenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user and not self.is_bound:
            self.fields["form_token"].initial = new_token(self.for_user)

    def is_valid(self) -> bool:
        """Check the form and, if its story is to go live, what that story lacks."""
        valid = super().is_valid()
        if valid and self.data.get("action-publish"):
            story: Any = self.save(commit=False)
            for problem in lacks(story):
                self.add_error(None, ValidationError(problem))
            try:
                check_holds(story)
            except Held as reason:
                self.add_error(None, ValidationError(str(reason)))
            return not self.errors
        return valid
