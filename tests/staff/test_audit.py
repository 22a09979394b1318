"""The audit log: who did what to people, rights and what is public; when, and from where."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from broadsheet.newsroom.actions import withdraw
from broadsheet.staff.audit import LogIsSealed, record
from broadsheet.staff.models import User
from tests.factories import a_draft, a_story, desk_of, ed, pru, rosa

pytestmark = pytest.mark.django_db

REPORT = "/-/desk/reports/audit/"


def lines(desk: Client, question: str = "") -> list[str]:
    """Return what the report says, a line an entry, the newest first."""
    page = BeautifulSoup(desk.get(REPORT + question).content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in page.select(".listing tbody tr")]


def test_the_log_says_who_took_what_from_whom_and_from_where() -> None:
    names = {"email": rosa().email, "first_name": "Rosa", "last_name": "Lund"}
    person = {**names, "role": "copy-editor", "is_active": ""}
    desk = desk_of(pru())
    address = f"/-/desk/users/edit/{rosa().pk}/"
    desk.post(address, person, HTTP_X_FORWARDED_FOR="203.0.113.77")
    said = lines(desk)
    assert any("Changed: active: yes → no Rosa" in line for line in said)
    assert any("Taken: Reporter" in line for line in said)
    assert all("Pru" in line and "203.0.113.0/24" in line for line in said[:2])
    assert not any("203.0.113.77" in line for line in said)


def test_the_log_says_what_was_published_and_withdrawn_but_not_each_save() -> None:
    story = a_story("Harbour", slug="harbour")
    story.save_revision(user=ed(), log_action=True)
    withdraw(story=story, by=ed())
    said = [line for line in lines(desk_of(pru())) if "Harbour" in line]
    assert [("Unpublished" in line, "Published" in line) for line in said] == [
        (True, False),
        (False, True),
    ]
    assert "Ed" in said[0]


def test_the_log_is_sifted_by_person_and_act() -> None:
    record(
        "broadsheet.rights", on=Group.objects.create(name="Guests"), by=pru(), given="a", taken="b"
    )
    record("broadsheet.person", label="nobody@example.org", changes="none")
    desk = desk_of(pru())
    assert [line for line in lines(desk, f"?user={pru().pk}") if "Guests" in line]
    found = lines(desk, "?action=broadsheet.person")
    assert any("nobody@example.org" in line for line in found)
    assert not [line for line in found if "Guests" in line]


def test_only_publishers_read_it() -> None:
    for who in (rosa(), ed()):
        for address in (REPORT, f"{REPORT}results/", f"{REPORT}?export=csv"):
            answer = desk_of(who).get(address)
            assert answer.status_code == 302, address
        assert b"Audit log" not in desk_of(who).get("/-/desk/").content
    assert b"Audit log" in desk_of(pru()).get("/-/desk/").content


def test_a_spreadsheet_runs_nothing_of_what_is_taken_away() -> None:
    desk = desk_of(pru())
    record("broadsheet.person", label='=HYPERLINK("https://e.test")', changes="none")
    answer = desk.get(f"{REPORT}?export=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode())))  # type: ignore[arg-type]
    assert rows[0]["Name"] == '\'=HYPERLINK("https://e.test")'
    assert rows[0]["What was done"] == "Changed: none"
    assert "From" in rows[0]


def _page_line() -> PageLogEntry:
    withdraw(story=a_story("Harbour"), by=ed())
    return PageLogEntry.objects.latest("pk")


def _model_line() -> ModelLogEntry:
    record("broadsheet.person", on=rosa(), changes="none")
    return ModelLogEntry.objects.latest("pk")


@pytest.mark.parametrize("line", [_page_line, _model_line])
def test_nobody_changes_or_deletes_what_the_log_says(line: Callable[[], Any]) -> None:
    entry = line()
    table = entry._meta.db_table
    same = type(entry).objects.filter(pk=entry.pk)
    before = same.values().get()

    def by_hand(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    tries: list[Callable[[], Any]] = [
        entry.save,
        entry.delete,
        same.delete,
        lambda: same.update(label="Nothing"),
        lambda: same.update(content_type=ContentType.objects.get_for_model(Group)),
        lambda: same._raw_delete(same.db),
        lambda: by_hand(f"UPDATE {table} SET user_id = NULL WHERE id = {entry.pk}"),
    ]
    if connection.vendor == "sqlite":
        columns = "id, label, action, data, timestamp, content_changed, deleted"
        more = {"wagtailcore_pagelogentry": "page_id"}.get(table, "object_id")
        values = f"{entry.pk}, 'x', 'x', '{{}}', '2026-01-01', 0, 0, 1"
        tries.append(
            lambda: by_hand(f"INSERT OR REPLACE INTO {table} ({columns}, {more}) VALUES ({values})")
        )
    for attempt in tries:
        with pytest.raises((LogIsSealed, IntegrityError)), transaction.atomic():
            attempt()
    assert same.values().get() == before


def test_a_kind_of_thing_that_is_gone_may_be_forgotten() -> None:
    desk = desk_of(pru())
    entry = _model_line()
    ModelLogEntry.objects.filter(pk=entry.pk).update(content_type=None)
    assert "none" in lines(desk)[0]


def test_who_and_what_are_gone_stay_in_the_log() -> None:
    draft = a_draft("Secret")
    draft.delete(user=ed())
    record("broadsheet.person", on=ed(), by=ed(), changes="none")
    User.objects.get(pk=ed().pk).delete()
    said = lines(desk_of(pru()))
    assert any("Deleted" in line and "Secret" in line for line in said)


def test_the_seal_is_put_on_again_whenever_the_database_is_brought_up_to_date() -> None:
    """Wagtail's migrations may make a table anew, and the seal goes with the old one."""
    with connection.cursor() as cursor:
        on = " ON wagtailcore_pagelogentry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER wagtailcore_pagelogentry_is_not_deleted{on}")
    call_command("migrate", interactive=False, verbosity=0)
    entry = _page_line()
    with pytest.raises(IntegrityError), transaction.atomic():
        PageLogEntry.objects.filter(pk=entry.pk)._raw_delete("default")
