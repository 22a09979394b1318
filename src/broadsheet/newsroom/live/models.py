"""Live coverage of a story, its entries, and what was changed of them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from broadsheet.newsroom.changes.words import passages_of
from broadsheet.newsroom.live.blocks import EntryBlock
from broadsheet.newsroom.models.amendment import ChangeKind, Said

A_CHUNK = 20
"""Entries that are printed together. Another number moves every page of older entries."""


def chunk_of(number: int) -> int:
    """Return in which chunk an entry stands, by its number; both count from one."""
    return (number - 1) // A_CHUNK + 1


class EntryState(models.TextChoices):
    """How far an entry has come."""

    DRAFT = "draft", _("draft")
    PUBLIC = "public", _("public")
    TAKEN_BACK = "taken_back", _("taken back")


class Coverage(models.Model):
    """That a story is covered live: since when, until when, and by whom.

    ``last_number`` is that of the newest entry that was ever public; none is given twice.
    ``writers`` publish entries here, whatever else they may publish (``rights.py``).
    """

    story = models.OneToOneField(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="coverage"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who writes it"),
        blank=True,
        related_name="+",
        help_text=_("They publish entries here, from wherever they are."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("live coverage")
        verbose_name_plural = _("live coverage")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="coverage_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return str(self.story)

    @property
    def is_open(self) -> bool:
        """Say whether entries may still come."""
        return self.closed_at is None


class Entry(models.Model):
    """One entry of a story that is covered live.

    Its ``number`` is given when it is first public and never again, so that drafts leave no
    gap. ``key`` is the form's that it came with: a form that is sent twice makes one entry.
    """

    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="entries"
    )
    number = models.PositiveIntegerField(null=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=EntryState.choices, default=EntryState.DRAFT)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    body = StreamField(EntryBlock(), verbose_name=_("text"))
    authors = models.ManyToManyField(
        "broadsheet_newsroom.Author", verbose_name=_("by"), blank=True, related_name="+"
    )
    is_key = models.BooleanField(
        _("key moment"), default=False, help_text=_("Stands at the top, by its headline.")
    )
    own_story = models.OneToOneField(
        "broadsheet_newsroom.Story", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(null=True, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True  # a picture's “usage” would name drafts to anybody

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        default_permissions = ()
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["story", "-written_at"], name="entry_written_last"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="one_entry_of_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=EntryState.values), name="entry_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state=EntryState.DRAFT, number__isnull=True, published_at__isnull=True)
                | Q(number__gte=1, published_at__isnull=False) & ~Q(state=EntryState.DRAFT),
                name="an_entry_that_was_public_and_no_other_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state=EntryState.TAKEN_BACK) ^ Q(taken_back_at__isnull=True),
                name="what_is_taken_back_has_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(is_key=False) | ~Q(headline=""),
                name="a_key_moment_has_a_headline",
                violation_error_message=_("A key moment needs a headline: it stands for it."),
            ),
        ]

    def __str__(self) -> str:
        return self.headline or f"{self._meta.verbose_name} {self.number or ''}".strip()

    @property
    def anchor(self) -> str:
        """Return what the entry is called on its page."""
        return f"entry-{self.number}"

    @property
    def passages(self) -> list[str]:
        """Return its words, a paragraph each."""
        return [each.text for each in passages_of(self.body)]


class EntryChange(Said):
    """A change of an entry that was public: what it said before, and what readers are told."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="changes")
    former_headline = models.CharField(max_length=200, blank=True)
    former_body = models.JSONField()
    made_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta(Said.Meta):
        verbose_name = _("change of an entry")
        verbose_name_plural = _("changes of entries")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.RETRACTION), name="an_entry_is_taken_back_instead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text or self.entry_id}"

    @property
    def former_text(self) -> str:
        """Return the words of before."""
        field: Any = Entry._meta.get_field("body")
        body = field.to_python(self.former_body)
        return " ".join(each.text for each in passages_of(body))
