"""What goes wrong in printing: readers keep the last whole bytes, people learn why, it mends."""

from __future__ import annotations

import logging
import time

import pytest

from broadsheet.lib.failpoints import Broken
from broadsheet.masthead.models import Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.press import printer, report, sweep
from broadsheet.press.models import Note
from broadsheet.press.render import anonymous_request
from broadsheet.press.store.reading import id_of
from broadsheet.press.work import Press
from tests.factories import a_story, an_author, an_update
from tests.pictures import a_photo
from tests.press.printing import presses
from tests.press.printing.breaking import all_bytes, edit, everything_holds

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["press.before_store", "press.after_store", "press.after_notes"])
def test_a_press_that_breaks_anywhere_loses_and_doubles_nothing(paper: Press, place: str) -> None:
    before = paper.store.edition()
    story = a_story("A ferry")
    with presses.broken(place), pytest.raises(Broken):
        paper.print_one()
    again = presses.start(paper.config)
    presses.print_all(again)
    assert again.store.edition() == before + 1
    assert b"A ferry" in presses.body_of(again, str(story.address))
    assert not Note.objects.exists()
    everything_holds(again)
    again.close()


def test_a_disk_that_is_full_keeps_the_last_edition_and_the_notes(paper: Press) -> None:
    old = all_bytes(paper)
    a_story("A ferry")
    with presses.broken("press.before_store", "full"), pytest.raises(OSError, match="No space"):
        paper.print_one()
    assert all_bytes(paper) == old
    assert Note.objects.exists()
    presses.print_all(paper)
    assert b"A ferry" in presses.body_of(paper, "/")
    everything_holds(paper)


@pytest.mark.sqlite
def test_a_store_that_can_grow_no_further_stays_whole(paper: Press) -> None:
    """F: SQLite itself says that the disk is full, in the middle of the commit."""
    rows = paper.store.database.rows
    old = all_bytes(paper)
    most = rows("PRAGMA max_page_count")[0][0]
    rows(f"PRAGMA max_page_count = {rows('PRAGMA page_count')[0][0]}")
    story = a_story("A ferry")
    edit(story, " ".join(str(number) for number in range(20_000)))
    with pytest.raises(Exception, match="full"):
        paper.print_one()
    assert all_bytes(paper) == old
    rows(f"PRAGMA max_page_count = {most}")
    presses.print_all(paper)
    everything_holds(paper)


def test_the_press_tries_again_ever_less_often(paper: Press) -> None:
    """A round that fails as a whole is no reason to burn the machine."""
    a_story("A ferry")
    pauses = []
    for _ in range(3):
        paper.rests_until = 0.0
        with presses.broken("press.before_store"), pytest.raises(Broken):
            paper.print_due()
        pauses.append(paper.rests_until - time.monotonic())
        assert paper.print_due() == 0, "It rests."
    assert pauses == sorted(pauses)
    assert pauses[-1] > 2 * pauses[0]
    paper.rests_until = 0.0
    assert paper.print_due() > 0
    assert paper.failed_rounds == 0


def sweep_all(press: Press) -> list[str]:
    """Sweep as often as it takes to have looked at everything."""
    rounds = len(press.store.known_names()) // sweep.AT_ONCE + 1
    healed = []
    for _ in range(rounds):
        healed += sweep.sweep_oldest(press.store, press.printer)
    return healed


def test_a_sweep_of_a_paper_that_is_as_it_should_be_heals_nothing(paper: Press) -> None:
    before = paper.store.edition()
    assert sweep_all(paper) == []
    assert sweep.sweep_catalogue(paper.store, paper.printer) == []
    assert paper.store.edition() == before


def test_a_change_whose_note_was_lost_is_healed_and_told(
    paper: Press, caplog: pytest.LogCaptureFixture
) -> None:
    story = Story.objects.first()
    edit(story, "Mended words.")
    Note.objects.all().delete()
    with caplog.at_level(logging.ERROR):
        healed = sweep_all(paper)
    assert str(story.address) in healed
    assert report.status(paper.store).healed == len(healed)
    assert "The sweep found what a change had missed" in caplog.text
    assert b"Mended words." in presses.body_of(paper, str(story.address))
    assert paper.store.target(str(story.address)).cause != ""


def test_a_part_that_only_a_healed_page_names_is_printed_with_it(paper: Press) -> None:
    story = Story.objects.first().get_latest_revision_as_object()
    story.bylines = [type(story.bylines.first())(author=an_author("Nia Brandt"))]
    actions.publish(story=story, change=an_update())
    Note.objects.all().delete()
    sweep_all(paper)
    body = presses.html_of(paper, str(story.address))
    assert "About Nia Brandt" in body


