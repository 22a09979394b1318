"""Those who sign stories."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import RevisionMixin
from wagtail.search import index

from broadsheet.lib.html import followed

WEB = ("https://", "http://")


class AuthorKind(models.TextChoices):
    """How somebody belongs to the paper."""

    STAFF = "staff", _("staff")
    FREELANCE = "freelance", _("freelance")
    AGENCY = "agency", _("agency")
    TEAM = "team", _("team")


class Author(RevisionMixin, index.Indexed, models.Model):
    """A reporter, a freelance, an agency or a team, as readers meet them.

    Not a login: an author may have none, and most people with one sign nothing.
    """

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    kind = models.CharField(
        _("kind"), max_length=10, choices=AuthorKind.choices, default=AuthorKind.STAFF
    )
    role = models.CharField(_("role"), max_length=120, blank=True)
    life = models.TextField(_("life"), blank=True, help_text=_("Who they are, in two sentences."))
    portrait = models.ForeignKey(
        "broadsheet_photos.Photo",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    email = models.EmailField(_("e-mail"), blank=True)
    links = models.TextField(_("elsewhere"), blank=True, help_text=_("Addresses, one a line."))
    user = models.OneToOneField(
        "broadsheet_staff.User",
        verbose_name=_("login"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("kind")]),
        FieldPanel("role"),
        FieldPanel("life"),
        FieldPanel("portrait"),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("links"), FieldPanel("user")]),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=AuthorKind.values), name="author_is_of_a_known_kind"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse, under “elsewhere”, what is no address that a reader's browser should follow."""
        super().clean()
        for link in self.links.split():
            try:
                URLValidator(schemes=["http", "https"])(link)
            except ValidationError:
                problem = _("“%(link)s” is no address of the web: it begins with https://.")
                raise ValidationError({"links": problem % {"link": link}}) from None

    @property
    def url(self) -> str:
        """Return the author's public address."""
        return f"/authors/{self.slug}/"

    @property
    def links_list(self) -> list[str]:
        """Return the addresses elsewhere; what is none of the web's is left out."""
        return [link for link in map(followed, self.links.split()) if link.startswith(WEB)]
