"""Where an item's pictures go in its story: above it, in its text, or after it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from broadsheet.photos.intake import take_in
from broadsheet.photos.models import Photo
from broadsheet.wire.incoming.body import Block, blocks_of
from broadsheet.wire.incoming.item import Item
from broadsheet.wire.incoming.ledger import SetAside
from broadsheet.wire.incoming.pictures import Fetched, Picture

REFERENCES = ("src", "uri", "data-assoc-ref", "data-uri", "data-id", "id", "name")
"""Attributes of an image in a text that may say which association it is."""


def photos_of(fetched: list[Fetched], *, known: dict[str, int]) -> dict[str, Photo]:
    """Return the Photo of each picture, by its bytes' digest; those we know aren't made again.

    Raises SetAside for what is no picture.
    """
    photos = {
        digest: photo
        for digest, pk in known.items()
        if (photo := Photo.objects.filter(pk=pk).first())
    }
    return {each.digest: photos.get(each.digest) or _make(each) for each in fetched}


def _make(fetched: Fetched) -> Photo:
    """Keep a picture. It is taken in before Wagtail's own code looks at a stranger's bytes."""
    picture = fetched.picture
    name = picture.href.partition("?")[0].rpartition("/")[2][-100:]
    try:
        taken = take_in(BytesIO(fetched.data))
        photo = Photo(
            title=picture.headline or picture.name or name or "Picture",
            file=ContentFile(taken.data, name=f"picture{taken.suffix}"),
            description=picture.alt,
            caption=picture.caption or taken.caption,
            credit=picture.credit or taken.credit,
            licence=picture.licence or taken.licence,
            source_uri=(picture.uri or picture.href)[:500],
        )
        photo.save()
    except ValidationError as error:
        raise SetAside(f"its picture “{picture.href[:120]}”: {' '.join(error.messages)}") from error
    return photo


@dataclass
class Layout:
    """A story's main picture and body."""

    hero: Photo | None
    body: list[Block]
    left_out: int
    """Images in the text that the item doesn't bring."""


def lay_out(item: Item, fetched: list[Fetched], photos: dict[str, Photo]) -> Layout:
    """Put each picture where its text has it; the main one above, the others after."""
    main = next((each for each in fetched if each.picture.is_main), next(iter(fetched), None))
    placed = {main.digest} if main else set()
    left_out = 0

    def find(attributes: dict[str, str], caption: str) -> Block | None:
        nonlocal left_out
        names = {attributes[name] for name in REFERENCES if attributes.get(name)}
        found = next((each for each in fetched if names & each.picture.known_as), None)
        if found is None:
            left_out += 1
            return None
        if found.digest in placed:
            return None
        placed.add(found.digest)
        own = found.picture
        alt = attributes.get("alt", "").strip()
        return _block(photos[found.digest], own, caption=caption, alt=alt)

    body = blocks_of(item.text, headline=item.headline, find_picture=find)
    rest = {each.digest: photos[each.digest] for each in fetched if each.digest not in placed}
    body += _after(list(rest.values()))
    return Layout(photos[main.digest] if main else None, body, left_out)


def _block(photo: Photo, own: Picture, *, caption: str, alt: str) -> Block:
    """Return a picture block; words that are the picture's own stay with the picture."""
    value: dict[str, Any] = {
        "photo": photo,
        "caption": "" if caption == own.caption else caption,
        "alt": "" if alt == own.alt else " ".join(alt.split())[:1000],
    }
    return "picture", value


def _after(photos: list[Photo]) -> list[Block]:
    if len(photos) == 1:
        return [("picture", {"photo": photos[0], "caption": "", "alt": ""})]
    if photos:
        pictures = [{"photo": photo, "caption": ""} for photo in photos]
        return [("gallery", {"title": "", "pictures": pictures})]
    return []
