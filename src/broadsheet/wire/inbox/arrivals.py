"""Copy that comes in, told to the inbox by whatever imports it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.html import linebreaks

from broadsheet.lib import clock
from broadsheet.lib.html import clean_body
from broadsheet.newsroom.models import Story
from broadsheet.wire.inbox.models import Copy, Decision, Status
from broadsheet.wire.incoming.item import Item
from broadsheet.wire.incoming.values import line, words
from broadsheet.wire.subscriptions.models import Brought

FIRST_WORDS = 300

KEPT = {
    Decision.TAKEN: "somebody took it from the wire",
    Decision.DECLINED: "it was declined on the wire",
}


def why_not_published(story: Story) -> str:
    """Return why an import leaves a story to the newsroom, though it may be public; "" if it may.

    What somebody here took or declined is theirs to publish.
    """
    copy = Copy.objects.filter(story=story.pk).first()
    return KEPT.get(Decision(copy.decision), "") if copy and not story.live else ""


@transaction.atomic
def came_in(story: Story, item: Item, *, is_out: bool, by: int | None = None) -> None:
    """Note that an item is now the newest draft of a story; ``is_out``: or was published too.

    ``by`` is the number of the subscription that brought it.
    """
    copy = _noted(story, item)
    if by is not None:
        copy.subscription_id = by
        Brought.objects.get_or_create(subscription_id=by, uri=item.uri)
    copy.is_left_out, copy.newer_headline, copy.newer_text = False, "", ""
    if is_out and copy.decision in {Decision.NONE, Decision.PUBLISHED}:
        copy.decision, copy.waits = Decision.PUBLISHED, False
        copy.decided_at = copy.decided_at or clock.now()
    copy.save()


@transaction.atomic
def was_left_out(story: Story, item: Item) -> None:
    """Note a version that isn't put into its story: somebody has to look at what is new in it.

    The same version a second time changes nothing.
    """
    copy = _noted(story, item)
    copy.is_left_out = True
    copy.newer_headline, copy.newer_text = item.headline, _cleaned(item)
    copy.save()


def _noted(story: Story, item: Item) -> Copy:
    """Return the copy with what this version says, not saved; it waits anew if that is new."""
    known = Copy.objects.select_for_update().filter(story=story.pk).first()
    copy = known or Copy(story_id=story.pk, versions=0)
    if copy.digest == item.digest:
        return copy
    for name, value in _said(item).items():
        setattr(copy, name, value)
    copy.versions += 1
    copy.came_at = clock.now()
    copy.waits = copy.decision != Decision.DECLINED
    return copy


def _cleaned(item: Item) -> str:
    """Return the text as HTML that may stand on a page."""
    text = item.text.value if item.text else ""
    plain = item.text and not item.text.html
    return clean_body(linebreaks(text, autoescape=True) if plain else text)


def _said(item: Item) -> dict[str, Any]:
    text = item.text
    first = item.standfirst or (words(text.value, html=text.html) if text else "")
    return {
        "agency": item.credit_line,
        "usage_terms": item.usage_terms,
        "slugline": item.slugline,
        "first_words": line(first, at_most=FIRST_WORDS),
        "urgency": item.urgency,
        "status": Status(item.status),
        "version": item.version,
        "digest": item.digest,
    }
