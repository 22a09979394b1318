"""What a page reads is known: of every table, and of the clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init
from wagtail.models import Page

from broadsheet.config import Config
from broadsheet.masthead.models import InformationPage, Policy
from broadsheet.newsroom.queries import published
from broadsheet.press.recorder import recording
from broadsheet.press.render import Failed, Printed, Renderer
from broadsheet.press.work import Press
from tests.factories import a_paper, a_story, a_topic, ed
from tests.press.printing import presses
from tests.press.printing.full import a_full_paper

NOW = datetime(2026, 11, 14, 15, 0, tzinfo=UTC)
FROM = re.compile(r'\b(?:FROM|JOIN)\s+"(\w+)"')

OF_EVERY_PAGE = {
    "django_content_type": "never changes",
    "wagtailcore_site": "its changes note everything",
    "wagtailcore_pageviewrestriction": "its changes note everything",
    "wagtailcore_locale": "there is one",
}
"""Tables that may be read without a key, and why."""

BETWEEN = {
    "broadsheet_newsroom_story_topics": "a story's topics change with the story",
    "broadsheet_newsroom_entry_authors": "an entry's authors change with the entry",
}
"""Tables of rows that belong to others, whose changes are noted."""


def is_declared(model: type[Model]) -> bool:
    """Say whether a row of this model that is loaded leaves its key."""
    uid = f"press reads {model._meta.label}"
    return any(key[0] == uid for key, *_rest in post_init.receivers)


def declared_tables() -> set[str]:
    """Return the tables of declared models; of a page's kind, the plain page's as well."""
    return {model._meta.db_table for model in apps.get_models() if is_declared(model)}


def tables_read(do: Callable[[], Any]) -> set[str]:
    """Return the tables that are read while something is done."""
    tables: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        tables.update(FROM.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        do()
    return tables


def undeclared(press: Press) -> Iterator[str]:
    """Yield what printed targets read and the press doesn't know of."""
    known = declared_tables() | set(OF_EVERY_PAGE) | set(BETWEEN)
    renderer = Renderer()
    for name in sorted(press.store.known_names()):
        for table in sorted(tables_read(lambda name=name: renderer.render(name, "")) - known):
            yield f"{name} reads {table}, which is declared nowhere (press/recorder.py)."


def moved_by_the_clock(press: Press) -> Iterator[str]:
    """Yield targets that the clock changes before they have said so."""
    renderer = Renderer()
    for name in sorted(press.store.known_names()):
        target = press.store.target(name)
        assert target is not None
        end = NOW + timedelta(days=3650)
        if target.stale_at is not None:
            end = datetime.fromtimestamp(target.stale_at, UTC) - timedelta(milliseconds=1)
        with time_machine.travel(end, tick=False):
            made = renderer.render(name, "")
        if not isinstance(made, Printed) or made.parts != target.parts:
            yield f"{name} is another at {end}, and hadn't said so (recorder.until)."


@pytest.fixture
def _the_clock_stands_still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def full(_the_clock_stands_still: None, press: Press) -> Press:
    """A paper with one of everything, printed."""
    a_full_paper()
    presses.print_all(press)
    return press


@pytest.fixture
def small(_the_clock_stands_still: None, press: Press) -> Press:
    """A paper with a story, and a standing page of Ed's; not printed yet."""
    a_story(topics=[a_topic()])
    about = InformationPage(title="About", slug="about", purpose=Policy.ABOUT, owner=ed())
    a_paper().add_child(instance=about)
    return press


def drop(config: Config, name: str, text: str) -> None:
    """Put a template into the publication's folder."""
    path = config.directory / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    presses.look_at_the_theme()


@pytest.mark.django_db
def test_every_table_that_a_page_reads_and_every_hour_that_changes_it_are_declared(
    full: Press,
) -> None:
    assert not list(undeclared(full))
    assert not list(moved_by_the_clock(full))


@pytest.mark.django_db
def test_a_table_that_nobody_declared_is_named_with_the_page(small: Press) -> None:
    drop(small.config, "pages/information.html", "<p>{{ page.owner.first_name }}</p>")
    presses.print_all(small)
    found = list(undeclared(small))
    assert len(found) == 1
    assert found[0].startswith("/about/ reads broadsheet_staff_user,")


@pytest.mark.django_db
def test_a_page_that_shows_the_hour_and_does_not_say_so_is_found(small: Press) -> None:
    drop(small.config, "pages/topics.html", '<p>{% now "U" %}</p>')
    presses.print_all(small)
    found = list(moved_by_the_clock(small))
    assert len(found) == 1
    assert found[0].startswith("/topics/ is another at")


@pytest.mark.django_db
def test_a_list_of_stories_that_no_key_stands_for_cannot_be_printed(paper: Press) -> None:
    made = Renderer(draw=lambda _name: str(published().count())).render("@x/latest", "")
    assert isinstance(made, Failed)
    assert "must name the lists" in made.trace


@pytest.mark.django_db
def test_a_row_that_is_loaded_leaves_its_key() -> None:
    story = a_story()
    with recording() as reads:
        Page.objects.get(pk=story.pk)
    assert reads.keys == {f"page:{story.pk}"}
