"""A paper moves in from the editor: begun with an upload, watched, stopped, and told of."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.signals import page_published

from broadsheet.lib import clock
from broadsheet.lib.in_hand import in_hand
from broadsheet.newsroom.models import Story
from broadsheet.wire import tasks
from broadsheet.wire.moving import batch, systems
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.models import Arrival, Move
from broadsheet.wire.moving.runs import files, work
from broadsheet.wire.moving.runs.models import Run
from tests.factories import a_section, desk_of, ed, pru
from tests.wire.moving.wordpress.samples import HEAD, TAIL, item

pytestmark = pytest.mark.django_db

IMPORTS = "/-/desk/imports/"
TITLES = ("A ferry for the island", "<script>alert(1)</script>", "Tides")


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    settings.BROADSHEET = replace(settings.BROADSHEET, directory=tmp_path)


@pytest.fixture
def desk() -> Client:
    """Pru's browser."""
    return desk_of(pru())


def an_export(text: str = "") -> SimpleUploadedFile:
    stories = [item(number, title=title) for number, title in enumerate(TITLES, 1)]
    text = text or f"{HEAD}{''.join(stories)}{TAIL}"
    return SimpleUploadedFile("../our paper.xml", text.encode(), "text/xml")


def sent(desk: Client, text: str = "", **wishes: Any) -> Run:
    """Send an export, by WordPress; not a dry run unless that is said."""
    form = {"system": "wordpress", "section": a_section().pk, **wishes}
    answer = desk.post(IMPORTS, {**form, "export": an_export(text)})
    assert answer.status_code == 302, answer.content.decode()
    return Run.objects.latest("pk")


def worked() -> int:
    """Have the worker look once, without a thread of its own."""
    return work.look(begin=lambda act: act())


def press(desk: Client, run: Run, act: str) -> str:
    """Press a button of a run; return the page that it leads to."""
    return str(desk.post(f"{IMPORTS}{run.pk}/", {"act": act}, follow=True).content.decode())


def shown(desk: Client, run: Run) -> str:
    return str(desk.get(f"{IMPORTS}{run.pk}/").content.decode())


def test_an_export_is_rehearsed_then_imported_from_the_same_upload(desk: Client) -> None:
    run = sent(desk, dry_run="on")
    assert 'http-equiv="refresh"' in shown(desk, run)
    assert (worked(), Story.objects.count(), Arrival.objects.count()) == (1, 0, 0)
    page = shown(desk, run)
    assert "3 of 3 stories" in page
    assert "http-equiv" not in page
    press(desk, run, "import it")
    assert (worked(), Story.objects.filter(live=True).count()) == (1, 3)
    run.refresh_from_db()
    assert (run.state, run.dry_run, run.turn) == ("finished", False, None)
    assert worked() == 0
    assert run.name == "our paper.xml"
    assert "our paper.xml" in desk.get(IMPORTS).content.decode()


def test_the_report_opens_in_the_editor_and_nothing_in_it_runs(desk: Client) -> None:
    run = sent(desk)
    worked()
    place = f"{IMPORTS}{run.pk}/"
    answer = desk.get(f"{place}report.html")
    page = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Everything that was found is accounted for." in page
    assert "<script" not in page
    assert "sandbox; default-src 'none'" in answer["Content-Security-Policy"]
    told = json.loads(b"".join(desk.get(f"{place}report.json").streaming_content))  # type: ignore[attr-defined]
    assert told["accounts"][0]["found"] == 1
    for name in ("export", "sight.json", "..%2Freport.html"):
        assert desk.get(f"{place}{name}").status_code == 404, name
    assert desk_of(ed()).get(f"{place}report.html").status_code == 302


