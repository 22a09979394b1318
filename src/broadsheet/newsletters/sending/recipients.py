"""Who still wants it, asked again right before it goes."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.fronts.page import absolute
from broadsheet.newsletters import queries, tokens
from broadsheet.newsletters.models import Number, Send
from broadsheet.newsletters.sending.messages import Recipient


def still_wanted(number: Number, sends: Iterable[Send]) -> dict[int, Recipient]:
    """Return the recipients of those messages whose readers are on the list now, by message."""
    by_reader = {send.reader_id: send for send in sends if send.reader_id and send.email}
    places = queries.willing(number.list).filter(reader__in=by_reader)
    values = places.values_list("reader_id", "reader__email", "reader__key", "key")
    found = {}
    for reader, address, own, key in values:
        send = by_reader[reader]
        if send.email == address:  # one who has moved gets the next number there
            leaving = absolute(f"/-/newsletters/leave/{tokens.leave_token(key)}")
            preferences = absolute(f"/-/newsletters/preferences/{tokens.preferences_token(own)}")
            links = {"leave": leaving, "preferences": preferences}
            found[send.pk] = Recipient(send.key, send.email, links)
    return found
