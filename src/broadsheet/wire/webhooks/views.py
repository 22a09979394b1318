"""Webhooks in the editor: a list, and a page of each. For publishers. Thin."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from broadsheet.wire.webhooks import actions
from broadsheet.wire.webhooks.form import WebhookForm
from broadsheet.wire.webhooks.models import Webhook
from broadsheet.wire.webhooks.secret import new_secret, seal
from broadsheet.wire.webhooks.tasks import nothing_leaves

RIGHT = "broadsheet_wire.change_webhook"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the webhooks, and take a new one. Raises PermissionDenied."""
    _check(request)
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.instance.secret = seal(secret := new_secret())
        webhook = form.save()
        log(webhook, "wagtail.create", user=request.user)
        return _page(request, webhook, WebhookForm(instance=webhook), secret=secret)
    context = {"form": form, "webhooks": Webhook.objects.all(), "rests": nothing_leaves()}
    return TemplateResponse(request, "wire/webhooks.html", context, status=_status(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a webhook with its newest messages, and do what a button says."""
    _check(request)
    found = get_object_or_404(Webhook, pk=pk)
    act, form = request.POST.get("act"), WebhookForm(instance=found)
    if act == "secret":
        secret = actions.renew_secret(webhook=found, by=request.user)
        return _page(request, found, form, secret=secret)
    if act == "remove":
        actions.remove(webhook=found, by=request.user)
        return redirect("wire_webhooks")
    if act == "save":
        form = WebhookForm(request.POST, instance=found)
        if not form.is_valid():
            return _page(request, Webhook.objects.get(pk=pk), form)
        log(form.save(), "wagtail.edit", user=request.user)
        messages.success(request, _("Saved."))
        return redirect("wire_webhook", pk)
    again = request.POST.get("again", "")
    if again.isascii() and again.isdecimal() and len(again) < 19:
        if actions.deliver_again(webhook=found, delivery=int(again)):
            messages.success(request, _("It goes once more."))
        return redirect("wire_webhook", pk)
    return _page(request, found, form)


def _page(
    request: HttpRequest, found: Webhook, form: WebhookForm, *, secret: str = ""
) -> HttpResponse:
    context = {
        "webhook": found,
        "form": form,
        "secret": secret,
        "deliveries": actions.newest(found),
        "rests": nothing_leaves(),
    }
    return TemplateResponse(request, "wire/webhook.html", context, status=_status(form))


def _status(form: WebhookForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
