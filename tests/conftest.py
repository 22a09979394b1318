"""What every test starts from: the same empty paper."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime

import hypothesis
import pytest
import time_machine
from django.core.cache import cache
from django.core.management.commands import flush
from django.core.signals import setting_changed
from django.db import connections
from django.dispatch import receiver
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker
from wagtail.models import Collection, Locale, Page

from broadsheet.cli import NEW_OBJECTS
from broadsheet.fronts import tasks as fronts
from broadsheet.lib import failpoints
from broadsheet.newsletters import tasks as newsletters
from broadsheet.newsroom import tasks as newsroom
from broadsheet.press import tasks as press
from broadsheet.press.models import Note
from broadsheet.staff.seal import unseal
from broadsheet.themes import files
from tests.factories import a_paper
from tests.together import pytest_collection_modifyitems

__all__ = ["pytest_collection_modifyitems"]

gc.set_threshold(NEW_OBJECTS)  # as the command does, and for its reasons
hypothesis.settings.register_profile("at any pace", deadline=None)
hypothesis.settings.load_profile("at any pace")

FOUNDED = datetime(2020, 1, 1, tzinfo=UTC)
"""Before any hour that a test goes back to."""


def _found() -> None:
    """Found the paper, printed and told of: to do so in each test took a tenth of the time."""
    with time_machine.travel(FOUNDED):
        a_paper()
    Note.objects.all().delete()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A database holds the paper that the factories are about, before anybody works there."""
    with django_db_blocker.unblock():
        _found()


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    """Wagtail keeps a site's root in the cache, which outlives a test's database."""
    cache.clear()


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """What a process keeps in mind beside its database would be of another test's paper.

    What failed is left alone for a while, by its number, which the next test's own may have.
    """
    for patience in (newsroom._publishing, newsroom._withdrawing, fronts._releasing):
        patience.rests.clear()
    newsletters._box.next = 0.0
    failpoints._passed.clear()
    press._press.cache_clear()
    translation.deactivate()
    timezone.deactivate()


@receiver(setting_changed)
def _look_at_the_theme(setting: str, **_of: object) -> None:
    """Have the theme of another folder or address be looked at now, and not in two seconds."""
    if setting == "BROADSHEET":
        files._known.at = 0.0


@pytest.fixture(autouse=True, scope="session")
def _a_log_that_can_be_emptied() -> Iterator[None]:
    """Django empties the tables after a test with transactions of its own, the sealed log too.

    It tells of the migrations then, and the log is sealed again. What Wagtail's migrations put
    into the tables, and the paper founded on it, is put there again for the next such test.
    """
    handle = flush.Command.handle

    def unsealed(self: flush.Command, **options: str) -> None:
        unseal(connections[options["database"]])
        handle(self, **options)
        Locale.objects.create(language_code="en")
        Page.add_root(title="Root", slug="root")
        Collection.add_root(name="Root")
        _found()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", unsealed)
        yield
