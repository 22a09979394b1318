"""The cruel paper, made once for all tests of a module that read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.hostile import paper


@pytest.fixture(scope="module")
def cruel(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """Make the paper, and return the addresses of all that readers and machines get of it.

    One transaction holds it, and is undone when the module's tests have read it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        paper.found()
        yield [*paper.addresses(), *paper.MACHINES]
        transaction.set_rollback(True)
