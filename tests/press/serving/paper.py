"""A small paper, printed: what the servers of these tests serve. Runs within the publication."""

from __future__ import annotations

from pathlib import Path

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from broadsheet.photos.renditions import print_renditions
from broadsheet.press.work import Press
from tests.factories import a_draft, a_section, a_story, a_topic, an_author, pru
from tests.pictures import a_photo

TEXT = "<p>Die Fähre hält nicht mehr in Ærø — “не раньше мая”, 港町では. 🛥</p>"


def publish() -> None:
    """Write and print it: some stories, one with a picture, and a draft with another."""
    photo, secret = a_photo(size=(900, 600)), a_photo("Not out yet", size=(900, 600))
    print_renditions(photo=secret)
    for number in range(6):
        a_story(
            f"Ferries and fairs, part {number}",
            slug=f"ferries-{number}",
            section=a_section(["World", "Business"][number % 2]),
            hero=photo if number == 0 else None,
            topics=[a_topic("Shipping")],
            body=[("paragraph", TEXT), ("paragraph", f"<p>{number} " + "quay " * 200 + "</p>")],
        )
    a_draft("Nothing of this is out", hero=secret)
    an_author("Leo Sandoval")
    site = Site.objects.get(is_default_site=True)
    for old in ("/old-harbour", "/index.php?id=7"):
        Redirect.add_redirect(old, "/world/", site=site)
    pru()
    press = Press()
    press.print_all()
    press.close()
    names = sorted(path.name for path in Path(secret.file.storage.path("renditions")).iterdir())
    shown = {path.name for path in press.config.public.rglob("*") if path.is_file()}
    Path("hidden.txt").write_text("\n".join(set(names) - shown))
