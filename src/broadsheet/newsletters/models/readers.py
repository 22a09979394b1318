"""What can be had, who reads it, and who has which."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from broadsheet.lib import clock


class List(models.Model):
    """A newsletter. One that has had readers is closed, never deleted: consents name it."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True)
    is_open = models.BooleanField(
        _("open"), default=True, help_text=_("Readers can sign up to it.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("is_open"),
        FieldPanel("order"),
    ]

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering = ("order", "name")
        default_permissions = ("add", "change", "view")

    def __str__(self) -> str:
        return self.name


class Reader(models.Model):
    """Somebody's e-mail address, as ``addresses.normalise`` writes it."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    language = models.CharField(_("language"), max_length=12)
    created = models.DateTimeField(_("since"), default=clock.now)

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        ordering = ("-created", "-pk")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="reader_email_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.email


class State(models.TextChoices):
    """Where a reader stands with a list. Only ``confirmed`` is ever written to."""

    PENDING = "pending", _("asked, not confirmed")
    CONFIRMED = "confirmed", _("confirmed")
    LEFT = "left", _("left")


class Subscription(models.Model):
    """A reader's place on a list, now. How it came about is in the consents.

    ``key`` stands for it in the links that mails carry.
    """

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="subscriptions")
    list = models.ForeignKey(List, on_delete=models.PROTECT, related_name="subscriptions")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=("reader", "list"), name="reader_is_once_on_a_list"),
            models.CheckConstraint(
                condition=models.Q(state=State.PENDING)
                | models.Q(state=State.CONFIRMED, confirmed_at__isnull=False)
                | models.Q(state=State.LEFT, left_at__isnull=False),
                name="subscription_state_is_known_and_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} · {self.list} · {self.get_state_display()}"
