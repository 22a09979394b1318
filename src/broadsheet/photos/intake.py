"""What an uploaded or imported picture goes through before it is kept.

It must be what it says it is and not too big in any way; what a camera or an
agency wrote into it is read, and then left out: GPS tells where a source lives.
"""

from __future__ import annotations

import io
import threading
import warnings
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, IptcImagePlugin

FORMATS = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "GIF": ".gif",
    "AVIF": ".avif",
}
"""Formats we take, by Pillow's names (its JPEG reads a phone's MPO as well).

SVG is a program, not a picture: refused."""

MOST_FRAMES = 500
"""All of them together may have as many pixels as the largest still: all are in memory at once."""

_one_at_a_time = threading.Lock()
"""Forty million pixels take half a gigabyte to read, and as WebP or AVIF more to write."""

QUALITY = 95
EXIF_CAPTION, EXIF_ARTIST, EXIF_COPYRIGHT, EXIF_ORIENTATION = 0x010E, 0x013B, 0x8298, 0x0112
IPTC_CAPTION, IPTC_CREDIT, IPTC_BYLINE, IPTC_COPYRIGHT = (2, 120), (2, 110), (2, 80), (2, 116)
"""Where captions and credits stand (Exif 2.3, 4.6.4; IPTC IIM 4.2, record 2)."""


@dataclass(frozen=True)
class TakenIn:
    """A picture that may be kept, and what was written in it."""

    data: bytes
    suffix: str
    caption: str
    credit: str
    licence: str


def take_in(file: IO[bytes]) -> TakenIn:
    """Return the picture in ``file`` without its metadata, upright.

    Raises ValidationError, in words for the person who uploads, for anything
    that isn't a whole picture of a format we take, or is too big.
    """
    file.seek(0)
    size = len(file.read(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1))
    file.seek(0)
    if size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        megabytes = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 2**20
        raise ValidationError(_("The picture has more than %d MB.") % megabytes)
    try:
        with _one_at_a_time, warnings.catch_warnings():
            # Our own limit is the one that counts, and says so in words.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=list(FORMATS)) as picture:
                _check_size(picture)
                return _without_metadata(picture)
    except ValidationError:
        raise
    except Image.DecompressionBombError as problem:
        raise ValidationError(_too_many_pixels()) from problem
    except Exception as problem:  # decoders stumble over a broken file in every way there is
        raise ValidationError(no_picture()) from problem


def no_picture() -> str:
    """Return what to say of a file that no decoder of ours can read to its end."""
    return _("This is no whole picture in JPEG, PNG, WebP, AVIF or GIF. Nothing was kept of it.")


def _too_many_pixels() -> str:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return _("The picture has more than %d million pixels. Make it smaller first.") % most


def _check_size(picture: ImageFile.ImageFile) -> None:
    """Look at each frame: a later one may be larger than the picture says it is."""
    left = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS - picture.width * picture.height
    frames = getattr(picture, "n_frames", 1)
    if left < 0 or frames > MOST_FRAMES:
        raise ValidationError(_too_many_pixels())
    if picture.format == "MPO":  # a phone's second picture, of which nothing is kept
        return
    for number in range(1, frames):
        picture.seek(number)
        left -= picture.width * picture.height
        if left < 0:
            raise ValidationError(_too_many_pixels())
    picture.seek(0)


def _without_metadata(picture: ImageFile.ImageFile) -> TakenIn:
    caption, credit, licence = _told_by(picture)
    form = "JPEG" if picture.format == "MPO" else str(picture.format)
    out = io.BytesIO()
    picture.load()
    options: dict[str, object] = {}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    if getattr(picture, "n_frames", 1) > 1 and form != "JPEG":
        picture.info.pop("comment", None)
        picture.save(out, form, save_all=True, exif=b"", **options)
    else:
        _still(picture, form, options).save(out, form, exif=b"", **options)
    return TakenIn(out.getvalue(), FORMATS[form], caption, credit, licence)


def _still(picture: Image.Image, form: str, options: dict[str, object]) -> Image.Image:
    """Return the picture to save, and add to ``options`` what keeps its quality."""
    upright = picture.getexif().get(EXIF_ORIENTATION, 1) == 1
    if form == "JPEG" and picture.format == "JPEG" and upright and picture.mode in {"RGB", "L"}:
        # The same tables again, so that hardly anything is lost (Pillow, JPEG, "keep").
        options["quality"] = "keep"
        picture.info.pop("comment", None)
        picture.info.pop("xmp", None)
        return picture
    turned = ImageOps.exif_transpose(picture)
    if form == "JPEG" and turned.mode not in {"RGB", "L"}:
        turned = turned.convert("RGB")
        options.pop("icc_profile", None)
    if form != "PNG":
        options["quality"] = QUALITY
    turned.info = {}
    return turned


def _told_by(picture: ImageFile.ImageFile) -> tuple[str, str, str]:
    """Return the caption, the credit and the copyright notice that a picture carries."""
    exif = picture.getexif()
    try:
        iptc = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, ValueError, OSError):
        iptc = {}
    maker = _words(iptc.get(IPTC_BYLINE)) or _words(exif.get(EXIF_ARTIST))
    agency = _words(iptc.get(IPTC_CREDIT))
    return (
        _words(iptc.get(IPTC_CAPTION)) or _words(exif.get(EXIF_CAPTION)),
        " / ".join(dict.fromkeys(filter(None, [maker, agency])))[:255],
        (_words(iptc.get(IPTC_COPYRIGHT)) or _words(exif.get(EXIF_COPYRIGHT)))[:255],
    )


def _words(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:2000]
