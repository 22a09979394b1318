"""The outbox: every mail that the program means to send."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock

SECRET_MARK = "{secret}"  # noqa: S105  a mark, not a secret
"""Stands in a mail's text where its secret goes when it is sent."""


class MailState(models.TextChoices):
    """What became of a mail. ``failed`` waits for a person."""

    QUEUED = "queued", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")


class OutgoingMail(models.Model):
    """A mail to one address, written in the transaction of what asks for it.

    ``secret`` is put where ``SECRET_MARK`` stands when the mail goes out, and is then
    emptied: who opens the outbox doesn't see it. ``key`` makes the Message-ID, the same at
    every attempt. While a worker has a mail in hand, ``next_try`` is when its claim ends.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.EmailField(_("to"), max_length=254, db_index=True)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    secret = models.CharField(max_length=128, blank=True, editable=False)
    created = models.DateTimeField(_("written"), default=clock.now)
    state = models.CharField(
        _("state"), max_length=10, choices=MailState.choices, default=MailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"), default=clock.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ("-created", "-pk")
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["next_try"],
                condition=models.Q(state=MailState.QUEUED),
                name="waiting_mail",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MailState.values), name="outgoing_mail_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
