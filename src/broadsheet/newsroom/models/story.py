"""One piece of journalism."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from broadsheet.lib.served import Served
from broadsheet.masthead.models import Publication
from broadsheet.newsroom.amending import keeping_versions
from broadsheet.newsroom.blocks import BodyBlock
from broadsheet.newsroom.face import noting_changes
from broadsheet.newsroom.holds import check_holds
from broadsheet.newsroom.models.address import FormerAddress
from broadsheet.newsroom.models.amendment import Answer
from broadsheet.newsroom.models.section import Section
from broadsheet.newsroom.publishing import make_ready
from broadsheet.newsroom.rights.story import StoryRights
from broadsheet.newsroom.steps.clearing import note_skipped
from broadsheet.newsroom.story_form import StoryForm
from broadsheet.newsroom.story_panels import EDIT_HANDLER


class Kind(models.TextChoices):
    """What kind of journalism a story is."""

    REPORT = "report", _("report")
    EXPLAINER = "explainer", _("explainer")
    ANALYSIS = "analysis", _("analysis")
    OPINION = "opinion", _("opinion")
    REVIEW = "review", _("review")
    INTERVIEW = "interview", _("interview")
    LIVE = "live", _("live")
    GALLERY = "gallery", _("gallery")
    OBITUARY = "obituary", _("obituary")
    NOTICE = "notice", _("notice")
    SPONSORED = "sponsored", _("sponsored")


class Story(Served, Page):
    """A story: a page under its section, public at an address of its own.

    ``title`` is the headline. ``address``, ``guid``, ``published_at`` and
    ``changed_at`` are facts about the story, not part of a text: saving or
    publishing an older revision never brings back older ones.
    """

    section = models.ForeignKey(Section, editable=False, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.REPORT)
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    dateline = models.CharField(
        _("dateline"), max_length=120, blank=True, help_text=_("Where it was written.")
    )
    hero = models.ForeignKey(
        "broadsheet_photos.Photo",
        verbose_name=_("main picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_caption = models.TextField(_("caption here"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    topics = ParentalManyToManyField(
        "broadsheet_topics.Topic", verbose_name=_("topics"), blank=True, related_name="stories"
    )

    social_title = models.CharField(_("headline for social media"), max_length=255, blank=True)
    social_description = models.TextField(_("text for social media"), blank=True)
    social_image = models.ForeignKey(
        "broadsheet_photos.Photo",
        verbose_name=_("picture for social media"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    canonical_url = models.URLField(_("first published at"), blank=True)

    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.CharField(max_length=255, unique=True, null=True, editable=False)  # noqa: DJ001
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(_("changed in substance"), null=True, editable=False)
    corrected_on = models.DateField(null=True, editable=False)
    retracted_at = models.DateTimeField(null=True, editable=False)

    source_uri = models.CharField(max_length=500, blank=True, editable=False)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    credit_line = models.CharField(_("agency credit"), max_length=255, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)

    answer: Answer | None = None
    """What is said of the change that is about to be kept (``amending.py``)."""

    skipped_because = ""
    """Why the text that is about to be kept may be public without its steps."""

    FACTS = (
        "section",
        "guid",
        "address",
        "published_at",
        "changed_at",
        "corrected_on",
        "retracted_at",
        "source_uri",
        "source_digest",
    )
    exclude_fields_in_copy: ClassVar[list[str]] = list(FACTS)

    parent_page_types: ClassVar[list[str]] = ["broadsheet_newsroom.Section"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []
    reader_view = "broadsheet.fronts.views.story.show_story"
    base_form_class = StoryForm
    edit_handler = EDIT_HANDLER
    search_auto_update = False  # receivers.py says when
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("kicker"),
        index.SearchField("standfirst", boost=2),
        index.SearchField("body"),
        index.FilterField("section"),
        index.FilterField("kind"),
        index.FilterField("published_at"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("read_every_story", _("Can read every story in every state")),
            ("pitch_plan", _("Can pitch stories and be given them")),
        ]
        indexes = [
            models.Index(fields=["-published_at"], name="story_newest"),
            models.Index(fields=["section", "-published_at"], name="story_newest_of_section"),
            models.Index(
                fields=["-corrected_on"],
                condition=Q(corrected_on__isnull=False),
                name="story_corrected_last",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source_uri"], condition=~Q(source_uri=""), name="one_story_per_source"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="story_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(address__isnull=True) | Q(published_at__isnull=False),
                name="story_with_an_address_was_published",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep ``section`` what the tree says, and what is public complete."""
        if parent := self.get_parent():
            self.section_id = parent.pk
        if self._state.adding:
            self.live = False  # Wagtail makes pages that say they are live; publishing decides
        elif self.live and "update_fields" not in kwargs:
            make_ready(self)
        if self._state.adding or "update_fields" in kwargs:
            super().save(*args, **kwargs)
            return
        cause = f"story: {self.title}"
        with transaction.atomic(), noting_changes(self.pk, cause=cause), keeping_versions(self):
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the story as it is in memory, and what was answered about the change with it."""
        answer, self.answer = self.answer, None
        skipped, self.skipped_because = self.skipped_because, ""
        with transaction.atomic():
            revision = super().save_revision(*args, **kwargs)
            if answer:
                Answer.objects.filter(revision=revision).delete()
                answer.revision = revision
                answer.save()
            if skipped:
                note_skipped(self, skipped, kwargs.get("user"))
        return revision

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate with the section that the tree says, which a new story has not yet saved."""
        exclude = {*(kwargs.pop("exclude", None) or ()), "section"}
        super().full_clean(*args, exclude=exclude, **kwargs)

    def with_content_json(self, content: Any) -> Story:
        """Return the story as a revision has it, but with the facts as they are now."""
        story = super().with_content_json(content)
        for name in self.FACTS:
            setattr(story, name, getattr(self, name))
        return story

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish ``revision``. Raises Held when it may not be public by then."""
        check_holds(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def permissions_for_user(self, user: Any) -> StoryRights:
        """Return what somebody may do to the story."""
        return StoryRights(user, self)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Return where readers find the story: its address, never its place in the tree."""
        parts = super().get_url_parts(request)
        if parts is None or not self.address:
            return parts
        return (parts[0], parts[1], self.address)

    @property
    def headline(self) -> str:
        """Return the title as readers see it: a story that was retracted says so everywhere."""
        if not self.retracted_at:
            return self.title
        return gettext("Retracted: %(headline)s") % {"headline": self.title}

    def publication_zone(self) -> str:
        """Return the name of the time zone that the paper's days are counted in."""
        return Publication.load().timezone

    def address_is_taken(self, address: str) -> bool:
        """Say whether another story has this address, or had it."""
        return (
            Story.objects.filter(address=address).exclude(pk=self.pk).exists()
            or FormerAddress.objects.filter(address=address).exists()
        )
