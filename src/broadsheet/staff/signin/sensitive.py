"""What an open laptop must not be enough for: accounts, and taking data out (ASVS 5.0, 7.5)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from broadsheet.staff.signin.freshness import FRESH, is_fresh

PEOPLE = {"wagtailusers_users", "wagtailusers_groups"}
ACTS = {"add", "edit", "delete", "copy"}
NAMED = {"invitations", "person_signing_in"}

FILLING_IN = timedelta(hours=1)
"""So long after showing who one is a form that was opened in time may be sent."""


def asks_again(request: HttpRequest) -> bool:
    """Say whether whoever sends this must first show again that it is them."""
    return is_sensitive(request) and not is_fresh(
        request.session, within=FRESH if request.method in {"GET", "HEAD"} else FILLING_IN
    )


def is_sensitive(request: HttpRequest) -> bool:
    """Say whether a request touches accounts or takes data out."""
    match = request.resolver_match
    if match is None:
        return False
    on_people = match.namespace in PEOPLE and match.url_name in ACTS
    at_once = match.url_name == "wagtail_bulk_action" and match.kwargs.get("model_name") == "user"
    return on_people or at_once or match.url_name in NAMED or "export" in request.GET
