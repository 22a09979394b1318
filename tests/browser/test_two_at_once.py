"""Two people in one story, in two real browsers; and a network that goes and comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk
from tests.command import Running

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

HEADLINE = "Tide table for day 9"
AT_ONCE = """async () => {
  const form = document.querySelector('#page-edit-form');
  const save = (number) => {
    const words = new FormData(form);
    words.set('title', `At once ${number}`);
    words.set('action-publish', 'yes');
    words.set('change_kind', 'update');
    return fetch(form.action, {method: 'POST', body: words}).then((answer) => answer.status);
  };
  return Promise.all([1, 2, 3, 4, 5].map(save));
}"""
"""C1: five saves of one form in the same moment, each with other words."""


@pytest.fixture
def desks(browser: Browser, running: Running) -> Iterator[tuple[Desk, Desk]]:
    """Ed's browser and Pru's, in each of which the same story is open."""
    contexts = [browser.new_context(viewport={"width": 1280, "height": 900}) for _ in range(2)]
    ed, pru = (Desk(context.new_page(), running.url) for context in contexts)
    ed.sign_in("ed@example.org", PASSWORD)
    pru.sign_in("pru@example.org", PASSWORD)
    ed.page.goto(f"{ed.url}/pages/search/?q={HEADLINE}")
    link = ed.page.locator("a[href$='/edit/']", has_text=HEADLINE).first.get_attribute("href")
    for desk in (ed, pru):
        desk.page.goto(f"{running.url}{link}")
    yield ed, pru
    for context in contexts:
        context.close()


def test_two_people_in_one_story_lose_no_words_nor_does_a_dead_network(
    desks: tuple[Desk, Desk],
) -> None:
    ed, pru = desks
    ed.fill("kicker", "Tides")
    ed.page.get_by_role("button", name="Save draft").first.click()
    expect(ed.page.locator(".messages")).to_contain_text("has been updated")
    pru.write("The water came early.")
    _save(pru.page)
    _both_texts_are_merged(pru.page)
    _offline_words_stay_in_the_form(pru.page)
    _of_five_at_once_one_is_saved(pru.page)


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").first.click()
    warned = page.get_by_role("dialog").get_by_role("button", name="Save draft")
    expect(page.locator(".two-texts").or_(warned).first).to_be_visible()
    if warned.is_visible():  # Wagtail has noticed as well, and asks first
        warned.click()


def _both_texts_are_merged(page: Page) -> None:
    expect(page.locator("h1")).to_contain_text("Two texts of one story")
    expect(page.get_by_text("The water came early.")).to_be_visible()
    expect(page.get_by_role("group", name="Kicker").get_by_text("Tides").first).to_be_visible()
    page.get_by_role("button", name="Save the merged text").click()
    expect(page.locator(".messages")).to_contain_text("merged text is saved as a draft")
    expect(page.locator("[name=kicker]")).to_have_value("Tides")
    expect(page.locator("[contenteditable=true]").last).to_have_text("The water came early.")


def _offline_words_stay_in_the_form(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("[name=standfirst]").fill("Written in a tunnel.")
    page.get_by_role("button", name="Save draft").first.click()
    expect(page.locator(".messages")).to_contain_text("What you wrote stays here")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save draft").first.click()
    expect(page.locator(".messages")).to_contain_text("has been updated")
    expect(page.locator("[name=standfirst]")).to_have_value("Written in a tunnel.")


def _of_five_at_once_one_is_saved(page: Page) -> None:
    assert sorted(page.evaluate(AT_ONCE)) == [200, 409, 409, 409, 409]
    page.goto(page.url.partition("/pages/")[0] + "/")
    waiting = page.get_by_role("region", name="Unmerged texts").get_by_role("listitem")
    expect(waiting).to_have_count(4)
