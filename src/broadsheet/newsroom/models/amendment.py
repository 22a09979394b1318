"""What kind of change a change of a public story is, and what readers are told of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    """What a change of a public text is. The last three put right what was wrong or unclear."""

    TYPO = "typo", _("typo")
    UPDATE = "update", _("update")
    CLARIFICATION = "clarification", _("clarification")
    CORRECTION = "correction", _("correction")
    RETRACTION = "retraction", _("retraction")


PUTS_RIGHT = (ChangeKind.CLARIFICATION, ChangeKind.CORRECTION, ChangeKind.RETRACTION)
"""Readers are always told of these."""


class Said(models.Model):
    """What somebody says of a change."""

    kind = models.CharField(_("kind"), max_length=13, choices=ChangeKind.choices)
    text = models.TextField(_("note"), blank=True)
    wrong = models.TextField(_("what was wrong"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values), name="%(class)s_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=PUTS_RIGHT) | ~Q(text=""), name="%(class)s_tells_readers"
            ),
        ]

    def clean(self) -> None:
        """Ask for the note where readers must be told; forget it where there is nothing to tell."""
        super().clean()
        self.text, self.wrong = self.text.strip(), self.wrong.strip()
        if self.kind == ChangeKind.TYPO:
            self.text = self.wrong = ""
        if self.kind in PUTS_RIGHT and not self.text:
            raise ValidationError({"text": _("Write the note that readers will see.")})


class Answer(Said):
    """What was answered of a change that is not public yet; it goes with the revision."""

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Said.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return self.get_kind_display()


class Amendment(Said):
    """A change that is public, with the note that readers see of it, if there is one.

    ``before`` and ``after`` are the versions between which it lies; the same one when a note
    was added to a text that stayed. ``passage`` is the sentence that it is about, as it
    reads now; ``altered`` what the comparison found (``changes.comparing``).
    """

    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="amendments"
    )
    before = models.ForeignKey(
        "broadsheet_newsroom.Version", on_delete=models.CASCADE, related_name="+"
    )
    after = models.ForeignKey(
        "broadsheet_newsroom.Version", on_delete=models.CASCADE, related_name="amendments"
    )
    passage = models.TextField(_("passage"), blank=True)
    altered = models.JSONField(default=list)
    made_at = models.DateTimeField(_("made"))

    class Meta(Said.Meta):
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering: ClassVar[list[Any]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text or self.story}"
