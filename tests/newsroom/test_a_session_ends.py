"""A session that ends while somebody writes loses them no words, and shows them to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import SetAside, Story
from tests.factories import a_draft, a_section, a_story, desk_of, ed, max_reads, pru, rosa
from tests.newsroom.tabs import Tab, kept_by, text_of

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "http://127.0.0.1", "https://attacker.example"


def careful(user: Any) -> Client:
    """A browser that is asked for the secret of its forms, as every real one is."""
    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    client.force_login(user)
    return client


def test_who_is_signed_out_while_writing_signs_in_and_finds_the_words_beside_the_story() -> None:
    story = a_draft("A ferry")
    tab = Tab(ed(), story).write("Nine people sailed.")
    tab.browser.logout()
    answer = tab.press("publish")
    page = answer.content.decode()
    kept = kept_by(ed())
    assert answer.status_code == 403
    assert "What you wrote is kept" in page
    assert f"/-/desk/login/?next=%2F-%2Fdesk%2Ftexts%2F{kept.pk}%2F" in page
    assert (kept.story, "Nine" in text_of(story)) == (story, False)
    assert tab.press().status_code == 403
    assert SetAside.objects.count() == 1, "the same words wait once"
    tab.browser.force_login(ed())
    there = f"/-/desk/texts/{kept.pk}/"
    assert "Nine people" in tab.browser.get(there).content.decode()
    onto = story.latest_revision
    form = {"onto": f"{onto.pk} {onto.created_at.isoformat()}"}
    assert tab.browser.post(there, form).status_code == 302
    assert text_of(story) == "A ferry Nine people sailed."
    story.refresh_from_db()
    assert not story.live


def test_nobody_else_gets_at_them_not_even_in_the_same_browser() -> None:
    story = a_draft()
    tab = Tab(rosa_writes(story), story).write("A name that must not get out.")
    tab.browser.logout()
    refused = tab.press()
    there = f"/-/desk/texts/{kept_by(rosa()).pk}/"
    browser = tab.browser
    assert browser.get(there)["Location"].startswith("/-/desk/login/")
    for other in (ed(), pru()):
        browser.force_login(other)
        assert browser.get(there).status_code == 404
        for page in ("/-/desk/", "/-/desk/texts/", tab.address):
            assert "must not get out" not in browser.get(page).content.decode()
    assert "must not get out" not in refused.content.decode()


def rosa_writes(story: Story) -> Any:
    story.owner = rosa()
    story.save()
    return rosa()


def test_a_form_from_before_signing_in_again_is_old_not_forged_and_loses_no_words() -> None:
    story = a_draft()
    tab = Tab(ed(), story, browser=careful(ed())).write("Still here.")
    answer = tab.browser.post(tab.address, tab.form(), HTTP_ORIGIN=HERE)
    assert answer.status_code == 403
    assert "You have signed in again" in answer.content.decode()
    assert f"/-/desk/texts/{kept_by(ed()).pk}/" in answer.content.decode()
    assert "Still here." not in text_of(story)


def test_a_form_that_somebody_elses_session_sends_is_kept_for_the_one_it_was_given_to() -> None:
    story = a_draft()
    tab = Tab(ed(), story).write("By Ed.")
    tab.browser = careful(pru())
    page = tab.browser.post(tab.address, tab.form(), HTTP_ORIGIN=HERE).content.decode()
    assert "is kept for Ed" in page
    assert kept_by(ed()).story == story
    assert not SetAside.objects.filter(owner=pru()).exists()


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": ELSEWHERE}])
def test_of_a_form_that_another_site_sends_nothing_is_kept(origin: dict[str, str]) -> None:
    tab = Tab(ed(), a_draft(), browser=careful(ed())).write("Planted.")
    assert tab.browser.post(tab.address, tab.form(), **origin).status_code == 403
    assert not SetAside.objects.exists()


def test_of_a_form_that_was_given_to_nobody_or_too_long_ago_nothing_is_kept() -> None:
    tab = Tab(ed(), a_draft())
    tab.browser = max_reads()
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert tab.press()["Location"].startswith("/-/desk/login/")
    token = tab.hidden.pop("form_token")
    assert tab.press()["Location"].startswith("/-/desk/login/")
    tab.hidden["form_token"] = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert tab.press()["Location"].startswith("/-/desk/login/")
    tab.hidden["form_token"] = token
    leaver = ed()
    leaver.is_active = False
    leaver.save()
    assert tab.press()["Location"].startswith("/-/desk/login/")
    assert not SetAside.objects.exists()


def test_what_somebody_without_a_session_can_leave_here_has_an_end() -> None:
    tab = Tab(ed(), a_draft())
    tab.browser = max_reads()
    for number in range(actions.MOST_WAITING):
        assert tab.type(title=f"Draft {number}").press().status_code == 403
    page = tab.type(title="One too many").press().content.decode()
    assert "Copy it from here" in page
    assert "One too many" in page
    assert SetAside.objects.count() == actions.MOST_WAITING


def test_a_story_that_was_deleted_while_somebody_wrote_takes_no_words_with_it() -> None:
    story = a_draft("A ferry")
    tab = Tab(ed(), story).write("Nine people sailed.")
    story.delete()
    answer = tab.press()
    assert answer.status_code == 404
    page = tab.browser.get(f"/-/desk/texts/{kept_by(ed()).pk}/").content.decode()
    assert "The story was deleted" in page
    assert "Nine people sailed." in page


def test_a_story_that_is_not_there_yet_is_kept_as_well() -> None:
    tab = Tab(ed(), a_draft()).type(title="Never saved", slug="never").write("First words.")
    section = a_section()
    tab.address = f"/-/desk/pages/add/broadsheet_newsroom/story/{section.pk}/"
    tab.browser.logout()
    assert tab.press().status_code == 403
    tab.browser.force_login(ed())
    page = tab.browser.get(f"/-/desk/texts/{kept_by(ed()).pk}/").content.decode()
    assert "Never saved" in page
    assert "First words." in page


def test_kept_words_show_nothing_of_a_story_that_their_owner_may_not_edit() -> None:
    """Their form could name any revision as what it was written on."""
    own, secret = a_draft(), a_draft("Secret", standfirst="Nobody knows.")
    tab = Tab(rosa_writes(own), own)
    body = tab.form()
    sent = {"form_token": body["form_token"], "title": "Mine"}
    sent |= {"loaded_revision_id": secret.latest_revision_id}
    tab.browser.post(f"/-/desk/pages/{secret.pk}/edit/", sent)
    page = tab.browser.get(f"/-/desk/texts/{kept_by(rosa()).pk}/").content.decode()
    assert "Mine" in page
    assert "Nobody knows." not in page
    assert "Secret" not in page


def test_other_forms_are_refused_as_ever() -> None:
    story = a_story()
    assert "login" in max_reads().post(f"/-/desk/pages/{story.pk}/delete/")["Location"]
    assert careful(ed()).post(f"/-/desk/pages/{story.pk}/delete/").status_code == 403
    assert desk_of(ed()).post("/-/desk/pages/999999/edit/").status_code == 404
