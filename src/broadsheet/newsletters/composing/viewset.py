"""The list and the form of numbers. Drafts are changed; whatever went on is only looked at."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from broadsheet.newsletters.composing import looking
from broadsheet.newsletters.models import Number, NumberState


def look_at(number: Number) -> str:
    """Return where a number is looked at in the editor."""
    return reverse("number:look", args=[number.pk])


class OnlyDrafts(View):
    """A view that changes a number: it takes drafts, and holds the row while it does."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer within one transaction; what isn't a draft is shown instead."""
        with transaction.atomic() if request.method == "POST" else nullcontext():
            number = Number.objects.filter(pk=kwargs.get("pk"))
            if request.method == "POST":
                number = number.select_for_update()
            found = number.first()
            if found is None or found.state == NumberState.DRAFT or not _may_look(request):
                return super().dispatch(request, *args, **kwargs)
        words = _("This number isn’t a draft any more: it can only be looked at.")
        messages.warning(request, words)
        return redirect(look_at(found))


def _may_look(request: HttpRequest) -> bool:
    return request.user.has_perm(looking.RIGHT)


class NumberIndexView(generic.IndexView):
    """The numbers; each leads to where it is looked at."""

    def get_edit_url(self, instance: Number) -> str | None:
        """Return where its title leads."""
        return look_at(instance)


class NumberCreateView(generic.CreateView):
    """A new number, signed by whoever writes it."""

    submit_button_label = gettext_lazy("Save and look at it")

    def get_initial_form_instance(self) -> Number:
        """Return a number of nobody's list yet."""
        return Number(created_by=self.request.user)

    def get_success_url(self) -> str:
        """Go on to look at it."""
        return look_at(self.object)


class NumberEditView(OnlyDrafts, generic.EditView):
    """A draft's form."""

    submit_button_label = gettext_lazy("Save and look at it")

    def get_success_url(self) -> str:
        """Go on to look at it."""
        return look_at(self.object)


class NumberDeleteView(OnlyDrafts, generic.DeleteView):
    """A draft, to be thrown away."""


class NumberViewSet(ModelViewSet):
    """The numbers."""

    model = Number
    icon = "doc-full"
    menu_label = gettext_lazy("Numbers")
    list_display = ("subject", "list", "ordinal", "state", "created", "due", "finished_at")
    list_filter = ("list", "state")
    ordering = ("-created",)
    index_view_class = NumberIndexView
    add_view_class = NumberCreateView
    edit_view_class = NumberEditView
    delete_view_class = NumberDeleteView
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the pages on which a number is looked at."""
        return [
            *super().get_urlpatterns(),
            path("look/<int:pk>/", looking.look, name="look"),
            path("look/<int:pk>/<int:letter>/<str:screen>/", looking.frame, name="frame"),
        ]
