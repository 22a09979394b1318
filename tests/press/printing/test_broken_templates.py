"""A template that is broken: readers keep the last whole bytes, people learn why, it mends."""

from __future__ import annotations

import pytest

from broadsheet.newsroom.models import Story
from broadsheet.press import printer, report
from broadsheet.press.work import Press
from tests.factories import a_story, an_author
from tests.press.printing import presses
from tests.press.printing.breaking import all_bytes, drop, edit, everything_holds, mend

pytestmark = pytest.mark.django_db

BROKEN = "{% load no_such_library %}"


def test_a_template_that_raises_keeps_the_old_bytes_and_says_why(paper: Press) -> None:
    story = Story.objects.first()
    address = str(story.address)
    old = presses.body_of(paper, address)
    drop(paper, "pages/story.html", BROKEN)
    presses.print_all(paper)
    assert presses.body_of(paper, address) == old
    failures = {each.name: each for each in report.failures(paper.store)}
    assert "no_such_library" in failures[address].trace
    assert failures[address].cause == "a new version of the program or of the theme"
    assert paper.store.target("/").status == 200, "What can be printed is."
    edit(story, "Nobody reads this yet.")
    presses.print_all(paper)
    assert presses.body_of(paper, address) == old
    mend(paper, "pages/story.html")
    presses.print_all(paper)
    assert b"Nobody reads this yet." in presses.body_of(paper, address)
    everything_holds(paper)


def test_a_page_that_failed_is_printed_when_what_it_read_changes(paper: Press) -> None:
    """No new theme: the fault was in what the page read, and so is the cure."""
    author = an_author()
    usual = paper.printer.renderer.draw
    paper.printer.renderer.draw = lambda name: (
        1 / 0 if name.endswith(f"author-box/{author.pk}") else usual(name)
    )
    author.life = "She sails."
    author.save()
    presses.print_all(paper)
    assert report.status(paper.store).failures[0].name.endswith(f"author-box/{author.pk}")
    paper.printer.renderer.draw = usual
    author.life = "She sails no more."
    author.save()
    presses.print_all(paper)
    everything_holds(paper)


def test_a_part_of_a_new_theme_that_raises_leaves_whole_pages_of_the_old_one(paper: Press) -> None:
    old = all_bytes(paper)
    drop(paper, "parts/latest.html", BROKEN)
    presses.print_all(paper)
    now = all_bytes(paper)
    with_latest = [name for name, body in old.items() if b'class="latest"' in body]
    assert len(with_latest) > 5
    assert {name for name in with_latest if now[name] != old[name]} == set()
    failures = {each.name: each for each in report.failures(paper.store)}
    assert "could not be printed" in failures["/"].trace
    assert "no_such_library" in failures["/"].trace
    a_story("A ferry")
    presses.print_all(paper)
    assert b"A ferry" in presses.body_of(paper, "/feed.rss")
    mend(paper, "parts/latest.html")
    presses.print_all(paper)
    assert b"A ferry" in presses.body_of(paper, "/")
    everything_holds(paper)


def test_a_part_that_no_theme_has_is_a_failure_not_a_hole(paper: Press) -> None:
    old = presses.body_of(paper, "/topics/")
    drop(paper, "pages/topics.html", '{% load broadsheet %}{% fragment "nonsense" %}')
    presses.print_all(paper)
    assert presses.body_of(paper, "/topics/") == old
    assert "nonsense" in {e.name: e for e in report.failures(paper.store)}["/topics/"].trace


def test_an_address_whose_page_can_never_be_printed_is_left_to_django(paper: Press) -> None:
    """A store that isn't complete doesn't say that there is nothing."""
    drop(paper, "pages/story.html", BROKEN)
    presses.print_all(paper)
    assert paper.store.complete(), "All that is there has bytes, if old ones."
    story = a_story()
    presses.print_all(paper)
    assert paper.store.target(str(story.address)).status == 0
    assert not paper.store.complete()
    mend(paper, "pages/story.html")
    presses.print_all(paper)
    assert paper.store.complete()
    everything_holds(paper)


def test_parts_of_an_old_theme_go_with_the_last_page_of_it(paper: Press) -> None:
    drop(paper, "parts/strip.html", "<p>A new strip</p>")
    presses.print_all(paper)
    looks = {name.partition("/")[0] for name in paper.store.named("@")}
    assert looks == {f"@{printer.generation()}"}
    assert b"A new strip" in presses.body_of(paper, "/")
    everything_holds(paper)


def test_parts_of_an_old_theme_stay_while_a_page_can_only_be_had_in_it(paper: Press) -> None:
    old = presses.body_of(paper, "/topics/")
    drop(paper, "pages/topics.html", BROKEN)
    presses.print_all(paper)
    assert presses.body_of(paper, "/topics/") == old
    assert len({name.partition("/")[0] for name in paper.store.named("@")}) == 2


def test_a_theme_that_changes_while_it_is_printed_is_printed_again(paper: Press) -> None:
    """The look that is noted is the one that the edition began with."""
    usual = paper.printer.renderer.draw
    dropped: list[bool] = []

    def draw(name: str) -> str | None:
        if name.endswith("/strip") and not dropped:
            drop(paper, "parts/foot.html", "<p>Another foot</p>")
            dropped.append(True)
        return usual(name)

    paper.printer.renderer.draw = draw
    drop(paper, "parts/strip.html", "<p>Another strip</p>")
    presses.print_all(paper)
    assert dropped
    everything_holds(paper)
