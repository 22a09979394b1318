"""What readers agreed to, and the letters that ask them."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock
from broadsheet.newsletters.models.readers import List, Reader


class Act(models.TextChoices):
    """What a reader did, or what became of their consent."""

    ASKED = "asked", _("asked")
    CONFIRMED = "confirmed", _("confirmed")
    LEFT = "left", _("left")
    IMPORTED = "imported", _("imported")
    MOVED = "moved", _("changed the address")
    BOUNCED = "bounced", _("mail came back")
    COMPLAINED = "complained", _("complained")


class WrittenOnceError(TypeError):
    """Somebody tried to change or remove what is only ever added to."""


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents, which are read and added."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise WrittenOnceError("A consent is never changed or deleted.")

    update = bulk_update = update_or_create = delete = _refuse


class Consent(models.Model):
    """One act of one reader on one list: written once, never changed, never deleted.

    Whoever mails people must be able to show, years later, that they agreed: who, when, to
    which words (GDPR, article 7(1)). A record that can be edited shows nothing, so a row
    can be added and read, and no more. It goes only together with its reader, when the
    reader is forgotten as a whole (article 17).

    ``wording`` is what the reader was shown; for an import, what the publication stated when it
    brought the address. ``origin`` is the internet address that the
    act came from, ``user_agent`` the beginning of what the browser called itself.
    """

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="consents")
    list = models.ForeignKey(List, on_delete=models.PROTECT, related_name="consents")
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    at = models.DateTimeField(_("at"), default=clock.now)
    wording = models.TextField(_("wording shown"), blank=True)
    origin = models.GenericIPAddressField(_("internet address"), null=True, blank=True)
    user_agent = models.CharField(_("browser"), max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("at", "pk")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act__in=Act.values), name="consent_act_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader} · {self.list} · {self.get_act_display()} · {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, the first time. Raises WrittenOnceError ever after."""
        if not self._state.adding:
            raise WrittenOnceError("A consent is never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Raise WrittenOnceError."""
        raise WrittenOnceError("A consent is never deleted.")


class Confirmation(models.Model):
    """A letter that asks a reader whether they meant it; its link carries a secret.

    Only the secret's SHA-256 is kept: whoever reads the database can't answer for readers.
    It confirms the lists that its letter named and no others.
    """

    digest = models.CharField(max_length=64, unique=True)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="confirmations")
    lists = models.ManyToManyField(List, related_name="+")
    created = models.DateTimeField(default=clock.now)
    expires = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.reader} · {self.created:%Y-%m-%d %H:%M}"


class AddressChange(models.Model):
    """A reader's wish to be written to elsewhere: done when both letter boxes have said yes.

    Each box gets a secret of its own, of which the SHA-256 is kept.
    """

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="address_changes")
    email = models.EmailField(_("new e-mail address"), max_length=254)
    old_digest = models.CharField(max_length=64, unique=True)
    new_digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=clock.now)
    expires = models.DateTimeField(db_index=True)
    old_said_yes = models.DateTimeField(null=True, blank=True)
    new_said_yes = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.reader} → {self.email}"
