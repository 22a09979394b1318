"""The editor's pages, found as somebody finds them who clicks on everything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve

EDITOR = "/-/desk/"
LEADING = "//@href | //@src | //@data-w-preview-url-value | //@data-chooser-url"
BREAKS_ON_PURPOSE = {"wagtailadmin_error_test"}
"""Wagtail's page to test error mails with; for publishers only."""

OFTEN = 3
"""How many addresses of one kind are asked for: other rows have other payloads."""


def without_arguments() -> Iterator[str]:
    """Yield each address of the editor that is about nothing in particular."""

    def below(resolver: Any, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from below(pattern, route)
            else:
                yield "/" + re.sub(r"[\\^$]", "", route)

    for address in below(get_resolver(), ""):
        if address.startswith(EDITOR) and not re.search(r"[<(*]|logout", address):
            yield address


def visited(browser: Client) -> Iterator[tuple[str, HttpResponse]]:
    """Yield each page that ``browser`` comes to, with its address."""
    todo, seen, kinds = list(without_arguments()), set[str](), Counter[str]()
    while todo:
        address = todo.pop(0)
        kind = kind_of(address)
        if address in seen or not kind or kinds[kind] >= OFTEN:
            continue
        seen.add(address)
        kinds[kind] += 1
        answer = browser.get(address)
        yield address, answer
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            todo += _links(answer.content.decode(), address)


def kind_of(address: str) -> str:
    """Return the name of the view that answers at an address; nothing where none does."""
    try:
        name = resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
    return "" if name in BREAKS_ON_PURPOSE else str(name)


def _links(html: str, address: str) -> Iterator[str]:
    if not html.strip():
        return
    for link in lxml.html.document_fromstring(html).xpath(LEADING):
        link = link.partition("#")[0]
        if link.startswith("?"):
            link = urlsplit(address).path + link
        if link.startswith(EDITOR) and "logout" not in link:
            yield link
