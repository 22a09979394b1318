"""What the worker does about Apple News. Thin."""

from __future__ import annotations

import time
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings

from broadsheet.lib import clock
from broadsheet.lib.connector import ConnectorError
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.models import Story
from broadsheet.wire.applenews import client, outbox
from broadsheet.wire.applenews.client import Placed, Refused
from broadsheet.wire.applenews.document import document_of, fields_of
from broadsheet.wire.applenews.models import AppleStory
from broadsheet.wire.webhooks.outbox import note_failure
from broadsheet.wire.webhooks.tasks import SECONDS, nothing_leaves

BEFORE = timedelta(minutes=10)
"""How far Apple's clock may be behind ours, and then some."""

FINAL = frozenset({HTTPStatus.ACCEPTED, HTTPStatus.BAD_REQUEST})

OF_THE_CHANNEL = frozenset(
    {"ONLY_PREVIEW_ALLOWED", "PUBLISHING_NOT_ALLOWED", "INVALID_ARTICLE_LANGUAGE"}
)
"""Refusals that are about the channel: what is put right there, or here, lets the story in."""

IN_DOUBT = timedelta(hours=1)
"""How long an article that Apple was asked for may take to be found in its channel."""

DUPLICATE, WRONG_REVISION = "DUPLICATE_ARTICLE_FOUND", "WRONG_REVISION"


class InDoubt(Exception):  # noqa: N818  what it is, not a type
    """Whether there is anything to take off will be known later."""


def place_due() -> int:
    """Have Apple follow what changed; return of how many stories it has the newest."""
    if nothing_leaves() or not outbox.is_on():
        return 0
    end, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < end and (row := outbox.claim()):
        done += _settle(row)
    return done


def _settle(row: AppleStory) -> int:
    try:
        _resolve(row)
        story = outbox.story_for(row)
        if story:
            _put(row, story)
        else:
            _take_off(row)
        outbox.note_done(row, gone=story is None)
    except Refused as refused:
        _refused(row, refused)
        return 0
    except (ConnectorError, InDoubt) as error:
        note_failure(row, status=None, answer=str(error), final=False)
        return 0
    return 1


def _take_off(row: AppleStory) -> None:
    """Have Apple delete the story. Raises InDoubt while it may turn out that there is one."""
    if row.apple_id:
        client.delete(row.apple_id)
        outbox.note_answered(row, None)
    elif row.asked_at and clock.now() < row.asked_at + IN_DOUBT:
        raise InDoubt("Nobody knows yet whether Apple has made the article that it was asked for.")


def _resolve(row: AppleStory) -> None:
    """Find out whether Apple made the article that it was asked for, where nobody knows."""
    if row.apple_id or row.asked_at is None:
        return
    for found in client.find(row.asked_title, since=row.asked_at - BEFORE):
        if not AppleStory.objects.filter(apple_id=found.id).exists():
            outbox.note_answered(row, found)
            return


def _put(row: AppleStory, story: Story) -> None:
    preview = settings.BROADSHEET.apple_news_preview
    document = document_of(story, publication())
    fields = fields_of(story, preview=preview, is_there=bool(row.apple_id))
    if not row.apple_id:
        outbox.note_answered(row, _create(row, document, fields))
        return
    known = Placed(row.apple_id, row.revision)
    try:
        placed = client.update(known, document, fields)
    except Refused as refused:
        if refused.code != WRONG_REVISION and refused.status != HTTPStatus.CONFLICT:
            raise
        # Somebody changed it at Apple: ours is the newspaper's text, and replaces it.
        placed = client.update(client.read(row.apple_id), document, fields)
    outbox.note_answered(row, placed)


def _create(row: AppleStory, document: client.Document, fields: client.Document) -> Placed:
    in_doubt = row.asked_at is not None
    outbox.note_asked(row, str(document["title"]))
    try:
        return client.create(document, fields)
    except Refused as refused:
        theirs = AppleStory.objects.filter(apple_id=refused.value).exists()
        if in_doubt and refused.code == DUPLICATE and refused.value and not theirs:
            return client.update(client.read(refused.value), document, fields)
        if refused.status >= HTTPStatus.BAD_REQUEST and refused.status < 500:
            outbox.note_answered(row, None)
        raise


def _refused(row: AppleStory, refused: Refused) -> None:
    """Note what Apple said: about this story, or about all."""
    if refused.status == HTTPStatus.NOT_FOUND and row.apple_id:
        outbox.note_answered(row, None)  # somebody took it off at Apple
        outbox.note_refused(row, refused)
    elif refused.status in FINAL and refused.code not in OF_THE_CHANNEL:
        outbox.note_refused(row, refused)
    else:
        note_failure(
            row, status=refused.status, answer=str(refused), final=False, wait=refused.wait
        )
