"""A provider that sends once what it is asked for twice is told that it is the same message."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from broadsheet.newsletters.models import Send
from broadsheet.newsletters.tasks import send_numbers
from tests.lib.local_server import answer, serve
from tests.newsletters.sending.numbers import a_number, begin, counted, readers

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.mark.parametrize(("provider", "named"), [("resend", "id"), ("brevo", "messageId")])
def test_each_message_goes_to_its_provider_with_its_own_key(
    time: Any, settings: Any, provider: str, named: str
) -> None:
    told: list[tuple[str, str]] = []

    def take(handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers["Content-Length"])
        letter = json.loads(handler.rfile.read(length))
        inside = letter.get("headers", {}).get("idempotencyKey", "")
        told.append((handler.headers.get("Idempotency-Key", ""), inside))
        named_so = json.dumps({named: f"esp-{len(told)}"}).encode()
        answer(body=named_so, content_type="application/json", connection="close")(handler)

    readers(2)
    number = begin(a_number(), time)
    with serve(take) as server:
        settings.EMAIL_BACKEND = f"anymail.backends.{provider}.EmailBackend"
        api, token = f"{provider.upper()}_API_URL", f"{provider.upper()}_API_KEY"
        settings.ANYMAIL = {api: f"{server.url}/", token: "t", "IGNORE_UNSUPPORTED_FEATURES": False}
        send_numbers()
    keys = [str(key) for key in Send.objects.order_by("provider_id").values_list("key", flat=True)]
    assert told == [(key, "") if provider == "resend" else ("", key) for key in keys]
    assert counted(number) == {"handed over": 2}
