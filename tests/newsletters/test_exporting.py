"""Readers can be taken out, by somebody who may, and not without a trace."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from broadsheet.newsletters import actions, queries
from broadsheet.newsletters.exporting import export_file
from broadsheet.newsletters.importing.cells import harmless, restored
from broadsheet.newsletters.importing.run import import_file
from broadsheet.newsletters.models import Consent, List, Reader, Subscription
from tests.factories import max_reads, pru
from tests.newsletters.mailbox import a_list, join, letters
from tests.newsletters.test_preferences import own_page

pytestmark = pytest.mark.django_db

MAX, PLUS = "max@example.org", "+tide@example.org"


def a_readership() -> None:
    """Five readers: one each who reads, reads weekly, left, bounces, complained."""
    morning = a_list()
    for who in (MAX, PLUS, "left@example.org", "back@example.org", "angry@example.org"):
        join(who, morning)
    wishes = {"list": morning.slug, f"how-{morning.slug}": "weekly"}
    max_reads().post(own_page(PLUS), wishes)
    max_reads().post(own_page("left@example.org"), {"everything": "1"})
    actions.note_bounce(reader=Reader.objects.get(email="back@example.org"), hard=True)
    actions.note_complaint(reader=Reader.objects.get(email="angry@example.org"))


def test_an_export_is_on_record_and_its_publishers_are_told(tmp_path: Path) -> None:
    pru()
    a_readership()
    file = tmp_path / "out.csv"
    assert export_file(file, lists=["the-morning-tide"]) == 5
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    entry = ModelLogEntry.objects.get(action="broadsheet.export_readers")
    assert "5" in str(entry.formatter.format_message(entry))
    letters()
    told = next(letter for letter in mail.outbox if letter.to == ["pru@example.org"])
    assert "Lines: 5" in told.body
    assert MAX not in str(entry.data) + told.body


def test_what_was_taken_out_can_be_brought_in_and_everybody_stands_where_they_stood(
    tmp_path: Path,
) -> None:
    a_readership()
    file = tmp_path / "out.csv"
    export_file(file, lists=[])
    rows = list(csv.DictReader(file.open(encoding="utf-8")))
    assert [(row["email"], row["state"], row["frequency"]) for row in rows] == [
        (MAX, "confirmed", "each"),
        (f"'{PLUS}", "confirmed", "weekly"),
        ("left@example.org", "left", "each"),
        ("back@example.org", "bouncing", "each"),
        ("angry@example.org", "complained", "each"),
    ]
    assert "Yes, send it to me" in rows[0]["consent"]
    before = standing()
    Reader.objects.all().delete()
    outcome = import_file(file, lists=[], statement="Moved house.", said={})
    assert outcome.refused == {}
    assert standing() == before
    assert Consent.objects.filter(act="imported").count() == 2


def standing() -> set[tuple[object, ...]]:
    writable = queries.willing(List.objects.get()).values_list("reader__email", flat=True)
    return {
        (place.reader.email, place.frequency, place.reader.email in writable)
        for place in Subscription.objects.select_related("reader")
    }


def test_an_export_overwrites_nothing_and_leaves_nothing_behind_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_readership()
    there = tmp_path / "there.csv"
    there.write_text("mine")
    with pytest.raises(ValidationError, match="is there already"):
        export_file(there, lists=[])
    with pytest.raises(ValidationError, match="There is no list"):
        export_file(tmp_path / "out.csv", lists=["no-such"])
    monkeypatch.setattr("broadsheet.newsletters.exporting.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):  # what can't be put on record isn't done
        export_file(tmp_path / "out.csv", lists=[])
    assert [each.name for each in tmp_path.iterdir()] == ["there.csv"]
    assert there.read_text() == "mine"


@pytest.mark.parametrize("text", ["=1+1", "+a@example.org", "-1", "@SUM(A1)", "'quoted'", "plain"])
def test_no_cell_is_a_formula_and_each_says_again_what_it_said(text: str) -> None:
    assert harmless(text)[0] not in "=+-@"
    assert restored(harmless(text)) == text
