"""The steps in the editor: what Wagtail asks us before it shows something. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import WorkflowMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from broadsheet.newsroom.models import Story
from broadsheet.newsroom.steps import pages


@hooks.register("construct_page_action_menu")
def promise_no_publication(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Call the buttons of a step what its task calls them: the last one doesn't publish here."""
    task = context["page"].current_workflow_task if context.get("page") else None
    buttons = [item for item in items if isinstance(item, WorkflowMenuItem)]
    if task and buttons:
        told = task.get_actions(context["page"], request.user)
        for button, (_name, label, _asks) in zip(buttons, told, strict=True):
            button.label = label


@hooks.register("before_edit_page")
def say_what_was_asked(request: Any, page: Any) -> None:
    """Tell who opens a story that was sent back what should be changed."""
    if request.method != "GET" or page.specific_class is not Story:
        return
    state = page.current_workflow_state
    if state and state.status == state.STATUS_NEEDS_CHANGES and state.current_task_state:
        turn = state.current_task_state
        values = {"step": turn.task.name, "words": turn.comment}
        messages.warning(request, _("“%(step)s” asked for changes: %(words)s") % values)


@hooks.register("register_admin_urls")
def step_urls() -> list[URLPattern]:
    """Serve the page of who holds what."""
    return [path("reports/steps/", pages.who_holds_what, name="who_holds_what")]


class StepsItem(MenuItem):
    """The page's line in the menu."""

    def is_shown(self, request: Any) -> bool:
        """Show it to who has anything to do with stories."""
        return pages.may_look(request.user)


@hooks.register("register_reports_menu_item")
def steps_item() -> MenuItem:
    """List it among the reports."""
    return StepsItem(_("Who holds what"), reverse("who_holds_what"), icon_name="tasks", order=640)


@hooks.register("construct_homepage_panels")
def your_turn(request: Any, panels: list[Any]) -> None:
    """Say on the dashboard what waits for somebody: in place of Wagtail's panel, which asks the
    database anew for each, and passes texts that nobody has opened.
    """
    panels[:] = [each for each in panels if not isinstance(each, WorkflowObjectsToModeratePanel)]
    panel = pages.YourTurnPanel(request.user)
    if panel.held:
        panels.append(panel)
