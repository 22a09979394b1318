"""The editor's form of a story, as a browser that has opened it sends it back."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup

from broadsheet.newsroom.models import Story


def loaded(story: Story) -> dict[str, Any]:
    """Return what every form of a story carries: on which revision it was opened, now.

    Nothing for a story that isn't there yet. Without it a save is refused.
    """
    newest = Story.objects.filter(pk=story.pk).values_list(
        "latest_revision", "latest_revision__created_at"
    )
    for key, at in newest:
        return {"loaded_revision_id": key, "loaded_revision_created_at": at.isoformat()}
    return {}


def fields_of(page: bytes | str) -> dict[str, Any]:
    """Return the form on a page as it stands there; what a script fills in isn't in it."""
    soup = BeautifulSoup(page, "html.parser")
    form = soup.find("form", method="POST") or soup
    inputs = form.select("input[name]:not([type=checkbox]):not([type=file]), input[name][checked]")
    values = {str(each["name"]): each.get("value", "") for each in inputs}
    texts = {str(each["name"]): each.get_text() for each in form.select("textarea[name]")}
    chosen = form.select("select[name] option[selected]")
    return (
        values | texts | {str(each.find_parent("select")["name"]): each["value"] for each in chosen}
    )
