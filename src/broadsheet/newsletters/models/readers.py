"""What can be had, who reads it, and who has which."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from broadsheet.lib import clock
from broadsheet.newsletters.addresses import keyed_digest
from broadsheet.newsletters.models.kinds import SUBJECTS, Automatic, kinds_are_whole


class List(Automatic):
    """A newsletter. One that has had readers is closed, never deleted: consents name it."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    description = models.TextField(_("description"), blank=True)
    is_open = models.BooleanField(
        _("open"), default=True, help_text=_("Readers can sign up to it.")
    )
    in_archive = models.BooleanField(
        _("in the paper’s archive"),
        default=True,
        help_text=_("Anybody can read its numbers on the paper’s pages, once they went out."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    held_minutes = models.PositiveSmallIntegerField(
        _("minutes before it goes out"),
        default=1,
        help_text=_("So long, a number that was sent can be called back."),
    )
    needs_second = models.BooleanField(
        _("two people"),
        default=False,
        help_text=_("A second person has to agree before a number goes out."),
    )

    counts_clicks = models.BooleanField(
        _("count clicks"),
        default=False,
        help_text=_(
            "How often each story is opened from each number; never by whom. Links then lead "
            "by way of this program, and don’t open while it is down."
        ),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("is_open"),
        FieldPanel("in_archive"),
        FieldPanel("order"),
        FieldPanel("held_minutes"),
        FieldPanel("needs_second"),
        FieldPanel("counts_clicks"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", *SUBJECTS, "at", "readers_clock", "weekday")],
            heading=_("Numbers"),
        ),
    ]

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering = ("order", "name")
        default_permissions = ("add", "change", "view")
        constraints = kinds_are_whole()

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse another slug once numbers went out: mails lead to their addresses."""
        super().clean()
        was = List.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if was not in (None, self.slug) and self.numbers.filter(ordinal__isnull=False).exists():
            words = _("Numbers went out whose addresses hold “%(slug)s”: it stays.")
            raise ValidationError({"slug": words % {"slug": was}})


class Reader(models.Model):
    """Somebody's e-mail address, as ``addresses.normalise`` writes it, and how mail fares there.

    ``zone`` is IANA's name of where the reader lives; none, where the newspaper is.
    ``key`` stands for the reader in links, ``digest`` for the address where the address itself
    may not be kept. ``bouncing_since`` is set when mail came back for good, or from time to
    time too often; ``complained_at`` when the reader told their provider that our mail is
    unwanted. Nobody with either is written to by any list.
    """

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=12)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    created = models.DateTimeField(_("since"), default=clock.now)
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)
    bouncing_since = models.DateTimeField(_("bouncing since"), null=True, blank=True)
    soft_bounces = models.PositiveSmallIntegerField(_("bounces in a row"), default=0)
    soft_bounced_at = models.DateTimeField(_("last bounce"), null=True, blank=True)
    complained_at = models.DateTimeField(_("complained"), null=True, blank=True)

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, with the digest of its address. Rows written in bulk bring theirs along."""
        self.digest = keyed_digest(self.email)
        if "email" in (fields := kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*fields, "digest"}
        super().save(*args, **kwargs)


class Forgotten(models.Model):
    """Somebody who asked to be forgotten: nothing of them but the digest of their address.

    No import brings that address back. The person themselves can: saying yes to a letter that
    they asked for removes the row.
    """

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("forgotten address")
        verbose_name_plural = _("forgotten addresses")
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


class State(models.TextChoices):
    """Where a reader stands with a list. Only ``confirmed`` is ever written to."""

    PENDING = "pending", _("asked, not confirmed")
    CONFIRMED = "confirmed", _("confirmed")
    LEFT = "left", _("left")


class Frequency(models.TextChoices):
    """How many numbers of a list a reader wants: all, or the first of each week."""

    EACH = "each", _("every number")
    WEEKLY = "weekly", _("weekly at most")


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
    frequency = models.CharField(
        _("frequency"), max_length=10, choices=Frequency.choices, default=Frequency.EACH
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
            models.CheckConstraint(
                condition=models.Q(frequency__in=Frequency.values),
                name="subscription_frequency_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} · {self.list} · {self.get_state_display()}"
