"""A reader's own page: what they get, how often, a pause; without a password, for nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.newsletters import actions, queries
from broadsheet.newsletters.mails import leave_link, preferences_link
from broadsheet.newsletters.models import Consent, Forgotten, OutgoingMail, Reader, Subscription
from tests.factories import max_reads
from tests.newsletters.mailbox import a_list, join, letters, link_in, sign_up, somewhere

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
EMAIL = "max@example.org"
ASK = "/-/newsletters/preferences"


def own_page(email: str = EMAIL) -> str:
    """The link at the foot of every mail to this reader."""
    return path_of(preferences_link(Reader.objects.get(email=email)))


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def fresh_page(email: str = EMAIL) -> str:
    """The link that is mailed to whoever asks."""
    max_reads().post(ASK, {"email": email}, REMOTE_ADDR=somewhere())
    return link_in(letters()[-1], "preferences")


def shown(address: str) -> str:
    response = max_reads().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def gets(*lists: Any, email: str = EMAIL) -> list[bool]:
    return [queries.recipients(each).filter(reader__email=email).exists() for each in lists]


def test_a_reader_chooses_lists_and_the_record_says_to_which_words() -> None:
    morning, books = a_list(), a_list("Weekend Books")
    join(EMAIL, morning)
    page = own_page()
    assert EMAIL in shown(page)
    assert gets(morning, books) == [True, False]
    saved = max_reads().post(page, {"list": books.slug, "pause": "keep"})
    assert "Saved." in saved.content.decode()
    assert gets(morning, books) == [False, True]
    left, joined = Consent.objects.order_by("-pk")[:2][::-1]
    assert (left.list, left.act) == (morning, "left")
    assert (joined.list, joined.act) == (books, "confirmed")
    words = joined.wording.removeprefix("Weekend Books: ")
    assert words in shown(page)
    assert letters() == []


def test_what_the_form_does_not_name_stays_and_pending_lists_stay_asked_for() -> None:
    morning, closed = a_list(), a_list("The Old One")
    join(EMAIL, morning, closed)
    sign_up(EMAIL, a_list("Weekend Books"))
    pending = link_in(letters()[0])
    type(closed).objects.filter(pk=closed.pk).update(is_open=False)
    page = own_page()
    assert "The Old One" in shown(page)
    max_reads().post(page, {"list": [morning.slug, closed.slug], "how-the-old-one": "nonsense"})
    assert gets(morning, closed) == [True, True]
    assert max_reads().post(pending).status_code == 200
    assert gets(a_list("Weekend Books")) == [True]
    max_reads().post(page, {"list": morning.slug})
    assert "The Old One" not in shown(page)


def test_a_reader_pauses_and_says_how_often() -> None:
    morning = a_list()
    with time_machine.travel(MONDAY, tick=False) as time:
        join(EMAIL, morning)
        page = own_page()
        wishes = {"list": morning.slug, f"how-{morning.slug}": "weekly", "pause": "14"}
        max_reads().post(page, wishes)
        assert Subscription.objects.get().frequency == "weekly"
        assert gets(morning) == [False]
        assert "until Dec. 7, 2026" in shown(page)
        max_reads().post(page, {**wishes, "pause": "keep"})
        time.shift(timedelta(days=14))
        assert gets(morning) == [True]
        max_reads().post(page, {**wishes, "pause": "91"})
        max_reads().post(page, {**wishes, "pause": "none"})
        assert gets(morning) == [True]


def test_one_press_ends_everything() -> None:
    lists = [a_list(), a_list("Weekend Books")]
    join(EMAIL, *lists)
    page = own_page()
    assert "Take me off every list" in shown(page)
    max_reads().post(page, {"everything": "1"})
    assert gets(*lists) == [False, False]
    assert Consent.objects.filter(act="left", wording="Take me off every list").count() == 2


@pytest.mark.parametrize("why", ["bounce", "complaint"])
def test_who_is_written_to_no_more_can_say_on_their_page_that_it_was_a_mistake(why: str) -> None:
    morning = a_list()
    join(EMAIL, morning)
    reader, page = Reader.objects.get(), own_page()
    if why == "bounce":
        actions.note_bounce(reader=reader, hard=True)
    else:
        actions.note_complaint(reader=reader)
    assert "we have stopped writing to you" in shown(page)
    max_reads().post(page, {"list": morning.slug})
    assert gets(morning) == [False]
    max_reads().post(page, {"list": morning.slug, "again": "on"})
    assert gets(morning) == [True]
    assert "stopped writing" not in shown(page)


def test_the_link_is_mailed_to_whoever_lost_it_and_nobody_learns_who_is_known() -> None:
    join(EMAIL)
    assert "we send you the link" in shown(ASK)
    answers = []
    for email in (EMAIL, "unknown@example.org"):
        answer = max_reads().post(ASK, {"email": email}, REMOTE_ADDR=somewhere())
        answers.append((answer.status_code, answer.content))
    assert answers[0] == answers[1]
    [letter] = letters()
    assert letter.to == [EMAIL]
    assert "Delete me" in shown(link_in(letter, "preferences"))
    refused = max_reads().post(ASK, {"email": "nonsense"})
    assert (refused.status_code, 'value="nonsense"' in refused.content.decode()) == (422, True)
    max_reads().post(ASK, {"email": EMAIL, "website": "x"})
    assert letters() == []


def test_links_are_mailed_as_seldom_as_other_mails_that_anybody_can_ask_for() -> None:
    join(EMAIL)  # the first of three
    for _time in range(5):
        max_reads().post(ASK, {"email": EMAIL}, REMOTE_ADDR=somewhere())
        max_reads().post(own_page(), {"link": "1"})
    assert len(letters()) == 2
    codes = [
        max_reads().post(ASK, {"email": f"m{n}@example.org"}, REMOTE_ADDR="203.0.113.9").status_code
        for n in range(11)
    ]
    assert codes == [200] * 10 + [429]


def test_a_link_that_was_passed_on_opens_nobodys_data() -> None:
    join(EMAIL)
    page = own_page()
    assert "Download" not in shown(page)
    assert "a link that works for a day" in shown(page)
    for what, data in (("download", {}), ("address", {"email": "x@example.org"}), ("forget", {})):
        answer = max_reads().post(f"{page}/{what}", data)
        assert (answer.status_code, answer["Location"]) == (302, page)
    assert Reader.objects.get().email == EMAIL
    assert letters() == []
    max_reads().post(page, {"link": "1"})
    assert "Download" in shown(link_in(letters()[0], "preferences"))


def test_the_link_to_the_data_ends_after_a_day_and_stands_in_no_outbox() -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        join(EMAIL)
        page = fresh_page()
        assert page.rsplit("/", 1)[1] not in OutgoingMail.objects.latest("pk").text
        time.shift(timedelta(days=1))
        assert max_reads().get(page).status_code == 200
        time.shift(timedelta(seconds=1))
        over = max_reads().get(page)
        assert (over.status_code, max_reads().post(f"{page}/forget").status_code) == (404, 404)
        assert "send you a new link" in over.content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 43, "é", "a" * 5000, "%27%20OR%201=1", "a:b:c"])
def test_a_link_that_is_not_ours_opens_nothing_and_leads_to_help(token: str) -> None:
    join(EMAIL)
    leave = f"{Subscription.objects.get().key.hex}:{token}"
    for address in (f"preferences/{token}", f"preferences/{token}/forget", f"address/{token}",
                    f"preferences/{leave}"):  # fmt: skip
        for ask in (max_reads().get, max_reads().post):
            response = ask(f"/-/newsletters/{address}")
            assert response.status_code == 404
            assert "Send me the link" in response.content.decode()
    assert Reader.objects.count() == 1


def test_readers_pages_are_stored_nowhere_and_tell_no_other_site_where_they_are() -> None:
    join(EMAIL)
    page = fresh_page()
    asked = [max_reads().get(each) for each in (ASK, page, f"{page}/forget", own_page())]
    answered = [max_reads().post(page), max_reads().post(f"{page}/download")]
    for response in asked + answered:
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies
        assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert EMAIL not in response.wsgi_request.get_full_path()
    assert all('content="noindex"' in each.content.decode() for each in asked)


def test_a_form_on_another_site_changes_nothing() -> None:
    join(EMAIL)
    for address, data in ((own_page(), {"everything": "1"}), (f"{fresh_page()}/forget", {})):
        answer = max_reads().post(address, data, HTTP_SEC_FETCH_SITE="cross-site")
        assert answer.status_code == 403
    assert gets(a_list()) == [True]


def test_a_scanner_that_follows_every_link_three_times_changes_nothing() -> None:
    """E8, for every address that a mail of ours names, or that a page behind it leads to."""
    join(EMAIL)
    leaving = path_of(leave_link(Subscription.objects.get()))
    page = fresh_page()
    max_reads().post(f"{page}/address", {"email": "new@example.org"})
    moving = [link_in(each, "address") for each in letters()]
    sign_up("asked@example.org")
    mailed = [link_in(letters()[-1]), leaving, own_page(), page, *moving]
    behind = [f"{page}/{what}" for what in ("download", "address", "forget")]
    assert len(set(mailed + behind)) == 9
    reading = ("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA", "BEGIN")
    with CaptureQueriesContext(connection) as asked:
        for address in mailed + behind:
            for method in ("get", "head", "options", "trace"):
                for _time in range(3):
                    getattr(max_reads(), method)(address)
    written = [each["sql"] for each in asked if not each["sql"].startswith(reading)]
    assert written == []
    assert not Forgotten.objects.exists()


def test_a_page_of_many_lists_costs_as_many_queries_as_one_of_few() -> None:
    costs = []
    for number in range(3):
        join(EMAIL, a_list(f"List {number}"))
        page = own_page()
        max_reads().get(page)
        with CaptureQueriesContext(connection) as asked:
            max_reads().get(page)
        costs.append(len(asked))
        Reader.objects.all().delete()
    assert costs[0] == costs[-1]
