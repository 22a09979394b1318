"""Readers come from other systems: whoever agreed there, and nobody who didn't, or who left."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from broadsheet.newsletters import actions, queries
from broadsheet.newsletters.actions import taking_in
from broadsheet.newsletters.importing.run import Outcome, import_file
from broadsheet.newsletters.models import Consent, Forgotten, Reader, Subscription
from tests.factories import max_reads
from tests.newsletters.mailbox import a_list, join, letters, link_in, sign_up
from tests.newsletters.test_preferences import own_page

pytestmark = pytest.mark.django_db

MAX = "max@example.org"
WORD = "Signed up on our old site."

CHIMP = "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,CONFIRM_IP,LEID,EUID,NOTES"
GHOST = (
    "id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,"
    "deleted_at,labels,tiers"
)
SUBSTACK = "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at"


def bring(path: Path, *lines: str, name: str = "readers.csv", **options: Any) -> Outcome:
    """Import a table of these lines."""
    a_list()
    file = path / name
    if lines:
        file.write_text("\n".join(lines), "utf-8")
    usual: dict[str, Any] = {"lists": [a_list().slug], "statement": WORD, "said": {}}
    return import_file(file, **{**usual, **options})


def gets() -> list[str]:
    return sorted(place.reader.email for place in queries.recipients(a_list()))


def refused(path: Path, name: str = "readers") -> Sequence[dict[str, str]]:
    report = path / f"{name}.refused.csv"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    return list(csv.DictReader(io.StringIO(report.read_text("utf-8"))))


def test_mailchimps_three_files_are_known_and_each_person_stands_where_they_stood(
    tmp_path: Path,
) -> None:
    yes = f"{MAX},Max,2,2015-03-16 14:40:47,2015-03-16 14:41:00,203.0.113.9,1,a,"
    one = bring(tmp_path, CHIMP, yes, name="subscribed_email_audience_export_1.csv")
    end = "2019-05-01 10:00:00"
    left = f"{CHIMP},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,UNSUB_REASON_OTHER"
    gone = [f"{who}@example.org,,2,,,,1,a,,{end},,{why}," for who, why in
            (("left", "NORMAL"), ("angry", "Reported as spam"))]  # fmt: skip
    two = bring(tmp_path, left, *gone, name="unsubscribed_email_audience_export_1.csv")
    cleaned = f"{CHIMP},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID"
    back = f"back@example.org,,2,,,,1,a,,{end},,"
    three = bring(tmp_path, cleaned, back, name="cleaned_email_audience_export_1.csv")
    assert [each.system for each in (one, two, three)] == [
        "Mailchimp",
        "Mailchimp, unsubscribed",
        "Mailchimp, cleaned",
    ]
    assert gets() == [MAX]
    consent = Consent.objects.get(reader__email=MAX)
    assert (consent.act, consent.origin) == ("imported", "203.0.113.9")
    assert consent.wording.startswith(f"{WORD} (Mailchimp, subscribed_email_audience_export_1.csv")
    assert f"{Subscription.objects.get(reader__email=MAX).confirmed_at:%Y-%m-%d}" == "2015-03-16"
    stands = {
        each.reader.email[:-12]: each.act for each in Consent.objects.exclude(reader=consent.reader)
    }
    assert stands == {"left": "left", "angry": "complained", "back": "bounced"}
    assert Reader.objects.get(email="angry@example.org").complained_at
    assert f"{Reader.objects.get(email='back@example.org').bouncing_since:%Y-%m-%d}" == end[:10]


def test_a_file_of_mailchimps_is_known_by_its_name_if_its_columns_were_taken_out(
    tmp_path: Path,
) -> None:
    line = f"{MAX},Max,2,,,,1,a,"
    bring(tmp_path, CHIMP, line, name="unsubscribed_members_export_1.csv")
    bring(tmp_path, CHIMP, line.replace("max", "shop"), name="nonsubscribed_email_export_1.csv")
    assert gets() == []
    [why] = refused(tmp_path, "nonsubscribed_email_export_1")
    assert why["why"] == taking_in.NEVER_AGREED


def test_ghosts_and_substacks_members_are_known(tmp_path: Path) -> None:
    ghost = bring(
        tmp_path, GHOST,
        "1,max@example.org,Max,,true,false,,2024-01-15T10:00:00.000Z,,,",
        "2,off@example.org,,,false,false,,2024-01-15T10:00:00.000Z,,,",
        "3,dead@example.org,,,true,false,,2024-01-15T10:00:00.000Z,2025-01-15T10:00:00.000Z,,",
        "4,odd@example.org,,,perhaps,false,,,,,",
    )  # fmt: skip
    substack = bring(
        tmp_path, SUBSTACK,
        "sub@example.org,true,2027-01-01,yearly,false,2024-01-15T10:00:00.000Z,",
        "mute@example.org,true,,yearly,true,2024-01-15T10:00:00.000Z,",
        name="email_list.csv",
    )  # fmt: skip
    assert (ghost.system, substack.system) == ("Ghost", "Substack")
    assert gets() == [MAX, "sub@example.org"]
    left = Subscription.objects.filter(state="left").values_list("reader__email", flat=True)
    assert set(left) == {"off@example.org", "dead@example.org", "mute@example.org"}
    assert [each["line"] for each in refused(tmp_path)] == ["5"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_spreadsheets_table_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["Name", "E-Mail", "Ort"], ["Jürgen, 3", MAX, 'Ein "Ort"\nzwei'], ["", "", ""]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    (tmp_path / "readers.csv").write_bytes(text.getvalue().encode(encoding))
    assert bring(tmp_path).taken == {"confirmed": 1}
    assert gets() == [MAX]


def test_columns_are_named_on_the_command_where_they_do_not_say_what_they_are(
    tmp_path: Path,
) -> None:
    lines = ("Kontakt,Status,Sprache", f"{MAX},Abonniert,de", "left@example.org,unsubscribed,de")
    with pytest.raises(ValidationError, match="No column is known to hold addresses"):
        bring(tmp_path, *lines)
    said = {"Kontakt": "email", "sprache": "language"}
    bring(tmp_path, *lines, said=said)
    assert gets() == []  # what “Abonniert” means, nobody said
    assert [each["Kontakt"] for each in refused(tmp_path)] == [MAX]
    assert Reader.objects.get().language == "de"
    for wrong in ({"Kontakt": "e-mail"}, {"Adresse": "email"}):
        with pytest.raises(ValidationError, match=r"A column can mean|There is no column"):
            bring(tmp_path, *lines, said=wrong)


def test_what_cannot_be_taken_in_is_named_with_its_reason_and_the_rest_is_taken(
    tmp_path: Path,
) -> None:
    outcome = bring(
        tmp_path, "email,name", "max@example.org,Max", "nonsense,=1+1", "a@example.org,b,c,d",
        '"' + "x" * (1 << 21) + '",y', ",", "MAX@example.org,again", "z@example.org",
    )  # fmt: skip
    assert gets() == [MAX, "z@example.org"]
    assert outcome.taken == {"confirmed": 2, "there already": 1}
    found = refused(tmp_path)
    assert [each["line"] for each in found] == ["3", "4", "5"]
    assert "no e-mail address" in found[0]["why"]
    assert "more cells" in found[1]["why"]
    assert "can’t be read" in found[2]["why"]
    assert found[0]["name"] == "'=1+1"
    assert outcome.report == tmp_path / "readers.refused.csv"


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (b"", {}, "empty"),
        (b"email\nmax@example.org", {"lists": ["no-such"]}, "There is no list"),
        (b"email\nmax@example.org", {"statement": " "}, "--consent"),
        (b"\x00\x01\x02\xff" * 99, {}, "No column is known"),
    ],
)
def test_a_command_that_cannot_be_meant_changes_nothing(
    tmp_path: Path, content: bytes, options: dict[str, Any], words: str
) -> None:
    (tmp_path / "readers.csv").write_bytes(content)
    with pytest.raises(ValidationError, match=words):
        bring(tmp_path, **options)
    assert not Reader.objects.exists()


def test_who_left_complained_bounces_or_was_forgotten_here_is_not_brought_back(
    tmp_path: Path,
) -> None:
    for who in ("left", "angry", "back", "gone"):
        join(f"{who}@example.org")
    readers = {each.email[:-12]: each for each in Reader.objects.all()}
    max_reads().post(own_page("left@example.org"), {"everything": "1"})
    actions.note_complaint(reader=readers["angry"])
    actions.note_bounce(reader=readers["back"], hard=True)
    actions.forget(reader=readers["gone"])
    before = Consent.objects.count()
    again = [f"{who}@example.org,{state}" for who in ("left", "angry", "back", "gone")
             for state in ("subscribed", "pending")]  # fmt: skip
    bring(tmp_path, "email,status", *again)
    assert gets() == []
    assert not Reader.objects.filter(email="gone@example.org").exists()
    assert Consent.objects.count() == before
    assert {each["why"] for each in refused(tmp_path)} == taking_in.REFUSALS - {
        taking_in.SAID_YES_SINCE
    }
    bring(tmp_path, "email,status", "gone@example.org,unsubscribed")
    assert Forgotten.objects.exists()
    assert not Reader.objects.filter(email="gone@example.org").exists()


def test_what_a_reader_said_here_since_counts_for_more_than_what_a_table_says(
    tmp_path: Path,
) -> None:
    join(MAX)
    sign_up("asks@example.org")
    pending = link_in(letters()[0])
    table = ("email,status,unsubscribed_at", f"{MAX},unsubscribed,2019-01-01",
             "asks@example.org,unsubscribed,2019-01-01")  # fmt: skip
    bring(tmp_path, *table)
    assert gets() == [MAX]
    max_reads().post(pending)
    assert gets() == ["asks@example.org", MAX]
    bring(tmp_path, "email,status", f"{MAX},unsubscribed", "asks@example.org,spam")
    assert gets() == []  # when is not said: the careful thing is to stop
    assert Reader.objects.get(email="asks@example.org").complained_at


def test_a_table_may_say_itself_which_list_each_person_is_on(tmp_path: Path) -> None:
    a_list("Weekend Books")
    table = ("email,list,frequency", f"{MAX},weekend-books,weekly", f"{MAX},no-such,each")
    bring(tmp_path, *table, lists=[])
    place = Subscription.objects.get()
    assert (place.list.slug, place.frequency) == ("weekend-books", "weekly")
    assert len(refused(tmp_path)) == 1
    with pytest.raises(ValidationError, match="--list"):
        bring(tmp_path, "email", MAX, lists=[])


def test_a_dry_run_says_the_same_and_changes_nothing(tmp_path: Path) -> None:
    join(MAX)
    table = ("email,status", f"{MAX},ok", f"{MAX},subscribed", "new@example.org,subscribed",
             "off@example.org,left", "angry@example.org,spam", "x@example.org,pending")  # fmt: skip
    rows = [set(model._default_manager.values_list("pk")) for model in (Reader, Consent)]
    dry = bring(tmp_path, *table, dry=True, statement="")
    assert [set(model._default_manager.values_list("pk")) for model in (Reader, Consent)] == rows
    wet = bring(tmp_path, *table)
    assert (dry.taken, dry.refused) == (wet.taken, wet.refused)


def test_an_import_that_was_cut_off_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.newsletters.importing.run.BATCH", 10)
    people = [f"m{number}@example.org" for number in range(35)]
    read: list[int] = []

    def power_cut(done: int, _every: int) -> None:
        read.append(done)
        if len(read) == 2:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        bring(tmp_path, "email", *people, progress=power_cut)
    assert len(gets()) == 20
    outcome = bring(tmp_path)
    assert outcome.taken == {"there already": 20, "confirmed": 15}
    assert gets() == sorted(people)
    assert Consent.objects.count() == 35


def test_a_reader_who_signs_up_at_the_same_moment_is_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times = Reader.objects.bulk_create, []

    def too_late(readers: Any) -> Any:
        times.append(1)
        if len(times) == 1:
            raise IntegrityError
        return real(readers)

    monkeypatch.setattr(Reader.objects, "bulk_create", too_late)
    assert bring(tmp_path, "email", MAX).taken == {"confirmed": 1}
    assert gets() == [MAX]
