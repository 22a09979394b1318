"""Pictures and documents, with who made them and what may be done with them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from broadsheet.photos.files import attachment_path, kept_name, random_name, rendition_name
from broadsheet.photos.intake import take_in


class Photo(AbstractImage):
    """A picture.

    ``description`` is the alternative text: what somebody who can't see the
    picture is told. ``caption`` and ``credit`` stand under it. A picture can be
    saved without them, but no story is published with one that lacks the text.
    """

    file: Any
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made it: name / organisation.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=255,
        blank=True,
        help_text=_("What lets us print it, and its terms."),
    )
    source_uri = models.CharField(
        _("source"), max_length=500, blank=True, help_text=_("Where it was imported from.")
    )
    printed_as = models.CharField(max_length=300, blank=True, editable=False, db_index=True)
    """The file and focal point whose renditions there are; empty when they must be made."""

    was_named = ""
    """The name of the file that is about to be kept, in the paper of ours that it comes from."""

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_photo", _("Can choose picture"))]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take in a new file: nothing is ever kept with what a camera wrote into it.

        Raises ValidationError for what is no picture, or too big a one.
        """
        if self.file and not self.file._committed:
            self._take_in()
        if self.printed_as and self.printed_as != self.print_key():
            self.printed_as = ""
        super().save(*args, **kwargs)

    def _take_in(self) -> None:
        taken = take_in(self.file.file)
        stem = (self.file.name or "picture").rpartition("/")[2].rpartition(".")[0]
        self.file = ContentFile(taken.data, name=f"{stem or 'picture'}{taken.suffix}")
        self._set_image_file_metadata()
        self.caption = self.caption or taken.caption
        self.credit = self.credit or taken.credit
        self.licence = self.licence or taken.licence

    def print_key(self) -> str:
        """Return what the renditions depend on: the file and its focal point."""
        point = self.get_focal_point()
        return (
            f"{self.file.name}@{point.left},{point.top},{point.right},{point.bottom}"
            if point
            else str(self.file.name)
        )

    def get_upload_to(self, filename: str) -> str:
        """Name the original's file (Wagtail's own would keep the uploader's name)."""
        return kept_name("originals", self.was_named) or random_name("originals", filename)

    @property
    def default_alt_text(self) -> str:
        """The description, or nothing: a file's title is no alternative text."""
        return self.description

    def position(self) -> str:
        """Return the focal point as a CSS ``object-position``, e.g. ``30% 62%``."""
        point = self.get_focal_point()
        if point is None:
            return "50% 50%"
        return f"{point.centroid_x * 100 // self.width}% {point.centroid_y * 100 // self.height}%"


class Rendition(AbstractRendition):
    """One size and format of a picture, as readers get it."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_spec"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """Name the rendition's file."""
        return rendition_name(filename)


class Attachment(AbstractDocument):
    """A document, sound or film that stories offer, kept under a random name."""

    file = models.FileField(_("file"), upload_to=attachment_path, max_length=200)
    original_name = models.CharField(_("name when uploaded"), max_length=255, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)

    was_named = ""
    """As a picture's."""

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "credit",
        "collection",
        "tags",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_attachment", _("Can choose document"))]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name that the file came with, for people; the stored one is random."""
        if not self.pk and self.file.name:
            self.original_name = self.file.name[-255:]
        super().save(*args, **kwargs)
