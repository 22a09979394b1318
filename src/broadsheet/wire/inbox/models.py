"""One piece of agency copy: what its source says of it, and what somebody here decided."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.wire.subscriptions.models import Subscription


class Status(models.TextChoices):
    """What its source says may be done with it (ninjs, ``pubStatus``)."""

    USABLE = "usable", _("usable")
    WITHHELD = "withheld", _("withheld")
    CANCELED = "canceled", _("canceled")


class Decision(models.TextChoices):
    """What became of it here."""

    NONE = "", _("not decided yet")
    TAKEN = "taken", _("taken")
    DECLINED = "declined", _("declined")
    PUBLISHED = "published", _("published")


class Copy(models.Model):
    """Copy of an agency, which is the draft ``story``, and whether somebody has to look at it.

    It waits until it is taken, declined or published, and again when its source sends a newer
    version of what was taken or published. ``subscription`` brought it, if one did.
    ``is_left_out`` says that this version isn't in the story, which was edited or locked here:
    ``newer_headline`` and ``newer_text``, HTML that was cleaned, are what it says. ``urgency`` is
    from 1, the most urgent, to 9.
    """

    story = models.OneToOneField(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="+"
    )
    subscription = models.ForeignKey(
        Subscription, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    agency = models.CharField(max_length=255, blank=True)
    usage_terms = models.TextField(blank=True)
    slugline = models.CharField(max_length=255, blank=True)
    first_words = models.CharField(max_length=300, blank=True)
    urgency = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.USABLE)
    version = models.DateTimeField(null=True)
    versions = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    is_left_out = models.BooleanField(default=False)
    newer_headline = models.CharField(max_length=255, blank=True)
    newer_text = models.TextField(blank=True)
    came_at = models.DateTimeField()

    waits = models.BooleanField(default=True)
    decision = models.CharField(
        max_length=10, choices=Decision.choices, default=Decision.NONE, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("wire copy")
        verbose_name_plural = _("wire copy")
        default_permissions = ()
        permissions = [
            ("view_copy", _("Can read the wire")),
            ("take_copy", _("Can take, decline and publish wire copy")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(urgency__isnull=True) | Q(urgency__range=(1, 9)),
                name="copy_is_as_urgent_as_ninjs_knows",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="copy_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(is_left_out=True) | Q(newer_headline="", newer_text=""),
                name="only_copy_that_is_left_out_is_kept_beside_its_story",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(decision__in=["taken", "declined", "published"], decided_at__isnull=False),
                name="a_decision_on_copy_has_its_hour",
            ),
            models.CheckConstraint(
                condition=Q(decision="", waits=True)
                | Q(decision="declined", waits=False)
                | Q(decision__in=["taken", "published"]),
                name="copy_waits_until_somebody_decides",
            ),
        ]
        indexes = [
            models.Index(fields=["-came_at"], condition=Q(waits=True), name="copy_that_waits"),
        ]

    def __str__(self) -> str:
        return self.slugline or self.first_words[:80]

    @property
    def is_open(self) -> bool:
        """Say whether nobody has decided, and it wasn't published from its own page."""
        return self.decision == Decision.NONE and self.story.published_at is None
