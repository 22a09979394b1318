"""No more a minute to one mail service than the paper's owner allows."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from django.conf import settings

from broadsheet.lib import clock
from broadsheet.newsletters import allowances
from broadsheet.newsletters.models import Send
from broadsheet.newsletters.sending import ledger
from broadsheet.newsletters.sending.ledger import Claim

A_MINUTE = timedelta(minutes=1)


def allowed(mine: Claim) -> list[Send]:
    """Return the messages of a batch that may go now; put the others off for a minute.

    ``mail.per_domain`` in broadsheet.toml says how many; 0, as it is unless somebody says
    otherwise, that any number may.
    """
    most = settings.BROADSHEET.mail_per_domain
    if not most:
        return mine.sends
    by_domain: dict[str, list[Send]] = defaultdict(list)
    for send in mine.sends:
        by_domain[send.email.rpartition("@")[2]].append(send)
    now, going = clock.now(), []
    for domain, sends in by_domain.items():
        key = f"mails to {domain}"[:100]
        may = allowances.take_some(key=key, wanted=len(sends), most=most, every=A_MINUTE, now=now)
        going += sends[:may]
        ledger.put_off(mine, sends[may:], until=now + A_MINUTE)
    return going
