"""What is known of a paper that moves in: each thing of it once, and what became of that."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What there is in a paper that moves."""

    PERSON = "person", _("people")
    SECTION = "section", _("sections")
    TOPIC = "topic", _("topics")
    PICTURE = "picture", _("pictures")
    STORY = "story", _("stories")
    PAGE = "page", _("standing pages")
    COMMENT = "comment", _("comments")
    REDIRECT = "redirect", _("redirects")
    OTHER = "other", _("other things")


class Outcome(models.TextChoices):
    """What became of a thing. ``waiting`` is none: a move that ended has none of it."""

    WAITING = "waiting", _("not done yet")
    IMPORTED = "imported", _("imported")
    MERGED = "merged", _("merged with what was here")
    SET_ASIDE = "set aside", _("set aside")


class Move(models.Model):
    """A paper that moves in. Each run of its import is counted, and ends or can be gone on with."""

    source = models.CharField(max_length=300, unique=True)
    run = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        default_permissions = ()

    def __str__(self) -> str:
        return self.source


class Arrival(models.Model):
    """One thing of the source, known by its kind and its key there, and what it is here.

    ``became`` names a row of ours (``story:12``); ``digest`` is of the record as it came last,
    ``result`` of what we made of it, so that what an editor changed since is told from what the
    source changed. ``place`` finds a picture by its address. ``data`` is what has no other place.
    """

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="arrivals")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=500)
    name = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    why = models.TextField(blank=True)
    became = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    result = models.CharField(max_length=64, blank=True)
    place = models.CharField(max_length=500, blank=True)
    data = models.JSONField(default=dict, blank=True)
    run = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["move", "kind", "key"], name="a_thing_arrives_once"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="arrival_has_an_outcome"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.SET_ASIDE) | ~models.Q(why=""),
                name="nothing_is_set_aside_without_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["move", "place"], name="arrival_by_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.outcome}"

    @property
    def pk_here(self) -> int | None:
        """Return the key of the row of ours; None for none."""
        _kind, _colon, number = self.became.partition(":")
        return int(number) if number.isdigit() else None

    def recall(self, model: Any) -> Any:
        """Return the row of ours that it became, of this model, if it is still there."""
        return model.objects.filter(pk=self.pk_here).first() if self.pk_here else None
