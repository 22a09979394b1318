"""One of everything that an address can name."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    Site,
    UploadedFile,
    Workflow,
    WorkflowTask,
)

from broadsheet.fronts.actions import arrange, plan_release
from broadsheet.masthead.models import Publication
from broadsheet.newsletters.actions import open_list, write_number
from broadsheet.newsletters.models import (
    Carried,
    Link,
    Number,
    OutgoingMail,
    Reader,
    Send,
    SendState,
)
from broadsheet.newsletters.rendering import freeze
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import ChangeKind, Story, Why
from broadsheet.newsroom.planning.links import make_link
from broadsheet.newsroom.saving.posted_form import PostedForm
from broadsheet.photos.models import Attachment, Photo
from broadsheet.photos.renditions import print_renditions
from broadsheet.staff.models import User
from broadsheet.wire.models import Subscription, Webhook
from broadsheet.wire.moving.models import Move
from broadsheet.wire.moving.runs import files
from broadsheet.wire.moving.runs.models import Run
from broadsheet.wire.outgoing.declarations import indexnow
from tests.factories import (
    CAST,
    a_draft,
    a_live_story,
    a_paper,
    a_plan,
    a_section,
    a_story,
    a_topic,
    an_author,
    an_entry,
    an_update,
    ed,
    pru,
    rosa,
)
from tests.forms import loaded
from tests.pictures import a_photo
from tests.wire.inbox.copy import a_copy

Things = dict[str, Any]
ROLES = ("anonymous", *CAST)


def a_whole_paper() -> Things:
    """Return the things that the table's addresses name, by the names that it has for them.

    ``own`` is the asking role's own draft: there is one for each, under ``own of <role>``.
    """
    a_paper()
    Publication.objects.update(email="desk@example.org")
    section, other = a_section(), a_section("Business")
    story = _owned(a_story("Public", topics=[a_topic()], slug="public"), pru())
    story.standfirst = "It has two versions."
    actions.publish(story=story, change=an_update())
    front = arrange(section=None, picks={"front": [story]})
    return {
        "home": section.get_parent().pk,
        "section": section.pk,
        "other": other.pk,
        "story": story.pk,
        "guid": story.guid,
        "revision": story.latest_revision_id,
        "address": str(story.address).strip("/"),
        **dict(zip(("year", "month", "day"), str(story.address).split("/")[1:4], strict=True)),
        "front": front.pk,
        "front_revision": front.latest_revision_id,
        "release": plan_release(name="Budget day").pk,
        "copy": a_copy().pk,
        "plan": a_plan().pk,
        "calendar": make_link(user=pru()),
        **_live(),
        "webhook": Webhook.objects.create(url="https://example.org/hook").pk,
        "subscription": Subscription.objects.create(
            address="https://example.org/feed", name="Coast"
        ).pk,
        "run": a_run_with_a_report(),
        "move": a_move_with_a_report(),
        "indexnow": indexnow.key(),
        **_drafts(),
        **_files(),
        **_names(),
        "correction": _told(story),
        **_review(),
        **_house(),
    }


def _live() -> Things:
    """Return a story that is covered live, with a public entry."""
    entry = an_entry(a_live_story("Live", slug="live"))
    address = str(entry.story.address).strip("/")
    return {"live": entry.story_id, "entry": entry.pk, "live_address": address}


def a_run_with_a_report() -> int:
    """Return an import that has ended."""
    ended = {"state": "finished", "turn": None, "ended_at": timezone.now()}
    run = Run.objects.create(system="ghost", size=1, asked_at=timezone.now(), **ended)
    files.folder_of(run.key).mkdir(parents=True)
    (files.folder_of(run.key) / "report.html").write_text("<p>All of it.</p>")
    return int(run.pk)


def a_move_with_a_report() -> int:
    """Return what the command moved in."""
    move = Move.objects.create(source="WordPress: https://old.example", ended_at=timezone.now())
    folder = files.reports() / f"{move.pk}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.html").write_text("<p>All of it.</p>")
    return int(move.pk)


def _owned(story: Story, user: User) -> Story:
    story.owner = user
    story.save()
    story.save_revision(user=user)
    return story


def _drafts() -> Things:
    """Return a draft of each role's own; a stranger's is the reporter's."""
    own = {role: _owned(a_draft(f"Of the {role}"), who()) for role, who in CAST.items()}
    own["anonymous"] = own["reporter"]
    session = EditingSession.objects.create(
        user=rosa(), content_object=own["reporter"], last_seen_at=timezone.now()
    )
    return {
        "draft": own["publisher"].pk,
        "draft_revision": own["publisher"].latest_revision_id,
        "draft_text": _text(own["publisher"]),
        **{f"own of {role}": draft.pk for role, draft in own.items()},
        **{f"own_revision of {role}": draft.latest_revision_id for role, draft in own.items()},
        "session": session.pk,
        **{f"own_text of {role}": _text(own[role]) for role in own},
    }


