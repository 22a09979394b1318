"""What a role gets at an address, in one word."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client

from tests.factories import CAST, desk_of, max_reads

LOGIN, DESK = "/-/desk/login/", "/-/desk/"
REFUSAL = "you do not have permission"
OWN = ("broadsheet_staff_session",)
"""Tables that a refusal may write: the message that says so."""


class Browser:
    """One role's browser, in which every request is the first after signing in.

    ``draws``: whether pages are drawn whole; for one role they are.
    """

    def __init__(self, client: Client, *, draws: bool) -> None:
        client.raise_request_exception = False
        self.client = client
        self.draws = draws
        self.cookies = client.cookies.output(header="").strip()

    def ask(self, method: str, address: str) -> str:
        """Ask, take back whatever came of it, and say in one word what did.

        ``yes``: the page, or the act; ``no``: refused; ``login``: sent to sign in; ``-``:
        there is no such act (405); otherwise the status (404, 410 …). Acts are asked for
        with an empty form, which some of Wagtail's views can't bear: they have let in.
        """
        self.client.cookies.clear()
        self.client.cookies.load(self.cookies)
        written: list[str] = []
        drawing = nullcontext() if self.draws else _undrawn()
        with transaction.atomic(), connection.execute_wrapper(_noting(written)), drawing:
            response: Any = self.client.generic(
                method, address, content_type="application/x-www-form-urlencoded"
            )
            word = _word(response, method)
            transaction.set_rollback(True)
        if word in {"no", "login"}:
            assert not written, f"{method} {address} was refused and yet wrote: {written}"
        return word


def browsers() -> dict[str, Browser]:
    """Return a browser for each role."""
    clients = {"anonymous": max_reads(), **{role: desk_of(who()) for role, who in CAST.items()}}
    return {role: Browser(client, draws=role == "publisher") for role, client in clients.items()}


def _undrawn() -> AbstractContextManager[Any]:
    """Leave pages without their text: whether there is one is decided before it is drawn."""
    return patch.object(SimpleTemplateResponse, "rendered_content", "")


def _word(response: Any, method: str) -> str:
    status = response.status_code
    if status in {301, 302}:
        path = urlsplit(response["Location"]).path
        if path == LOGIN:
            return "login"
        said = [str(message) for message in get_messages(response.wsgi_request)]
        return "no" if path == DESK and any(REFUSAL in each for each in said) else "yes"
    if status == 500 and method == "POST":
        return "yes"
    words = {403: "no", 405: "-", 409: "yes", 422: "yes"}
    return words.get(status, "yes" if status < 400 else str(status))


def _noting(written: list[str]) -> Callable[..., Any]:
    """Return a wrapper of queries that notes those that change anything."""

    def execute(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(t in sql for t in OWN):
            written.append(sql)
        return run(sql, *rest)

    return execute
