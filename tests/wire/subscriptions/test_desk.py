"""Editors see what feeds are subscribed to; a managing editor tries one, and keeps it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction

from broadsheet.wire.models import Copy, Subscription
from tests.factories import a_section, desk_of, dina, ed
from tests.wire.inbox.copy import page_of, shown
from tests.wire.subscriptions.agency import Agency, an_agency, an_entry, now_of, subscribed, works

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PAGES = "/-/desk/wire/subscriptions/"


@pytest.fixture
def agency(monkeypatch: pytest.MonkeyPatch) -> Iterator[Agency]:
    with an_agency(monkeypatch) as found:
        yield found


def test_a_feed_is_tried_kept_changed_paused_and_ended(agency: Agency) -> None:
    desk, section = desk_of(ed()), a_section()
    agency.entries = [an_entry(number) for number in range(7)] + [{"id": "urn:x"}]
    said = {"address": agency.url, "section": section.pk, "minutes": 15, "terms": "Ours alone"}
    tried = desk.post(f"{PAGES}new/", {**said, "act": "keep"}).content.decode()
    assert not Subscription.objects.exists(), "nobody saw it yet"
    for words in ("Ferry 0", "Ferry 4", "It runs.", "8 entries now", "language: en", "Ours alone"):
        assert words in tried
    assert "Ferry 5" not in tried
    assert 'value="Coast"' in tried
    assert not Copy.objects.exists(), "a trial keeps nothing"
    kept = {**said, "tried": agency.url, "name": "Coast feed", "act": "keep"}
    answer = desk.post(f"{PAGES}new/", kept, follow=True).content.decode()
    assert "Not looked at yet" in answer
    assert works() == 1
    answer = desk.get(PAGES).content.decode()
    for words in ("7 new entries, 1 couldn’t be taken", "every 15 minutes", "next look in"):
        assert words in answer
    assert "by the feed “Coast feed”" in shown(desk)
    assert "Coast feed" in desk.get(page_of(Copy.objects.all()[0])).content.decode()

    found = Subscription.objects.get()
    place = f"{PAGES}{found.pk}/"
    again = desk.post(f"{PAGES}new/", kept)
    assert again.status_code == 422
    assert "subscribed to already" in again.content.decode()
    elsewhere = {**kept, "address": f"{agency.url}?b", "name": "Coast"}
    assert "What it would bring" in desk.post(place, elsewhere).content.decode()
    assert now_of(found).address == agency.url
    desk.post(place, {**kept, "credit": "Coast Agency", "tried": ""})
    assert (now_of(found).credit, now_of(found).etag) == ("Coast Agency", "")
    for act, state in (("pause", "paused"), ("resume", "active"), ("end", "ended")):
        page = desk.post(place, {"act": act}, follow=True).content.decode()
        assert now_of(found).state == state, page
    assert "Ended by Ed" in page
    assert works() == 0
    assert Copy.objects.count() == 7, "what it brought stays"
    desk.post(place, {"act": "look now"}, follow=True)
    assert now_of(found).state == "ended"


def test_what_can_not_be_had_or_is_too_often_is_said_beside_its_field(agency: Agency) -> None:
    desk, said = desk_of(ed()), {"section": a_section().pk, "minutes": 30}
    agency.status = 404
    for address, words in (
        (agency.url, "The server answers 404"),
        ("http://ed:secret@coast.example/feed", "This address can&#x27;t be fetched"),
        ("file:///etc/passwd", "Enter a valid URL"),
    ):
        answer = desk.post(f"{PAGES}new/", {**said, "address": address, "act": "try"})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    answer = desk.post(f"{PAGES}new/", {**said, "minutes": 1, "address": agency.url})
    assert "greater than or equal to 5" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.create(address="https://a.example/", name="A", minutes=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.create(address="https://a.example/", name="A", state="ended")


def test_a_desk_editor_sees_them_and_changes_none() -> None:
    found, desk = subscribed("https://coast.example/feed?key=secret"), desk_of(dina())
    page = desk.get(PAGES).content.decode()
    assert "Coast feed" in page
    assert "secret" not in page
    for place in (f"{PAGES}new/", f"{PAGES}{found.pk}/"):
        assert desk.get(place).status_code in {302, 403}
    desk.post(f"{PAGES}{found.pk}/", {"act": "end"})
    assert now_of(found).state == "active"
