"""The saved pages in a folder, each under the name by which it is known again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ValidationError

from broadsheet.wire.extraction.decoding import MAX_BYTES
from broadsheet.wire.extraction.folder import pages_in
from broadsheet.wire.incoming.values import joined
from broadsheet.wire.moving.pages.pictures import beside

MAX_PAGES = 200_000
BESIDE = "_files"
"""How browsers call the folder of what a page shows, saved beside it."""


@dataclass(frozen=True)
class Saved:
    """A saved page: where it lies, and its name from the folder on, the folder's own before it."""

    path: Path
    name: str
    root: Path
    noted = ""
    """No address is noted outside of the page itself."""

    def read(self) -> bytes:
        """Return its bytes, and no more than shows that there are too many. Raises OSError."""
        with self.path.open("rb") as file:
            return file.read(MAX_BYTES + 1)

    @property
    def is_a_part(self) -> bool:
        """Say whether it is only what another saved page shows in a frame."""
        return any(each.endswith(BESIDE) for each in Path(self.name).parts[1:-1])

    def picture(self, address: str, page: str) -> tuple[str, str]:
        """Return where a picture of it is (``page``: its own address), and its file, "" for none.

        One that was saved beside the page is known by its place in the folder.
        """
        file = beside(address, self.path, self.root)
        return (f"/{quote(file)}", file) if file else (joined(page, address), "")


def saved_in(place: Path) -> Iterator[Saved]:
    """Yield the saved pages of a folder, in order; links are not followed.

    Raises ValidationError where there is none, and where there are too many for one move.
    """
    found = pages_in(place)
    if not found:
        raise ValidationError(f"There is no .html file in {place}.")
    if len(found) > MAX_PAGES:
        raise ValidationError(
            f"There are more than {MAX_PAGES:,} pages in {place}: move them in folder by folder."
        )
    root = place if place.is_dir() else place.parent
    for path in found:
        yield Saved(path, f"{root.resolve().name}/{path.relative_to(root).as_posix()}", root)
