"""Live coverage: an entry reprints what shows it and no more, and readers miss none."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from broadsheet.newsroom.live import actions
from broadsheet.newsroom.live.models import A_CHUNK
from broadsheet.newsroom.models import ChangeKind, Entry, EntryChange, Story
from broadsheet.press.work import Press
from tests.factories import a_live_story, an_author, an_entry, max_reads
from tests.press.printing import audit, presses
from tests.press.test_costs import changed_by
from tests.wire.outgoing.vocabulary import mistakes

pytestmark = pytest.mark.django_db

ENTRY = re.compile(r'<article class="entry[^"]*" id="entry-(\d+)">')


def numbers(press: Press, address: str) -> list[int]:
    """Return the numbers of the entries at an address, in their order."""
    return [int(each) for each in ENTRY.findall(presses.html_of(press, address))]


def parts(changed: set[str]) -> set[str]:
    """Return the names without the theme's version."""
    return {re.sub(r"^@\w+/", "@", name) for name in changed}


def test_one_walk_through_a_night(press: Press) -> None:
    story = a_live_story("Bond night", slug="bond-night")
    address, here = str(story.address), f"{story.address}entries/"
    for number in range(1, A_CHUNK * 2 + 1):
        an_entry(story, f"Word {number}.", authors=[an_author()])
    press.print_all()
    assert numbers(press, address) == numbers(press, here) == list(range(2 * A_CHUNK, 0, -1))

    # The first of a third chunk: the pages that name the chunks, and a page for the oldest one.
    changed = parts(changed_by(press, lambda: an_entry(story, "Eight to five.")))
    own = {address, here, f"{here}1/"}
    assert changed == {
        *own,
        f"@live-entries/{story.pk}-3",
        f"@live-data/{story.pk}",
        f"@live-data/{story.pk}-1",
    }
    assert numbers(press, address) == list(range(2 * A_CHUNK + 1, A_CHUNK, -1))
    assert numbers(press, f"{here}1/") == list(range(A_CHUNK, 0, -1))

    # Any other: its chunk, and what machines read of the newest. As much at any length.
    cost = {f"@live-entries/{story.pk}-3", f"@live-data/{story.pk}"}
    assert parts(changed_by(press, lambda: an_entry(story, "The lamps go out."))) == cost
    draft = an_entry(story, "Not yet.", publish_it=False)
    assert changed_by(press, lambda: an_entry(story, "Nor this.", publish_it=False)) == set()
    assert parts(changed_by(press, lambda: actions.publish_entry(entry=draft, by=None))) == cost
    assert numbers(press, here)[0] == 2 * A_CHUNK + 3

    # Of an old one, the chunk and the page's data that it stands in.
    old = Entry.objects.get(story=story, number=7)
    changed = parts(changed_by(press, lambda: change(old, "Word seven, as it was said.")))
    assert changed == {f"@live-entries/{story.pk}-1", f"@live-data/{story.pk}-1"}
    assert "Word seven, as it was said." in presses.html_of(press, f"{here}1/")

    # What is taken back is nowhere, and those who have it are told its number.
    actions.take_back(entry=Entry.objects.get(story=story, number=41), by=None)
    press.print_all()
    everything = "".join(presses.html_of(press, name) for name in pages(press))
    assert "Eight to five." not in everything
    assert 'data-gone="41"' in presses.html_of(press, here)
    assert 41 not in numbers(press, address)

    assert "<script>" in presses.html_of(press, address)
    assert " data-open>" in presses.html_of(press, here)
    actions.close_coverage(story=story, by=None)
    press.print_all()
    assert "<script>" not in presses.html_of(press, address)
    assert " data-open>" not in presses.html_of(press, here)
    assert audit.everything(press) == []


def pages(press: Press) -> list[str]:
    return [name for name in press.store.known_names() if not name.startswith("@")]


def change(entry: Entry, words: str, **said: Any) -> None:
    """Change an entry's text; without ``kind``, nothing is said of it."""
    actions.change_entry(
        entry=entry,
        by=None,
        said=EntryChange(**said) if said else None,
        headline=entry.headline,
        body=[("paragraph", f"<p>{words}</p>")],
        is_key=entry.is_key,
        authors=list(entry.authors.all()),
    )


def told(address: str) -> dict[str, Any]:
    """Return what a page says of live coverage to machines."""
    html = max_reads().get(address).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    nodes = [node for each in found for node in json.loads(each)["@graph"]]
    (node,) = [each for each in nodes if each["@type"] == "LiveBlogPosting"]
    assert mistakes(nodes) == []  # by schema.org
    return dict(node)


def test_readers_and_machines_are_told_what_was_changed() -> None:
    story: Story = a_live_story()
    an_entry(story, "Noon.", headline="It begins", is_key=True, authors=[an_author()])
    second = an_entry(story, "There are 12 members.")
    change(second, "There are 13 members.", kind=ChangeKind.CORRECTION, text="It was thirteen.")
    html = max_reads().get(story.address).content.decode()
    assert f'<li><a href="{story.address}#entry-1">It begins</a>' in html
    assert html.index("entry-2") < html.index('id="entry-1"')
    assert html.count("It was thirteen.") == 3  # at the entry, with the story's own, to machines
    assert "12 members" not in html
    node = told(str(story.address))
    first, last = node["liveBlogUpdate"][1], node["liveBlogUpdate"][0]
    assert first["headline"] == "It begins"
    assert first["author"][0]["name"] == "Mara Ellison"
    assert last["articleBody"] == "There are 13 members."
    assert last["author"]["@type"] == "NewsMediaOrganization"
    assert last["dateModified"] >= last["datePublished"] >= node["coverageStartTime"]
    assert "coverageEndTime" not in node
    actions.close_coverage(story=story, by=None)
    assert told(str(story.address))["coverageEndTime"]
