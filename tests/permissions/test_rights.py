"""P: what the roles can't do, tried in earnest: with whole forms, not with empty ones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Task

from broadsheet.masthead.models import Publication
from broadsheet.newsroom.models import Section, Story
from broadsheet.photos.models import Attachment, Photo
from broadsheet.staff.actions import hire
from broadsheet.staff.models import User
from broadsheet.staff.roles import ROLES
from tests.factories import PASSWORD, a_draft, a_section, a_story, desk_of, ed, pru, rosa
from tests.permissions.forms import edit, filled_in, form_of, owned
from tests.permissions.urls import routes
from tests.pictures import a_photo, a_picture

pytestmark = pytest.mark.django_db


def test_a_reporter_writes_and_cannot_publish() -> None:
    desk = desk_of(rosa())
    story = owned(a_draft("Mine"), rosa())
    edit(desk, story, title="Mine, rewritten", **{"action-publish": "yes"})
    story.refresh_from_db()
    assert story.get_latest_revision_as_object().title == "Mine, rewritten"
    assert (story.live, story.address) == (False, None)
    edit(desk, story, go_live_at="2030-01-01 10:00", **{"action-publish": "yes"})
    assert not story.revisions.filter(approved_go_live_at__isnull=False).exists()
    section = a_section()
    address = f"/-/desk/pages/add/broadsheet_newsroom/story/{section.pk}/"
    desk.post(address, form_of(Story(title="New", slug="new"), **{"action-publish": "yes"}))
    assert [(each.title, each.live) for each in Story.objects.filter(slug="new")] == [
        ("New", False)
    ]


def test_an_editor_publishes_what_a_reporter_wrote() -> None:
    story = owned(a_draft("Hers"), rosa())
    edit(desk_of(ed()), story, **{"action-publish": "yes"})
    story.refresh_from_db()
    assert story.live
    assert story.address


def test_a_reporter_changes_nothing_of_somebody_elses() -> None:
    desk = desk_of(rosa())
    story = owned(a_story("Public"), pru())
    before = Story.objects.filter(pk=story.pk).values().get()
    edit(desk, story, title="Defaced", **{"action-publish": "yes"})
    for act in ("delete", "unpublish", "copy", "lock", "unlock", "privacy"):
        desk.post(f"/-/desk/pages/{story.pk}/{act}/", {"next": "/"})
    desk.post(f"/-/desk/pages/{story.pk}/move/{a_section('Business').pk}/confirm/")
    desk.post(f"/-/desk/stories/{story.pk}/also-read/", {"story": story.pk})
    assert Story.objects.filter(pk=story.pk).values().get() == before
    assert story.revisions.count() == Story.objects.get(pk=story.pk).revisions.count()


ACTS = ("delete", "unpublish", "publish", "move")


def at_once(browser: Client, act: str) -> list[tuple[bool, str]]:
    """Do something to a story, a draft and a section at once; return what became of the two."""
    story, draft = owned(a_story("Public"), pru()), owned(a_draft("Draft"), pru())
    section = a_section("Business")
    pages = f"id={story.pk}&id={draft.pk}&id={section.pk if act != 'move' else draft.pk}"
    address = f"/-/desk/bulk/wagtailcore/page/{act}/?{pages}&next=/"
    data = {"chooser": section.pk, "include_descendants": "on"}
    browser.post(address, {} if act == "publish" else data)  # drafts below don't go out with it
    rows = Story.objects.filter(pk__in=[story.pk, draft.pk]).order_by("pk")
    return [(row.live, row.get_parent().title) for row in rows]


@pytest.mark.parametrize("act", ACTS)
def test_a_reporter_does_nothing_to_many_pages_at_once_either(act: str) -> None:
    untouched = [(True, "World"), (False, "World")]
    assert at_once(desk_of(rosa()), act) == untouched
    assert Section.objects.filter(slug="business", live=True).exists()


@pytest.mark.parametrize("act", ACTS)
def test_a_publisher_does(act: str) -> None:
    """The control of the test above."""
    assert at_once(desk_of(pru()), act) != [(True, "World"), (False, "World")]


PERSON = {"email": "new@example.org", "first_name": "N", "last_name": "N", "is_active": "on"}
SECRET = {"password1": PASSWORD, "password2": PASSWORD}
NEW = {**PERSON, **SECRET, "is_superuser": "on", "role": "publisher"}


@pytest.mark.parametrize("who", [rosa, ed])
def test_nobody_but_the_publisher_makes_or_changes_people(who: Any) -> None:
    me, publisher, reporters = who(), pru(), Group.objects.get(name="Reporter")
    desk = desk_of(me)
    before = list(User.objects.order_by("pk").values())
    desk.post("/-/desk/users/new/", NEW)
    desk.post(f"/-/desk/users/edit/{publisher.pk}/", {**NEW, "email": "taken@example.org"})
    desk.post(f"/-/desk/users/edit/{me.pk}/", {**NEW, "email": me.email})
    desk.post(f"/-/desk/users/delete/{publisher.pk}/")
    desk.post(f"/-/desk/groups/edit/{reporters.pk}/", {"name": "Reporter", "permissions": [1]})
    assert list(User.objects.order_by("pk").values()) == before
    assert reporters.permissions.count() == len(ROLES["reporter"].models)


def test_the_publisher_makes_people() -> None:
    """The control of the test above."""
    desk_of(pru()).post("/-/desk/users/new/", NEW)
    assert User.objects.get(email="new@example.org").is_superuser


@pytest.mark.parametrize("who", [rosa, ed])
def test_ones_own_account_gives_no_more_rights(who: Any) -> None:
    user = who()
    more = {"is_superuser": "on", "is_staff": "on", "groups": [1, 2, 3]}
    form = filled_in(desk_of(user), "/-/desk/account/")
    fields = {f"name_email-{name}": value for name, value in more.items()}
    name = {"name_email-first_name": "New", "name_email-last_name": "Name"}
    changed = {**form, **more, **fields, **name}
    desk_of(user).post("/-/desk/account/", changed)
    after = User.objects.get(pk=user.pk)
    assert after.first_name == "New"
    assert not after.is_superuser
    assert list(after.groups.all()) == list(user.groups.all())


def changed_house(browser: Client) -> list[str]:
    """Try to change what belongs to the house; return what could be."""
    redirect = Redirect.add_redirect("/old/", "/new/")
    paper = Publication.objects.get()
    fields = {"name": "Mine", "timezone": "UTC", "language": "en", "units": "celsius"}
    fields |= {"show_versions": "always", "corrections_stand": "top", "updates_stand": "foot"}
    browser.post("/-/desk/redirects/add/", {"old_path": "/go/", "redirect_link": "https://e.test/"})
    browser.post(f"/-/desk/redirects/{redirect.pk}/delete/")
    browser.post(
        f"/-/desk/settings/broadsheet_masthead/publication/{paper.pk}/",
        {**fields, "profiles-count": 0},
    )
    task = {"create-task-name": "Mine", "create-task-groups": Group.objects.first().pk}
    chosen = "/-/desk/workflows/task_chooser/create/?create_model=wagtailcore.GroupApprovalTask"
    browser.post(chosen, task)
    browser.post("/-/desk/collections/add/", {"name": "Mine", "parent": 1})
    changed = {
        "redirects added": Redirect.objects.filter(old_path="/go").exists(),
        "redirects deleted": not Redirect.objects.filter(pk=redirect.pk).exists(),
        "settings": Publication.objects.get().name == "Mine",
        "tasks": Task.objects.filter(name="Mine").exists(),
        "collections": Collection.objects.filter(name="Mine").exists(),
    }
    return [name for name, done in changed.items() if done]


@pytest.mark.parametrize("who", [rosa, ed])
def test_nobody_but_the_publisher_changes_the_house(who: Any) -> None:
    assert changed_house(desk_of(who())) == []


def test_the_publisher_changes_the_house() -> None:
    """The control of the test above."""
    assert len(changed_house(desk_of(pru()))) == 5


def test_a_reporter_adds_pictures_and_changes_only_her_own() -> None:
    desk, theirs = desk_of(rosa()), a_photo("Theirs", uploaded_by_user=pru())
    file = {"title": "Mine", "file": _upload(a_picture()), "collection": theirs.collection_id}
    desk.post("/-/desk/images/add/", file)
    mine = Photo.objects.get(title="Mine")
    assert mine.uploaded_by_user == rosa()
    for photo in (mine, theirs):
        fields = {"title": "Changed", "collection": photo.collection_id, "description": "A quay"}
        desk.post(f"/-/desk/images/{photo.pk}/", fields)
        desk.post(f"/-/desk/images/{theirs.pk}/delete/")
    assert sorted(Photo.objects.values_list("title", flat=True)) == ["Changed", "Theirs"]
    document = {"title": "Budget", "file": _upload(b"1", "budget.txt"), "collection": 1}
    desk.post("/-/desk/documents/add/", document)
    assert Attachment.objects.get().title == "Budget"


def test_a_reporter_reads_nobody_elses_draft_in_any_way() -> None:
    desk = desk_of(rosa())
    words = [("paragraph", "<p>Zanzibar</p>")]
    draft = owned(a_draft("Secret", standfirst="Zanzibar", body=words), pru())
    live = owned(a_story("Public"), pru())
    live.standfirst = "Zanzibar"
    revision = live.save_revision(user=pru())
    for address in (
        f"pages/{draft.pk}/view_draft/",
        f"pages/{draft.pk}/edit/",
        f"pages/{live.pk}/revisions/{revision.pk}/view/",
        f"pages/{live.pk}/revisions/compare/live...latest/",
        f"pages/{live.pk}/history/",
        f"pages/{draft.pk}/copy/",
        f"api/main/pages/{draft.pk}/?fields=*",
        "api/main/pages/?fields=*&child_of=0",
        f"choose-page/?page_type=broadsheet_newsroom.story&q={draft.pk}",
        "pages/search/?q=Secret",
        "reports/site-history/",
    ):
        answer = desk.get(f"/-/desk/{address}")
        assert b"Zanzibar" not in answer.content, address


def test_a_login_without_a_role_opens_nothing() -> None:
    user = hire(email="new@example.org", password=PASSWORD, role="reporter") if rosa() else None
    assert user
    user.groups.clear()
    for address in ("", "pages/", "images/", "reports/site-history/", "api/main/pages/"):
        answer = desk_of(user).get(f"/-/desk/{address}")
        assert answer.status_code in {302, 403}, address
        assert answer.headers.get("Location", "/-/desk/login/").startswith("/-/desk/login/")


def test_who_has_left_is_out_at_once() -> None:
    desk = desk_of(ed())
    assert desk.get("/-/desk/images/").status_code == 200
    User.objects.filter(pk=ed().pk).update(is_active=False)
    assert desk.get("/-/desk/images/").headers["Location"].startswith("/-/desk/login/")


def test_every_right_that_a_role_names_is_one() -> None:
    known = {
        f"{right.content_type.app_label}.{right.codename}"
        for right in Permission.objects.select_related("content_type")
    }
    pages = {right for right in known if right.startswith("wagtailcore.")}
    for role in ROLES.values():
        assert set(role.models) <= known, role.name
        assert {f"wagtailcore.{name}" for name in role.pages} <= pages, role.name


def test_wagtails_write_api_is_off() -> None:
    names = {app.name for app in apps.get_app_configs()}
    assert not [name for name in names if name.startswith("wagtail.api") or name == "ninja"]
    reading = ("-/desk/api/main/", "-/api/v1/")
    assert not [route for route in routes() if "api" in route and not route.startswith(reading)]
    body = json.dumps({"title": "x"})
    places = ("/api/v3/pages", "/api/v2/pages", "/-/api/v3/pages", "/-/desk/api/v3/pages")
    for place in (*places, "/-/api/v1/stories", "/-/api/v1/pictures"):
        address = f"{place}/"
        answer = desk_of(pru()).post(address, body, content_type="application/json")
        assert answer.status_code in {404, 405}, address


def _upload(data: bytes, name: str = "quay.jpg") -> Any:
    return SimpleUploadedFile(name, data)
