"""The editor's form: a draft may lack anything, a published story nothing that matters."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from broadsheet.newsroom.holds import Held, check_holds
from broadsheet.newsroom.readiness import lacks


class StoryForm(WagtailAdminPageForm):
    """Asks for what is missing when a story is to be published, and only then."""

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
