"""A newsletter's numbers: what one says, in each language, and how far it has come."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar, NoReturn

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsletters.blocks import LetterBlock
from broadsheet.newsletters.models.readers import List
from broadsheet.newsletters.number_form import NumberForm


def papers_language() -> str:
    """Return the language that the paper is written in."""
    return publication().language


def validate_language(code: str) -> None:
    """Raise ValidationError unless ``code`` names a language whose dates can be written."""
    try:
        Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise ValidationError(_("There is no language “%(code)s”.") % {"code": code}) from None


class NumberState(models.TextChoices):
    """How far a number has come. From ``held`` it can be called back; from ``sending``, stopped."""

    DRAFT = "draft", _("draft")
    HELD = "held", _("goes out when it is due")
    SENDING = "sending", _("going out")
    STOPPED = "stopped", _("stopped")
    SENT = "sent", _("sent")


WENT_OUT = (NumberState.SENDING, NumberState.STOPPED, NumberState.SENT)
"""The states of a number that readers have, or some of them."""


class FrozenError(TypeError):
    """Somebody tried to change or remove what readers have been sent."""


class Number(ClusterableModel):
    """One number of a list. Once it goes out, its words and its readers don't change.

    ``ordinal`` counts the numbers of a list that went out, from 1; a draft has none. ``key``
    stands for it where its address must not be guessed. ``due`` is when it goes out, if nobody
    calls it back; ``release`` is what it goes out with. ``corrects`` is the number whose remaining
    readers get this one instead.
    ``hitch`` says why one that should go out doesn't, until a person has looked. ``seen_at`` is
    when a worker last looked after it; ``tried``, ``failed`` and ``failed_in_a_row`` count what
    the mail server said since it began or was resumed.
    """

    list = models.ForeignKey(List, on_delete=models.PROTECT, related_name="numbers")
    ordinal = models.PositiveIntegerField(_("number"), null=True, blank=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=NumberState.choices, default=NumberState.DRAFT
    )
    created = models.DateTimeField(_("written"), default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateTimeField(_("goes out"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hitch = models.TextField(_("why it stands still"), blank=True, editable=False)
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    tried = models.PositiveIntegerField(default=0, editable=False)
    failed = models.PositiveIntegerField(default=0, editable=False)
    failed_in_a_row = models.PositiveIntegerField(default=0, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    started_at = models.DateTimeField(_("began to go out"), null=True, blank=True)
    finished_at = models.DateTimeField(_("was sent"), null=True, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    release = models.ForeignKey(
        "broadsheet_fronts.Release",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    occasion = models.CharField(max_length=60, blank=True, editable=False)
    """What an automatic number was made for: a day, or a story; once on a list."""
    version = models.PositiveIntegerField(default=0, editable=False)
    """Counts the saves, so that nobody writes over what another wrote meanwhile."""

    base_form_class = NumberForm
    panels: ClassVar[Sequence[Any]] = [
        FieldPanel("list"),
        InlinePanel("letters", heading=_("Letters, one a language"), label=_("letter"), min_num=1),
    ]

    class Meta:
        verbose_name = _("number")
        verbose_name_plural = _("numbers")
        ordering = ("-created", "-pk")
        default_permissions = ("add", "change", "view", "delete")
        permissions = [("send_number", _("Can send numbers, stop them and settle doubts"))]
        constraints = [
            models.UniqueConstraint(fields=("list", "ordinal"), name="number_is_once_on_a_list"),
            models.UniqueConstraint(
                fields=("list", "occasion"),
                condition=~models.Q(occasion=""),
                name="number_is_made_once_for_an_occasion",
            ),
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
        if self.ordinal:
            return f"{self.list} {self.ordinal}"
        return f"{self.list} ({self.get_state_display()})"

    @property
    def subject(self) -> str:
        """Return what it is called: the subject of its first letter."""
        first = next(iter(self.letters.all()), None)
        return first.subject if first else str(self)

    @property
    def went_out(self) -> bool:
        """Say whether readers have it, or some of them."""
        return self.state in WENT_OUT

    @property
    def path(self) -> str:
        """Return where the number's web page is; one that mustn't be guessed if it isn't listed."""
        listed = self.list.in_archive and self.ordinal
        return f"/newsletters/{self.list.slug}/{self.ordinal if listed else self.key.hex}/"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters; those that are frozen are only read."""

    def update(self, **values: Any) -> int:
        """Change letters that aren't frozen. Raises FrozenError when one of them is."""
        if self.exclude(html="").exists():
            raise FrozenError("A letter that was sent is never changed.")
        return super().update(**values)

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise FrozenError("Letters are changed one by one.")

    bulk_update = _refuse


class Letter(models.Model):
    """What a number says in one language.

    ``body`` is what the editor composed. ``html`` and ``text`` are what is sent, frozen when
    the number begins to go out (``rendering.freeze``), and ``parts`` the same for the archive's
    page: words and addresses, none of which is looked up again. ``html`` and ``text`` hold
    named marks (``rendering/marks.py``) where a reader's own links go; nothing else is filled in.
    """

    number = ParentalKey(Number, on_delete=models.CASCADE, related_name="letters")
    language = models.CharField(
        _("language"),
        max_length=12,
        default=papers_language,
        validators=[validate_language],
        help_text=_("Its code: “en”, “pt-BR”."),
    )
    subject = models.CharField(_("subject"), max_length=200)
    preheader = models.CharField(
        _("preheader"),
        max_length=150,
        blank=True,
        help_text=_("What mail programs show after the subject."),
    )
    body = StreamField(LetterBlock(), verbose_name=_("letter"), blank=True)
    html = models.TextField(blank=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    parts = models.JSONField(default=list, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldPanel("language"),
        FieldPanel("subject"),
        FieldPanel("preheader"),
        FieldPanel("body"),
    ]

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the letter. Raises FrozenError for one whose number isn't a draft any more."""
        self._check()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Throw the letter away. Raises FrozenError as ``save`` does."""
        self._check()
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        """Keep a subject to one line."""
        super().clean()
        self.subject = " ".join(self.subject.split())

    def _check(self) -> None:
        mine = Letter.objects.filter(pk=self.pk) if self.pk else Letter.objects.none()
        if mine.exclude(html="", number__state=NumberState.DRAFT).exists():
            raise FrozenError("A letter that is on its way is never changed.")


class Carried(models.Model):
    """That a number carried a story: so a list sends each once, and a correction finds its way."""

    number = models.ForeignKey(Number, on_delete=models.CASCADE, related_name="carried")
    story = models.ForeignKey(
        "broadsheet_newsroom.Story", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("number", "story"), name="number_carries_a_story_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.story}"
