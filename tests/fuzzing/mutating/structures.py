"""JSON, XML and tables, spoilt in their own terms."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from tests.fuzzing.mutating import odd
from tests.fuzzing.mutating.texts import ODD, Words, anything, several

_TAG = re.compile(rb"(<!\[CDATA\[|\]\]>|<[^<>]*>)")
_ATTRIBUTE = re.compile(rb"""(=\s*)("[^"<>]*"|'[^'<>]*')""")
DEEPEST = 40


def _json(data: bytes, chance: Random, words: Words) -> bytes:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return anything(data, chance, words)
    if chance.random() < 0.1:
        return anything(data, chance, words)
    return json.dumps(_changed(found, chance, words), ensure_ascii=chance.random() < 0.9).encode(
        "utf-8", "surrogatepass"
    )


def _changed(value: Any, chance: Random, words: Words, depth: int = 0) -> Any:
    """Return a value with something in it changed; a text that is JSON itself is read as such."""
    if chance.random() < 0.1 or depth > DEEPEST:
        return _another(value, chance)
    if isinstance(value, dict) and value:
        return _of_an_object(value, chance, words, depth)
    if isinstance(value, list) and value:
        at = chance.randrange(len(value))
        changed = _changed(value[at], chance, words, depth + 1)
        cut = chance.choice(([changed], [changed], [changed], [], [value[at], changed]))
        return [*value[:at], *cut, *value[at + 1 :]]
    if isinstance(value, str) and value[:1] in {"{", "["}:
        return _json(value.encode("utf-8", "surrogatepass"), chance, words).decode(
            "utf-8", "replace"
        )
    if isinstance(value, str) and chance.random() < 0.7:
        spoilt = _xml if "<" in value else anything
        return spoilt(value.encode("utf-8", "surrogatepass"), chance, words).decode(
            "utf-8", "surrogateescape"
        )
    return _another(value, chance)


def _of_an_object(value: dict[str, Any], chance: Random, words: Words, depth: int) -> Any:
    name = chance.choice(list(value))
    kind = chance.randrange(8)
    if kind == 0:
        return {each: inner for each, inner in value.items() if each != name}
    if kind == 1 and words:
        return {**value, chance.choice(words).decode(): value[name]}
    if kind == 2:
        return {**value, name: value[chance.choice(list(value))]}
    return {**value, name: _changed(value[name], chance, words, depth + 1)}


def _another(value: Any, chance: Random) -> Any:
    kind = chance.randrange(5)
    if kind == 0:
        return [value]
    if kind == 1:
        return {"value": value}
    return chance.choice(odd.VALUES)


def _xml(data: bytes, chance: Random, words: Words) -> bytes:
    """Change a tag, an attribute or a text; move or repeat a piece of the tree, or lose its end."""
    parts = _TAG.split(data)
    kind = chance.randrange(8)
    if len(parts) < 5 or kind == 0:
        return anything(data, chance, words)
    at = chance.randrange(len(parts))
    end = min(len(parts), at + chance.choice((1, 2, 3, 5, 9)))
    if kind == 1:
        del parts[at:end]
    elif kind == 2:
        parts[at:at] = parts[at:end] * chance.randrange(1, 3)
    elif kind == 3:
        there = chance.randrange(len(parts))
        parts[there:there] = parts[at:end]
    elif kind == 4:
        parts[at] = _attributes(parts[at], chance)
    elif kind == 5 and words:
        parts[at] = chance.choice(words)
    else:
        parts[at - at % 2] = chance.choice(ODD)
    return b"".join(parts)


def _attributes(tag: bytes, chance: Random) -> bytes:
    value = chance.choice(ODD).replace(b'"', b"&quot;")
    found = list(_ATTRIBUTE.finditer(tag))
    if not found:
        return tag
    place = chance.choice(found)
    return b'%s="%s"%s' % (tag[: place.start()], value, tag[place.end() :])


def _table(data: bytes, chance: Random, words: Words) -> bytes:
    """Change a cell, or lines; the kinds of tables that spreadsheets write."""
    kind = chance.randrange(7)
    lines = data.splitlines(keepends=True)
    if not lines or kind == 0:
        return anything(data, chance, words)
    if kind == 1:
        return data.replace(b",", chance.choice((b";", b"\t", b"|")))
    if kind == 2:
        return b"\xef\xbb\xbf" + data
    if kind == 3:
        return data.decode("utf-8", "replace").encode(
            chance.choice(("utf-16", "cp1252")), "replace"
        )
    at = chance.randrange(len(lines))
    if kind == 4:
        lines.insert(at, chance.choice(lines))
    else:
        cells = lines[at].split(b",")
        cells[chance.randrange(len(cells))] = chance.choice((*ODD, *words))
        lines[at] = b",".join(cells)
    return b"".join(lines)


def _feed(data: bytes, chance: Random, words: Words) -> bytes:
    return (_json if data.lstrip().startswith(b"{") else _xml)(data, chance, words)


json_text, xml, table, feed = several(_json), several(_xml), several(_table), several(_feed)
