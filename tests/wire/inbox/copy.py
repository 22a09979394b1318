"""Copy on the wire, as an import brings it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.test import Client

from broadsheet.lib import clock
from broadsheet.wire.inbox.models import Copy
from tests.factories import a_draft
from tests.wire.incoming.samples import URI, a_file, an_item, bring_in

INBOX = "/-/desk/wire/"
TERMS = {"creditLine": "Coast Agency", "usageTerms": "Not for archives"}


def came(folder: Path, uri: str = URI, **fields: Any) -> Copy:
    """Have an item come in, or a version of it, and return the copy."""
    bring_in(a_file(folder, an_item(uri, **{**TERMS, **fields})))
    return Copy.objects.get(story__source_uri=uri)


def a_copy() -> Copy:
    """Return copy that waits, made without an import."""
    return Copy.objects.create(story=a_draft("Of an agency"), digest="a", came_at=clock.now())


def page_of(copy: Copy) -> str:
    return f"{INBOX}{copy.pk}/"


def shown(browser: Client, question: str = "") -> str:
    """Return the inbox as it stands there."""
    return str(browser.get(f"{INBOX}{question}").content.decode())


def act(browser: Client, copy: Copy, name: str, **fields: Any) -> Any:
    """Press a button of a piece of copy."""
    return browser.post(page_of(copy), {"act": name, **fields})
