"""The steps in the editor: what Wagtail asks us before it shows something. Thin."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.admin.action_menu import WorkflowMenuItem


@hooks.register("construct_page_action_menu")
def promise_no_publication(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Call the buttons of a step what its task calls them: the last one doesn't publish here."""
    task = context["page"].current_workflow_task if context.get("page") else None
    buttons = [item for item in items if isinstance(item, WorkflowMenuItem)]
    if task and buttons:
        told = task.get_actions(context["page"], request.user)
        for button, (_name, label, _asks) in zip(buttons, told, strict=True):
            button.label = label