def test_the_commands_reports_open_there_as_well(desk: Client, tmp_path: Path) -> None:
    a_section()
    (tmp_path / "export.xml").write_bytes(an_export().read())
    systems.move_wordpress([tmp_path / "export.xml"], how=How())
    place = f"{IMPORTS}moves/{Move.objects.get().pk}/report.html"
    assert place in desk.get(IMPORTS).content.decode()
    answer = desk.get(place)
    assert "accounted for" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_stop_is_heard_within_one_batch_and_it_can_go_on(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST", 1)
    run = sent(desk)

    def stop(**_kwargs: Any) -> None:
        press(desk, run, "stop")
        assert "Is being stopped" in shown(desk, run)

    page_published.connect(stop)
    try:
        worked()
    finally:
        page_published.disconnect(stop)
    run.refresh_from_db()
    assert (run.state, Story.objects.count()) == ("stopped", 1)
    assert "1 of 3 stories" in shown(desk, run)
    press(desk, run, "go on")
    worked()
    run.refresh_from_db()
    assert (run.state, Story.objects.count()) == ("finished", 3)


def test_a_rehearsal_is_stopped_and_nothing_of_it_is_here(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST", 1)
    run = sent(desk, dry_run="on")

    def stop(**_kwargs: Any) -> None:
        desk.post(f"{IMPORTS}{run.pk}/", {"act": "stop"})

    page_published.connect(stop)
    try:
        worked()
    finally:
        page_published.disconnect(stop)
    run.refresh_from_db()
    assert (run.state, Story.objects.count()) == ("stopped", 0)
    assert "1 of 3 stories" in shown(desk, run)


def test_what_nobody_has_begun_yet_is_stopped_at_once(desk: Client) -> None:
    run = sent(desk)
    press(desk, run, "stop")
    assert worked() == 0
    run.refresh_from_db()
    assert run.state == "stopped"


def test_a_worker_that_ends_leaves_it_to_the_next_one(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = sent(desk)
    with monkeypatch.context() as told_to_end:
        ended = threading.Thread()  # what the main thread is like once it has ended
        told_to_end.setattr(threading, "main_thread", lambda: ended)
        worked()
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("queued", 0)
    Run.objects.update(state="running", attempts=1)  # as a worker leaves it that is killed
    with in_hand(files.lock_of(run)):
        assert worked() == 0  # somebody has it in hand
    worked()
    run.refresh_from_db()
    assert (run.state, run.attempts, Story.objects.count()) == ("finished", 2, 3)


def test_a_run_that_is_always_cut_off_is_given_up(desk: Client) -> None:
    run = sent(desk)
    Run.objects.update(state="running", attempts=work.MOST_ATTEMPTS)
    worked()
    assert "It was cut off 5 times" in shown(desk, run)


def test_what_is_no_export_fails_with_the_commands_words(desk: Client) -> None:
    for system, words in (("wordpress", "no"), ("substack", "is no ZIP file")):
        run = sent(desk, text="Nothing of the kind", system=system)
        worked()
        run.refresh_from_db()
        assert run.state == "failed"
        assert words in run.why
        assert run.why[:20] in shown(desk, run)
    assert not Story.objects.exists()


def test_one_goes_at_a_time(desk: Client) -> None:
    run = sent(desk)
    wishes = {"system": "wordpress", "section": a_section().pk, "export": an_export()}
    assert "One goes at a time" in desk.post(IMPORTS, wishes).content.decode()
    assert [folder.name for folder in files.runs().iterdir()] == [run.key.hex]
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(system="ghost", size=1, asked_at=clock.now())
    for values in ({"turn": None}, {"turn": 2}, {"state": "finished"}, {"system": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Run.objects.update(**values)


def test_what_is_too_large_or_lacks_its_place_is_refused(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"system": "ghost", "section": a_section().pk, "fetch": "on"}
    answer = desk.post(IMPORTS, {**form, "export": an_export()})
    assert "Say where the pages were" in answer.content.decode()
    monkeypatch.setattr("broadsheet.wire.moving.runs.form.MAX_BYTES", 10)
    answer = desk.post(IMPORTS, {**form, "export": an_export()})
    assert "It has more than" in answer.content.decode()
    assert not Run.objects.exists()


def test_the_upload_lies_where_no_address_leads_and_goes_after_a_week(
    desk: Client, settings: Any
) -> None:
    run = sent(desk)
    folder = files.folder_of(run.key)
    assert folder.is_relative_to(settings.BROADSHEET.data)
    assert not folder.is_relative_to(settings.MEDIA_ROOT)
    assert (folder.stat().st_mode & 0o777, (folder / "export").stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )
    worked()
    stray = files.runs() / "0f"
    stray.mkdir()
    sent(desk)
    assert stray.exists()  # it may be an upload that comes in at this moment
    worked()
    assert tasks.move_papers_in() == 0
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert tasks.move_papers_in() == 2
        run.refresh_from_db()
        assert not (folder / "export").exists()
        assert (folder / "report.html").exists()
        again = desk_of(pru())
        assert "send it again" in press(again, run, "go on")
        sent(again)
    assert not stray.exists()
