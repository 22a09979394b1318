"""Mobiledoc, the editor of Ghost 1 to 4: sections of marked text, and cards → HTML.

https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md, versions 0.3.0 to 0.3.2
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from broadsheet.wire.incoming.values import fit
from broadsheet.wire.moving.ghost.texts import cards
from broadsheet.wire.moving.ghost.texts.fragments import Pieces, Unreadable

_MARKUP, _IMAGE, _LIST, _CARD = 1, 2, 3, 10
_TEXT, _ATOM = 0, 1
_BLOCKS = {
    **{tag: tag for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")},
    "aside": "blockquote",
    "pull-quote": "blockquote",
}
_INLINE = {"a", "b", "code", "em", "i", "strong", "sub", "sup"}
_BREAK = "soft-return"


def html_of(mobiledoc: str) -> str:
    """Return a text as HTML. Raises Unreadable for what is no Mobiledoc."""
    try:
        found = json.loads(mobiledoc)
    except (ValueError, RecursionError) as problem:
        raise Unreadable("its Mobiledoc is no JSON, or nests too deeply") from problem
    if not isinstance(found, dict) or not isinstance(found.get("sections"), list):
        raise Unreadable("its Mobiledoc has no sections")
    return str(
        _Document(*(_rows(found.get(name)) for name in ("markups", "atoms", "cards"))).read(
            _rows(found["sections"])
        )
    )


def _rows(value: object) -> list[list[Any]]:
    """Return a list of lists. Whatever is none becomes an empty one: others keep their places."""
    found = value if isinstance(value, list) else []
    return [each if isinstance(each, list) else [] for each in found]


def _at(row: list[Any], place: object) -> Any:
    return row[place] if isinstance(place, int) and 0 <= place < len(row) else None


@dataclass
class _Document:
    markups: list[list[Any]]
    atoms: list[list[Any]]
    cards: list[list[Any]]

    def read(self, sections: list[list[Any]]) -> Pieces:
        out = Pieces()
        for section in sections:
            kind = _at(section, 0)
            if kind == _MARKUP:
                self._block(_block_tag(_at(section, 1)), _at(section, 2), out)
            elif kind == _IMAGE:
                out.add(cards.html_of("image", {"src": _at(section, 1)}))
            elif kind == _LIST:
                tag = "ol" if _at(section, 1) == "ol" else "ul"
                out.add(f"<{tag}>")
                for item in _rows(_at(section, 2)):
                    self._block("li", item, out)
                out.add(f"</{tag}>")
            elif kind == _CARD:
                out.add(self._card(_at(section, 1)))
        return out

    def _card(self, place: object) -> str:
        card = _at(self.cards, place) or []
        name, payload = _at(card, 0), _at(card, 1)
        is_card = isinstance(name, str) and isinstance(payload, dict)
        return cards.html_of(name, payload) if is_card else ""

    def _block(self, tag: str, markers: object, out: Pieces) -> None:
        """Add a section: each marker opens markups, has its text, and closes how many it says."""
        out.add(f"<{tag}>")
        opened: list[str] = []
        for marker in _rows(markers):
            for place in _at(marker, 1) if isinstance(_at(marker, 1), list) else []:
                name, html = self._opening(place)
                opened.append(name)
                out.add(html)
            out.add(self._said(marker))
            closes = _at(marker, 2)
            for _time in range(min(closes, len(opened)) if isinstance(closes, int) else 0):
                out.add(_closing(opened.pop()))
        out.add("".join(map(_closing, reversed(opened))))
        out.add(f"</{tag}>")

    def _opening(self, place: object) -> tuple[str, str]:
        markup = _at(self.markups, place) or []
        name = _at(markup, 0)
        if not isinstance(name, str) or name not in _INLINE:
            return "", ""
        values = _at(markup, 1)
        if name == "a" and isinstance(values, list):
            pairs = dict(zip(map(str, values[::2]), map(str, values[1::2]), strict=False))
            return name, f'<a href="{escape(pairs.get("href", ""))}">'
        return name, f"<{name}>"

    def _said(self, marker: list[Any]) -> str:
        said = _at(marker, 3)
        if _at(marker, 0) == _ATOM:
            atom = _at(self.atoms, said) or []
            if _at(atom, 0) == _BREAK:
                return "<br>"
            said = _at(atom, 1)
        return escape(fit(said), quote=False) if isinstance(said, str) else ""


def _block_tag(name: object) -> str:
    return _BLOCKS.get(name, "p") if isinstance(name, str) else "p"


def _closing(name: str) -> str:
    return f"</{name}>" if name else ""
