"""Who is told, and the outbox of what they are told."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock


class Event(models.TextChoices):
    """What can happen to a story, as readers see it."""

    PUBLISHED = "story.published", _("a story is published")
    UPDATED = "story.updated", _("a public story changes, or gets a correction")
    WITHDRAWN = "story.withdrawn", _("a story is taken back")


class Webhook(models.Model):
    """An address that is told. ``secret`` is sealed, and signs what it is told."""

    url = models.URLField(_("address"), max_length=500, unique=True)
    published = models.BooleanField(Event.PUBLISHED.label, default=True)
    updated = models.BooleanField(Event.UPDATED.label, default=True)
    withdrawn = models.BooleanField(Event.WITHDRAWN.label, default=True)
    is_enabled = models.BooleanField(_("told of what happens"), default=True)
    secret = models.TextField(editable=False)
    created = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ("url",)

    def __str__(self) -> str:
        return self.url


class DeliveryState(models.TextChoices):
    """What became of a message. ``given up`` waits for a person."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given up", _("given up")


class Sending(models.Model):
    """What is sent until it has arrived. While a worker has it, ``next_try`` ends its claim."""

    created = models.DateTimeField(default=clock.now)
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("-pk",)
        default_permissions = ()
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["next_try"],
                condition=Q(state=DeliveryState.WAITING),
                name="waiting_%(class)s",
            )
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="%(class)s_state_is_known"
            )
        ]

    def beside(self) -> models.QuerySet[Any]:
        """Return what goes to the same address, itself among it: all, if there is one address."""
        return type(self)._default_manager.all()


class Delivery(Sending):
    """One message to one address, written in the transaction of what it tells.

    ``key`` is its ``webhook-id``, the same at every attempt.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=20, choices=Event.choices)
    body = models.TextField()

    class Meta(Sending.Meta):
        abstract = False
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.event} → {self.webhook_id}"

    def beside(self) -> models.QuerySet[Any]:
        """Return what the same webhook is told."""
        return Delivery.objects.filter(webhook=self.webhook_id)
