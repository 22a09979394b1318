"""Those who were sent a mistake hear of its correction: they alone, and once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from broadsheet.newsletters.actions import write_number
from broadsheet.newsletters.correcting import queries
from broadsheet.newsletters.correcting.acts import tell
from broadsheet.newsletters.models import Kind, List, Number, Reader, Told, Way
from broadsheet.newsletters.sending import acts
from broadsheet.newsletters.tasks import make_numbers, send_numbers
from broadsheet.newsroom.actions import issue_correction
from broadsheet.newsroom.models import Amendment, ChangeKind, Story
from tests.factories import a_story, ada, desk_of, rosa
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.numbers import begin, readers, send_all
from tests.newsletters.sending.office import Office

pytestmark = pytest.mark.django_db


def sent_with(story: Story, on: List, time: Any) -> Number:
    """A number with this story that has gone to the list's readers."""
    body = [("story", {"story": story, "size": "lead"})]
    number = write_number(on=on, language="en", subject=story.headline, body=body)
    begin(number, time)
    send_all(time)
    return number


def corrected(story: Story, time: Any, kind: ChangeKind = ChangeKind.CORRECTION) -> Amendment:
    time.shift(3600)
    return issue_correction(
        story=story, kind=kind, text="The bridge cost 40 million, <not> 4.", wrong="4 million"
    )


def decide(note: Amendment, on: List, way: str) -> str:
    address = f"/-/desk/sending/corrections/{note.pk}/"
    answer = desk_of(ada()).post(address, {"list": on.slug, "way": way}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_mail_of_its_own_goes_to_those_who_were_sent_the_mistake_and_to_nobody_else(
    office: Office, time: Any
) -> None:
    morning = a_list()
    had = readers(3, on=morning)
    story = a_story("The bridge")
    sent_with(story, morning, time)
    late = readers(1, on=morning)
    Reader.objects.get(email=had[2]).subscriptions.update(state="left", left_at=queries.clock.now())
    note = corrected(story, time)
    asked = desk_of(ada()).get("/-/desk/").content.decode()
    assert "Corrected after it was sent" in asked
    shown = desk_of(ada()).get(f"/-/desk/sending/corrections/{note.pk}/").content.decode()
    assert "3 readers were sent the story" in shown
    assert "go to 2 of them" in shown
    office.letters.clear()
    assert "Nothing goes out before you send it" in decide(note, morning, "own")
    number = Told.objects.get().number
    assert number is not None
    before = desk_of(ada()).get(f"/-/desk/sending/{number.pk}/").content.decode()
    assert "2 readers of The Morning Tide who were sent “The bridge” before" in before
    begin(number, time)
    send_all(time)
    letters = office.messages
    assert sorted(each["To"] for each in letters) == sorted(had[:2])
    assert late[0] not in {each["To"] for each in letters}
    words = letters[0]
    assert words["Subject"] == "Correction: The bridge"
    text = words.get_body(("plain",)).get_content()
    assert "The bridge cost 40 million, <not> 4." in text
    assert "What was wrong: 4 million" in text
    assert "Corrected after it was sent" not in desk_of(ada()).get("/-/desk/").content.decode()


def test_who_reads_two_lists_is_told_by_one_of_them(office: Office, time: Any) -> None:
    morning, weekly = a_list(), a_list("The Week")
    [both] = readers(1, on=morning)
    readers(1, on=weekly)
    Reader.objects.get(email=both).subscriptions.create(
        list=weekly, state="confirmed", confirmed_at=Reader.objects.get(email=both).created
    )
    story = a_story("The bridge")
    sent_with(story, morning, time)
    sent_with(story, weekly, time)
    note = corrected(story, time)
    for on, told in ((morning, 1), (weekly, 1)):
        number = tell(amendment=note, on=on, way=Way.OWN, by=ada()).number
        assert number is not None
        office.letters.clear()
        begin(number, time)
        send_all(time)
        assert len(office.letters) == told
        assert (office.messages[0]["To"] == both) == (on == morning)


def test_the_next_number_that_a_list_makes_begins_with_the_correction(
    office: Office, time: Any
) -> None:
    on = a_list()
    readers(1, on=on)
    story = a_story("The bridge")
    sent_with(story, on, time)
    on.kind, on.at = Kind.DIGEST, (queries.clock.now() + timedelta(hours=3)).time()
    on.save()
    note = corrected(story, time, ChangeKind.CLARIFICATION)
    assert "It waits for the next number" in decide(note, on, "next")
    time.shift(24 * 3600)
    a_story("A ferry")
    make_numbers()
    made = Number.objects.latest("pk")
    kinds = [block.block_type for block in made.letters.get().body]
    assert kinds == ["notice", "story", "story"]
    assert made.letters.get().body[0].value["title"] == "Clarification"
    assert made.subject == "A ferry"
    assert Told.objects.get().number == made
    time.shift(24 * 3600)
    make_numbers()
    assert not Number.objects.filter(pk__gt=made.pk).exists()


def test_a_list_that_is_due_with_nothing_new_comes_out_for_a_correction(
    office: Office, time: Any
) -> None:
    on = a_list()
    readers(1, on=on)
    story = a_story("The bridge")
    sent_with(story, on, time)
    on.kind, on.at = Kind.DIGEST, queries.clock.now().time()
    on.save()
    tell(amendment=corrected(story, time), on=on, way=Way.NEXT, by=ada())
    time.shift(24 * 3600)
    make_numbers()
    assert Number.objects.latest("pk").subject == "Correction: The bridge"


def test_it_is_decided_once_and_a_draft_that_is_thrown_away_asks_again(
    office: Office, time: Any
) -> None:
    on = a_list()
    readers(1, on=on)
    story = a_story("The bridge")
    sent_with(story, on, time)
    note = corrected(story, time)
    decide(note, on, "next")
    draft = Told.objects.get().number
    assert draft is not None
    assert draft.letters.get().body[0].block_type == "notice"
    assert "decided already" in decide(note, on, "own")
    draft.delete()
    assert list(queries.undecided()) == [note]
    decide(note, on, "not")
    assert not queries.undecided().exists()
    assert Number.objects.count() == 1
    again = Told(amendment=note, list=on, way=Way.NOT)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_mistake_that_nobody_was_sent_is_offered_to_nobody(office: Office, time: Any) -> None:
    on = a_list()
    readers(1, on=on)
    story = a_story("The bridge")
    note = corrected(story, time)
    time.shift(60)
    sent_with(story, on, time)  # with the note on it
    assert not queries.corrections().exists()
    assert desk_of(ada()).get(f"/-/desk/sending/corrections/{note.pk}/").status_code == 404
    assert desk_of(rosa()).get("/-/desk/sending/corrections/").status_code in {302, 403}


def test_a_mail_about_one_correction_is_never_the_rest_of_another_number(
    office: Office, time: Any
) -> None:
    on = a_list()
    readers(2, on=on)
    story = a_story("The bridge")
    sent_with(story, on, time)
    own = tell(amendment=corrected(story, time), on=on, way=Way.OWN, by=ada()).number
    other = begin(
        write_number(on=on, language="en", subject="x", body=[("text", "<p>x</p>")]), time
    )
    office.says = dict.fromkeys(Reader.objects.values_list("email", flat=True), "451 Not now")
    send_numbers()
    acts.stop(number=other, by=ada())
    assert own is not None
    page = desk_of(ada()).get(f"/-/desk/sending/{other.pk}/").content.decode()
    assert f'value="{own.pk}"' not in page
