"""A reader's letter box, and what can be done from it."""

from __future__ import annotations

import itertools
import re
from typing import Any

from django.core import mail
from django.test import Client

from broadsheet.newsletters.models import List
from broadsheet.newsletters.tasks import send_outgoing_mail
from tests.factories import a_paper

_origin = itertools.count(1)


def a_list(name: str = "The Morning Tide", **fields: Any) -> List:
    a_paper()
    slug = fields.pop("slug", re.sub(r"\W+", "-", name.lower()).strip("-"))
    return List.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def somewhere() -> str:
    """An internet address that nobody has asked from."""
    number = next(_origin)
    return f"203.0.{number // 250}.{number % 250 + 1}"


def sign_up(email: str, *lists: List, origin: str = "", **extra: Any) -> Any:
    chosen = [each.slug for each in lists or (a_list(),)]
    return Client(HTTP_HOST="127.0.0.1").post(
        "/-/newsletters/sign-up",
        {"email": email, "list": chosen},
        REMOTE_ADDR=origin or somewhere(),
        **extra,
    )


def letters() -> list[Any]:
    """What the worker sends now."""
    before = len(mail.outbox)
    send_outgoing_mail()
    return mail.outbox[before:]


def link_in(letter: Any, kind: str = "confirm") -> str:
    found = re.search(rf"http\S+?(/-/newsletters/{kind}/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def join(email: str, *lists: List) -> None:
    """Sign up and say yes."""
    sign_up(email, *lists)
    link = link_in(letters()[-1])
    assert Client(HTTP_HOST="127.0.0.1").post(link).status_code == 200
