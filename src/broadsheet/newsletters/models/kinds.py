"""The kinds of lists: those that somebody writes, and those that write themselves."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock


class Kind(models.TextChoices):
    """How a list's numbers come about."""

    HAND = "hand", _("by hand")
    EACH = "each", _("by themselves: each new story, at once")
    DIGEST = "digest", _("by themselves: what is new, at an hour")


class Weekday(models.IntegerChoices):
    """The days of a week, as Python counts them."""

    MONDAY = 0, _("on Mondays")
    TUESDAY = 1, _("on Tuesdays")
    WEDNESDAY = 2, _("on Wednesdays")
    THURSDAY = 3, _("on Thursdays")
    FRIDAY = 4, _("on Fridays")
    SATURDAY = 5, _("on Saturdays")
    SUNDAY = 6, _("on Sundays")


SUBJECTS = ("section", "author", "topic")
FOLLOWED = ("kind", "section_id", "author_id", "topic_id")


class Automatic(models.Model):
    """What a list follows, and when it comes out (``automatic.py``).

    ``at`` is an hour on the publication's clocks, and where ``readers_clock`` is set on each
    reader's as well: then a message waits for it in the ledger (``sending/rows.py``).
    ``since`` is when the list began to follow what it follows: no hour before that is due, and
    no single story from before goes out.
    ``looked_until`` is the last hour that was dealt with, whether there was anything new or not.
    """

    kind = models.CharField(
        _("numbers are made"), max_length=6, choices=Kind.choices, default=Kind.HAND
    )
    section = models.ForeignKey(
        "broadsheet_newsroom.Section",
        verbose_name=_("of the section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Of no section, author or topic: of the whole paper."),
    )
    author = models.ForeignKey(
        "broadsheet_newsroom.Author",
        verbose_name=_("of the author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    topic = models.ForeignKey(
        "broadsheet_topics.Topic",
        verbose_name=_("about the topic"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.TimeField(
        _("at"), null=True, blank=True, help_text=_("By the clocks where the newspaper is.")
    )
    readers_clock = models.BooleanField(
        _("by each reader’s clock"),
        default=False,
        help_text=_(
            "Made at that hour where the newspaper is, it reaches readers elsewhere when it is "
            "next that hour where they are."
        ),
    )
    weekday = models.PositiveSmallIntegerField(
        _("on"), null=True, blank=True, choices=Weekday.choices, help_text=_("None: every day.")
    )
    since = models.DateTimeField(null=True, blank=True, editable=False)
    looked_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Have a list that follows something else than before begin to do so now."""
        self._begin()
        super().save(*args, **kwargs)

    def _begin(self) -> None:
        if self.kind != Kind.HAND and self._follows() != self._followed():
            self.since, self.looked_until = clock.now(), None

    def clean(self) -> None:
        """Refuse a digest without its hour, and a list that follows two things."""
        super().clean()
        if self.kind == Kind.DIGEST and self.at is None:
            raise ValidationError({"at": _("Say at which hour it comes out.")})
        if self.readers_clock and self.kind != Kind.DIGEST:
            words = _("Only a list that comes out at an hour goes by readers’ clocks.")
            raise ValidationError({"readers_clock": words})
        if sum(bool(getattr(self, f"{name}_id")) for name in SUBJECTS) > 1:
            raise ValidationError(_("A list follows one section, one author or one topic."))
        self._begin()

    def _follows(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FOLLOWED}

    def _followed(self) -> dict[str, Any] | None:
        rows = type(self)._default_manager.filter(pk=self.pk)
        return rows.values(*FOLLOWED).first() if self.pk else None


def kinds_are_whole() -> list[models.BaseConstraint]:
    """Return what the database checks of a list of any kind."""
    one_at_most = models.Q(section__isnull=True, author__isnull=True)
    one_at_most |= models.Q(section__isnull=True, topic__isnull=True)
    one_at_most |= models.Q(author__isnull=True, topic__isnull=True)
    by_hours = models.Q(readers_clock=False) | models.Q(kind=Kind.DIGEST)
    return [
        models.CheckConstraint(condition=by_hours, name="list_by_readers_clocks_has_an_hour"),
        models.CheckConstraint(condition=one_at_most, name="list_follows_one_thing"),
        models.CheckConstraint(
            condition=models.Q(kind=Kind.HAND)
            | models.Q(kind=Kind.EACH, since__isnull=False)
            | models.Q(kind=Kind.DIGEST, since__isnull=False, at__isnull=False),
            name="list_is_of_a_known_kind",
        ),
    ]
