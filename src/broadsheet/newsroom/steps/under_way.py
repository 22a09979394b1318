"""Who holds what, and for how long: the stories that are on their way, in a few questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession
from wagtail.models import GroupPagePermission, Page, Revision, Task, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from broadsheet.lib import clock
from broadsheet.newsroom.models import Clearance, DeskStep, Section, Story
from broadsheet.newsroom.steps.standing import NOW, SENT_BACK
from broadsheet.staff.roles import GROUPS

READY = "ready"
OPEN_FOR = timedelta(minutes=1)
"""An editor's form says so often that it is still open."""

SKIPS_SHOWN = timedelta(days=30)


@dataclass(frozen=True)
class Held:
    """A story on its way: where, since when, who has it, who is asked."""

    story: Story
    state: str
    step: str
    since: datetime
    asked: list[str]
    open_by: list[str] = field(default_factory=list)
    is_mine: bool = False
    """Whether the person who asks may pass it."""
    remark: str = ""


def under_way(user: Any) -> list[Held]:
    """Return the stories on their way that somebody may read, those that wait longest first."""
    rounds = {int(each.object_id): each for each in _rounds()}
    ready = {each.story_id: each for each in reversed(_ready())}
    found: Any = policy_registry.get_by_type(Page).explorable_instances(user)
    stories = (
        Story.objects.filter(pk__in=found.filter(pk__in={*rounds, *ready}).values("pk"))
        .select_related("section", "owner", "locked_by")
        .defer("body")
    )
    scheduled = _scheduled(stories)
    sight = _Sight(user, stories)
    held = [sight.of_round(each, rounds[each.pk]) for each in stories if each.pk in rounds]
    held += [
        sight.of_ready(each, ready[each.pk])
        for each in stories
        if each.pk not in rounds and each.pk not in scheduled
    ]
    return sorted(held, key=lambda each: each.since)


def skipped_lately(user: Any) -> list[Clearance]:
    """Return which steps were skipped in the last weeks, of stories that somebody may read."""
    found: Any = policy_registry.get_by_type(Page).explorable_instances(user)
    skips = Clearance.objects.filter(
        workflow_state__isnull=True, at__gt=clock.now() - SKIPS_SHOWN, story__in=found.values("pk")
    )
    return list(skips.select_related("story__section", "by"))


def _rounds() -> Iterable[WorkflowState]:
    kind = ContentType.objects.get_for_model(Story)
    rounds = WorkflowState.objects.active().filter(
        content_type=kind, current_task_state__isnull=False
    )
    return rounds.select_related(
        "requested_by", "current_task_state__task", "current_task_state__finished_by"
    )


def _ready() -> list[Clearance]:
    """Return what was passed or skipped since its story was public, the newest first."""
    since = Q(story__last_published_at__isnull=True) | Q(at__gt=F("story__last_published_at"))
    return list(Clearance.objects.filter(since, story__live=False))


def _scheduled(stories: Iterable[Story]) -> set[int]:
    keys = [str(each.pk) for each in stories]
    due = Revision.page_revisions.filter(object_id__in=keys, approved_go_live_at__isnull=False)
    return {int(key) for key in due.values_list("object_id", flat=True)}


class _Sight:
    """What is asked once of all the stories: who is asked, who has one open."""

    def __init__(self, user: Any, stories: Iterable[Story]) -> None:
        self.mine = set(TaskState.objects.reviewable_by(user).values_list("pk", flat=True))
        tasks = Task.objects.filter(active=True).specific()
        self.tasks = {each.pk: each for each in tasks}
        self.groups = {
            each.pk: sorted(group.name for group in each.groups.all())
            for each in self.tasks.values()
            if hasattr(each, "groups")
        }
        desks = GroupPagePermission.objects.filter(
            permission__codename="publish_page", page__in=Section.objects.values("pk")
        ).exclude(group__name__in=GROUPS)
        self.desks = [
            (each.page.path, each.group.name) for each in desks.select_related("page", "group")
        ]
        self.open = _open_by(stories)

    def of_round(self, story: Story, round_: WorkflowState) -> Held:
        """Return who holds a story that is at a step, or was sent back by one."""
        turn: Any = round_.current_task_state
        common = {"story": story, "step": turn.task.name, "open_by": self.open[story.pk]}
        if round_.status == WorkflowState.STATUS_IN_PROGRESS:
            asked, mine = self._asked(story, turn.task_id), turn.pk in self.mine
            return Held(state=NOW, since=turn.started_at, asked=asked, is_mine=mine, **common)
        who = [str(each) for each in (story.owner or round_.requested_by,) if each]
        since = turn.finished_at or turn.started_at
        return Held(state=SENT_BACK, since=since, asked=who, remark=turn.comment, **common)

    def of_ready(self, story: Story, clearance: Clearance) -> Held:
        """Return who is asked to publish a story."""
        later = story.latest_revision_created_at
        is_same = later is None or later <= clearance.at
        return Held(
            story=story,
            state=READY,
            step=_("Ready") if is_same else _("Changed since it was passed"),
            since=clearance.at,
            asked=self._desks(story),
            open_by=self.open[story.pk],
            remark=clearance.reason,
        )

    def _asked(self, story: Story, task: int) -> list[str]:
        if isinstance(self.tasks.get(task), DeskStep):
            return self._desks(story)
        return self.groups.get(task, [])

    def _desks(self, story: Story) -> list[str]:
        desks = {name for path, name in self.desks if story.path.startswith(path)}
        return sorted(desks) or [_("Managing editors")]


def _open_by(stories: Iterable[Story]) -> dict[int, list[str]]:
    """Return who has which story open in the editor now."""
    sessions = EditingSession.objects.filter(
        content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(each.pk) for each in stories],
        last_seen_at__gt=clock.now() - OPEN_FOR,
    )
    found: dict[int, list[str]] = defaultdict(list)
    for each in sessions.select_related("user").order_by("user__email"):
        if str(each.user) not in found[int(each.object_id)]:
            found[int(each.object_id)].append(str(each.user))
    return found
