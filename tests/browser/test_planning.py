"""A plan is moved on with nothing but a keyboard, and whoever doesn't see the board is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD
from tests.browser.desk import Desk
from tests.budgets.visits import axe
from tests.command import Running

pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.sqlite]

MOST_TABS = 120
FOCUSED = "document.activeElement.getAttribute('aria-label') ?? ''"


def tab_to(page: Page, label: str) -> None:
    """Press Tab until what is called so has the focus."""
    for _each in range(MOST_TABS):
        if page.evaluate(FOCUSED) == label:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab doesn’t lead to “{label}”.")


def test_a_plan_is_handed_back_and_assigned_with_the_keyboard_alone(
    page: Page, running: Running
) -> None:
    Desk(page, running.url).sign_in("ed@example.org", PASSWORD)
    page.goto(f"{running.url}/-/desk/planning/")
    assert list(axe(page)) == []
    move, said = "Move “Ferry sale” on", page.get_by_role("main").locator("[data-planning-said]")
    tab_to(page, move)
    page.keyboard.type("Hand")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said).to_have_text("“Ferry sale” is nobody’s again.")
    pitched, assigned = (page.get_by_role("region", name=name) for name in ("Pitched", "Assigned"))
    expect(pitched.get_by_role("link", name="Ferry sale")).to_be_visible()
    expect(pitched.get_by_role("heading", name="Pitched 3")).to_be_visible()
    assert page.evaluate(FOCUSED) == move, "The focus went along with the card."
    page.keyboard.type("Assign")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Whose it is")).to_be_visible()
    assert list(axe(page)) == []
    page.get_by_label("Whose it is").focus()
    page.keyboard.type("Rosa")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(assigned.get_by_role("link", name="Ferry sale")).to_be_visible()
    _dragged(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{running.url}/-/desk/planning/calendar/")
        assert list(axe(page)) == [], width


def _dragged(page: Page) -> None:
    """With a mouse it goes the same way."""
    card = page.get_by_role("listitem").filter(has_text="Night buses")
    card.drag_to(page.get_by_role("region", name="Pitched"))
    expect(page.get_by_role("main").locator("[data-planning-said]")).to_have_text(
        "“Night buses” is nobody’s again."
    )
