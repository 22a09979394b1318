"""What stories are about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import RevisionMixin
from wagtail.search import index


class Kind(models.TextChoices):
    """The five kinds of topic."""

    PERSON = "person", _("person")
    PLACE = "place", _("place")
    ORGANISATION = "organisation", _("organisation")
    EVENT = "event", _("event")
    SUBJECT = "subject", _("subject")


class Topic(RevisionMixin, index.Indexed, models.Model):
    """A person, place, organisation, event or subject; its page is ``/topics/<slug>/``."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    description = models.TextField(_("description"), blank=True)
    office = models.CharField(
        _("office"),
        max_length=120,
        blank=True,
        help_text=_("Of a person, as it would follow the name: “mayor of Port Alder”."),
    )

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("description"),
        FieldPanel("office"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="topic_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(office="") | models.Q(kind=Kind.PERSON),
                name="only_a_person_has_an_office",
                violation_error_message=_("Only a person has an office."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Return the topic's public address."""
        return f"/topics/{self.slug}/"
