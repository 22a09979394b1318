"""Asking somebody to work here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from broadsheet.lib import clock


class Invitation(models.Model):
    """A link by which one person makes themselves an account, once, until it ends.

    The secret is in the link alone; what is kept of it doesn't lead back to it.
    """

    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(_("role"), max_length=40)
    sections: models.ManyToManyField[Page, models.Model] = models.ManyToManyField(
        Page, verbose_name=_("desk of"), related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("ends"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_invitation_per_email",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="accepted_or_revoked_not_both",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether its link still opens."""
        ended = self.accepted_at or self.revoked_at
        return not ended and self.expires_at > clock.now()
