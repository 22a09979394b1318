"""A feed that is looked at again and again, and what it has brought."""

from __future__ import annotations

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock

FEWEST, MOST = 5, 7 * 24 * 60
"""Minutes between two looks: servers are asked no oftener, and desks told no later."""

LONGEST = 500
"""Characters of an address."""


class SubscriptionState(models.TextChoices):
    """Whether it is looked at. ``ended`` says why."""

    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


class Subscription(models.Model):
    """A feed, what is printed under its copy, and when it is looked at next.

    ``etag`` and ``last_modified`` are what its server told of the feed that we have whole
    (RFC 9110, 13). ``pace`` is how many minutes its source asks to be left alone between two
    looks. While a worker looks, ``taken_until`` ends its claim. ``failures`` counts the looks
    in a row that brought no feed; ``answer`` says in words what came of the last one.
    """

    address = models.URLField(_("address"), max_length=LONGEST, unique=True)
    name = models.CharField(_("name"), max_length=120)
    credit = models.CharField(_("credit line"), max_length=255, blank=True)
    terms = models.TextField(_("usage terms"), blank=True, max_length=2000)
    section = models.ForeignKey(
        "broadsheet_newsroom.Section",
        verbose_name=_("section"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes between looks"),
        default=30,
        validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)],
    )
    state = models.CharField(
        max_length=6,
        choices=SubscriptionState.choices,
        default=SubscriptionState.ACTIVE,
        editable=False,
    )
    why = models.CharField(max_length=300, blank=True, editable=False)
    created = models.DateTimeField(default=clock.now, editable=False)

    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    pace = models.PositiveIntegerField(default=0, editable=False)
    next_look = models.DateTimeField(default=clock.now, editable=False)
    taken_until = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(max_length=300, blank=True, editable=False)
    came_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("subscription to a feed")
        verbose_name_plural = _("subscriptions to feeds")
        ordering = ("name", "pk")
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(FEWEST, MOST)), name="a_feed_is_not_asked_too_often"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["active", "paused"], why="")
                | (Q(state="ended") & ~Q(why="")),
                name="a_subscription_says_why_it_ended",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_look"], condition=Q(state="active"), name="subscription_to_look_at"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def every(self) -> timedelta:
        """How long it is left alone between two looks, as whoever keeps it wants."""
        return timedelta(minutes=self.minutes)


class Brought(models.Model):
    """An entry that a subscription brought once: deleted here, it doesn't come again."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="brought")
    uri = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("entry that came")
        verbose_name_plural = _("entries that came")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "uri"], name="an_entry_comes_once_from_a_subscription"
            )
        ]

    def __str__(self) -> str:
        return self.uri
