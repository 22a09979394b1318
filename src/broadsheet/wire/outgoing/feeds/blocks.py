"""How each block of a body is written in a feed. Values are as they are stored."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from broadsheet.newsroom.wording import label
from broadsheet.wire.outgoing.feeds.writer import Writer

Value = Any


def _items(stored: Any) -> list[Any]:
    """Return a list block's values, in either of the two ways that Wagtail stores them."""
    return [
        each["value"] if isinstance(each, dict) and each.get("type") == "item" else each
        for each in stored or []
    ]


def _title(text: str | None, tag: str = "h2") -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""


def _paragraph(text: str | None) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _list(items: list[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _rows(rows: list[list[str]], tag: str = "td") -> str:
    cells = ("".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in row) for row in rows)
    return "".join(f"<tr>{row}</tr>" for row in cells)


def _heading(_writer: Writer, value: Value) -> str:
    return _title(value["text"], "h3" if value.get("level") == "3" else "h2")


def _picture(writer: Writer, value: Value) -> str:
    caption, alt = value.get("caption") or "", value.get("alt") or ""
    return writer.figure(value["photo"], caption=caption, alt=alt)


def _gallery(writer: Writer, value: Value) -> str:
    pictures = (_picture(writer, each) for each in _items(value["pictures"]))
    return _title(value.get("title")) + "".join(pictures)


def _quote(text: str, value: Value, writer: Writer) -> str:
    by, url = value.get("attribution") or "", value.get("url") or ""
    said = writer.link(url, by) if url else escape(by)
    return f"<blockquote>{text}{f'<p>{said}</p>' if said else ''}</blockquote>"


def _pull_quote(writer: Writer, value: Value) -> str:
    return _quote(_paragraph(value["quote"]), value, writer)


def _block_quote(writer: Writer, value: Value) -> str:
    return _quote(writer.rich(value["quote"]), value, writer)


def _bullets(writer: Writer, value: Value) -> str:
    items = [writer.rich(item, inline=True) for item in _items(value["items"])]
    return _list(items, "ol" if value.get("ordered") else "ul")


def _table(_writer: Writer, value: Value) -> str:
    caption = _title(value.get("caption"), "caption")
    head = f"<thead>{_rows([_items(value['columns'])], 'th')}</thead>"
    body = _rows([_items(row) for row in _items(value["rows"])])
    return f"<table>{caption}{head}<tbody>{body}</tbody></table>"


def _fact_box(writer: Writer, value: Value) -> str:
    return _title(value.get("title")) + writer.rich(value["text"])


def _key_points(_writer: Writer, value: Value) -> str:
    title = _title(value.get("title") or _("Key points"))
    return title + _list([escape(point) for point in _items(value["points"])])


def _timeline(writer: Writer, value: Value) -> str:
    events = [
        f"<strong>{escape(event['when'])}</strong> {escape(event.get('title') or '')} "
        + writer.rich(event.get("text") or "", inline=True)
        for event in _items(value["events"])
    ]
    return _title(value.get("title")) + _list(events, "ol")


def _question(writer: Writer, value: Value) -> str:
    return _title(value["question"]) + writer.rich(value["answer"])


def _also_read(writer: Writer, value: Value) -> str:
    page = writer.references.pages.get(value["story"])
    if page is None:
        return ""
    link = writer.link(page[0], value.get("text") or page[1])
    return f"<p>{escape(_('Also Read:'))} {link}</p>"


def _embed(writer: Writer, value: Value) -> str:
    link = writer.link(value["url"], value.get("title") or "")
    return f"<p>{link}</p>{_paragraph(value.get('caption'))}"


def _audio(writer: Writer, value: Value) -> str:
    link = writer.file(value["file"], value.get("title") or _("Download the recording"))
    return link + writer.rich(value.get("transcript") or "")


def _video(writer: Writer, value: Value) -> str:
    poster = writer.figure(value.get("poster"), caption=value.get("caption") or "")
    return poster + writer.file(value["file"], _("Download the film"))


def _document(writer: Writer, value: Value) -> str:
    link = writer.file(value["file"], value.get("title") or "")
    return link + _paragraph(value.get("description"))


def _map(writer: Writer, value: Value) -> str:
    words = " ".join(filter(None, [value["place"], value.get("caption")]))
    return writer.figure(value.get("picture"), caption=words) or _paragraph(words)


def _chart(_writer: Writer, value: Value) -> str:
    points = [[point["label"], point["value"]] for point in _items(value["points"])]
    head = _rows([["", value.get("unit") or _("Value")]], "th")
    source = value.get("source") and f"{_('Source:')} {value['source']}"
    caption = _title(value.get("title"), "caption")
    return f"<table>{caption}{head}{_rows(points)}</table>{_paragraph(source)}"


def _correction(writer: Writer, value: Value) -> str:
    name = label(value.get("kind", ""))
    return _paragraph(f"{name}, {value['date']}") + writer.rich(value["text"])


def _sources(writer: Writer, value: Value) -> str:
    items = [
        escape(each["text"]) + (f" {writer.link(each['url'], '')}" if each.get("url") else "")
        for each in _items(value["items"])
    ]
    return _title(_("Sources")) + _list(items, "ol")


BLOCKS: dict[str, Callable[[Writer, Value], str]] = {
    "paragraph": lambda writer, value: writer.rich(value),
    "heading": _heading,
    "picture": _picture,
    "gallery": _gallery,
    "also_read": _also_read,
    "pull_quote": _pull_quote,
    "block_quote": _block_quote,
    "list": _bullets,
    "table": _table,
    "fact_box": _fact_box,
    "key_points": _key_points,
    "timeline": _timeline,
    "question_answer": _question,
    "embed": _embed,
    "audio": _audio,
    "video": _video,
    "document": _document,
    "map": _map,
    "chart": _chart,
    "correction": _correction,
    "sources": _sources,
    "divider": lambda _writer, _value: "<hr>",
}
