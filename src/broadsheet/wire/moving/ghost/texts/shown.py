"""HTML as Ghost shows it → what its writers wrote: what Ghost's cards add to it goes.

https://github.com/TryGhost/Koenig/tree/main/packages/kg-default-nodes, and for what Ghost 1.x to
4.x wrote, kg-default-cards
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from bs4 import Comment, Tag

from broadsheet.lib.html import MAX_TAGS, tree_of
from broadsheet.wire.moving.ghost.texts.fragments import link, paragraph

CONTROLS = (
    *(".kg-audio-thumbnail", ".kg-audio-player", ".kg-video-overlay", ".kg-video-player-container"),
    *(".kg-file-card-icon", ".kg-toggle-card-icon", ".kg-product-card-rating"),
    ".kg-signup-card form",
)
"""What is there to be pressed, and no words of the writer's."""


def as_written(html: str) -> str:
    """Return HTML without what only Ghost's own styles and scripts make sense of."""
    if "kg-" not in html or html.count("<") > MAX_TAGS:
        return html
    tree = tree_of(html)
    for comment in tree.find_all(string=lambda each: isinstance(each, Comment)):
        comment.extract()
    for control in tree.select(", ".join(CONTROLS)):
        if not control.decomposed:
            control.decompose()
    for name, show in _CARDS.items():
        for card in tree.find_all(class_=name):
            if not card.decomposed:  # by the one that it lay in: cards hold none
                card.insert_before(tree_of(show(card)))
                card.decompose()
    return str(tree)


def _inner(card: Tag, selector: str) -> str:
    found = card.select_one(selector)
    return found.decode_contents() if found else ""


def _words(card: Tag, selector: str) -> str:
    found = card.select_one(selector)
    return escape(" ".join(found.get_text(" ").split()), quote=False) if found else ""


def _address(card: Tag, selector: str) -> str:
    found = card.select_one(selector)
    return str(found.get("href") or "") if found else ""


def _bookmark(card: Tag) -> str:
    """The icon and the small picture are the other site's."""
    address = _address(card, "a.kg-bookmark-container") or _address(card, "a")
    title = _words(card, ".kg-bookmark-title") or escape(address, quote=False)
    by = [_words(card, ".kg-bookmark-author"), _words(card, ".kg-bookmark-publisher")]
    lines = [link(address, title), _words(card, ".kg-bookmark-description")]
    lines += [" · ".join(filter(None, dict.fromkeys(by))), _inner(card, "figcaption")]
    return "".join(map(paragraph, lines))


def _file(card: Tag) -> str:
    address = _address(card, "a")
    name = _words(card, ".kg-file-card-title") or _words(card, ".kg-file-card-filename")
    lines = [link(address, name or escape(address, quote=False))]
    lines += [_words(card, ".kg-file-card-caption"), _words(card, ".kg-file-card-metadata")]
    return "".join(map(paragraph, lines))


def _callout(card: Tag) -> str:
    emoji, said = _words(card, ".kg-callout-emoji"), _inner(card, ".kg-callout-text")
    return f"<blockquote><p>{emoji} {said}</p></blockquote>"


def _toggle(card: Tag) -> str:
    heading = _inner(card, ".kg-toggle-heading-text") or _words(card, ".kg-toggle-heading")
    content = _inner(card, ".kg-toggle-content")
    return f"<h4>{heading}</h4>{content if '<p' in content else paragraph(content)}"


_CARDS: dict[str, Callable[[Tag], str]] = {
    "kg-bookmark-card": _bookmark,
    "kg-file-card": _file,
    "kg-callout-card": _callout,
    "kg-toggle-card": _toggle,
}
