"""What every test starts from: the same empty paper."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connections
from wagtail.models import Collection, Locale, Page

from broadsheet.cli import NEW_OBJECTS
from broadsheet.fronts import tasks as fronts
from broadsheet.newsroom import tasks as newsroom
from broadsheet.staff.seal import unseal

gc.set_threshold(NEW_OBJECTS)  # as the command does, and for its reasons


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    """Wagtail keeps a site's root in the cache, which outlives a test's database."""
    cache.clear()


@pytest.fixture(autouse=True)
def _nothing_rests() -> None:
    """What failed is left alone for a while, by its number, which the next test's own may have."""
    for patience in (newsroom._publishing, newsroom._withdrawing, fronts._releasing):
        patience.rests.clear()


@pytest.fixture(autouse=True, scope="session")
def _a_log_that_can_be_emptied() -> Iterator[None]:
    """Django empties the tables after a test with transactions of its own, the sealed log too.

    It tells of the migrations then, and the log is sealed again. What Wagtail's migrations put
    into the tables, and a paper is founded on, is put there again for the next such test.
    """
    handle = flush.Command.handle

    def unsealed(self: flush.Command, **options: str) -> None:
        unseal(connections[options["database"]])
        handle(self, **options)
        Locale.objects.create(language_code="en")
        Page.add_root(title="Root", slug="root")
        Collection.add_root(name="Root")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", unsealed)
        yield