def _text(draft: Story) -> int:
    """Keep words that the draft's owner could not save; return their key."""
    form = PostedForm.of(QueryDict(f"title=Unsaved&{urlencode(loaded(draft))}"))
    kept = actions.keep_words(form=form, owner=draft.owner, story=draft.pk, why=Why.STALE)
    return int(kept.pk)


def _files() -> Things:
    photo = a_photo()
    photo.uploaded_by_user = pru()
    photo.save()
    print_renditions(photo=photo)
    document = Attachment.objects.create(
        title="Budget", file=ContentFile(b"1", "budget.txt"), uploaded_by_user=pru()
    )
    upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Photo),
        file=ContentFile(b"1", "a.jpg"),
        uploaded_by_user=pru(),
    )
    collection = Collection.get_first_root_node().add_child(name="Archive")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="a-long-enough-secret-42"
    )
    return {
        "photo": photo.pk,
        "rendition": photo.renditions.first().file.name.rpartition("/")[2],
        "document": document.pk,
        "document_name": document.filename,
        "upload": upload.pk,
        "collection": collection.pk,
        "restriction": restriction.pk,
    }


def _told(story: Story) -> int:
    """Return the key of a correction of a story that a number carried before."""
    number = Number.objects.exclude(started_at=None).get()
    Carried.objects.create(number=number, story=story)
    note = actions.issue_correction(story=story, kind=ChangeKind.CORRECTION, text="It was Tuesday.")
    Send.objects.create(
        number=number, letter=number.letters.get(), digest="a", state=SendState.HANDED_OVER
    )
    return note.pk


def _names() -> Things:
    """Return topic, author, list, number, reader and mail."""
    topic, author = a_topic(), an_author()
    letters = open_list(name="Morning", slug="morning")
    mail = OutgoingMail.objects.create(to="reader@example.org", subject="Hello", text="Hello")
    words = {"language": "en", "subject": "Hello", "body": [("text", "<p>Hello</p>")]}
    draft, sent = (write_number(on=letters, **words) for _each in range(2))
    sent.state, sent.ordinal, sent.started_at = "sending", 1, timezone.now()
    sent.save()
    freeze(sent.letters.get())
    return {
        "topic": topic.pk,
        "topic_revision": topic.save_revision().pk,
        "topic_slug": topic.slug,
        "author": author.pk,
        "author_revision": author.save_revision().pk,
        "author_slug": author.slug,
        "list": letters.pk,
        "list_slug": letters.slug,
        "number": draft.pk,
        "letter": draft.letters.get().pk,
        "link": Link.objects.create(number=sent, path="/").pk,
        "number_key": sent.key.hex,
        "number_year": f"{sent.started_at.astimezone(ZoneInfo('America/New_York')):%Y}",
        "reader": Reader.objects.create(email="reader@example.org", language="en").pk,
        "mail": mail.pk,
    }


def _review() -> Things:
    """Return a workflow with its task, and a story that is in it."""
    task = GroupApprovalTask.objects.create(name="Read by an editor")
    task.groups.add(Group.objects.get(name="Managing editor"))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    story = _owned(a_draft("In review"), rosa())
    state = workflow.start(story, rosa())
    return {
        "workflow": workflow.pk,
        "task": task.pk,
        "reviewed": story.pk,
        "workflow_state": state.pk,
        "task_state": state.current_task_state.pk,
    }


def _house() -> Things:
    return {
        "site": Site.objects.get().pk,
        "user": ed().pk,
        "group": Group.objects.get(name="Reporter").pk,
        "redirect": Redirect.add_redirect("/old/", "/new/").pk,
        "publication": Publication.objects.get().pk,
        "withdrawn": _withdrawn().strip("/"),
    }


def _withdrawn() -> str:
    story = a_story("Withdrawn", slug="withdrawn")
    actions.withdraw(story=story)
    return str(story.address)
