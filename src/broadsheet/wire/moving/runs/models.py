"""An import that somebody began in the editor."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class System(models.TextChoices):
    """Where an export comes from."""

    WORDPRESS = "wordpress", "WordPress"
    GHOST = "ghost", "Ghost"
    SUBSTACK = "substack", "Substack"
    MEDIUM = "medium", "Medium"


class RunState(models.TextChoices):
    """How far a run has come."""

    QUEUED = "queued", _("waits")
    RUNNING = "running", _("under way")
    STOPPING = "stopping", _("is being stopped")
    STOPPED = "stopped", _("stopped")
    FINISHED = "finished", _("finished")
    FAILED = "failed", _("failed")


UNDER_WAY = (RunState.QUEUED, RunState.RUNNING, RunState.STOPPING)


class Run(models.Model):
    """A run of a move, with the export that somebody sent for it.

    ``key`` names its folder. ``turn`` is 1 while it is under way, so that no two are; ``attempts``
    counts the workers that took it up, ``why`` says why it failed.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    system = models.CharField(_("system"), max_length=10, choices=System.choices)
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveBigIntegerField()
    has_file = models.BooleanField(default=True)
    section = models.ForeignKey(
        "broadsheet_newsroom.Section", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sections = models.CharField(max_length=1000, blank=True)
    url = models.URLField(blank=True)
    fetch = models.BooleanField(default=False)
    overwrite = models.BooleanField(default=False)
    dry_run = models.BooleanField(default=True)

    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    turn = models.PositiveSmallIntegerField(null=True, unique=True, default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    why = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()
        permissions = [("import_paper", _("Can move a paper in"))]
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(system__in=System.values), name="run_is_of_a_known_system"
            ),
            models.CheckConstraint(
                condition=Q(turn__isnull=True) | Q(turn=1), name="there_is_one_turn"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["queued", "running", "stopping"],
                    turn__isnull=False,
                    ended_at__isnull=True,
                )
                | Q(
                    state__in=["stopped", "finished", "failed"],
                    turn__isnull=True,
                    ended_at__isnull=False,
                ),
                name="a_run_has_its_turn_until_it_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.FAILED) | ~Q(why=""),
                name="no_run_fails_without_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_system_display()}: {self.name}"

    @property
    def is_under_way(self) -> bool:
        """Say whether it hasn't ended."""
        return self.state in UNDER_WAY
