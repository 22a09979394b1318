"""Other systems are told what is published, changed and withdrawn: signed, until they have it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import transaction
from standardwebhooks.webhooks import Webhook as Verifier

from broadsheet.lib import clock, failpoints
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.wire.models import Delivery, Webhook
from broadsheet.wire.webhooks import tasks
from broadsheet.wire.webhooks.outbox import BACK_OFF, LEASE
from broadsheet.wire.webhooks.secret import new_secret, seal
from tests.factories import a_section, a_story, an_update, desk_of, ed, pru
from tests.lib.local_server import LocalServer, serve

pytestmark = pytest.mark.django_db

PAGES = "/-/desk/webhooks/"


@dataclasses.dataclass
class Partner:
    """Another system: what it answers, and what it was told."""

    server: LocalServer
    secret: str
    status: int = 200
    words: bytes = b"ok"
    bodies: list[bytes] = dataclasses.field(default_factory=list)

    def told(self) -> list[Any]:
        """Return what it was told, each message verified by the standard's own library."""
        heads = [headers for _path, headers in self.server.asked]
        verify = Verifier(self.secret).verify
        return [verify(body, head) for body, head in zip(self.bodies, heads, strict=True)]

    def names(self) -> list[str]:
        return [headers["webhook-id"] for _path, headers in self.server.asked]


@contextmanager
def partner(**wants: bool) -> Iterator[Partner]:
    def act(handler: BaseHTTPRequestHandler) -> None:
        found.bodies.append(handler.rfile.read(int(handler.headers["content-length"])))
        if found.status == 0:
            found.server.done.wait()
        elif found.status == 1:
            handler.wfile.write(b"\x00garbage\r\n\r\n")
        else:
            handler.send_response(found.status)
            handler.send_header("Location", "https://example.org/")
            handler.send_header("Content-Length", str(len(found.words)))
            handler.end_headers()
            handler.wfile.write(found.words)

    with serve(act) as server:
        found = Partner(server, new_secret())
        Webhook.objects.create(url=f"{server.url}/hook", secret=seal(found.secret), **wants)
        yield found
        server.done.set()


@pytest.fixture(autouse=True)
def _our_own_network(settings: Any) -> None:
    settings.BROADSHEET = dataclasses.replace(settings.BROADSHEET, webhooks_private=True)
    a_section()


def kinds(messages: list[Any]) -> list[str]:
    return [each["type"] for each in messages]


def test_each_change_that_readers_see_is_told_once_and_signed() -> None:
    with partner() as other, partner(updated=False) as picky, partner(is_enabled=False) as off:
        story = a_story("Ferries stop")
        story.standfirst = "For a day."
        actions.save_draft(story=story)
        locked = Story.objects.get(pk=story.pk)
        locked.locked = True
        locked.save()
        assert Delivery.objects.count() == 2, "a draft that is kept, a lock: no reader sees either"
        actions.publish(story=story, change=an_update())
        actions.withdraw(story=Story.objects.get(pk=story.pk))
        assert tasks.deliver_due() == 5
        assert tasks.deliver_due() == 0
        told = other.told()
        assert kinds(told) == ["story.published", "story.updated", "story.withdrawn"]
        assert kinds(picky.told()) == ["story.published", "story.withdrawn"]
        assert off.told() == []
    assert len(set(other.names() + picky.names())) == 5
    for message in told:
        assert message["data"]["id"] == str(story.guid)
        assert message["data"]["api_url"].endswith(f"/-/api/v1/stories/{story.guid}/")
        assert "Ferries stop" not in json.dumps(message)


def test_a_change_that_is_not_kept_is_not_told() -> None:
    with partner() as other:
        with transaction.atomic():
            a_story()
            assert Delivery.objects.count() == 1
            transaction.set_rollback(True)
        assert tasks.deliver_due() == 0
        assert other.bodies == []


def test_what_lies_where_no_reader_gets_is_not_told() -> None:
    shut = a_section("Shut")
    shut.unpublish()
    with partner():
        a_story(section=type(shut).objects.get(pk=shut.pk))
        assert not Delivery.objects.exists()


