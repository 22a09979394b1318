"""A newsletter's numbers: what one says, in each language, and how far it has come."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock
from broadsheet.newsletters.models.readers import List


class NumberState(models.TextChoices):
    """How far a number has come. From ``held`` it can be called back; from ``sending``, stopped."""

    DRAFT = "draft", _("draft")
    HELD = "held", _("goes out when it is due")
    SENDING = "sending", _("going out")
    STOPPED = "stopped", _("stopped")
    SENT = "sent", _("sent")


class Number(models.Model):
    """One number of a list. Once it goes out, its words and its readers don't change.

    ``ordinal`` counts the numbers of a list that went out, from 1; a draft has none. ``due`` is
    when it goes out, if nobody calls it back. ``corrects`` is the number whose remaining readers
    get this one instead.
    """

    list = models.ForeignKey(List, on_delete=models.PROTECT, related_name="numbers")
    ordinal = models.PositiveIntegerField(_("number"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=NumberState.choices, default=NumberState.DRAFT
    )
    created = models.DateTimeField(_("written"), default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateTimeField(_("goes out"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    started_at = models.DateTimeField(_("began to go out"), null=True, blank=True)
    finished_at = models.DateTimeField(_("was sent"), null=True, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )

    class Meta:
        verbose_name = _("number")
        verbose_name_plural = _("numbers")
        ordering = ("-created", "-pk")
        default_permissions = ("add", "change", "view", "delete")
        constraints = [
            models.UniqueConstraint(fields=("list", "ordinal"), name="number_is_once_on_a_list"),
            models.CheckConstraint(
                condition=models.Q(state=NumberState.DRAFT)
                | models.Q(state=NumberState.HELD, due__isnull=False)
                | models.Q(
                    state__in=[NumberState.SENDING, NumberState.STOPPED],
                    ordinal__isnull=False,
                    started_at__isnull=False,
                )
                | models.Q(
                    state=NumberState.SENT, ordinal__isnull=False, finished_at__isnull=False
                ),
                name="number_state_is_known_and_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.ordinal}" if self.ordinal else f"{self.list} ({self.state})"


class Letter(models.Model):
    """What a number says in one language.

    ``html`` and ``text`` are what is sent, frozen when the number begins to go out. They hold
    named marks (``{leave}``, ``{preferences}``) where a reader's own links go, and nothing else
    is ever filled in.
    """

    number = models.ForeignKey(Number, on_delete=models.CASCADE, related_name="letters")
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=200)
    preheader = models.CharField(
        _("preheader"),
        max_length=150,
        blank=True,
        help_text=_("What mail programs show after the subject."),
    )
    html = models.TextField(blank=True, editable=False)
    text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("pk",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("number", "language"), name="number_has_a_letter_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.subject
