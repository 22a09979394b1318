"""Numbers and letters to test with, and what a reader of one sees."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup

from broadsheet.newsletters.models import Letter, List, Number
from tests.newsletters.mailbox import a_list


def a_letter(*body: tuple[str, Any], on: List | None = None, **fields: Any) -> Letter:
    """A letter of a new number, read back as whoever sends it reads it."""
    number = fields.pop("number", None) or Number.objects.create(list=on or a_list())
    values = {"language": "en", "subject": "Nine weeks later", **fields}
    made = Letter.objects.create(number=number, body=list(body), **values)
    return Letter.objects.get(pk=made.pk)


def a_text(words: str) -> tuple[str, str]:
    return ("text", f"<p>{words}</p>")


def carrying(story: Any, **values: Any) -> tuple[str, dict[str, Any]]:
    return ("story", {"story": story, "size": "row", **values})


def seen(html: str) -> str:
    """The words that a mail program shows, on one line."""
    soup = BeautifulSoup(html, "html.parser")
    for unseen in soup.select("style, title, .unseen"):
        unseen.decompose()
    return re.sub(r"\s+", " ", soup.get_text(" ")).strip()
