"""Where a story stands on its way through the newsroom, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from broadsheet.newsroom.models import Clearance
from broadsheet.newsroom.steps.clearing import clearance_of, way_of, why_not_ready

PASSED, NOW, SENT_BACK, TO_COME = "passed", "now", "sent back", "to come"


@dataclass(frozen=True)
class Stage:
    """One step, and how the story did there."""

    step: Any
    state: str
    record: Any
    """Wagtail's own of it (TaskState), if the story was there."""


@dataclass(frozen=True)
class Standing:
    """A story on its way."""

    way: Any
    stages: list[Stage]
    clearance: Clearance | None
    """What makes it ready, if it is."""
    why: str
    """Why it isn't ready; empty when it is."""
    was_cleared: bool
    """Whether any text of it ever was."""

    @property
    def is_sent_back(self) -> bool:
        """Whether a step asked for changes, and nobody has handed it in again."""
        return any(each.state == SENT_BACK for each in self.stages)

    @property
    def was_changed(self) -> bool:
        """Whether an earlier text passed, or the way is another since, and nobody handed it in."""
        return bool(self.why) and not (self.now or self.is_sent_back) and self.was_cleared

    @property
    def now(self) -> Stage | None:
        """The step that it is at, if it is under way."""
        return next((each for each in self.stages if each.state == NOW), None)


def standing(story: Any) -> Standing | None:
    """Return where a text of a story stands; None where there is no way to go through."""
    way = way_of(story)
    if way is None:
        return None
    clearance = clearance_of(story, way)
    return Standing(
        way=way,
        stages=_stages(story, way, clearance),
        clearance=clearance,
        why="" if clearance else why_not_ready(story),
        was_cleared=bool(clearance) or Clearance.objects.filter(story=story.pk).exists(),
    )


def _stages(story: Any, way: Any, clearance: Clearance | None) -> list[Stage]:
    round_: Any = story.current_workflow_state or (clearance and clearance.workflow_state)
    if round_ is None or round_.workflow_id != way.pk:
        return [Stage(step, TO_COME, None) for step in way.tasks.filter(active=True)]
    return [
        Stage(step, _state(step.task_state), step.task_state)
        for step in round_.all_tasks_with_state()
        if step.active or step.task_state
    ]


def _state(record: Any) -> str:
    if record is None:
        return TO_COME
    states = {
        record.STATUS_APPROVED: PASSED,
        record.STATUS_IN_PROGRESS: NOW,
        record.STATUS_REJECTED: SENT_BACK,
    }
    return states.get(record.status, TO_COME)
