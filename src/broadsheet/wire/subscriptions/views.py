"""Subscriptions in the editor: a list, and a form of each. Thin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from broadsheet.lib import clock
from broadsheet.wire.subscriptions import actions
from broadsheet.wire.subscriptions.form import SubscriptionForm
from broadsheet.wire.subscriptions.models import Subscription
from broadsheet.wire.subscriptions.queries import MANAGE, SEE, every

Act = Callable[[Subscription, Any], bool]

ACTS: dict[str, tuple[Act, Any]] = {
    "look now": (
        lambda found, _by: actions.look_now(subscription=found),
        gettext_lazy("“%(name)s” is looked at in a moment."),
    ),
    "pause": (
        lambda found, by: actions.pause(subscription=found, by=by),
        gettext_lazy("“%(name)s” is looked at no more until you resume it."),
    ),
    "resume": (
        lambda found, by: actions.resume(subscription=found, by=by),
        gettext_lazy("“%(name)s” is looked at again."),
    ),
    "end": (
        lambda found, by: actions.end(subscription=found, by=by),
        gettext_lazy("“%(name)s” has ended. What it brought stays."),
    ),
}
"""What a button says → what is done, and what is said then."""


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the subscriptions. Raises PermissionDenied."""
    _check(request, SEE)
    context = {
        "subscriptions": every(),
        "may_manage": request.user.has_perm(MANAGE),
        "now": clock.now(),
    }
    return TemplateResponse(request, "wire/subscriptions.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Try a feed, show what it would bring, and subscribe to it. Raises PermissionDenied."""
    _check(request, MANAGE)
    return _form(request, Subscription(), _subscribe)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a subscription, or do what a button says. Raises PermissionDenied."""
    _check(request, MANAGE)
    found = get_object_or_404(Subscription.objects.select_related("section"), pk=pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _form(request, found, _change)
    do, words = act
    if do(found, request.user):
        messages.success(request, words % {"name": found.name})
    else:
        messages.warning(request, _("Nothing was done: it is so already."))
    return redirect("wire_subscriptions")


def _form(
    request: HttpRequest, found: Subscription, keep: Callable[[HttpRequest, Subscription], str]
) -> HttpResponse:
    posted = request.POST.copy() if request.method == "POST" else None
    form = SubscriptionForm(posted, instance=found)
    if posted is not None and form.is_valid():
        if posted.get("act") == "keep" and form.may_be_kept():
            try:
                messages.success(request, keep(request, form.instance))
            except ValidationError as error:
                form.add_error("address", error)
            else:
                return redirect("wire_subscriptions")
        else:
            form.try_it()
    kept = Subscription.objects.filter(pk=found.pk).first()
    context = {"form": form, "subscription": kept, "now": clock.now()}
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, "wire/subscription.html", context, status=status)


def _subscribe(request: HttpRequest, found: Subscription) -> str:
    actions.subscribe(subscription=found, by=request.user)
    return _("Subscribed. What the feed holds now comes to the inbox in a moment.")


def _change(request: HttpRequest, found: Subscription) -> str:
    actions.change(subscription=found, by=request.user)
    return _("Saved.")


def _check(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied
