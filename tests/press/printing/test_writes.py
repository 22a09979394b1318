"""Nothing is written while a page is printed."""

from __future__ import annotations

import re

import pytest

from broadsheet.config import Config
from broadsheet.newsroom.models import Author
from broadsheet.press.printer import Printer, busy
from broadsheet.press.render import Renderer
from broadsheet.press.store.opening import open_writer
from tests.factories import a_story


@pytest.mark.django_db(transaction=True)
def test_a_view_that_writes_while_it_is_printed_fails_and_has_written_nothing(
    publication: Config,
) -> None:
    """In a transaction of the press's own, as when it runs: PostgreSQL refuses only there."""
    story = a_story()
    store = open_writer(publication)
    usual = Renderer().draw

    def draw(name: str) -> str | None:
        if name.endswith("/foot"):
            Author.objects.filter(pk=story.bylines.get().author_id).update(life="Changed")
        return usual(name)

    printer = Printer(store, Renderer(draw))
    while busy(store):
        printer.print_due()
    ((name, trace),) = store.database.rows("SELECT name, trace FROM failure")
    assert name.endswith("/foot")
    assert re.search("readonly database|read-only transaction", trace)
    assert not Author.objects.filter(life="Changed").exists()
    assert store.target(str(story.address)), "What else is in the edition is printed."
    store.database.close()
