"""XML from strangers: read without entities, network or document types; then its elements' words.

Elements go by their local names: agencies write IPTC's elements in its namespace, in none, and
under prefixes of their own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from html.entities import html5
from typing import Any

from lxml import etree

from broadsheet.wire.incoming.values import line

Element = Any
"""An element of lxml."""

MAX_ELEMENTS = 1_000_000
LONGEST_REASON = 200
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MARKS = re.compile(
    rb"(?P<bounds><!\[CDATA\[|\]\]>)|&(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|&(?![#\w:.-]{1,80};)"
)
_BEFORE = re.compile(rb"\A(\xef\xbb\xbf)?\s+(?=<)")
_NEVER = bytes({*range(1, 9), 11, 12, *range(14, 32)})
"""Signs that XML may not hold (XML 1.0, 2.2)."""
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
"""What XML itself knows (XML 1.0, 4.6)."""


def tree_of(data: bytes) -> Element:
    """Return the outermost element, its elements named without namespaces.

    A document type by name is passed over, never fetched; HTML's entities, which such types
    declare, are known. Raises ValueError for what isn't XML, declares entities, or is nested or
    large beyond what copy is.
    """
    data = mended(data)
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise ValueError("it declares entities, which copy needs none of")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError) as error:
        said = line(str(error), at_most=LONGEST_REASON)
        raise ValueError(f"it is not XML that can be read: {said}") from error
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(subset.iterentities()):
        raise ValueError("it declares entities, which copy needs none of")
    for number, element in enumerate(root.iter()):
        if number > MAX_ELEMENTS:
            raise ValueError(f"it has more than {MAX_ELEMENTS:,} elements")
        if element.tag is etree.Entity:
            raise ValueError(f"it names {element.text}, and doesn’t say what that stands for")
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    etree.cleanup_namespaces(root)
    return root


def mended(data: bytes) -> bytes:
    """Return XML without the faults that its makers' own programs overlook.

    HTML's entities (``&nbsp;``) become numbers, and an ``&`` that begins nothing is one, but for
    what is quoted (CDATA); what stands before the declaration goes, and so do signs that no XML
    may hold. Of XML without such faults nothing changes.
    """
    if b"\0" in data or b"\x1b" in data:  # in UTF-16 or ISO 2022 a byte is but a part of a sign
        return data
    data = _BEFORE.sub(rb"\1", data.translate(None, _NEVER), count=1)
    pieces, at, quoted = [], 0, False
    for each in _MARKS.finditer(data):
        if each["bounds"]:
            quoted = each["bounds"] == b"<![CDATA["
        elif not quoted and (instead := _instead_of(each["name"])):
            pieces += [data[at : each.start()], instead]
            at = each.end()
    return b"".join([*pieces, data[at:]])


def _instead_of(name: bytes | None) -> bytes:
    """Return what is written for an entity of HTML, or for a bare ``&``; nothing for XML's own."""
    if name is None:
        return b"&amp;"
    signs = "" if name in _OF_XML else html5.get(f"{name.decode()};", "")
    return b"".join(b"&#%d;" % ord(sign) for sign in signs)


def digest_of(*elements: Element) -> str:
    """Return the SHA-256 of elements, whatever the order of their attributes."""
    found = hashlib.sha256()
    for element in elements:
        try:
            found.update(etree.tostring(element, method="c14n", with_tail=False))
        except etree.C14NError:  # for a namespace that is no whole address
            found.update(etree.tostring(element, with_tail=False))
    return found.hexdigest()


def html_in(element: Element) -> str:
    """Return what is in an element, as HTML. Nothing of it is cleaned."""
    inner = [escape(element.text or "", quote=False)]
    inner += (etree.tostring(each, method="html", encoding="unicode") for each in element)
    return "".join(inner)


def words_in(element: Element | None, *, at_most: int = 10_000) -> str:
    """Return the words in an element and below, on one line; none of what isn't there."""
    return "" if element is None else line(" ".join(element.itertext()), at_most=at_most)


def first(element: Element, *paths: str) -> Element | None:
    """Return the first element at the first of these paths that has one."""
    for path in paths:
        if (found := element.find(path)) is not None:
            return found
    return None


def said(element: Element, *paths: str, at_most: int = 10_000) -> str:
    """Return the words of the first element at these paths that has any."""
    for path in paths:
        for each in element.iterfind(path):
            if words := words_in(each, at_most=at_most):
                return words
    return ""


def attribute(element: Element | None, name: str, *, at_most: int = 10_000) -> str:
    """Return an attribute as one line, or nothing."""
    return "" if element is None else line(element.get(name) or "", at_most=at_most)


def each_once(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield (kind, name)s that have a name, each once whatever its case."""
    seen = set()
    for kind, name in pairs:
        if name and (kind, name.casefold()) not in seen:
            seen.add((kind, name.casefold()))
            yield kind, name
