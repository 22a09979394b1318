"""A paper that leaves and comes into an empty publication is the same paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from broadsheet.newsroom.models import Author, Story
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.models import Arrival
from broadsheet.wire.moving.report.writing import Written
from broadsheet.wire.moving.systems import move_broadsheet
from broadsheet.wire.outgoing.exports.act import keep_up
from broadsheet.wire.outgoing.exports.ninjs.files import write
from tests.factories import a_paper, a_topic
from tests.pictures import a_photo
from tests.wire.moving.broadsheet.paper import a_whole_paper, what_readers_see
from tests.wire.moving.broadsheet.same import Exported

pytestmark = pytest.mark.django_db


def moved_in(folder: Path, reports: Path, **options: Any) -> Written:
    return move_broadsheet(folder, how=How(report=reports, **options))


def an_empty_publication() -> None:
    """Found one in which no number is what it was in the other, and nothing is remembered of it."""
    cache.clear()
    a_paper(name="Nothing yet", timezone="UTC", place="")
    for made in (a_photo(), a_topic("Mine"), Author.objects.create(name="Nobody", slug="nobody")):
        made.delete()


def test_a_paper_that_leaves_and_comes_in_elsewhere_is_the_same_paper(
    tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "there")
    with transaction.atomic():
        a_whole_paper()
        keep_up("ninjs", tmp_path / "left", write, everything=True)
        seen = what_readers_see()
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = str(tmp_path / "here")
    an_empty_publication()
    written = moved_in(tmp_path / "left", tmp_path / "report")
    told = json.loads((tmp_path / "report" / "report.json").read_text())
    aside = {each["name"]: each["why"] for each in told["things"] if each["outcome"] == "set aside"}
    assert aside == {}
    assert written.is_whole, told["addresses"]
    keep_up("ninjs", tmp_path / "again", write, everything=True)
    left, again = Exported(tmp_path / "left").said(), Exported(tmp_path / "again").said()
    assert left.keys() == again.keys()
    for name in left:
        assert left[name] == again[name], name
    assert "max@example.org" not in "".join(
        path.read_text("utf-8") for path in (tmp_path / "left").rglob("*.json*")
    )
    here = what_readers_see()
    for place in seen:
        assert here[place] == seen[place], place
    before = list(Story.objects.order_by("pk").values("pk", "latest_revision", "live"))
    moved_in(tmp_path / "left", tmp_path / "report")
    assert list(Story.objects.order_by("pk").values("pk", "latest_revision", "live")) == before
    assert not Arrival.objects.filter(outcome__in=["waiting", "set aside"]).exists()
