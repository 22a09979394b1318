"""How often one client may ask."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from broadsheet.lib import clock
from broadsheet.lib.senders import address_of, neighbourhood


class PerClient(SimpleRateThrottle):
    """Some requests in any minute from one address, or from one house of IPv6.

    Counted in memory (the cache ``limits``), by a keyed digest: an address is written nowhere,
    and no reader's request writes to the database.
    """

    cache = caches["limits"]
    rate = "300/min"

    @staticmethod
    def timer() -> float:
        """Return the seconds that requests are counted by."""
        return clock.now().timestamp()

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Return what stands for a client; who can't be told apart is one client."""
        client = neighbourhood(address_of(request._request))
        return salted_hmac("broadsheet.wire.api", client, algorithm="sha256").hexdigest()
