"""The list of people and their form."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.bulk_actions import AssignRoleBulkAction
from wagtail.users.views.users import CreateView, EditView, IndexView, UserViewSet

from broadsheet.staff.actions import give_role
from broadsheet.staff.desks import desks
from broadsheet.staff.models import User
from broadsheet.staff.people.forms import PersonEditForm, PersonForm
from broadsheet.staff.queries import role_of
from broadsheet.staff.roles import WORDS

FORM = "wagtailadmin/generic/form.html"


class PeopleView(IndexView):
    """The list, with what everybody is here."""

    @cached_property
    def columns(self) -> list[Column]:
        """Say role and desks where Wagtail says who is an administrator."""
        known = set(desks().values_list("pk", flat=True))

        def on_desks(user: User) -> str:
            return ", ".join(sorted(each.name for each in user.groups.all() if each.pk in known))

        told = [
            Column("role", label=_("Role"), accessor=lambda user: WORDS.get(role_of(user), "–")),
            Column("desks", label=_("Desks"), accessor=on_desks),
        ]
        place = [column.name for column in super().columns].index("is_superuser")
        others = super().columns
        return [*others[:place], *told, *others[place + 1 :]]

    def get_base_queryset(self) -> QuerySet[User]:
        """Bring the groups along."""
        people: QuerySet[User] = super().get_base_queryset()
        return people.prefetch_related("groups")


class PersonCreateView(CreateView):
    """The form of somebody new."""

    template_name = FORM


class PersonEditView(EditView):
    """The form of somebody."""

    template_name = FORM


class PersonViewSet(UserViewSet):
    """People in the settings' menu."""

    index_view_class = PeopleView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    create_template_name = edit_template_name = FORM

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return our form."""
        return PersonEditForm if for_update else PersonForm


class RoleForm(forms.Form):
    """Which role."""

    role = forms.ChoiceField(label=_("Role"), choices=WORDS.items())


class GiveRoleAction(AssignRoleBulkAction):
    """Gives several people one role, in place of those they have; all of them or none."""

    form_class = RoleForm

    @classmethod
    def execute_action(cls, objects: list[User], role: str = "", **_kwargs: Any) -> tuple[int, int]:
        """Give it. Raises ValidationError."""
        for user in objects:
            give_role(user=user, role=role)
        return len(objects), 0

    def get_success_message(self, count: int, _children: int) -> str:
        """Say so."""
        role = WORDS[self.cleaned_form.cleaned_data["role"]]
        words = _("%(count)d people have the role %(role)s now.")
        return str(words % {"count": count, "role": role})

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Do it, or say why not."""
        try:
            done: HttpResponse = super().form_valid(form)
        except ValidationError as problem:
            messages.error(self.request, " ".join(problem.messages))
            return redirect(self.next_url)
        return done
