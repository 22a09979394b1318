"""Decision 22: a provider that knows a message's key is asked what became of it, and sends once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from broadsheet.lib import diverted, failpoints
from broadsheet.newsletters.models import Number, Send, Subscription
from broadsheet.newsletters.sending import acts, restored
from broadsheet.newsletters.tasks import send_numbers
from tests.factories import ada, desk_of
from tests.lib.local_server import answer, serve
from tests.newsletters.killing.provider import Mailroom
from tests.newsletters.sending.numbers import a_number, begin, counted, fresh, readers
from tests.newsletters.sending.test_desk import page

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

Said = Callable[[BaseHTTPRequestHandler], None]
DUPLICATE = {"code": "duplicate_parameter", "message": "Idempotency key is used already"}


def silence(handler: BaseHTTPRequestHandler) -> None:
    """Hang up."""


def says(status: int, **said: object) -> Said:
    body = json.dumps(said).encode()
    return answer(status, body, content_type="application/json", connection="close")


class Provider:
    """Resend or Brevo on loopback, as their documentation says they are (killing/provider.py).

    ``before`` and ``after`` are what it does instead of taking the next messages, and instead of
    saying that it took them.
    """

    def __init__(self, room: Mailroom, name: str) -> None:
        self.room, self.name = room, name
        self.before: list[Said] = []
        self.after: list[Said] = []
        self.asked: list[tuple[str, bytes]] = []

    def take(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        letter = json.loads(body)
        key = handler.headers["Idempotency-Key"] or letter["headers"].get("idempotencyKey", "")
        self.asked.append((key, body))
        if self.before:
            self.before.pop(0)(handler)
            return
        known = key in self.room.taken
        if self.name == "brevo":
            body = json.dumps({**letter, "to": [letter["to"][0]["email"]]}).encode()
        status, said = self.room.take(key, body, 0)
        if self.after:
            self.after.pop(0)(handler)
        elif self.name == "brevo":
            (says(400, **DUPLICATE) if known else says(201, messageId=key))(handler)
        else:
            says(status, **said)(handler)

    @property
    def got(self) -> Counter[str]:
        return Counter(line.split()[0] for line in self.room.path.read_text().splitlines())


@pytest.fixture(params=["resend", "brevo"])
def provider(request: Any, settings: Any, tmp_path: Path) -> Iterator[Provider]:
    found = Provider(Mailroom(tmp_path / "taken.log"), request.param)
    with serve(found.take) as server:
        use(settings, request.param, server.url)
        yield found


def use(settings: Any, name: str, url: str, secret: str = "t") -> None:
    settings.EMAIL_BACKEND = f"anymail.backends.{name}.EmailBackend"
    names = ("API_KEY", "SERVER_TOKEN") if name == "postmark" else ("API_KEY",)
    secrets = {f"{name.upper()}_{each}": secret for each in names}
    settings.ANYMAIL = {f"{name.upper()}_API_URL": f"{url}/", **secrets}


only_resend = pytest.mark.parametrize("provider", ["resend"], indirect=True)
only_brevo = pytest.mark.parametrize("provider", ["brevo"], indirect=True)


@pytest.mark.parametrize("taken", [False, True])
def test_a_message_of_which_nothing_was_heard_is_asked_about_and_arrives_once(
    provider: Provider, time: Any, taken: bool
) -> None:
    addresses = readers(2)
    number = begin(a_number(), time)
    (provider.after if taken else provider.before).append(silence)
    send_numbers()
    assert counted(number) == {"doubt": 1, "handed over": 1}
    assert "is asked again by itself" in page(desk_of(ada()), number)
    time.shift(5)
    send_numbers()
    assert counted(number) == {"handed over": 2}
    assert provider.got == dict.fromkeys(addresses, 1)
    (first, again) = [each for each in provider.asked if each[0] == provider.asked[0][0]]
    assert first == again, "The same key, and the same bytes."


def test_who_was_killed_before_the_answer_was_noted_asks_when_it_comes_back(
    provider: Provider, time: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = readers(3)
    number = begin(a_number(), time)
    failpoints._passed.clear()
    monkeypatch.setenv(failpoints.VARIABLE, "sending.answered=raise:2")
    with pytest.raises(failpoints.Broken):
        send_numbers()
    monkeypatch.delenv(failpoints.VARIABLE)
    time.shift(30)
    send_numbers()
    assert counted(number) == {"handed over": 3}
    assert provider.got == dict.fromkeys(addresses, 1)


def test_after_the_time_that_the_key_is_known_a_doubt_is_somebodys_to_settle(
    provider: Provider, time: Any
) -> None:
    readers(1)
    number = begin(a_number(), time)
    provider.after.append(silence)
    send_numbers()
    time.shift({"resend": 23 * 3600, "brevo": 15 * 60}[provider.name])
    send_numbers()
    assert counted(number) == {"doubt": 1}
    assert len(provider.asked) == 1
    assert "is asked again by itself" not in page(desk_of(ada()), number)


@only_resend
@pytest.mark.parametrize(
    ("answers", "state", "asked"),
    [
        ([says(500)], "handed over", 3),
        ([says(429)], "handed over", 3),
        ([says(401)], "handed over", 3),
        ([says(409, name="concurrent_idempotent_requests")], "handed over", 3),
        ([says(409, name="invalid_idempotent_request")], "handed over", 2),
        ([says(422, name="validation_error")], "refused", 2),
        ([says(200)], "handed over", 3),
    ],
    ids=["500", "429", "401", "in hand", "known", "no", "babble"],
)
def test_what_says_nothing_of_the_message_is_asked_again_a_minute_later(
    provider: Provider, time: Any, answers: list[Said], state: str, asked: int
) -> None:
    readers(1)
    number = begin(a_number(), time)
    provider.after.append(silence)
    send_numbers()
    provider.before = answers
    send_numbers()
    send_numbers()
    assert len(provider.asked) == 2
    time.shift(61)
    send_numbers()
    assert counted(number) == {state: 1}
    assert len(provider.asked) == asked
    assert set(provider.got.values()) == {1}


@only_brevo
def test_brevo_does_not_say_what_became_of_a_message_over_which_it_broke(
    provider: Provider, time: Any
) -> None:
    readers(1)
    number = begin(a_number(), time)
    provider.after.append(says(500))
    send_numbers()
    time.shift(61)
    send_numbers()
    assert counted(number) == {"doubt": 1}
    assert len(provider.asked) == 1


def stopped(number: Number, settings: Any, tmp_path: Path) -> None:
    Number.objects.filter(pk=number.pk).update(state="sending")
    acts.stop(number=number, by=ada())


def left(number: Number, settings: Any, tmp_path: Path) -> None:
    Subscription.objects.update(state="left", left_at=number.created)


def with_another_account(number: Number, settings: Any, tmp_path: Path) -> None:
    use(settings, "resend", settings.ANYMAIL["RESEND_API_URL"].rstrip("/"), secret="another")


def by_another_provider(number: Number, settings: Any, tmp_path: Path) -> None:
    use(settings, "postmark", settings.ANYMAIL["RESEND_API_URL"].rstrip("/"))


def from_a_backup(number: Number, settings: Any, tmp_path: Path) -> None:
    Send.objects.update(state="handing", leased_until=number.created)
    restored.take_note(made="2026-11-23 12:00")


def with_a_clock_that_goes_back(number: Number, settings: Any, tmp_path: Path) -> None:
    Send.objects.update(handing_since=number.created.replace(year=2027))


def on_a_copy(number: Number, settings: Any, tmp_path: Path) -> None:
    settings.BROADSHEET = replace(settings.BROADSHEET, mail_divert_to="ed@example.org")
    settings.DIVERTED_EMAIL_BACKEND = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = diverted.PATH


@only_resend
@pytest.mark.parametrize(
    "happens",
    [
        stopped,
        left,
        with_another_account,
        by_another_provider,
        from_a_backup,
        with_a_clock_that_goes_back,
        on_a_copy,
    ],
)
def test_nobody_is_asked_where_asking_could_send_what_is_not_wanted_or_was_sent(
    provider: Provider, time: Any, settings: Any, tmp_path: Path, happens: Any
) -> None:
    readers(1)
    number = begin(a_number(), time)
    provider.after.append(silence)
    send_numbers()
    happens(number, settings, tmp_path)
    time.shift(61)
    send_numbers()
    send_numbers()
    assert counted(number) == {"doubt": 1}
    assert len(provider.asked) == 1


@only_resend
def test_a_stopped_number_that_goes_on_asks(provider: Provider, time: Any, settings: Any) -> None:
    readers(7)
    number = begin(a_number(), time)
    provider.after = [silence] * 5
    send_numbers()
    assert counted(number) == {"doubt": 5, "queued": 2}
    assert "broke off" in fresh(number).hitch
    time.shift(61)
    send_numbers()
    assert len(provider.asked) == 5
    acts.resume(number=number, by=ada())
    send_numbers()
    assert counted(number) == {"handed over": 7}
    assert set(provider.got.values()) == {1}


@only_resend
def test_who_is_killed_while_asking_leaves_a_doubt_that_is_asked_about_again(
    provider: Provider, time: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers(1)
    number = begin(a_number(), time)
    provider.before.append(silence)
    send_numbers()
    for place in ("sending.asking", "sending.told"):
        failpoints._passed.clear()
        monkeypatch.setenv(failpoints.VARIABLE, f"{place}=raise")
        time.shift(61)
        with pytest.raises(failpoints.Broken):
            send_numbers()
        assert counted(number) == {"doubt": 1}
    monkeypatch.delenv(failpoints.VARIABLE)
    time.shift(61)
    send_numbers()
    assert counted(number) == {"handed over": 1}
    assert set(provider.got.values()) == {1}
