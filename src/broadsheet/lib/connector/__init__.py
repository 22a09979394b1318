"""The only door out: every HTTP(S) request that the newspaper makes goes through here.

What an address may be is in ``target``, where it may lead in ``addresses``, how long
it may take in ``deadline``, how much it may bring in ``body``; ``door`` joins them.
"""

from broadsheet.lib.connector.door import MAX_BYTES, MAX_REDIRECTS, TIMEOUT, Answer, Connector
from broadsheet.lib.connector.errors import (
    ConnectionFailed,
    ConnectionRefusedByPolicy,
    ConnectorError,
)

__all__ = [
    "MAX_BYTES",
    "MAX_REDIRECTS",
    "TIMEOUT",
    "Answer",
    "ConnectionFailed",
    "ConnectionRefusedByPolicy",
    "Connector",
    "ConnectorError",
]
