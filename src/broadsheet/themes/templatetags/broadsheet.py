"""What the theme's templates may call."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from broadsheet.lib.html import clean_body, followed
from broadsheet.lib.stored_links import without_impossible
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.wording import label
from broadsheet.press.marks import pinned
from broadsheet.press.recorder import printing
from broadsheet.themes import charts
from broadsheet.themes.files import theme_folder
from broadsheet.themes.stylesheet import script, source_hash, stylesheet

register = template.Library()
register.filter("followed", followed)
register.filter("note_label", label)

FRAGMENTS = "broadsheet.fronts.fragments.draw"
"""Draws a shared part; a name, so that no arrow points up."""

FORMATS = (("avif", "image/avif"), ("webp", "image/webp"))


def _locale() -> Locale:
    try:
        return Locale.parse((get_language() or "en").replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@register.simple_tag(takes_context=True)
def theme_css(context: Context) -> SafeString:
    """Print the theme's stylesheet, and let the page's policy know its hash."""
    css = stylesheet(context["publication"].accent_colour)
    context["page_styles"].append(source_hash(css))
    style = f"<style>{css}</style>"
    return mark_safe(pinned(style) if printing() else style)  # noqa: S308  our own files


@register.simple_tag(takes_context=True)
def theme_script(context: Context, name: str) -> SafeString:
    """Print one of the theme's scripts, and let the page's policy know its hash."""
    text = script(name)
    context["page_scripts"].append(source_hash(text))
    element = f"<script>{text}</script>"
    return mark_safe(pinned(element) if printing() else element)  # noqa: S308  our own files


@register.simple_tag
def fragment(kind: str, subject: Any = None) -> SafeString:
    """Print a part that many pages share (``fronts/fragments.py``)."""
    return mark_safe(import_string(FRAGMENTS)(kind, subject))  # noqa: S308  a template of ours


@register.simple_tag
def font_preloads() -> SafeString:
    """Print a preload for each of the theme's fonts."""
    names = sorted(path.name for path in (theme_folder() / "fonts").glob("*.woff2"))
    return format_html_join(
        "\n",
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
        ((static(f"fonts/{name}"),) for name in names),
    )


@register.simple_tag(takes_context=True)
def json_ld(context: Context) -> SafeString:
    """Print the page's structured data, which no script engine runs."""
    data = context.get("structured_data")
    if not data:
        return SafeString("")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.filter
def long_date(day: date | datetime) -> str:
    """Write a date in words, by the publication's calendar and language."""
    if isinstance(day, datetime):
        day = day.astimezone(publication().zone).date()
    return format_date(day, format="full", locale=_locale())


@register.filter
def story_time(moment: datetime, length: str = "full") -> SafeString:
    """Print a moment as a ``time`` element in the publication's zone.

    ``length`` is Babel's ("full", "medium", …), or "short" for a day without its year.
    """
    local, locale = moment.astimezone(publication().zone), _locale()
    if length == "short":
        day = format_skeleton("MMMd", local, locale=locale)
    else:
        day = format_date(local, format=length, locale=locale)
    words = f"{day}, {format_time(local, format='short', locale=locale)}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.filter
def byline_line(story: Any) -> SafeString:
    """Print who made a story: “By A and B; photographs: C”, names linked to their pages."""
    groups: dict[str, list[SafeString]] = {}
    for byline in story.bylines.all():
        name = (
            format_html('<a href="{}">{}</a>', byline.author.url, byline.author.name)
            if byline.author
            else format_html("{}", byline.name)
        )
        groups.setdefault(byline.role, []).append(name)
    parts = []
    for role, names in groups.items():
        joined = _join(names)
        if role == "by":
            parts.append(format_html(_("By {}"), joined))
        else:
            label = {
                "reporting": _("additional reporting: {}"),
                "photographs": _("photographs: {}"),
                "editing": _("edited by {}"),
                "translation": _("translated by {}"),
                "data": _("data: {}"),
            }[role]
            parts.append(format_html(label, joined))
    return format_html_join("; ", "{}", ((part,) for part in parts))


def _join(names: list[SafeString]) -> SafeString:
    if len(names) == 1:
        return names[0]
    first = format_html_join(", ", "{}", ((name,) for name in names[:-1]))
    return format_html(_("{} and {}"), first, names[-1])


@register.simple_tag
def picture_of(
    photo: Any,
    sizes: str = "100vw",
    loading: str = "lazy",
    ratio: str = "",
    alt: str | None = None,
    **attributes: Any,
) -> SafeString:
    """Print a picture in the formats and sizes there are of it; nothing is made here."""
    renditions = sorted(
        (each for each in photo.renditions.all() if each.filter_spec.startswith("width-")),
        key=lambda each: each.width,
    )
    jpegs = [each for each in renditions if each.filter_spec.endswith("jpeg")]
    if not jpegs:
        return SafeString("")
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        (
            (mime, _srcset([r for r in renditions if r.filter_spec.endswith(form)]), sizes)
            for form, mime in FORMATS
        ),
    )
    names = " ".join(filter(None, [f"ratio-{ratio}" if ratio else "", attributes.get("class", "")]))
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"'
        ' loading="{}"{}{}></picture>',
        sources,
        jpegs[len(jpegs) // 2].url,
        _srcset(jpegs),
        sizes,
        jpegs[-1].width,
        jpegs[-1].height,
        photo.description if alt is None else alt,
        loading,
        SafeString(' fetchpriority="high"')
        if loading == "eager"
        else SafeString(' decoding="async"'),
        format_html(' class="{}"', names) if names else "",
    )


def _srcset(renditions: list[Any]) -> str:
    widths = {each.width: each for each in renditions}
    return ", ".join(f"{each.url} {width}w" for width, each in widths.items())


@register.simple_tag(takes_context=True)
def render_block(context: Context, block: Any) -> str:
    """Print one block of a body through the theme's ``blocks/<type>.html``."""
    values: Any = {**context.flatten(), "block": block, "value": block.value}
    return render_to_string(f"blocks/{block.block_type}.html", values)


@register.filter
def rich(text: Any) -> SafeString:
    """Print rich text, cleaned here whatever it went through before it was stored.

    The editor lets in what its own list names; a restored backup, an import or a
    migration asks nobody.
    """
    stored = str(getattr(text, "source", text))
    html = clean_body(expand_db_html(without_impossible(stored)))
    return mark_safe(html)  # noqa: S308  cleaned by the one policy


@register.filter
def with_notes(text: Any) -> SafeString:
    """Print rich text with its ``[^1]`` marks as links to the notes."""
    return mark_safe(  # noqa: S308  numbers put into what was cleaned
        re.sub(
            r"\[\^(\d{1,3})\]",
            lambda m: f'<sup class="note"><a id="ref-{m[1]}" href="#note-{m[1]}">{m[1]}</a></sup>',
            rich(text),
        )
    )


@register.filter
def host_name(url: str) -> str:
    """Return whose address this is, without “www.”."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:  # brackets that hold no IPv6 address
        return url


@register.simple_tag
def chart_svg(value: Any) -> SafeString:
    """Print a chart block's drawing."""
    return charts.chart_svg(value)


@register.simple_tag
def absolute(path: str) -> str:
    """Return a path as a whole address of this publication."""
    return escape(settings.BROADSHEET.url.rstrip("/") + path)
