"""What keeps a story from being public, whoever asks, until somebody says why it may be."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HoldKind(models.TextChoices):
    """Why a story is held."""

    EMBARGO = "embargo", _("embargo")
    DRAWER = "drawer", _("drawer")
    WITHDRAWAL = "withdrawal", _("withdrawal")


class Hold(models.Model):
    """A lock on the publication of one story; lifted, it stays as the record of itself.

    An embargo ends by itself at ``until``. The drawer keeps what was prepared for a day that
    nobody knows. A withdrawal keeps what was taken off the paper from coming back.
    """

    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="holds"
    )
    kind = models.CharField(max_length=10, choices=HoldKind.choices)
    until = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    words_for_readers = models.TextField(blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-set_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "kind"],
                condition=Q(lifted_at__isnull=True),
                name="one_hold_of_a_kind_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=HoldKind.values), name="hold_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind=HoldKind.EMBARGO, until__isnull=False)
                | (~Q(kind=HoldKind.EMBARGO) & Q(until__isnull=True)),
                name="an_embargo_and_nothing_else_has_an_hour",
            ),
            models.CheckConstraint(
                condition=~Q(kind=HoldKind.WITHDRAWAL) | ~Q(reason=""),
                name="a_withdrawal_leaves_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_because="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_because="")),
                name="no_hold_is_lifted_without_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story} · {self.get_kind_display()}"
