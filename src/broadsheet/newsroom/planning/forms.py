"""What is asked about plans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput

from broadsheet.newsroom.brief.form import usual_section
from broadsheet.newsroom.planning.models import Plan
from broadsheet.newsroom.planning.queries import people, sections
from broadsheet.newsroom.planning.rights import PlanRights

PRIVATE = ("notes", "sources")
SETS = ("section", "due_at", "publish_at", "length")
"""What of an assigned plan only its desk changes."""


class PersonField(forms.ModelChoiceField):
    """Somebody who can be given a plan."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(people(), label=_("Whose it is"), **kwargs)


class AssignForm(forms.Form):
    """To whom."""

    to = PersonField()


class SpikeForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with the plan, for all who see it."),
    )


class PlanForm(forms.ModelForm[Plan]):
    """A plan, as far as a person may change it; what is private is not even in the form of others.

    Whom it is given to is asked when it is pitched by somebody who leads somewhere.
    """

    to = PersonField(required=False, help_text=_("Only if your desk decides about it."))

    class Meta:
        model = Plan
        fields = (
            *("working_title", "what", "section", "due_at", "publish_at", "length"),
            *("visuals", "notes", "sources"),
        )
        widgets = {
            "what": AdminAutoHeightTextInput,
            "visuals": AdminAutoHeightTextInput,
            "notes": AdminAutoHeightTextInput,
            "sources": AdminAutoHeightTextInput,
            "due_at": AdminDateTimeInput,
            "publish_at": AdminDateTimeInput,
        }
        help_texts = {
            "length": _("In words."),
            "notes": _("For those who work on it and its desk."),
            "sources": _("For those who work on it and its desk: never in anything that goes out."),
        }

    def __init__(self, *args: Any, rights: PlanRights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan, fields = self.instance, self.fields
        section: Any = fields["section"]
        section.queryset = sections()
        if plan.pk:
            del fields["to"]
            self._narrow(plan, rights)
        else:
            section.initial = usual_section(rights.user)
            section.required = True

    def _narrow(self, plan: Plan, rights: PlanRights) -> None:
        if not rights.reads_notes(plan):
            for name in PRIVATE:
                del self.fields[name]
        for name, field in self.fields.items():
            may = rights.may_set_dates(plan) if name in SETS else rights.may_change(plan)
            field.disabled = not may
