"""The addresses that lead on, or are gone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect as Kept

from broadsheet.lib.once import one_page
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import FormerAddress, Story
from broadsheet.wire.outgoing.exports.records import Redirect
from broadsheet.wire.outgoing.exports.stories import AT_A_TIME


def redirects(*, everything: bool) -> Iterator[Redirect]:
    """Yield the addresses that lead on, or are gone; without the rest, as readers meet them."""
    yield from _kept(everything=everything)
    former = FormerAddress.objects.order_by("pk")
    gone = former.filter(story__isnull=True)
    if not everything:
        with one_page():
            public = [section.pk for section in newsroom.every_section()]
            private = newsroom.doors().private
        # What lies where no reader gets answers as if nothing had ever been there.
        withdrawn = Story.objects.filter(
            address__isnull=False, live=False, section__in=public
        ).exclude(path__in=private)
        gone = gone | former.filter(story__in=withdrawn)
        yield from _all_gone(withdrawn.order_by("pk"))
    yield from _all_gone(gone)


def _all_gone(found: QuerySet[Any]) -> Iterator[Redirect]:
    for address in found.values_list("address", flat=True).iterator():
        yield Redirect(source=address, target="", status=410)


def _kept(*, everything: bool) -> Iterator[Redirect]:
    found = Kept.objects.order_by("pk").iterator(chunk_size=AT_A_TIME)
    while batch := list(islice(found, AT_A_TIME)):
        with one_page():
            public = newsroom.public_pages(
                {each.redirect_page_id for each in batch if each.redirect_page_id}
            )
        for each in batch:
            page = each.redirect_page_id
            target = public[page][0] if page in public else "" if page else each.redirect_link
            if target or (page and everything):
                status = 301 if each.is_permanent else 302
                yield Redirect(source=each.old_path, target=target, status=status, page=page)