def test_a_page_that_was_lost_is_found_missing_and_printed(paper: Press) -> None:
    story = Story.objects.first()
    paper.store.database.rows("DELETE FROM target WHERE id = ?", (id_of(str(story.address)),))
    assert sweep.sweep_catalogue(paper.store, paper.printer) == [story.address]
    assert report.status(paper.store).healed == 1
    assert paper.store.target(str(story.address)).status == 200


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_bytes_that_rotted_in_the_store_are_healed(paper: Press, encoding: str) -> None:
    address = str(Story.objects.first().address)
    own = next(part for part in paper.store.target(address).parts if part[0] != "@")
    whole = getattr(paper.store.segments([own])[own], encoding)
    rotten = whole[:-9] + bytes(byte ^ 0xFF for byte in whole[-9:])
    paper.store.database.rows(f"UPDATE segment SET {encoding} = ? WHERE hash = ?", (rotten, own))
    assert address in sweep_all(paper)
    assert getattr(paper.store.segments([own])[own], encoding) == whole
    assert sweep_all(paper) == []


def test_a_page_that_somebody_tampered_with_is_healed(paper: Press) -> None:
    address = str(Story.objects.first().address)
    other = paper.store.target("/topics/")
    paper.store.database.rows(
        "UPDATE target SET parts = ? WHERE id = ?", (" ".join(other.parts), id_of(address))
    )
    assert address in sweep_all(paper)
    assert b"The harbour was quiet." in presses.body_of(paper, address)


def test_a_file_that_a_kill_left_behind_is_not_public_for_ever(paper: Press) -> None:
    stray = paper.config.public / "renditions" / "stray.jpg"
    stray.write_bytes(b"what nobody has published")
    paper.next_sweep = paper.next_catalogue = 0.0
    paper.print_one()
    assert not stray.exists()
    everything_holds(paper)


@pytest.mark.parametrize("again", [False, True])
def test_a_press_that_breaks_after_its_commit_leaves_no_picture_public(
    paper: Press, again: bool
) -> None:
    """The next round tidies up, of the same process or of another one."""
    before = set(paper.config.public.rglob("*.jpg"))
    story = a_story(hero=a_photo("Of this story alone"))
    presses.print_all(paper)
    own = set(paper.config.public.rglob("*.jpg")) - before
    assert own
    actions.withdraw(story=story)
    with presses.broken("press.after_store"), pytest.raises(Broken):
        paper.print_one()
    if again:
        paper = presses.start(paper.config)
    presses.print_all(paper)
    assert not own & set(paper.config.public.rglob("*.jpg"))
    everything_holds(paper)


def test_a_change_of_the_whole_paper_goes_on_where_it_was_broken_off(
    paper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In several editions, what is new first, then shared parts, then from the newest."""
    monkeypatch.setattr(printer, "MOST", 5)
    publication = Publication.load()
    publication.name = "The Evening Courier"
    publication.save()
    done: list[str] = []
    before = paper.store.edition()
    for number in range(6):
        place = "press.after_store" if number % 2 else "press.before_store"
        with presses.broken(place), pytest.raises(Broken):
            paper.print_one()
        paper.close()
        paper = presses.start(paper.config)
    assert not paper.store.complete()
    presses.print_all(paper)
    for edition in range(before + 1, paper.store.edition() + 1):
        done += paper.store.changed_in(edition)
    pages = [name for name in done if not name.startswith("@")]
    assert len(pages) == len(set(pages)), "Nothing is printed twice."
    first = min(done.index(name) for name in pages)
    assert all(name.startswith("@") for name in done[:first])
    assert done.index("/") < done.index("/authors/mara-ellison/")
    assert paper.store.complete()
    everything_holds(paper)
    paper.close()


def test_what_is_published_meanwhile_does_not_wait_for_the_whole_paper(
    paper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "MOST", 5)
    publication = Publication.load()
    publication.name = "The Evening Courier"
    publication.save()
    paper.print_one()
    monkeypatch.setattr(printer, "MOST", 500)
    left = len(paper.store.wanted(1000))
    assert left > 20
    story = a_story("A ferry")
    paper.print_one()
    assert paper.store.target(str(story.address)).status == 200
    assert paper.store.wanted(1), "The rest still waits."
    assert not paper.store.complete(), "Few are left, but not none."
    presses.print_all(paper)
    everything_holds(paper)


def test_a_press_that_has_nothing_to_do_writes_nothing(paper: Press) -> None:
    edition = paper.store.edition()
    rows = paper.store.database.rows
    before = rows("SELECT name, value FROM state ORDER BY name")
    for _ in range(3):
        assert paper.print_one() == 0
    assert rows("SELECT name, value FROM state ORDER BY name") == before
    assert paper.store.edition() == edition


def test_what_is_printed_is_asked_for_by_nobody_in_particular() -> None:
    """No cookie, no language of anybody's: it is everybody's."""
    request = anonymous_request("/world/?page=2")
    assert request.path == "/world/"
    assert request.GET["page"] == "2"
    assert not request.COOKIES
    assert not {"HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT"} & set(request.META)
