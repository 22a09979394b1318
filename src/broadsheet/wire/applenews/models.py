"""Which stories are in Apple News, and the outbox of what Apple is to have."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from broadsheet.wire.webhooks.models import Sending


class AppleStory(Sending):
    """A story as Apple has it, or is to have it; deleted once Apple has it no more.

    ``changes`` counts what happened to it here, so that what happens while it is being sent
    isn't lost. ``asked_at`` and ``asked_title`` say that Apple was asked for a new article and
    nobody knows yet whether it made one.
    """

    guid = models.UUIDField(unique=True)
    name = models.CharField(max_length=255, blank=True)
    changes = models.PositiveIntegerField(default=1)
    apple_id = models.CharField(max_length=64, blank=True)
    revision = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField(null=True)
    asked_title = models.CharField(max_length=300, blank=True)

    class Meta(Sending.Meta):
        abstract = False
        verbose_name = _("story in Apple News")
        verbose_name_plural = _("stories in Apple News")
        constraints = [
            *Sending.Meta.constraints,
            models.UniqueConstraint(
                fields=["apple_id"], condition=~Q(apple_id=""), name="an_article_is_one_storys"
            ),
        ]

    def __str__(self) -> str:
        return self.name
