"""What a reader agreed to is on record, and stays as it was written."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from broadsheet.newsletters.models import Confirmation, Consent, Reader, Subscription
from broadsheet.newsletters.models.consent import WrittenOnceError
from tests.factories import max_reads
from tests.newsletters.mailbox import a_list, join, letters, link_in, sign_up

pytestmark = pytest.mark.django_db

EMAIL = "max@example.org"


def shown(page: str) -> str:
    return max_reads().get(page).content.decode()


def test_the_record_says_who_did_what_where_from_and_to_which_words() -> None:
    sign_up(EMAIL, a_list(), a_list("Books"), origin="203.0.113.9", HTTP_USER_AGENT="Lynx/2 \n é")
    first, second = Consent.objects.order_by("pk")
    assert (first.reader.email, first.list.name, first.act) == (EMAIL, "Books", "asked")
    assert second.list.name == "The Morning Tide"
    assert (first.origin, first.user_agent) == ("203.0.113.9", "Lynx/2  é")
    assert first.wording.startswith("Books, The Morning Tide: We write to you once")


def test_the_words_on_record_are_the_words_on_the_pages() -> None:
    sign_up(EMAIL)
    link = link_in(letters()[0])
    pages = [shown("/newsletters/"), shown(link)]
    max_reads().post(link)
    sign_up(EMAIL)
    leaving = link_in(letters()[0], "leave")
    pages += [shown("/"), shown(leaving)]
    max_reads().post(leaving)
    records = [each.wording.split(": ", 1)[1] for each in Consent.objects.order_by("pk")]
    assert len(records) == len(pages) == 4
    for words, page in zip(records, pages, strict=True):
        assert words in page


def test_a_long_name_of_a_browser_is_cut() -> None:
    sign_up(EMAIL, HTTP_USER_AGENT="x" * 5000 + "\x00")
    assert len(Consent.objects.get().user_agent) == 200


def test_a_consent_is_never_changed_or_deleted() -> None:
    sign_up(EMAIL)
    consent = Consent.objects.get()
    consent.wording = "Something else"
    every = Consent.objects.all()
    for attempt in (
        consent.save,
        consent.delete,
        every.delete,
        lambda: every.update(wording="Something else"),
        lambda: Consent.objects.bulk_update([consent], ["wording"]),
        lambda: Consent.objects.update_or_create(pk=consent.pk, defaults={"wording": "x"}),
        lambda: consent.reader.consents.all().delete(),
        lambda: consent.reader.consents.update(wording="x"),
    ):
        with pytest.raises(WrittenOnceError):
            attempt()
    assert Consent.objects.get().wording.startswith("The Morning Tide: We write")


def test_a_consent_cannot_be_written_over_another() -> None:
    sign_up(EMAIL)
    old = Consent.objects.get()
    new = Consent(pk=old.pk, reader=old.reader, list=old.list, act="left", wording="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        new.save()
    assert Consent.objects.get().act == "asked"


def test_a_list_that_somebody_agreed_to_stays() -> None:
    join(EMAIL)
    with pytest.raises(ProtectedError):
        a_list().delete()


def test_a_reader_who_is_forgotten_takes_the_record_along() -> None:
    join(EMAIL)
    Reader.objects.get().delete()
    assert not Consent.objects.exists()
    assert not Subscription.objects.exists()
    assert not Confirmation.objects.exists()


def test_the_secret_of_a_letter_is_not_in_the_database() -> None:
    sign_up(EMAIL)
    secret = link_in(letters()[0]).rsplit("/", 1)[1]
    assert len(secret) == 43
    letter = Confirmation.objects.get()
    assert secret not in str(vars(letter))
    assert len(letter.digest) == 64


@pytest.mark.parametrize(
    "fields",
    [{"state": "nonsense"}, {"state": "confirmed", "confirmed_at": None}, {"state": "left"}],
)
def test_a_subscription_in_no_known_state_is_refused(fields: dict[str, str | None]) -> None:
    sign_up(EMAIL)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.update(**fields)


def test_an_address_is_there_once_and_in_lower_case() -> None:
    sign_up(EMAIL)
    for email in (EMAIL, "MAX@example.org"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reader.objects.create(email=email, language="en")
