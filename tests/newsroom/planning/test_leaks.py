"""What is private in a plan goes out by no way: not with its story, and not inside the house.

What strangers get of the paper itself is asked in tests/leaks, whose secrets all have plans.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom.models import Byline, Plan
from broadsheet.newsroom.planning import actions
from broadsheet.wire.models import Delivery, Webhook
from broadsheet.wire.outgoing.exports.formats import FORMATS, KEPT_UP, write_out
from tests.factories import a_plan, a_section, an_author, cora, desk_of, ed, lea, rosa, tom

pytestmark = pytest.mark.django_db

WORDS = {name: f"zq{name}zq" for name in ("what", "visuals", "notes", "sources")}


def a_published_plan() -> Plan:
    plan = a_plan("Ferry sale", to=rosa(), **WORDS)
    story = actions.start(plan=plan, by=rosa())
    story.bylines = [Byline(author=an_author())]
    story.body = [("paragraph", "<p>It is off.</p>")]
    newsroom.publish(story=story)
    return plan


def contents(path: Path) -> Iterator[bytes]:
    """Yield what is in a file, or in each of an archive's."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from map(archive.read, archive.namelist())
    elif path.is_file():
        yield path.read_bytes()


def test_no_export_and_no_webhook_carries_a_word_of_a_plan(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    Webhook.objects.create(url="https://example.org/hook")
    with django_capture_on_commit_callbacks(execute=True):
        a_published_plan()
    a_plan("zqpitchzq", to=tom(), **WORDS)
    bodies = [each.body.encode() for each in Delivery.objects.all()]
    assert bodies
    for name in (*FORMATS, *KEPT_UP):
        folder = tmp_path / name
        write_out(name, folder, **({"everything": True} if name in KEPT_UP else {}))
        written = [words for each in folder.rglob("*") for words in contents(each)]
        assert any(b"Ferry sale" in each for each in written), name
        bodies += written
    assert not [each for each in bodies if re.search(rb"zq\w+zq", each)]


ROUND_THE_HOUSE = (
    *("", "reports/site-history/", "reports/steps/", "reports/coming/", "pages/search/?q=zq"),
    *("planning/", "planning/calendar/", "planning/mine/", "planning/?state=assigned"),
    *(
        "pages/{section}/",
        "pages/{section}/usage/",
        "pages/{section}/history/",
        "account/calendar/",
    ),
)


def test_in_the_editor_too_each_meets_no_more_than_is_theirs() -> None:
    plan = a_plan("zqtitlezq", by=ed(), to=rosa(), **WORDS)
    mine = f"planning/{plan.pk}/"

    def met(who: Any) -> set[str]:
        desk, found = desk_of(who), set()
        for place in (*ROUND_THE_HOUSE, mine):
            page = desk.get(f"/-/desk/{place.format(section=a_section().pk)}").content.decode()
            found |= set(re.findall(r"zq(\w+)zq", page))
        return found

    assert met(tom()) == set()
    assert met(cora()) == met(lea()) == {"title", "what", "visuals"}
    assert met(rosa()) == {"title", *WORDS}
