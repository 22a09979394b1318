"""The story's text: trafilatura says which blocks are of it; here they become plain HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from html import escape
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from broadsheet.lib.html import clean_body, text_of
from broadsheet.wire.extraction.furniture import ALSO_READ
from broadsheet.wire.extraction.pictures import figure
from broadsheet.wire.extraction.record import Picture, Refused

MUCH = 0.8
"""Of the words that the whole page's story has."""

NEARLY_ALL = 0.95
"""Of the story that must be there with links and pictures; else it goes without them."""
_HEADS = {"h1": "h2", "h2": "h2", "h3": "h3"}
_MARKS = {"#b": "b", "#i": "i", "#sub": "sub", "#sup": "sup"}


def body_of(
    cleared: HtmlElement, whole: HtmlElement, headline: str, pictures: dict[str, Picture]
) -> str:
    """Return the body as cleaned HTML, with figures; empty when the page has no story.

    ``cleared`` is the page without its furniture. Where that left much less of the story than
    the ``whole`` page has, something was named like furniture that isn't, and the whole counts.
    ``pictures`` are those of the page by their address; the first block that names one shows it.
    """
    tree, plain, everything = cleared, _blocks(cleared, rich=False), _blocks(whole, rich=False)
    if len(_letters(plain)) < MUCH * len(_letters(everything)):
        tree, plain = whole, everything
    verdict = _letters(plain)
    blocks = [block for block in _blocks(tree, rich=True) if _is_of(verdict, block)]
    if len(_letters(blocks)) < NEARLY_ALL * len(verdict):
        blocks = plain
    return "\n".join(_kept(blocks, headline, dict(pictures)))


def _blocks(tree: HtmlElement, *, rich: bool) -> list[Any]:
    """Return trafilatura's blocks. Asked for links and pictures, it also takes more for story."""
    try:
        found = trafilatura.bare_extraction(
            deepcopy(tree),
            include_comments=False,
            include_formatting=rich,
            include_links=rich,
            include_images=rich,
        )
    except Exception as error:  # of a library whose errors are not declared
        raise Refused(f"its structure can't be followed ({type(error).__name__})") from error
    body = None if found is None or isinstance(found, dict) else found.body
    return [] if body is None else list(body)


def _letters(blocks: Iterable[Any]) -> str:
    """Return the letters and digits alone: what marks and links between words don't change."""
    pieces = (piece for block in blocks for piece in block.itertext())
    return "".join(filter(str.isalnum, "".join(pieces)))


def _is_of(verdict: str, block: Any) -> bool:
    """Say whether at least half of a block's parts are in the text that is the story."""
    parts = [part for each in (list(block) or [block]) if (part := _letters([each]))]
    return _letters([block]) in verdict or (
        block.tag in {"list", "table", "quote"}
        and sum(part in verdict for part in parts) * 2 >= len(parts)
    )


def _kept(body: list[Any], headline: str, pictures: dict[str, Picture]) -> Iterator[str]:
    captions = {picture.caption for picture in pictures.values() if picture.caption}
    for number, block in enumerate(body):
        for image in block.iter("graphic"):
            if picture := pictures.pop(image.get("src") or "", None):
                yield figure(picture)
        html = clean_body(_block(block))
        text = text_of(html)
        repeated = number < 3 and text.casefold() == headline.casefold()
        if text and not repeated and text not in captions and not ALSO_READ.match(text):
            yield html


def _block(block: Any) -> str:
    match block.tag:
        case "head":
            name = _HEADS.get(block.get("rend") or "", "h3")
            return f"<{name}>{_inline(block)}</{name}>"
        case "list":
            name = "ol" if block.get("rend") == "ol" else "ul"
            items = "".join(f"<li>{_inline(item)}</li>" for item in block.iterchildren("item"))
            return f"<{name}>{items}</{name}>"
        case "quote":
            return f"<blockquote>{''.join(_quoted(block))}</blockquote>"
        case "table":
            rows = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in block.iterchildren("row"))
            return f"<table><tbody>{rows}</tbody></table>"
        case "graphic":
            return ""
    return f"<p>{_inline(block)}</p>"


def _quoted(block: Any) -> Iterator[str]:
    if not block.findall("p"):
        yield f"<p>{_inline(block)}</p>"
        return
    if (block.text or "").strip():
        yield f"<p>{escape(block.text)}</p>"
    for each in block:
        yield f"<p>{_inline(each)}{escape(each.tail or '')}</p>"


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iterchildren("cell"):
        name = "th" if cell.get("role") == "head" else "td"
        yield f"<{name}>{_inline(cell)}</{name}>"


def _inline(element: Any) -> str:
    """Return an element's words with marks and links; what is a list within goes to a line each."""
    html = escape(element.text or "", quote=False)
    for each in element:
        if each.tag == "lb":
            html += "<br>"
        elif each.tag == "ref" and each.get("target"):
            html += f'<a href="{escape(each.get("target"))}">{_inline(each)}</a>'
        elif each.tag == "hi" and each.get("rend") in _MARKS:
            name = _MARKS[each.get("rend")]
            html += f"<{name}>{_inline(each)}</{name}>"
        elif each.tag in {"p", "item", "row", "cell", "head"}:
            html += f" {_inline(each)} "
        elif each.tag != "graphic":
            html += _inline(each)
        html += escape(each.tail or "", quote=False)
    return html
