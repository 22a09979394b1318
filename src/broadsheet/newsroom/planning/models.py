"""A story before there is one: a pitch, an assignment, work under way."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a plan has come. All but the last two are *open*."""

    PITCHED = "pitched", _("Pitched")
    ASSIGNED = "assigned", _("Assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    SPIKED = "spiked", _("Spiked")


OPEN = (State.PITCHED, State.ASSIGNED, State.IN_PROGRESS)
SETTLED = (State.DONE, State.SPIKED)


class Plan(models.Model):
    """What is planned: a working title, what it is about, who does it, for which desk, by when.

    ``notes`` and ``sources`` are for those who work on it and its desk alone (``rights.py``).
    """

    working_title = models.CharField(
        _("working title"),
        max_length=80,
        help_text=_("What the newsroom calls it. The story begins with it as its headline."),
    )
    what = models.TextField(_("what"), blank=True, help_text=_("What it is about, and why now."))
    section = models.ForeignKey(
        "broadsheet_newsroom.Section",
        verbose_name=_("section"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its desk decides about the plan."),
    )
    state = models.CharField(max_length=11, choices=State.choices, default=State.PITCHED)
    pitched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    pitched_at = models.DateTimeField()
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    story = models.OneToOneField(
        "broadsheet_newsroom.Story", null=True, on_delete=models.SET_NULL, related_name="plan"
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    publish_at = models.DateTimeField(
        _("planned publication"),
        null=True,
        blank=True,
        help_text=_("A plan; publishes nothing by itself."),
    )
    length = models.PositiveIntegerField(_("planned length"), null=True, blank=True)
    visuals = models.TextField(
        _("visuals"), blank=True, help_text=_("Pictures, graphics, maps that are wanted.")
    )
    notes = models.TextField(_("notes"), blank=True)
    sources = models.TextField(_("sources"), blank=True)
    spiked_because = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)

    wagtail_reference_index_ignore = True  # a section's “usage” would name plans to anybody

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        default_permissions = ()  # Wagtail shows a model's log to all who have any right on it
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due_at"], name="plan_of_a_state_due"),
            models.Index(fields=["state", "-settled_at"], name="plan_settled_last"),
            models.Index(fields=["due_at"], name="plan_due"),
            models.Index(fields=["publish_at"], name="plan_to_be_published"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("working_title"),
                condition=Q(state__in=OPEN),
                name="one_open_plan_of_a_title",
                violation_error_message=_("Another plan under way is called that."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="plan_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PITCHED) | Q(assignee__isnull=True),
                name="what_is_only_pitched_is_nobodys",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ASSIGNED) | Q(assignee__isnull=False),
                name="an_assigned_plan_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.PITCHED, State.ASSIGNED)) | Q(story__isnull=True),
                name="a_plan_with_a_story_is_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.IN_PROGRESS) | Q(story__isnull=False),
                name="a_plan_under_way_has_a_story",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SPIKED) ^ Q(spiked_because=""),
                name="a_spiked_plan_and_no_other_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, settled_at__isnull=False)
                | Q(state__in=OPEN, settled_at__isnull=True),
                name="what_is_settled_has_an_hour",
            ),
        ]

    def __str__(self) -> str:
        return self.working_title


class CalendarLink(models.Model):
    """A private address at which a calendar program reads one person's hours, until it is ended.

    The secret is in the address alone; what is kept of it doesn't lead back to it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="one_open_calendar_link_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.made_at:%Y-%m-%d}"
