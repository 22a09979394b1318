"""What comes back is fetched from a mail server, by IMAP and by POP3; readers leave by mail."""

from __future__ import annotations

import imaplib
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from broadsheet import config
from broadsheet.newsletters import tasks
from broadsheet.newsletters.models import Consent, Reader, Send, Subscription
from broadsheet.newsletters.returns import box as boxes
from tests.command import free_port
from tests.newsletters.dovecot import Box, dovecot
from tests.newsletters.sending.numbers import a_number, begin, readers
from tests.newsletters.test_returns import ARF, dsn, sent, states

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

BROKEN = b"Subject: \xff\x00\n\n" + b"x" * 70_000
LEAVING = "From: max@example.org\nTo: {to}\nSubject: unsubscribe\n\nPlease.\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Box]:
    with dovecot() as found:
        yield found


@pytest.fixture
def box(server: Box) -> Iterator[Box]:
    yield server
    for kind in ("new", "cur"):
        for each in (server.folder / kind).iterdir():
            each.unlink()


def test_a_bounce_is_read_by_imap_once_and_stays_to_be_looked_at(box: Box, tmp_path: Path) -> None:
    send = sent()
    box.put("Subject: Lunch?\n\nAt one.\n", BROKEN, dsn(send.key))
    assert boxes.look(box.imap, kept_in=tmp_path) == 3
    assert states(send) == ("bounced", True, 0)
    assert [name[-1] for name in box.names()] == ["S"] * 3
    assert boxes.look(box.imap, kept_in=tmp_path) == 0
    with pytest.raises(imaplib.IMAP4.error, match="no folder “Else”"):
        boxes.look(box.imap.replace("INBOX", "Else"), kept_in=tmp_path)


def test_a_complaint_is_fetched_by_pop3_and_kept_for_a_month(box: Box, tmp_path: Path) -> None:
    send, kept = sent(), tmp_path / "returns"
    box.put(BROKEN, ARF.format(key=send.key))
    assert boxes.look(box.pop3, kept_in=kept) == 2
    assert Reader.objects.get().complained_at is not None
    assert box.names() == []
    assert len(list((kept / "cur").iterdir())) == 2
    assert boxes.look(box.pop3, kept_in=kept) == 0
    for each in (kept / "cur").iterdir():
        os.utime(each, (0, datetime.now(UTC).timestamp() - 31 * 86400))
    boxes.look(box.pop3, kept_in=kept)
    assert list((kept / "cur").iterdir()) == []


def test_a_box_is_asked_once_a_minute_and_one_that_is_away_stops_nothing(
    box: Box, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "_box", boxes.Round())
    address = f"imap://somebody:else@127.0.0.1:{free_port()}"
    settings.BROADSHEET = replace(
        settings.BROADSHEET,
        directory=tmp_path,
        mail_returns="b@x.example",
        mail_returns_box=address,
    )
    assert tasks.read_returns() == 0
    box.put("Subject: Lunch?\n\nAt one.\n")
    settings.BROADSHEET = replace(settings.BROADSHEET, mail_returns_box=box.imap)
    assert tasks.read_returns() == 0  # a minute isn't over
    monkeypatch.setattr(tasks, "_box", boxes.Round())
    assert tasks.read_returns() == 1


def test_a_reader_leaves_by_writing_to_the_address_in_the_header(
    box: Box, office: Any, time: Any, settings: Any, tmp_path: Path
) -> None:
    settings.BROADSHEET = replace(
        settings.BROADSHEET, mail_returns="bounces@paper.example", mail_returns_box=box.imap
    )
    gone, stays = readers(2)
    begin(a_number(), time)
    tasks.send_numbers()
    ways = [each.strip(" <>") for each in str(office.messages[0]["List-Unsubscribe"]).split(",")]
    assert [way.partition(":")[0] for way in ways] == ["http", "mailto"]
    to = ways[1].removeprefix("mailto:")
    assert to == f"bounces+leave-{Send.objects.get(email=gone).key.hex}@paper.example"
    assert len(to.partition("@")[0]) <= 64  # RFC 5321, 4.5.3.1.1
    box.put(*[LEAVING.format(to=to)] * 2, LEAVING.format(to=f"bounces+leave-{'0' * 32}@x.example"))
    boxes.look(box.imap, kept_in=tmp_path)
    on = Subscription.objects.filter(state="confirmed").values_list("reader__email", flat=True)
    assert list(on) == [stays]
    assert [str(each.reader) for each in Consent.objects.filter(act="left")] == [gone]


@pytest.mark.parametrize(
    ("url", "said"),
    [("https://x.example", "imaps://"), ("pop3://u:p@mail.example", "begin it with pop3s://")],
)
def test_a_box_whose_password_could_be_read_on_the_way_is_refused(
    tmp_path: Path, url: str, said: str
) -> None:
    with pytest.raises(config.ConfigError, match=said):
        config.load(tmp_path, {"BROADSHEET_MAIL_RETURNS_BOX": url})
