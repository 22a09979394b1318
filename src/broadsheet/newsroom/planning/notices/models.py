"""What somebody is told, and how they chose to be."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What happened."""

    ASSIGNED = "assigned", _("“%(title)s” is assigned to you.")
    TAKEN_BACK = "taken_back", _("“%(title)s” is no longer assigned to you.")
    HOURS = "hours", _("“%(title)s”: when it is due, or planned to come out, has changed.")
    SPIKED = "spiked", _("“%(title)s” is spiked.")
    REOPENED = "reopened", _("“%(title)s” is taken up again.")
    DONE = "done", _("The story of “%(title)s” is public.")
    STEP = "step", _("The story of “%(title)s” is at this step: %(step)s.")
    SENT_BACK = "sent_back", _("The story of “%(title)s” was sent back by: %(step)s.")


class Letters(models.TextChoices):
    """When somebody gets letters."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, at eight in the morning")
    OFF = "off", _("Never")


class Notice(models.Model):
    """Something that somebody is told of a plan, once.

    ``mail_at`` is when a letter with it is due; none when there is no letter, or it went.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(
        "broadsheet_newsroom.Plan", on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    step = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_of_a_person"),
            models.Index(
                fields=["mail_at"], condition=Q(mail_at__isnull=False), name="notice_to_be_mailed"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_is_of_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display()) % {"title": self.plan, "step": self.step}


class NoticeChoice(models.Model):
    """How somebody chose to be told. Who hasn't chosen gets letters at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    letters = models.CharField(
        _("letters"), max_length=8, choices=Letters.choices, default=Letters.AT_ONCE
    )
    in_editor = models.BooleanField(_("in the editor"), default=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(letters__in=Letters.values), name="letters_come_when_they_can"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.letters}"
