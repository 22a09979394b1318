"""The rule: where stories go through steps, a text is public when it passed them, or with a reason.

``holds.check_holds`` asks here, and every way to publish asks there. It is a text that passes,
not a story: change it, and it isn't ready any more. A story that readers have already needs no
new round; what becomes of its words has questions of its own (``amending.py``).
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from broadsheet.lib import clock
from broadsheet.newsroom.steps.parts import changed, label_of, parts_of

SKIPPED = "broadsheet.skip_steps"
"""What the history says of steps that were skipped."""


def way_of(story: Any) -> Any:
    """Return the workflow that a story goes through before it is public; None where there is none.

    One that readers have goes through none. A new one that isn't saved goes through its
    section's.
    """
    if story.pk and type(story)._default_manager.filter(pk=story.pk, live=True).exists():
        return None
    if story.path:
        return story.get_workflow()
    return story.section.get_workflow() if story.section_id else None


def why_not_ready(story: Any) -> str:
    """Return why this text of a story may not be public yet; “” when it may."""
    way = way_of(story)
    if way is None or clearance_of(story, way):
        return ""
    return f"{_not_passed(story, way)} {_('Who may publish it can skip the steps with a reason.')}"


def clearance_of(story: Any, way: Any) -> Any:
    """Return what lets this text be public on a way: a skip, or all steps that it has now."""
    now = parts_of(story)
    for each in _clearances(story):
        if not changed(each.parts, now) and not missing(each, way):
            return each
    return None


def missing(clearance: Any, way: Any) -> list[Any]:
    """Return the steps of a way that a clearance doesn't speak of: the way may be another now."""
    if clearance.is_skip:
        return []
    passed = clearance.workflow_state.task_states.filter(status="approved").values("task")
    return list(way.tasks.filter(active=True).exclude(pk__in=passed))


def note_passed(story: Any, state: Any, by: Any) -> None:
    """Keep that a text passed every step of a workflow."""
    _keep(story, by=by, workflow_state=state)


def note_skipped(story: Any, reason: str, by: Any) -> None:
    """Keep, and tell the history, that a text may be public without its steps, and why."""
    _keep(story, by=by, reason=reason)
    log(instance=story, action=SKIPPED, user=by, data={"reason": reason})


def _keep(story: Any, **more: Any) -> None:
    _model().objects.create(story_id=story.pk, parts=parts_of(story), at=clock.now(), **more)


def _clearances(story: Any) -> Any:
    found = _model().objects.filter(story=story.pk) if story.pk else _model().objects.none()
    return found.select_related("workflow_state")


def _model() -> Any:
    return apps.get_model("broadsheet_newsroom", "Clearance")


def _not_passed(story: Any, way: Any) -> str:
    values = {"title": story.title, "way": way.name}
    state = story.current_workflow_state if story.pk else None
    if state and state.current_task_state:
        values["step"] = state.current_task_state.task.name
        if state.status == state.STATUS_IN_PROGRESS:
            return _("“%(title)s” isn’t ready: it is at the step “%(step)s”.") % values
        return _("“%(title)s” isn’t ready: “%(step)s” asked for changes.") % values
    last = _clearances(story).first()
    if last and (others := changed(last.parts, parts_of(story))):
        values["parts"] = ", ".join(label_of(story, name) for name in others)
        return _("“%(title)s” isn’t ready: changed since it was passed (%(parts)s).") % values
    if last:
        values["steps"] = ", ".join(each.name for each in missing(last, way))
        return _("“%(title)s” isn’t ready: it hasn’t passed “%(steps)s”.") % values
    return _("“%(title)s” isn’t ready: it hasn’t gone through “%(way)s”.") % values
