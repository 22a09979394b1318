"""What every kind of page promises every reader, at any width, by day and by night."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.budgets.conftest import KINDS, Paper
from tests.budgets.visits import PAINTED, SHIFT, WIDTHS, axe, faults

pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.sqlite]

STORIES = ("plain", "lead", "opinion")
STORY, ANY = 8, 30
"""Requests before anybody scrolls: a story's page with a picture, and any other."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_stands_still_keeps_to_itself_and_can_be_used_by_everybody(
    kind: str, paper: Paper, browser: Browser
) -> None:
    most = STORY if kind in STORIES else ANY
    found = {
        f"{width} px: {fault}"
        for width in WIDTHS
        for fault in faults(browser, paper.page(kind), width, requests=most)
    }
    assert found == set()


@pytest.mark.parametrize("kind", ["home", "lead"])
def test_fonts_that_come_late_move_nothing(kind: str, paper: Paper, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 800})
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(paper.page(kind), wait_until="commit")
    page.evaluate(PAINTED)
    assert held
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(SHIFT) == 0
    page.close()


def test_what_a_form_answers_can_be_used_by_everybody_as_well(
    paper: Paper, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 800})
    for address, answer in (("nobody@nowhere", "Newsletters"), ("max@example.org", "Look in")):
        page.goto(paper.page("newsletters"))
        page.get_by_label("Your e-mail address").first.fill(address)
        page.get_by_role("button", name="Sign up").first.click()
        expect(page.locator("h1")).to_contain_text(answer)
        assert list(axe(page)) == []
    page.close()
