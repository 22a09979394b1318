"""The editor's form: a draft may lack anything, a published story nothing that matters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from broadsheet.newsroom.change_panel import initial_answer
from broadsheet.newsroom.holds import Held, NotReady, check_holds
from broadsheet.newsroom.models.amendment import ChangeKind
from broadsheet.newsroom.readiness import lacks
from broadsheet.newsroom.saving.form_tokens import new_token
from broadsheet.newsroom.steps.skip_panel import SkipReason, ask_to_skip


class TokenField(forms.CharField):
    """Carries the form's token there and back; no part of the story."""

    def __init__(self) -> None:
        # A browser that fills in what stood here before would mix two forms up.
        never_filled_in = forms.HiddenInput(attrs={"autocomplete": "off"})
        super().__init__(required=False, widget=never_filled_in)

    def has_changed(self, _initial: Any, _data: Any) -> bool:
        """Say no: a new token changes nothing of the story."""
        return False


KINDS = [
    (ChangeKind.TYPO, _("A typo: nothing that the story says is another.")),
    (ChangeKind.UPDATE, _("An update: there is news. A note is shown if you write one.")),
    (ChangeKind.CLARIFICATION, _("A clarification: it could be misunderstood.")),
    (ChangeKind.CORRECTION, _("A correction: it was wrong.")),
    (
        ChangeKind.RETRACTION,
        _("A retraction: the story should not have been published; it says so from now."),
    ),
]


class StoryForm(WagtailAdminPageForm):
    """Asks for what is missing when a story is to be published, and only then.

    Its own fields say what kind of change it makes of a public story (``change_panel.py``), and
    why it goes out without its steps (``steps/``).
    """

    form_token = TokenField()
    change_kind = forms.ChoiceField(
        label=_("Kind of change"), choices=KINDS, widget=forms.RadioSelect, required=False
    )
    change_text = forms.CharField(
        label=_("Note for readers"),
        widget=AdminAutoHeightTextInput,
        max_length=2000,
        required=False,
    )
    change_wrong = forms.CharField(
        label=_("What was wrong"),
        help_text=_("As it stood, if readers should see it again."),
        widget=AdminAutoHeightTextInput,
        max_length=2000,
        required=False,
    )

    skip_reason = SkipReason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        answered = initial_answer(kwargs["instance"]) if kwargs.get("instance") else {}
        kwargs["initial"] = {**answered, **(kwargs.get("initial") or {})}
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
            self._ask_the_holds(story)
            return not self.errors
        return valid

    def _ask_the_holds(self, story: Any) -> None:
        if not story.pk:
            story.section_id = self.parent_page.pk
        try:
            check_holds(story)
        except NotReady as why:
            ask_to_skip(self, story, str(why))
        except Held as reason:
            self.add_error(None, ValidationError(str(reason)))
