"""The ledger: what became of each message of a number, reader by reader."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock
from broadsheet.newsletters.models.numbers import Letter, Number
from broadsheet.newsletters.models.readers import Reader


class SendState(models.TextChoices):
    """Where one message is. It moves forward only; ``doubt`` is a person's to settle."""

    QUEUED = "queued", _("waiting")
    CLAIMED = "claimed", _("in a worker's hands")
    HANDING = "handing", _("being handed over")
    HANDED_OVER = "handed over", _("with the mail server")
    DELIVERED = "delivered", _("delivered")
    BOUNCED = "bounced", _("bounced")
    REFUSED = "refused", _("refused")
    SKIPPED = "skipped", _("not sent: the reader had left")
    DOUBT = "doubt", _("in doubt: it may have been sent")


IN_HAND = [SendState.CLAIMED, SendState.HANDING]
"""The states of a message that a worker has."""

OPEN = [SendState.QUEUED, *IN_HAND]
"""The states of a message that may still go out by itself."""


class Send(models.Model):
    """One message of one number to one address: made when the number begins to go out.

    ``key`` makes the Message-ID and goes to the provider as the idempotency key, the same at
    every attempt. ``digest`` is the address's keyed hash: it stays when the reader is forgotten
    and ``email`` emptied. ``claim`` names the worker's batch that has it in hand, which ends at
    ``leased_until``; ``handing`` is noted before the server can have all of a message, and so
    never goes back to ``queued`` unless it is known that it hasn't (docs/decisions/0017).
    ``handing_since`` is when that was, and the message's Date. ``asked_of`` stands for the
    provider's account that knows the key, and can be asked what became of a doubt
    (docs/decisions/0022); it is emptied when asking says no more.
    """

    number = models.ForeignKey(Number, on_delete=models.PROTECT, related_name="sends")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="sends")
    reader = models.ForeignKey(
        Reader, null=True, blank=True, on_delete=models.SET_NULL, related_name="sends"
    )
    email = models.EmailField(_("to"), max_length=254, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=SendState.choices, default=SendState.QUEUED
    )
    claim = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True)
    handing_since = models.DateTimeField(null=True, blank=True, editable=False)
    asked_of = models.CharField(max_length=32, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), default=clock.now)
    provider_id = models.CharField(max_length=200, blank=True, db_index=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    replied_at = models.DateTimeField(_("answered"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("pk",)
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["number", "next_try"],
                condition=Q(state=SendState.QUEUED),
                name="waiting_send",
            ),
            models.Index(
                fields=["claim"], condition=Q(claim__isnull=False), name="send_that_was_claimed"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=("number", "digest"), name="number_goes_once_to_each"),
            models.CheckConstraint(
                condition=Q(state__in=SendState.values), name="send_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_HAND)
                | Q(claim__isnull=False, leased_until__isnull=False),
                name="send_in_hand_has_a_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} → {self.email}"
