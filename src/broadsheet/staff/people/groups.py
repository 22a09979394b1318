"""Groups and their rights: a publisher's own, the desks, and the roles, which are the program's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.users.views.groups import CreateView, DeleteView, EditView, GroupViewSet

from broadsheet.staff.grants import told_to_the_log
from broadsheet.staff.roles import GROUPS


class RightsCreateView(CreateView):
    """The form of a new group."""

    object: Group

    @transaction.atomic
    def process_form(self) -> HttpResponse:
        """Save it, and tell the log what it may do."""
        with told_to_the_log(self.object):
            saved: HttpResponse = super().process_form()
        return saved


class RightsEditView(EditView):
    """The form of a group. A role keeps its name, and its rights come back at each upgrade."""

    object: Group

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        shown: HttpResponse = super().get(request, *args, **kwargs)
        if self.object.name in GROUPS:
            words = _(
                "“%(role)s” is a role: its rights are set back at each upgrade. For other "
                "rights make a group of your own, and put people in it besides."
            )
            messages.warning(request, words % {"role": self.object.name})
        return shown

    def get_form(self, form_class: Any = None) -> Any:
        """Return the form, in which a role's name can't be changed."""
        form = super().get_form(form_class)
        form.fields["name"].disabled = self.object.name in GROUPS
        return form

    @transaction.atomic
    def process_form(self) -> HttpResponse:
        """Save it, and tell the log what has changed."""
        with told_to_the_log(self.object):
            saved: HttpResponse = super().process_form()
        return saved


class RightsDeleteView(DeleteView):
    """Deletes a group that isn't a role."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Delete it, or say that a role stays."""
        group = self.get_object()
        if request.user.is_superuser and group.name in GROUPS:
            words = _("“%(role)s” is a role and stays. Nothing was deleted.")
            messages.error(request, words % {"role": group.name})
            return redirect("wagtailusers_groups:edit", group.pk)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class RightsViewSet(GroupViewSet):
    """Groups in the settings' menu."""

    add_view_class = RightsCreateView
    edit_view_class = RightsEditView
    delete_view_class = RightsDeleteView
