"""Where old addresses lead, by the tables that our server answers from."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.contrib.redirects.models import Redirect

from broadsheet.newsroom.models import FormerAddress
from broadsheet.wire.moving.addresses import stored
from broadsheet.wire.moving.models import Arrival, Kind


def led_by_tables(paths: Iterable[str], arrival: Arrival) -> set[str]:
    """Return which of these old addresses the tables lead to the story that a post became."""
    if arrival.kind != Kind.STORY:
        return set()
    asked = list(paths)
    links = {stored(path): path for path in asked if "?" in path}
    formers = FormerAddress.objects.filter(story=arrival.pk_here, address__in=asked)
    kept = Redirect.objects.filter(
        old_path__in=links, site=None, redirect_page=arrival.pk_here, is_permanent=True
    )
    found = set(formers.values_list("address", flat=True)) - set(links.values())
    return found | {links[path] for path in kept.values_list("old_path", flat=True)}
