"""Sums, and nothing that a sum could be taken apart into."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Visits(models.Model):
    """How often a story was opened on one day (by the paper's clock) coming from one site.

    Without a story: all other pages together. ``host`` is empty for who came from a page of ours,
    by a bookmark or from an app.
    """

    day = models.DateField()
    story = models.ForeignKey(
        "broadsheet_newsroom.Story", null=True, on_delete=models.CASCADE, related_name="+"
    )
    host = models.CharField(max_length=100, blank=True)
    times = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["day", "story", "host"], name="visits_of_a_story_are_summed"
            ),
            models.UniqueConstraint(
                fields=["day", "host"],
                condition=Q(story__isnull=True),
                name="visits_of_other_pages_are_summed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.times}"


class TakenIn(models.Model):
    """A batch of visits that is in the sums: if it comes again, it is not counted again."""

    batch = models.CharField(max_length=16, unique=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.batch
