"""What the worker does about the hub. Thin."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from broadsheet.masthead.queries import publication
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.webhooks.tasks import SECONDS, forget, nothing_leaves, send
from broadsheet.wire.websub import outbox
from broadsheet.wire.websub.models import Ping

HEADERS = {"content-type": "application/x-www-form-urlencoded", "user-agent": "Broadsheet"}


def ping_due() -> int:
    """Tell the hub of the feeds that changed; return of how many it was told."""
    if nothing_leaves():
        return 0
    end, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < end and (ping := outbox.claim()):
        hub = publication().websub_hub
        if not hub:  # taken out of the settings since
            Ping.objects.all().delete()
            break
        # How publishers and hubs agreed on it; the Recommendation leaves it open (section 6).
        said = {"hub.mode": "publish", "hub.url": whole(ping.feed)}
        done += send(ping, hub, urlencode(said).encode(), HEADERS)
    return done


def forget_what_is_over() -> int:
    """Forget what the hub was told long ago; return how much it was."""
    return forget(Ping)
