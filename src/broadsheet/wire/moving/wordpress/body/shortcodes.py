"""``[code a="1"]text[/code]``: the codes that are known are found, all else in brackets is text.

After developer.wordpress.org/apis/shortcode/: ``[[code]]`` shows the code itself; nothing in code,
scripts and remarks is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from broadsheet.wire.moving.wordpress.body.verbatim import stretches_of

MAX_DEPTH = 100
"""How deep codes may lie in each other; the tags of deeper ones are left out."""

_CODE = re.compile(
    r"(?P<escape>\[?)\[(?P<end>/?)(?P<name>[A-Za-z][\w-]{1,50}+)"
    r"(?P<said>(?:[\s=/][^\[\]]{0,20000}+)?)\](?P<escaped>\]?)"
)
_VALUE = re.compile(
    r"""([\w-]+)\s*=\s*"([^"]*)"|([\w-]+)\s*=\s*'([^']*)'|([\w-]+)\s*=\s*([^\s'"]+)"""
    r"""|"([^"]*)"|'([^']*)'|(\S+)"""
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "″": '"', "„": '"', "\u00a0": " ", "\u200b": " "})


@dataclass(frozen=True)
class Code:
    """A short code: ``values`` by name, ``loose`` those without one, ``inner`` what it encloses."""

    name: str
    values: dict[str, str]
    loose: tuple[str, ...]
    inner: str
    raw: str
    """The code as it was written, what it encloses included."""

    def first(self, *names: str) -> str:
        """Return the first of these values that says something."""
        return next((self.values[name] for name in names if self.values.get(name)), "")


@dataclass
class _Open:
    match: re.Match[str] | None
    made: list[str] = field(default_factory=list)
    """What it encloses, its codes shown already."""


@dataclass(frozen=True)
class Codes:
    """Which codes there are: what is known, what never encloses anything, what only lays out."""

    is_known: Callable[[str], bool]
    is_alone: Callable[[str], bool]
    is_layout: Callable[[str], bool]
    show: Callable[[Code], str]


def expand(html: str, codes: Codes) -> str:
    """Return a text with its known codes shown, and every other bracket as it was."""
    if "[" not in html:
        return html
    stack, at = [_Open(None)], 0
    for match in _matches(html, codes):
        made = stack[-1].made
        made.append(html[at : match.start()])
        at = match.end()
        if match["escape"] and match["escaped"]:
            made.append(match[0][1:-1])
            continue
        made.append(match["escape"])
        _take(match, stack, codes)
        stack[-1].made.append(match["escaped"])
    stack[-1].made.append(html[at:])
    while len(stack) > 1:
        _give_up(stack, codes)
    return "".join(stack[0].made)


def _take(match: re.Match[str], stack: list[_Open], codes: Codes) -> None:
    name = match["name"].lower()
    if match["end"]:
        _close(name, match, stack, codes)
    elif codes.is_alone(name) or match["said"].rstrip().endswith("/"):
        stack[-1].made.append(codes.show(_code(match, "")))
    elif len(stack) <= MAX_DEPTH:
        stack.append(_Open(match))
    else:
        stack[-1].made.append("\n\n")


def _matches(html: str, codes: Codes) -> list[re.Match[str]]:
    """Return the known codes outside of code, scripts and remarks, and of tags' attributes."""
    found, at = [], 0
    for start, end in [*stretches_of(html), (len(html), len(html))]:
        for match in _CODE.finditer(html, at, start):
            if codes.is_known(match["name"].lower()) and not _is_in_tag(html, at, match.start()):
                found.append(match)
        at = end
    return found


def _is_in_tag(html: str, start: int, at: int) -> bool:
    opening = html.rfind("<", max(start, at - 2000), at)
    return (
        opening >= 0 and ">" not in html[opening:at] and html[opening + 1 : opening + 2].isalpha()
    )


def _close(name: str, match: re.Match[str], stack: list[_Open], codes: Codes) -> None:
    """End the last code of a name; the end of none is text, or nothing where it laid out."""
    names = [each.match["name"].lower() for each in stack[1:] if each.match]
    if name not in names:
        is_nothing = codes.is_layout(name) or codes.is_alone(name)
        stack[-1].made.append("\n\n" if is_nothing else f"[/{match['name']}{match['said']}]")
        return
    while (top := stack[-1].match) and top["name"].lower() != name:
        _give_up(stack, codes)
    opened = stack.pop()
    if opened.match:
        stack[-1].made.append(codes.show(_code(opened.match, "".join(opened.made), f"[/{name}]")))


def _give_up(stack: list[_Open], codes: Codes) -> None:
    """Show a code that nothing closes by itself, and what follows it after it."""
    opened = stack.pop()
    if opened.match:
        stack[-1].made.append(codes.show(_code(opened.match, "")))
    stack[-1].made.extend(opened.made)


def _code(match: re.Match[str], inner: str, end: str = "") -> Code:
    values, loose = values_of(match["said"])
    raw = f"[{match['name']}{match['said']}]{inner}{end}"
    return Code(match["name"].lower(), values, loose, inner, raw)


def values_of(said: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return a code's values by name, and those without one."""
    text = unescape(said).translate(_QUOTES).strip().removesuffix("/").strip()
    if text.startswith("="):  # [youtube=address]
        return {}, (text[1:].strip().strip("\"'"),)
    values: dict[str, str] = {}
    loose: list[str] = []
    for match in _VALUE.finditer(text):
        name = match[1] or match[3] or match[5]
        value = next((v for v in match.group(2, 4, 6, 7, 8, 9) if v is not None), "")
        if name:
            values.setdefault(name.lower(), value)
        elif value:
            loose.append(value)
    return values, tuple(loose)