@pytest.mark.parametrize("status", [500, 302, 404, 1, 0])
def test_what_did_not_arrive_is_told_again_under_the_same_name(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not status:
        monkeypatch.setattr(tasks, "SECONDS", 0.2)
    with partner() as other:
        a_story()
        other.status, other.words = status, b"no\x00 \xff" * 90
        assert tasks.deliver_due() == 0
        assert tasks.deliver_due() == 0  # it waits
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.tries) == ("waiting", 1)
        assert delivery.status == (status if status > 1 else None)
        other.status = 200
        with time_machine.travel(clock.now() + BACK_OFF[0] + timedelta(seconds=1), tick=False):
            assert tasks.deliver_due() == 1
        assert len(set(other.names())) == 1
        assert len(other.names()) == 2


def test_a_kill_between_the_answer_and_its_note_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(failpoints, "_passed", failpoints.Counter())
    place = "webhooks.before_note"
    monkeypatch.setenv(failpoints.VARIABLE, f"{place}=raise:1")
    with partner() as other:
        a_story()
        with pytest.raises(failpoints.Broken):
            tasks.deliver_due()
        assert tasks.deliver_due() == 0
        with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1), tick=False):
            assert tasks.deliver_due() == 1
        assert len(set(other.names())) == 1
        assert len(other.told()) == 2


def test_after_days_it_is_given_up_and_a_click_sends_it_again() -> None:
    with partner() as other:
        a_story()
        other.status, other.words = 503, b"Down for repairs"
        with time_machine.travel(clock.now(), tick=False) as hands:
            for wait in (*BACK_OFF, timedelta(days=9)):
                tasks.deliver_due()
                hands.shift(wait + timedelta(seconds=1))
            assert tasks.deliver_due() == 0
        assert len(other.bodies) == len(BACK_OFF) + 1
        delivery, desk = Delivery.objects.get(), desk_of(pru())
        address = f"{PAGES}{delivery.webhook_id}/"
        page = desk.get(address).content.decode()
        assert "given up" in page
        assert "503 Down for repairs" in page
        other.status = 200
        desk.post(address, {"again": delivery.pk})
        assert tasks.deliver_due() == 1
        assert len(set(other.names())) == 1
        assert "delivered" in desk.get(address).content.decode()
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert tasks.forget_what_is_over() == 1


def test_a_publisher_makes_one_and_sees_its_secret_once() -> None:
    desk = desk_of(pru())
    made = desk.post(PAGES, {"url": "https://example.org/hook", "published": "on"})
    secret = made.content.decode().split("whsec_")[1].split("<")[0]
    found = Webhook.objects.get()
    assert (found.published, found.updated) == (True, False)
    assert secret not in found.secret
    assert "no-store" in made["Cache-Control"]
    address = f"{PAGES}{found.pk}/"
    assert "whsec_" not in desk.get(address).content.decode()
    renewed = desk.post(address, {"act": "secret"}).content.decode()
    assert "whsec_" in renewed
    assert secret not in renewed
    desk.post(address, {"act": "save", "url": found.url, "withdrawn": "on", "is_enabled": "on"})
    assert Webhook.objects.get().withdrawn
    again = desk.post(PAGES, {"url": found.url})
    assert again.status_code == 422
    desk.post(address, {"act": "remove"})
    assert not Webhook.objects.exists()
    assert desk_of(ed()).get(PAGES).status_code in {302, 403}


def test_without_the_setting_only_the_internet_is_told_and_by_https(settings: Any) -> None:
    settings.BROADSHEET = dataclasses.replace(settings.BROADSHEET, webhooks_private=False)
    refused = desk_of(pru()).post(PAGES, {"url": "http://example.org/hook"})
    assert "must begin with https://" in refused.content.decode()
    with partner() as other:
        a_story()
        assert tasks.deliver_due() == 0
        assert other.bodies == []
        assert Delivery.objects.get().state == "given up"


def test_a_copy_that_is_tried_out_tells_nobody_and_another_key_signs_nothing(
    settings: Any,
) -> None:
    paper = django_settings.BROADSHEET
    with partner() as other:
        a_story()
        settings.BROADSHEET = dataclasses.replace(paper, mail_divert_to="ed@example.org")
        assert tasks.deliver_due() == 0
        assert "Nothing is sent from here" in desk_of(pru()).get(PAGES).content.decode()
        settings.BROADSHEET = paper
        settings.SECRET_KEY = "another" * 9
        assert tasks.deliver_due() == 0
        assert other.bodies == []
        assert "another secret key" in Delivery.objects.get().answer
