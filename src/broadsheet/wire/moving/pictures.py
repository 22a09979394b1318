"""The pictures of a paper that moves: each file once, with all that was said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.models import Page, ReferenceIndex

from broadsheet.lib.html import tree_of
from broadsheet.photos.intake import take_in
from broadsheet.photos.models import Photo
from broadsheet.wire.incoming.pictures import MAX_TOGETHER
from broadsheet.wire.moving.addresses import lead_picture
from broadsheet.wire.moving.ledger import Ledger
from broadsheet.wire.moving.library import Library, NoFile, place_of
from broadsheet.wire.moving.models import Arrival, Kind, Outcome
from broadsheet.wire.moving.records import Post

TOO_MANY = (
    f"the pictures of its story have more than {MAX_TOGETHER // 2**20} MB together:"
    " import again for the rest"
)
NO_ALT = "no alternative text came with it: its caption, or its title, stands for one"


def address_of(attributes: Mapping[str, Any]) -> str:
    """Return where an image in a text is: some pages show it only when it is scrolled to."""
    return str(attributes.get("src") or attributes.get("data-src") or "")


def _is_shown(photo: Photo) -> bool:
    """Say whether a public page shows a picture: a size of one that none does is no reader's."""
    showing = ReferenceIndex.get_references_to(photo).values_list("object_id", flat=True)
    pages = [int(pk) for pk in showing if str(pk).isdigit()]
    return Page.objects.filter(pk__in=pages, live=True).exists()


@dataclass
class Pictures:
    """Takes in pictures when a story shows them, and the rest at the end.

    ``licence`` is what lets us print a picture of which nothing else is said.
    """

    ledger: Ledger
    library: Library
    licence: str
    fetched: dict[str, bytes | NoFile] = field(default_factory=dict)
    """Files of the story that is about to be taken in, by their addresses, or why there is none."""

    def fetch_ahead(self, post: Post) -> None:
        """Fetch what a story shows, before its transaction begins.

        A slow server must not hold up the desk, which can't write until that ends.
        """
        self.fetched.clear()
        if self.library.connector is None:
            return
        hero = self.ledger.known(Kind.PICTURE, post.hero) if post.hero else None
        shown = [address_of(image.attrs) for image in tree_of(post.body).find_all("img")]
        for address in dict.fromkeys(shown):
            known = self.ledger.at(place_of(address))
            self._fetch(known.data if known else {"url": address}, known)
        if hero is not None:
            self._fetch(hero.data, hero)

    def _fetch(self, said: dict[str, Any], known: Arrival | None) -> None:
        address = said["url"]
        if address in self.fetched or not address or (known and known.recall(Photo)):
            return
        held = sum(len(each) for each in self.fetched.values() if isinstance(each, bytes))
        try:
            if held > MAX_TOGETHER:
                raise NoFile(TOO_MANY)
            self.fetched[address] = self.library.read(address, said.get("path", ""))
        except NoFile as reason:
            self.fetched[address] = reason

    def by_key(self, key: str) -> Photo | None:
        """Return a picture of the source's library; None for one that can't be had."""
        known = self.ledger.known(Kind.PICTURE, key)
        return self._photo(known) if known else None

    def knows(self, address: str) -> bool:
        """Say whether the source has a picture at this address."""
        return self.ledger.at(place_of(address)) is not None

    def by_address(self, address: str, *, alt: str = "", caption: str = "") -> Photo | None:
        """Return the picture at an address in a text; None for one that can't be had.

        One that the library doesn't list is a thing of the source all the same.
        """
        place = place_of(address)
        if not place:
            return None
        known = self.ledger.at(place)
        if known is None:
            data = {"url": address, "alt": alt, "caption": caption}
            known = self.ledger.meet(
                Kind.PICTURE, f"at {place}", name=place, place=place, data=data
            )
        return self._photo(known)

    def take_in_the_rest(self, before_each: Callable[[], None]) -> None:
        """Take in the pictures that no story shows."""
        waiting = self.ledger.of_this_run().filter(kind=Kind.PICTURE, outcome=Outcome.WAITING)
        for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
            before_each()
            self._photo(Arrival.objects.get(pk=pk))

    def lead_on(self) -> None:
        """Have the addresses that pictures had lead to those that public stories show."""
        came = self.ledger.of_this_run().filter(kind=Kind.PICTURE, became__startswith="photo:")
        for each in came.order_by("pk").iterator():
            photo = each.recall(Photo)
            if photo is None or not _is_shown(photo):
                continue
            link = lead_picture(photo, each.data["url"])
            each.data |= {"leads_to": link} if link else {"no_way": [each.data["url"]]}
            each.save(update_fields=["data"])

    def _photo(self, known: Arrival) -> Photo | None:
        if ours := known.recall(Photo):
            found: Photo = ours
            return found
        if known.outcome == Outcome.SET_ASIDE and known.run == self.ledger.move.run:
            return None
        try:
            data = self._read(known)
            digest = hashlib.sha256(data).hexdigest()
            same = self._same(digest, known)
            photo = same or self._make(known, data)
        except (NoFile, ValidationError) as reason:
            why = " ".join(reason.messages) if isinstance(reason, ValidationError) else str(reason)
            self._note(known, Outcome.SET_ASIDE, why=why)
            return None
        why = "the same file as another" if same else "" if known.data.get("alt") else NO_ALT
        outcome = Outcome.MERGED if same else Outcome.IMPORTED
        self._note(known, outcome, why=why, became=f"photo:{photo.pk}", digest=digest)
        return photo

    def _read(self, known: Arrival) -> bytes:
        found = self.fetched.get(known.data["url"])
        if isinstance(found, NoFile):
            raise found
        return found or self.library.read(known.data["url"], known.data.get("path", ""))

    def _note(self, known: Arrival, outcome: Outcome, **values: Any) -> None:
        self.ledger.note(Kind.PICTURE, known.key, outcome, **values)

    def _same(self, digest: str, known: Arrival) -> Photo | None:
        others = self.ledger.move.arrivals.filter(kind=Kind.PICTURE, digest=digest)
        for other in others.exclude(pk=known.pk).exclude(became="")[:5]:
            if ours := other.recall(Photo):
                photo: Photo = ours
                return photo
        return None

    def _make(self, known: Arrival, data: bytes) -> Photo:
        """Keep a picture. It is taken in before Wagtail's own code looks at a stranger's bytes."""
        taken, said = take_in(BytesIO(data)), known.data
        name = known.place.rpartition("/")[2] or "picture"
        title = (said.get("title") or name)[:255]
        caption = said.get("caption") or taken.caption
        credit = (said.get("credit") or taken.credit)[:255]
        photo = Photo(
            title=title,
            file=ContentFile(taken.data, name=f"picture{taken.suffix}"),
            description=(said.get("alt") or caption or title)[:255],
            caption=caption,
            credit=credit,
            licence=taken.licence or ("" if credit else self.licence),
            source_uri=said["url"][:500],
        )
        photo.save()
        return photo
