"""What Wagtail does when a story's last step is passed (``WAGTAIL_FINISH_WORKFLOW_ACTION``).

Wagtail asks for it before there are models.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps

from broadsheet.newsroom.steps.clearing import note_passed


def finish(workflow_state: Any, user: Any = None) -> None:
    """Make the newest text of a story ready. Nothing is published: somebody does that.

    Other things that went through steps wait to be published too.
    """
    page = workflow_state.content_object
    story = apps.get_model("broadsheet_newsroom", "Story")
    if getattr(page, "specific_class", None) is story:
        text = page.specific.get_latest_revision_as_object()
        note_passed(text, workflow_state, user)
