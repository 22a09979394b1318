"""In the editor: what somebody is asked who publishes a text that isn't ready."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class SkipReason(forms.CharField):
    """Asks why a text can't wait for its steps."""

    def __init__(self, **kwargs: Any) -> None:
        told = _("Publishes this text without its steps. Kept with the story, for the staff.")
        kept = {"label": _("Why it can’t wait"), "help_text": told, "max_length": 2000}
        super().__init__(
            **{**kept, "widget": AdminAutoHeightTextInput, "required": False, **kwargs}
        )


class SkipPanel(MultiFieldPanel):
    """Shown in the form of a story once it was refused, to who may publish it."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """There only when it asks."""

        def is_shown(self) -> bool:
            """Say whether publishing was refused for that reason alone."""
            return bool(getattr(self.form, "asks_to_skip", False)) and super().is_shown()


SKIP_PANEL = SkipPanel(
    [FieldPanel("skip_reason", disable_comments=True)], heading=_("Skip the steps"), icon="warning"
)


def ask_to_skip(form: Any, story: Any, why: str) -> None:
    """Take the reason that a form gives for publishing a text that isn't ready, or ask for it.

    The reason goes with the text to its revision. Only who may publish is asked.
    """
    if story.pk:
        may = story.permissions_for_user(form.for_user).can_publish()
    else:
        may = form.parent_page.permissions_for_user(form.for_user).can_publish_subpage()
    reason = form.cleaned_data.get("skip_reason", "").strip()
    if may and reason:
        story.skipped_because = reason
        return
    form.asks_to_skip = may
    form.add_error("skip_reason" if may else None, why)
