"""What falls due in the newsroom. Thin: the acts are Wagtail's and ours."""

from __future__ import annotations

import logging

from django.db import transaction
from wagtail.models import Revision

from broadsheet.lib import clock
from broadsheet.newsroom.models import Story

log = logging.getLogger(__name__)


def publish_due() -> int:
    """Publish each revision whose hour has come; one that fails doesn't stop the others."""
    due = Revision.objects.filter(approved_go_live_at__lte=clock.now())
    return sum(
        _publish(pk)
        for pk in list(due.order_by("approved_go_live_at").values_list("pk", flat=True))
    )


def _publish(pk: int) -> int:
    try:
        with transaction.atomic():
            revision = Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False).first()
            if revision is None:
                return 0
            revision.publish(skip_permission_checks=True, log_action=True)
    except Exception:
        log.exception("The scheduled revision %s could not be published; it is tried again.", pk)
        return 0
    return 1


def withdraw_expired() -> int:
    """Withdraw each story whose time to be public is over."""
    over = Story.objects.filter(live=True, expire_at__lte=clock.now())
    done = 0
    for story in over:
        story.unpublish(set_expired=True)
        done += 1
    return done
