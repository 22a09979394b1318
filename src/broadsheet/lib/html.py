"""What HTML may be in a story: the one sanitising policy, on nh3.

The lists below say what may stay; all else goes. No tag is ever allowed whose content
a browser reads by other rules (svg, math, style, and the raw-text tags: script,
textarea, title, xmp, iframe, noscript …): a cleaner and a browser that disagree about
such content is how cleaned HTML has come alive again ("mutation XSS").
"""

from __future__ import annotations

import re
from html import escape, unescape

import nh3
from bs4 import BeautifulSoup

INLINE_TAGS = {"a", "b", "br", "code", "em", "i", "strong", "sub", "sup"}
BLOCK_TAGS = {"blockquote", "h2", "h3", "h4", "li", "ol", "p", "pre", "ul"}
TABLE_TAGS = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
BODY_TAGS = INLINE_TAGS | BLOCK_TAGS | TABLE_TAGS
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
SCHEMES = {"http", "https", "mailto"}
SCOPES = {"col", "row", "colgroup", "rowgroup"}

MAX_TAGS = 10_000
"""An HTML tree's cost grows with the square of its depth: 10,000 tags, each in the one
before, take half a second, and 100,000 two minutes. No story holds so many."""

_BREAKING_TAGS = {
    *("address", "article", "aside", "center", "dd", "details", "dialog", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h5", "h6", "header"),
    *("hgroup", "hr", "legend", "main", "nav", "section", "summary"),
}
"""Tags that go, but that kept the words before and after them apart."""
_UNSEEN_TAGS = {
    *("applet", "audio", "canvas", "embed", "iframe", "math", "noembed", "noframes"),
    *("noscript", "object", "script", "select", "style", "svg", "template", "title", "video"),
}
"""Tags that go with all that is in them: none of it is text that a reader was to see."""

_HREF = re.compile(r"https?://[^/]|mailto:[^/]|/(?!/)|#", re.IGNORECASE)
_BOGUS = re.compile(r"<!\[[^>]*>?")
"""What browsers read as a comment (HTML, 13.2.5.42), and Python's parser gives up over."""
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"<[A-Za-z]")
_BREAKING = re.compile(rf"</?(?:{'|'.join(sorted(_BREAKING_TAGS))})>")
_BLOCKS = re.compile(rf"</?(?:{'|'.join(sorted(BLOCK_TAGS | TABLE_TAGS))})>")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ILLEGAL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What an HTML page or an XML feed may not hold (XML 1.0, section 2.2), and byte order marks."""


def clean_body(html: str) -> str:
    """Return the HTML of a body with nothing in it but what a story may hold.

    Cleaning what was cleaned changes nothing. Words are kept, except those of scripts
    and of things that aren't text; a document of absurd size is reduced to its words.
    """
    if len(_OPENING.findall(html)) > MAX_TAGS:
        return _words_only(html)
    html = _APART.clean(_legal(html))
    return _until_stable(_BODY, _BREAKING.sub("\n", html))


def clean_inline(html: str) -> str:
    """Return one line of HTML (a caption, an item of a list): marks and links, no blocks."""
    return _SPACE.sub(" ", _until_stable(_INLINE, _BLOCKS.sub(" ", clean_body(html)))).strip()


def text_of(html: str) -> str:
    """Return the words that a reader sees, on one line, as plain text (not as HTML)."""
    if len(_OPENING.findall(html)) > MAX_TAGS:
        html = _words_only(html)
    skeleton = _TAG.sub(" ", _SKELETON.clean(_legal(html)))
    return _SPACE.sub(" ", _legal(unescape(skeleton))).strip()


def tree_of(html: str) -> BeautifulSoup:
    """Return HTML as a tree, whatever it is. Nothing in it is cleaned."""
    return BeautifulSoup(_BOGUS.sub("<!---->", html), "html.parser")


def followed(address: str | None) -> str:
    """Return an address that a link of ours may lead to, made plain, or nothing for any other.
    A field that may stay empty holds None.

    Forms refuse what isn't one; what was stored before, or came another way, is read
    here once more where it is printed.
    """
    return _attribute("a", "href", _legal(address or "")) or ""


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return an allowed attribute's value, made plain; None drops the attribute."""
    if name == "href":
        # A browser takes tabs and line ends out of an address before it reads it (WHATWG URL).
        value = re.sub(r"[\t\n\r]", "", value).strip().replace(" ", "%20")
        return value if _HREF.match(value) and "\\" not in value else None
    if name in {"colspan", "rowspan"}:
        return value if re.fullmatch(r"[1-9][0-9]{0,2}", value) else None
    return value if value in SCOPES else None


def _cleaner(tags: set[str], attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags=_UNSEEN_TAGS,
        attributes={tag: names for tag, names in attributes.items() if tag in tags},
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        generic_attribute_prefixes=set(),
        link_rel=None,
    )


_BODY = _cleaner(BODY_TAGS, ATTRIBUTES)
_INLINE = _cleaner(INLINE_TAGS, ATTRIBUTES)
_APART = _cleaner(BODY_TAGS | _BREAKING_TAGS, ATTRIBUTES)
_SKELETON = _cleaner(BLOCK_TAGS | TABLE_TAGS | _BREAKING_TAGS | {"br"}, {})


def _until_stable(cleaner: nh3.Cleaner, html: str) -> str:
    """Clean until cleaning changes nothing.

    Once is not always enough: a tag that goes may have kept two others apart
    (``<p><button><p>``), and without it a browser reads a different tree.
    """
    for _ in range(5):
        cleaned = _legal(cleaner.clean(html))
        if cleaned == html:
            return html
        html = cleaned
    return _words_only(html)


def _words_only(html: str) -> str:
    return _INLINE.clean(escape(unescape(_TAG.sub(" ", _legal(html))), quote=False))


def _legal(html: str) -> str:
    return _ILLEGAL.sub("", html)
