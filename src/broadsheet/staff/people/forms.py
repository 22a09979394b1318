"""The form of a person: one role, desks if they edit one, and a publisher's own groups."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.users.forms import UserForm

from broadsheet.staff.actions import assign_desks, check_role, give_role
from broadsheet.staff.desks import desks, sections, sections_of
from broadsheet.staff.models import User
from broadsheet.staff.queries import role_of
from broadsheet.staff.roles import DESK_EDITOR, GROUPS, PUBLISHER, WORDS


class Sections(forms.ModelMultipleChoiceField):
    """Sections, told with those they lie in."""

    def label_from_instance(self, obj: Page) -> str:
        """Return ``World`` or ``— Europe``."""
        return "— " * (obj.depth - 3) + obj.title


def own_groups() -> Any:
    """Return the groups that a publisher made: neither a role's nor a desk."""
    others = Group.objects.exclude(name__in=GROUPS).exclude(pk__in=desks().values("pk"))
    return others.order_by("name")


class PersonForm(UserForm):
    """Somebody who works here, or is to."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=WORDS.items(),
        widget=forms.RadioSelect,
        help_text=_("What each may do: docs/rights.md."),
    )
    desks = Sections(
        Page.objects.none(),
        label=_("Desks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The sections that a desk editor answers for, with what lies below them."),
    )
    own_groups = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label=_("Other groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["email", "first_name", "last_name"]

    field_order: ClassVar[list[str]] = [
        *Meta.fields,
        *("role", "desks", "own_groups", "password1", "password2"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_superuser"]  # a publisher is a role among others here
        self.fields["desks"].queryset = sections()
        self.fields["own_groups"].queryset = own_groups()
        if not own_groups().exists():
            del self.fields["own_groups"]
        if self.instance.pk:
            self.initial["role"] = role_of(self.instance)
            self.initial["desks"] = sections_of(self.instance)
            self.initial["own_groups"] = own_groups().filter(user=self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse what would leave the paper without a publisher, and desks for another role."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        role = said.get("role")
        if role and self.instance.pk:
            stays = PUBLISHER if said.get("is_active", True) else ""
            try:
                check_role(user=self.instance, role=role if stays else "read-only")
            except ValidationError as problem:
                self.add_error("role", problem)
        if role and role != GROUPS[DESK_EDITOR.name] and said.get("desks"):
            self.add_error("desks", ValidationError(_("Only desk editors have desks.")))
        return said

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Save the person, then their role, their desks and their groups."""
        if not self.instance.pk:
            self.instance.is_staff = True
        user: User = super().save(commit=commit)
        if commit:
            if "role" in self.cleaned_data:
                give_role(user=user, role=self.cleaned_data["role"])
                assign_desks(user=user, sections=self.cleaned_data["desks"])
            if "own_groups" in self.cleaned_data:
                chosen = self.cleaned_data["own_groups"]
                user.groups.remove(*own_groups().filter(user=user).exclude(pk__in=chosen))
                user.groups.add(*chosen)
        return user


class PersonEditForm(PersonForm):
    """Somebody who works here. Nobody takes their own role, or puts themselves out."""

    password_required = False

    class Meta(PersonForm.Meta):
        fields: ClassVar[list[str]] = [*PersonForm.Meta.fields, "is_active"]

    field_order: ClassVar[list[str]] = [*PersonForm.field_order, "is_active"]

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]
            del self.fields["role"]
            del self.fields["desks"]
