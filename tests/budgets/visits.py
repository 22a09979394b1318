"""One visit to one page in a real browser, and all that can be seen from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

NODE_MODULES = Path(__file__).parents[1] / "node" / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"

NARROWEST = 320
"""CSS pixels: a small telephone, and a screen of 1,280 at 400 % (WCAG 1.4.10)."""

SHIFT = """() => new Promise(done => {
  let all = 0
  new PerformanceObserver(list => list.getEntries().forEach(each => all += each.value))
    .observe({type: 'layout-shift', buffered: true})
  requestAnimationFrame(() => setTimeout(() => done(all)))
})"""
PAINTED = """() => new Promise(done => new PerformanceObserver(done)
  .observe({type: 'paint', buffered: true})).then(() => true)"""
TO_THE_END = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
    scrollTo(0, y)
    await new Promise(requestAnimationFrame)
  }
  await Promise.all([...document.images].map(image => image.decode().catch(() => {})))
  scrollTo(0, 0)
}"""
AXE_RUN = """async () => {
  const rules = {'target-size': {enabled: true}}
  const found = await axe.run({resultTypes: ['violations'], rules})
  return found.violations.map(each =>
    each.id + ': ' + each.nodes.slice(0, 3).map(node => node.target.join(' ')).join(', '))
}"""
BEYOND = """() => {  // what is wider than the window, but for what scrolls by itself
  const page = document.documentElement, room = page.clientWidth
  if (page.scrollWidth <= room) return []
  const scrolls = each => each != page
    && (getComputedStyle(each).overflowX != 'visible' || scrolls(each.parentElement))
  return [...document.querySelectorAll('body *')].filter(each => {
    const {left, right} = each.getBoundingClientRect()
    return (right > room + 1 || left < -1) && !scrolls(each.parentElement)
  }).map(each => each.outerHTML.slice(0, 60)).slice(0, 3)
}"""

WIDTHS = (390, 1280)
"""CSS pixels: a telephone, and a desk."""


def faults(browser: Browser, address: str, width: int, *, requests: int) -> Iterator[str]:
    """Visit a page; yield each thing that is wrong with it, in words.

    ``requests`` is how many it may ask for before anybody scrolls.
    """
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"says: {message.type} {message.text}"))
    page.on("pageerror", lambda error: said.append(f"fails: {error}"))
    answer = page.goto(address, wait_until="load")
    if len(asked) > requests:
        yield f"asks {len(asked)} times: {asked}"
    page.evaluate(TO_THE_END)
    if shift := page.evaluate(SHIFT):
        yield f"moves what is being read: {shift}"
    ours = "/".join(address.split("/")[:3]) + "/"
    yield from (f"asks a stranger: {url}" for url in asked if not url.startswith(ours))
    if answer and answer.ok:  # Chromium says of every other status that it failed to load
        yield from said
    if cookies := context.cookies():
        yield f"sets cookies: {cookies}"
    yield from axe(page)
    for wide in (width, NARROWEST):
        page.set_viewport_size({"width": wide, "height": 800})
        if beyond := page.evaluate(BEYOND):
            yield f"is wider than {wide} px: {beyond}"
    context.close()


def axe(page: Page) -> Iterator[str]:
    """Yield what axe finds wrong with a page, by day and by night."""
    # Evaluated, not added as a tag: the page's policy lets no script in.
    page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        yield from (f"{scheme}, axe: {each}" for each in page.evaluate(AXE_RUN))
