"""The outbox of what the hub is to be told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.wire.webhooks.models import DeliveryState, Sending


class Ping(Sending):
    """A feed that changed; ``feed`` is its path. Of those never tried, there is one of a feed."""

    feed = models.CharField(max_length=1000)

    class Meta(Sending.Meta):
        abstract = False
        verbose_name = _("ping")
        verbose_name_plural = _("pings")
        constraints = [
            *Sending.Meta.constraints,
            models.UniqueConstraint(
                fields=["feed"],
                condition=Q(state=DeliveryState.WAITING, tries=0),
                name="one_untried_ping_of_a_feed",
            ),
        ]

    def __str__(self) -> str:
        return self.feed
