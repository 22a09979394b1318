"""Taking note of what became of a message. Once is as good as often, in whatever order."""

from __future__ import annotations

from django.db import transaction

from broadsheet.lib import clock
from broadsheet.newsletters.actions import leave_by_mail, note_bounce, note_complaint
from broadsheet.newsletters.models import Send, SendState
from broadsheet.newsletters.returns.word import Fate, Word

OUT = [SendState.HANDED_OVER, SendState.DELIVERED, SendState.DOUBT]
"""A message that was spoken of was handed over: a doubt is settled by it."""

TEXT_LENGTH = 1000


@transaction.atomic
def take(word: Word) -> bool:
    """Note what was said of a message; say whether it was one of ours and news.

    A delivery doesn't undo a bounce, and a message bounces once however often that is told;
    a complaint counts whatever else was said.
    """
    send = Send.objects.select_related("reader").filter(key=word.key).first()
    if send is None:
        return False
    if word.fate is Fate.LEFT:
        return leave_by_mail(send=send, how=word.text)
    if word.fate is Fate.REPLIED:
        unanswered = Send.objects.filter(pk=send.pk, replied_at__isnull=True)
        return bool(unanswered.update(replied_at=clock.now()))
    if word.fate is Fate.COMPLAINED:
        if send.reader is None or send.reader.complained_at:
            return False
        note_complaint(reader=send.reader)
        return True
    delivered = word.fate is Fate.DELIVERED
    expected = [SendState.HANDED_OVER, SendState.DOUBT] if delivered else OUT
    new = Send.objects.filter(pk=send.pk, state__in=expected).update(
        state=SendState.DELIVERED if delivered else SendState.BOUNCED,
        claim=None,
        settled_at=clock.now(),
        error="" if delivered else _clean(word.text),
    )
    if new and not delivered and send.reader is not None:
        note_bounce(reader=send.reader, hard=word.fate is Fate.BOUNCED)
    return bool(new)


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:TEXT_LENGTH]
