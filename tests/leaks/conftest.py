"""One public paper, with the answers to everything, for all the states of secrets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.leaks.paper import NOW, Paper, a_public_paper
from tests.leaks.surfaces import Answer, everything


@dataclass
class Before:
    """The paper and what a stranger gets of it: ask for the answers before there is a secret."""

    paper: Paper

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return everything()


@pytest.fixture(scope="module")
def before(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Before]:
    """Build the paper once a module; each test's own transaction lies within this one."""
    cache.clear()
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        paper = a_public_paper()
        yield Before(paper)
        transaction.set_rollback(True)
