"""The editor's form of a story, as a browser that has opened it sends it back."""

from __future__ import annotations

from typing import Any

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
