"""A letter as HTML that mail programs show: tables, styles on each element, no scripts.

Why no MJML: docs/decisions/0016. What an editor wrote goes into our templates as values.
"""

from __future__ import annotations

import re
from functools import lru_cache

import css_inline
from django.template.loader import render_to_string
from django.utils import translation

from broadsheet.fronts.page import absolute
from broadsheet.masthead.queries import publication
from broadsheet.newsletters.models import Letter
from broadsheet.newsletters.rendering.colours import readable
from broadsheet.newsletters.rendering.context import around
from broadsheet.newsletters.rendering.marks import marked_html
from broadsheet.newsletters.rendering.parts import Part
from broadsheet.themes.stylesheet import small

LIGHT, DARK = "#ffffff", "#161512"
"""What letters stand on. Programs that turn colours round by themselves turn white to black."""

ACCENT = "#8c2318"
FOLLOWS = 150
"""Characters that a list of mails shows of one: what the preheader leaves, blanks fill."""

_LOCAL = re.compile(r'(<(?:a|img)\b[^>]*\b(?:href|src)=")/(?!/)')
_SPACE = re.compile(
    r">\n\s*(?=<(?:/?(?:table|tr|td|p|div|h1|h2|head|meta|title|style|body)\b|!--))"
)
"""Line ends of our templates; a space between two words stays."""


def mail_html(letter: Letter, parts: list[Part]) -> str:
    """Return the letter as HTML, with the marks for a reader's own links."""
    accent = publication().accent_colour or ACCENT
    colours = {"light": readable(accent, on=LIGHT), "dark": readable(accent, on=DARK)}
    blanks = "\u200c\u00a0" * max(0, FOLLOWS - len(letter.preheader))
    values = {**around(letter), "parts": parts, "accent": colours, "blanks": blanks}
    with translation.override(letter.language):
        values["right_to_left"] = translation.get_language_bidi()
        drawn = render_to_string("letters/letter.html", values)
        style = render_to_string("letters/letter.css", values)
    html = _inliner(small(style)).inline(_SPACE.sub(">", drawn))
    html = html.replace(' data-css-inline="ignore"', "")
    return marked_html(_LOCAL.sub(rf"\1{absolute('/')}", html))


@lru_cache(maxsize=4)
def _inliner(style: str) -> css_inline.CSSInliner:
    """Return what puts a stylesheet's rules on the elements that they are about."""
    return css_inline.CSSInliner(
        extra_css=style, keep_style_tags=True, load_remote_stylesheets=False
    )
