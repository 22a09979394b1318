"""What surrounds a story on its page, and never belongs to its body."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from broadsheet.wire.extraction.record import Link
from broadsheet.wire.extraction.tree import beginning, words_in

_TAGS = {
    *("script", "style", "noscript", "template", "nav", "form", "button", "select", "textarea"),
    *("svg", "iframe", "object", "dialog"),
}
_WORDS = (
    *("masthead", "weather", "latest-posts", "latest-news", "dont-miss", "don-t-miss"),
    *("newsletter", "signup", "sign-up", "subscribe", "share-bar", "sharebar", "social-share"),
    *("share-buttons", "author-box", "author-bio", "author-card", "comments", "comment-list"),
    *("disqus", "cookie", "cookie-notice", "consent", "gdpr", "breadcrumb", "breadcrumbs"),
    *("related-posts", "related-articles", "related-stories", "related-news", "read-more"),
    *("most-read", "most-popular", "trending", "recommended", "outbrain", "taboola"),
    *("also-read", "alsoread", "stay-in-touch"),
)
_PARTS = "box|block|list|bar|strip|widget|container|wrapper|section|module"
_NAMED = re.compile(rf"(?:^|[\s_])(?:{'|'.join(_WORDS)})(?=$|[\s_]|-(?:{_PARTS}))", re.IGNORECASE)
ALSO_READ = re.compile(
    r"^\s*(?:also read|read also|read more|also see|see also|related|lire aussi|à lire aussi|"
    r"lesen sie auch|mehr zum thema|lee también|leer también|leia também|leia mais|leggi anche|"
    r"читайте также|lees ook|læs også|les også|läs också)\s*[:：|–—-]\s*",
    re.IGNORECASE,
)
_AROUND = {"header", "footer"}
MAX_LINE = 300
"""Characters of a line that leads elsewhere."""
LONG, SEVERAL = 150, 3
MAX_SHARE = 0.5
"""Of a page's words: what is named like furniture and holds more is the story after all."""


def taken_off(tree: HtmlElement) -> tuple[Link, ...]:
    """Take the furniture out of a tree; return the Also-Read links that were in it."""
    total = max(len(words_in(tree)), 1)
    links = []
    for each in list(tree.iter()):
        if not isinstance(each.tag, str) or each.getparent() is None:
            continue
        if each.tag in {"p", "div", "li", "aside", "section"}:
            links += _also_read(each)
        if _is_furniture(each) and len(words_in(each)) <= MAX_SHARE * total:
            each.drop_tree()
    return tuple(dict.fromkeys(links))


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _TAGS or element.get("hidden") is not None:
        return True
    if element.tag in _AROUND and not element.xpath("ancestor::article | ancestor::main | .//h1"):
        return True
    if element.tag in {"html", "body", "article", "main"}:
        return False
    if element.tag in {"p", "li"} and _also_read(element):
        return True
    named = _NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}")
    return named is not None and ("comment" in named[0].lower() or not _holds_story(element))


def _holds_story(element: HtmlElement) -> bool:
    """Say whether a name is belied: paragraphs as long as these, without links, are a story's."""
    found = 0
    for paragraph in element.iter("p"):
        if len(beginning(paragraph, LONG)) >= LONG and paragraph.find(".//a") is None:
            found += 1
            if found == SEVERAL:
                return True
    return False


def _also_read(element: HtmlElement) -> list[Link]:
    text = beginning(element, MAX_LINE)
    if len(text) >= MAX_LINE or not ALSO_READ.match(text):
        return []
    return [
        Link(a.get("href"), words_in(a)) for a in element.iter("a") if a.get("href") and words_in(a)
    ]
