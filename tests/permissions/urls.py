"""Every address that the program has, Wagtail's included, as Django's resolver knows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver, resolve


def routes() -> dict[str, str]:
    """Return the name of every pattern by its route; unnamed ones have an empty name."""
    return dict(_walk(get_resolver().url_patterns, "", ""))


def route_of(address: str) -> str:
    """Return the route that answers at an address."""
    return resolve(address.partition("?")[0]).route


def _walk(patterns: Any, above: str, space: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        own = str(each.pattern)
        route = above + (own.removeprefix("^") if above else own)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each.url_patterns, route, inner)
        else:
            yield route, f"{space}{each.name}" if each.name else ""
