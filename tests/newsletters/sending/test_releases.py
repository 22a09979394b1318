"""A newsletter goes out with the stories that it tells of: after all of them, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from broadsheet.fronts import actions as fronts
from broadsheet.fronts.models import Release
from broadsheet.fronts.tasks import release_due
from broadsheet.newsletters.models import List, Number
from broadsheet.newsletters.sending import acts
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import published
from tests.factories import a_draft, ada, desk_of, ed, pru
from tests.newsletters.composing import a_letter
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.numbers import MONDAY, a_number, fresh, readers, send_all
from tests.newsletters.sending.office import Office
from tests.newsletters.sending.test_desk import page, press

pytestmark = pytest.mark.django_db


def a_release(*stories: Story) -> Release:
    release = fronts.plan_release(name="The budget", by=pru())
    for each in stories:
        fronts.put_in(release=release, what=each, by=pru())
    return release


def a_number_about(*stories: Story, on: List | None = None) -> Number:
    number = Number.objects.create(list=on or a_list(), created_by=ada())
    blocks = [("story", {"story": each, "size": "lead"}) for each in stories]
    a_letter(*blocks, number=number, subject="The budget is out")
    return number


def test_a_number_goes_out_after_the_stories_of_its_release_and_can_be_called_back_first(
    office: Office, time: Any
) -> None:
    addresses, story = readers(2), a_draft("The budget")
    number, release, desk = a_number_about(story), a_release(story), desk_of(ada())
    assert "readers can’t see" in press(desk, number, "send")
    plain = press(desk, number, "go with", release=str(release.pk))
    assert "With the release “The budget”, when somebody releases it" in plain
    assert ">Send it</button>" not in plain
    there = desk_of(pru()).get(f"/-/desk/releases/{release.pk}/").content.decode()
    assert f'href="/-/desk/sending/{number.pk}/">The Morning Tide: The budget is out' in there
    assert "none of it would go out" not in there
    send_all(time)
    assert office.got == {}, "Nothing leaves before its release."
    fronts.release_now(release=release, by=pru())
    assert "Call it back" in page(desk, number)
    assert fresh(number).sent_by == ada(), "Who decided it sent it; Pru released the stories."
    send_all(time)
    assert office.got == dict.fromkeys(addresses, 1)
    assert "The budget" in office.messages[0].get_body(("plain",)).get_content()


def test_at_its_hour_a_release_takes_its_number_along(office: Office, time: Any) -> None:
    addresses, story = readers(1), a_draft("The budget")
    number, release = a_number_about(story), a_release(story)
    acts.go_with(number=number, release=release, by=ada())
    fronts.set_hour(release=release, at=MONDAY.replace(hour=13))
    assert "With the release “The budget”, Nov. 23, 2026, 8 a.m." in page(desk_of(ada()), number)
    time.move_to(MONDAY.replace(hour=13))
    assert release_due() == 1
    send_all(time)
    assert office.got == dict.fromkeys(addresses, 1)


@pytest.mark.parametrize("wrong", ["empty", "another story"])
def test_a_number_that_couldnt_go_out_keeps_the_whole_release_back_and_is_named(
    wrong: str, office: Office, time: Any
) -> None:
    story = a_draft("The budget")
    number = a_number_about(story, *([a_draft("A leak")] if wrong == "another story" else []))
    if wrong == "empty":
        number.letters.all().delete()
    release = a_release(story)
    acts.go_with(number=number, release=release, by=ada())
    says = "nothing to say" if wrong == "empty" else "Block 2 is a story that readers can’t see"
    there = desk_of(pru()).get(f"/-/desk/releases/{release.pk}/").content.decode()
    assert says in there
    with pytest.raises(ValidationError, match=says):
        fronts.release_now(release=release, by=pru())
    with pytest.raises(ValidationError, match=says):
        fronts.set_hour(release=release, at=MONDAY.replace(hour=13))
    assert not published().exists()
    assert fresh(number).state == "draft"


def test_what_breaks_while_a_number_is_drawn_takes_the_stories_back(
    time: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that was looked at beforehand is relied on."""
    story = a_draft("The budget")
    number, release = a_number_about(story), a_release(story)
    acts.go_with(number=number, release=release, by=ada())
    monkeypatch.setattr(
        "broadsheet.newsletters.sending.releases.problems", lambda _number, _release: []
    )
    number.letters.all().delete()
    with pytest.raises(ValidationError, match="nothing to say"):
        fronts.release_now(release=release, by=pru())
    assert not published().exists()
    assert Release.objects.get().released_at is None


def test_a_number_that_waits_for_a_second_person_is_sent_and_waits(
    office: Office, time: Any
) -> None:
    on, story = a_list(needs_second=True), a_draft("The budget")
    addresses, number, release = readers(1, on), a_number_about(story, on=on), a_release(story)
    acts.go_with(number=number, release=release, by=ada())
    fronts.release_now(release=release, by=pru())
    send_all(time, rounds=2)
    assert published().exists()
    assert office.got == {}
    with pytest.raises(ValidationError, match="Somebody else"):
        acts.approve(number=number, by=ada())
    acts.approve(number=number, by=ed())
    send_all(time)
    assert office.got == dict.fromkeys(addresses, 1)


def test_a_number_goes_with_one_open_release_or_alone(office: Office, time: Any) -> None:
    addresses, number, desk = readers(1), a_number(), desk_of(ada())
    release = a_release(a_draft("The budget"))
    assert "Choose the release" in press(desk, number, "go with", release="")
    press(desk, number, "go with", release=str(release.pk))
    assert ">Send it</button>" in press(desk, number, "go alone")
    fronts.release_now(release=release, by=pru())
    assert "Choose the release" in press(desk, number, "go with", release=str(release.pk))
    with pytest.raises(ValidationError, match="This release is out"):
        acts.go_with(number=number, release=release, by=ada())
    assert "goes out once" not in press(desk, number, "send")
    send_all(time)
    assert office.got == dict.fromkeys(addresses, 1)
