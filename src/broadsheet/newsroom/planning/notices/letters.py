"""Letters with what people are told: one a person, with all that is due, never the same twice."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from broadsheet.lib import clock
from broadsheet.newsroom.planning.notices.models import Notice
from broadsheet.staff.mails import absolute, send
from broadsheet.staff.models import User

AGAIN = timedelta(minutes=10)
"""When a letter that could not be sent is tried again."""

MOST = 50
"""Letters in one round: the worker has other work."""


def send_due() -> int:
    """Send what is due; return how many letters went."""
    due = Notice.objects.filter(mail_at__lte=clock.now()).order_by("mail_at", "pk")
    people = list(dict.fromkeys(due.values_list("person", flat=True)[: MOST * 10]))[:MOST]
    return sum(_send(person) for person in people)


def _send(person: int) -> int:
    """Take what is due to somebody, and send it: what was taken is never sent again, unless the
    mail server refused it. One that was killed between loses a letter; the editor shows it still.
    """
    taken = _taken(person)
    user = User.objects.filter(pk=person, is_active=True).first()
    if not taken or user is None:
        return 0
    first = str(taken[0])
    more = len(taken) - 1
    subject = _("%(first)s And %(more)s more.") % {"first": first, "more": more} if more else first
    words = [(str(each), absolute(reverse("plan", args=[each.plan_id]))) for each in taken]
    problem = send(
        to=user.email,
        subject=subject,
        template="newsroom/planning/letter.txt",
        words=words,
        account=absolute(reverse("wagtailadmin_account")),
    )
    if problem:
        again = clock.now() + AGAIN
        Notice.objects.filter(pk__in=[each.pk for each in taken]).update(mail_at=again)
    return 0 if problem else 1


@transaction.atomic
def _taken(person: int) -> list[Notice]:
    due = Notice.objects.select_for_update().filter(person=person, mail_at__lte=clock.now())
    found = list(due.order_by("pk"))
    plans = Notice.objects.filter(pk__in=[each.pk for each in found]).select_related("plan")
    taken = list(plans.order_by("pk"))
    due.update(mail_at=None)
    return taken
