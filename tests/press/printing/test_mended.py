"""Faults that the oracle found once, each by itself: it must not come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from broadsheet.lib import clock
from broadsheet.masthead.models import HomePage, InformationPage, Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Byline
from broadsheet.photos.models import Photo
from broadsheet.photos.renditions import print_renditions
from broadsheet.photos.tasks import print_new_pictures
from broadsheet.press.work import Press
from tests.factories import a_draft, a_paper, a_section, a_story, a_topic, an_author, max_reads
from tests.pictures import a_photo
from tests.press.printing import audit, presses

pytestmark = pytest.mark.django_db


def printed(press: Press) -> set[str]:
    """Print what waits; what is printed must be all there is, and true. Return what changed."""
    changed = presses.print_all(press)
    wrong = audit.everything(press)
    assert not wrong, "\n\n".join(wrong)
    return changed


def old(title: str, *, days: int, **fields: Any) -> Any:
    """A story that came out so many days ago."""
    when = clock.now() - timedelta(days=days)
    return actions.publish(story=a_draft(title, **fields), first_published=when)


def a_redirect(old_path: str, to: Any = None) -> Redirect:
    path = Redirect.normalise_path(old_path)
    link = "" if to else "https://example.org/"
    return Redirect.objects.create(old_path=path, redirect_page=to, redirect_link=link)


def test_a_story_that_a_private_section_hides_is_in_the_catalogue(press: Press) -> None:
    story = a_story()
    presses.print_all(press)
    PageViewRestriction.objects.create(page=story.section, restriction_type="login")
    printed(press)


def test_old_addresses_of_any_kind_are_printed(press: Press) -> None:
    for path in ("/a:b:c:d", "/a%20b", "/café", "/index.php?p=7"):
        a_redirect(path, to=a_section())
    printed(press)
    for path in ("/a:b:c:d", "/a b", "/café/", "/index.php?p=7"):
        assert press.store.target(path).status == 301


def test_an_old_address_leads_on_with_its_slash_and_without(press: Press) -> None:
    a_redirect("/2019/05/moved/", to=a_section())
    printed(press)
    for path in ("/2019/05/moved", "/2019/05/moved/"):
        assert max_reads().get(path).status_code == 301
        assert press.store.target(path).status == 301


def test_an_old_address_that_is_corrected_no_longer_leads_on_from_the_wrong_one(
    press: Press,
) -> None:
    redirect = a_redirect("/wrong", to=a_section())
    printed(press)
    redirect.old_path = "/right"
    redirect.save()
    printed(press)
    assert press.store.target("/wrong") is None


@pytest.mark.parametrize("who", ["author", "topic"])
def test_the_years_of_somebody_move_with_their_address(press: Press, who: str) -> None:
    story = a_story(topics=[a_topic()])
    printed(press)
    row = story.bylines.get().author if who == "author" else story.topics.get()
    row.slug = "another-name"
    row.save()
    printed(press)


def test_another_time_zone_puts_stories_on_other_days(press: Press) -> None:
    with time_machine.travel(datetime(2026, 12, 1, 2, 0, tzinfo=UTC), tick=False):
        a_story()
        printed(press)
        paper = Publication.load()
        paper.timezone = "Asia/Tokyo"
        paper.save()
        printed(press)


@pytest.mark.parametrize("nested", [False, True])
def test_an_empty_section_that_is_moved_is_moved_for_readers(press: Press, nested: bool) -> None:
    a_story(section=a_section("World"))
    empty = a_section("Empty")
    printed(press)
    empty.move(a_section("World") if nested else a_paper(), pos="first-child")
    printed(press)


def test_standing_pages_stand_in_their_new_order(press: Press) -> None:
    pages = [InformationPage(title=name, slug=name) for name in ("about", "contact")]
    for page in pages:
        a_paper().add_child(instance=page)
    printed(press)
    pages[1].move(a_paper(), pos="first-child")
    printed(press)


def test_the_old_address_of_a_standing_page_leads_on(press: Press) -> None:
    page = a_paper().add_child(instance=InformationPage(title="About", slug="about"))
    printed(press)
    page.slug = "about-us"
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    printed(press)
    assert press.store.target("/about/").status == 301


def test_another_address_of_the_home_page_in_the_tree_changes_nothing(press: Press) -> None:
    a_story()
    printed(press)
    key = {"key": SITE_ROOT_PATHS_CACHE_KEY, "version": SITE_ROOT_PATHS_CACHE_VERSION}
    remembered = cache.get(**key)
    home = HomePage.objects.get()
    home.slug = "another"
    home.save()
    cache.set(**key, value=remembered)  # another process's memory, which nobody has told
    press.store.forget()
    presses.print_all(press)
    assert b'href="/world/"' in presses.body_of(press, "/")
    printed(press)


def test_a_logo_is_shown_as_soon_as_its_sizes_are_there(press: Press) -> None:
    a_story()
    paper = Publication.load()
    paper.logo = a_photo()
    paper.save()
    printed(press)
    assert print_new_pictures() == 1
    printed(press)
    assert b"renditions" in presses.body_of(press, "/manifest.webmanifest")


def test_a_pictures_new_sizes_are_in_the_sitemap(press: Press) -> None:
    photo = a_photo()
    a_story(hero=photo)
    printed(press)
    photo.renditions.all().delete()
    printed(press)
    print_renditions(photo=Photo.objects.get())
    printed(press)


def test_a_portrait_is_public_no_longer_than_what_its_author_wrote(press: Press) -> None:
    author = an_author("Rosa Vance", portrait=a_photo())
    story = a_story(bylines=[Byline(author=author)])
    a_story()
    printed(press)
    assert list(press.config.public.rglob("*.jpg"))
    actions.withdraw(story=story)
    printed(press)
    assert not list(press.config.public.rglob("*.jpg"))


def test_a_month_and_a_year_without_stories_are_led_to_by_nothing(press: Press) -> None:
    for days in (1, 2, 3, 4, 5, 6, 90, 800):
        old(f"{days} days ago", days=days, topics=[a_topic()])
    printed(press)


def test_the_new_address_of_a_withdrawn_story_is_known(press: Press) -> None:
    story = a_story()
    actions.withdraw(story=story)
    printed(press)
    actions.change_address(story=story, address="/2026/11/elsewhere/")
    printed(press)


def test_a_story_that_moved_twice_and_went_is_gone_from_each_address(press: Press) -> None:
    """All before the press came round: the addresses are nobody's by then."""
    story = a_story()
    printed(press)
    for number in range(3):
        actions.change_address(story=story, address=f"/elsewhere/{number}/")
    story.delete()
    printed(press)
    assert press.store.target("/elsewhere/1/").status == 410


def test_a_first_printing_takes_away_nothing_that_came_while_it_was_made(press: Press) -> None:
    """Until a paper is whole Django answers for what isn't printed: the new story was there."""
    a_story("A quay")
    put, came = press.printer.put, []

    def put_later(edition: Any, *, seconds: float) -> list[str]:
        if edition.printed and not came:
            came.append(a_story("A ferry"))
        return put(edition, seconds=seconds)

    press.printer.put = put_later  # type: ignore[method-assign]
    while not came:
        press.print_one()
    assert press.store.known({"/"})
    assert not press.store.known({str(came[0].address)})
    assert not press.store.complete()
    printed(press)
    assert press.store.known({str(came[0].address)})
    assert press.store.complete()
