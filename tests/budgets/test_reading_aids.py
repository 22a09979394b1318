"""Readers who have no mouse, print the page, read from the right, or choose the colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.budgets.conftest import Paper
from tests.budgets.visits import BEYOND, NARROWEST

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

FOCUSED = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect()
  const style = getComputedStyle(here)
  return {what: here.outerHTML.slice(0, 80), seen: box.width > 1 && box.height > 1 &&
    box.bottom > 0 && box.top < innerHeight, ring: style.outlineStyle + ' ' + style.outlineWidth}
}"""
REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, input, select, summary, audio, video, [tabindex="0"]')]
  .filter(each => each.tabIndex >= 0 && each.type != 'hidden' && each.checkVisibility()
    && (each.type != 'radio' || each.checked)).map(each => each.outerHTML.slice(0, 80))"""
ORDERED = "() => [...document.querySelectorAll('[tabindex]')].every(each => each.tabIndex <= 0)"
STARTS = """() => ['main .words', '.latest', '.search', '.subscribe', '.foot li'].map(name => {
  const {left, right} = document.querySelector(name).getBoundingClientRect()
  const page = document.documentElement
  return Math.round(page.dir == 'rtl' ? page.clientWidth - right : left)
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800},
        reduced_motion="reduce",  # what is focused has been scrolled to when we look
    )
    yield context.new_page()
    context.close()


def test_the_first_key_leads_past_the_masthead(page: Page, paper: Paper) -> None:
    page.goto(paper.page("plain"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("kind", ["home", "blocks", "search", "newsletters"])
def test_everything_is_reached_by_keys_in_order_and_seen_when_it_is(
    kind: str, page: Page, paper: Paper
) -> None:
    page.goto(paper.page(kind))
    wanted = page.evaluate(REACHABLE)
    assert page.evaluate(ORDERED)
    reached = []
    for _key in range(3 * len(wanted)):  # a player has buttons of its own
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["what"].startswith("<body"):
            break
        assert focused["seen"], focused
        style, width = focused["ring"].split()
        assert style != "none", focused
        assert float(width.removesuffix("px")) >= 2, focused
        if focused["what"] not in reached[-1:]:
            reached.append(focused["what"])
    assert reached == [each for n, each in enumerate(wanted) if each not in wanted[n - 1 : n]]


def test_what_is_printed_is_the_story_and_when_it_was_published(page: Page, paper: Paper) -> None:
    page.goto(paper.page("blocks"))
    page.emulate_media(media="print")
    for gone in ("Sections", "Latest Posts", "Don’t Miss", "Stay in touch", "Search the paper"):
        expect(page.get_by_label(gone, exact=True).first).to_be_hidden()
    for there in ("article h1", ".by", ".dates", ".prose p", ".hero img", ".nameplate .name"):
        expect(page.locator(there).first).to_be_visible()
    text = page.locator("article h1")
    assert text.evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_what_is_drawn_is_seen_in_the_readers_own_colours(page: Page, paper: Paper) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(paper.page("blocks"))
    ink = page.evaluate("getComputedStyle(document.body).color")
    drawing = page.locator(".chart-drawing")
    words = drawing.locator("text").first
    assert words.evaluate("each => getComputedStyle(each).fill") == ink
    line = drawing.locator("polyline").first
    assert line.evaluate("each => getComputedStyle(each).stroke") == ink
    for button in (page.locator(".subscribe a"), page.get_by_role("button", name="Sign up")):
        edge = button.evaluate("each => getComputedStyle(each).borderTopColor")
        assert edge != page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("kind", ["home", "section", "blocks", "search"])
def test_a_paper_that_is_read_from_the_right_is_mirrored(
    kind: str, page: Page, paper: Paper
) -> None:
    page.goto(paper.page(kind))
    before = page.evaluate(STARTS)
    page.evaluate("document.documentElement.dir = 'rtl'")
    for width in (NARROWEST, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(BEYOND) == [], width
    assert page.evaluate(STARTS) == pytest.approx(before, abs=2)
