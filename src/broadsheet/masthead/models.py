"""Who we are: the publication's settings, its home page and its standing pages."""

from __future__ import annotations

import zoneinfo
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from broadsheet.lib.served import Served
from broadsheet.masthead.rights import HomeRights, ShapeRights

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "link", "ul", "ol"]


def validate_zone(name: str) -> None:
    """Raise ValidationError unless ``name`` is an IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


class Units(models.TextChoices):
    """How the temperature is shown."""

    CELSIUS = "celsius", "°C"
    FAHRENHEIT = "fahrenheit", "°F"


class SocialProfile(blocks.StructBlock):
    """Where else the newspaper is to be found."""

    platform = blocks.CharBlock(max_length=40)
    url = blocks.URLBlock(label=_("address"))


class ShowVersions(models.TextChoices):
    """Of which stories readers may see the earlier versions."""

    ALWAYS = "always", _("of every story that was changed")
    CORRECTED = "corrected", _("of stories that carry a correction")


class NotePlace(models.TextChoices):
    """Where on a story a note about a change stands."""

    TOP = "top", _("above the text")
    FOOT = "foot", _("under the text")


@register_setting(icon="globe", order=10)
class Publication(BaseGenericSetting):
    """The newspaper itself: one row."""

    name = models.CharField(_("name"), max_length=120, default="Broadsheet")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    timezone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    language = models.CharField(_("language"), max_length=12, default="en")
    units = models.CharField(
        _("temperature in"), max_length=10, choices=Units.choices, default=Units.CELSIUS
    )
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    logo = models.ForeignKey(
        "broadsheet_photos.Photo",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accent_colour = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Six hexadecimal digits after #."))],
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    profiles = StreamField(
        [("profile", SocialProfile())], verbose_name=_("social profiles"), blank=True
    )
    show_versions = models.CharField(
        _("earlier versions"),
        max_length=9,
        choices=ShowVersions.choices,
        default=ShowVersions.ALWAYS,
        help_text=_("Readers see what a story said before, word by word."),
    )
    corrections_stand = models.CharField(
        _("corrections and clarifications stand"),
        max_length=4,
        choices=NotePlace.choices,
        default=NotePlace.TOP,
        help_text=_("A retraction always stands above the text."),
    )
    updates_stand = models.CharField(
        _("notes about updates stand"),
        max_length=4,
        choices=NotePlace.choices,
        default=NotePlace.FOOT,
    )
    admit_ai_crawlers = models.BooleanField(
        _("let AI crawlers in"),
        default=False,
        help_text=_("robots.txt turns away the crawlers that gather text to train on."),
    )

    tell_search_engines = models.BooleanField(
        _("tell search engines at once"),
        default=True,
        help_text=_(
            "Bing, Yandex and others that take part in IndexNow get the addresses of stories that"
            " are published, changed or taken back; Google doesn’t take part."
        ),
    )
    websub_hub = models.URLField(
        _("WebSub hub"),
        max_length=500,
        blank=True,
        help_text=_("Is told at once which feeds change, and tells their subscribers. Or nothing."),
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("founded")]),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("place", "latitude", "longitude", "timezone", "language", "units")
            ],
            heading=_("Place and time"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("accent_colour")], heading=_("Looks")),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("address")],
            heading=_("Contact"),
        ),
        FieldPanel("profiles"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("corrections_stand", "updates_stand", "show_versions")],
            heading=_("When a story is changed"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("admit_ai_crawlers", "tell_search_engines", "websub_hub")
            ],
            heading=_("Machines"),
        ),
    ]

    class Meta:
        verbose_name = _("publication")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """Return the publication's time zone."""
        return zoneinfo.ZoneInfo(self.timezone)

    @property
    def social_profiles(self) -> list[Any]:
        """Return where else the newspaper is to be found, in order: ``platform`` and ``url``."""
        return [block.value for block in self.profiles]


class HomePage(Served, Page):
    """The root of the newspaper's tree: sections and standing pages lie under it."""

    max_count = 1
    reader_view = "broadsheet.fronts.views.front.show_home"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "broadsheet_newsroom.Section",
        "broadsheet_masthead.InformationPage",
    ]
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("home")

    def permissions_for_user(self, user: Any) -> HomeRights:
        """Return what somebody may do to the home page, and put under it."""
        return HomeRights(user, self)


class Policy(models.TextChoices):
    """What a standing page is for; the names are schema.org's properties."""

    ABOUT = "about", _("about us")
    CONTACT = "contact", _("contact")
    MASTHEAD = "masthead", _("people")
    ETHICS = "ethicsPolicy", _("ethics policy")
    CORRECTIONS = "correctionsPolicy", _("corrections policy")
    PRIVACY = "privacyPolicy", _("privacy")
    OTHER = "other", _("something else")


class InformationPage(Served, Page):
    """About, contact, people, a policy: what stands rather than happens."""

    intro = models.TextField(_("introduction"), blank=True)
    body = RichTextField(_("text"), features=TEXT_FEATURES, blank=True)
    purpose = models.CharField(
        _("purpose"), max_length=20, choices=Policy.choices, default=Policy.OTHER
    )

    parent_page_types: ClassVar[list[str]] = ["broadsheet_masthead.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("purpose"),
    ]
    reader_view = "broadsheet.fronts.views.information.show_information"

    class Meta:
        verbose_name = _("standing page")

    def permissions_for_user(self, user: Any) -> ShapeRights:
        """Return what somebody may do to the page."""
        return ShapeRights(user, self)
