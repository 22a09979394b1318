"""What is done with what the checks found: silenced, heard again, or the offer taken."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail.rich_text import RichText

from broadsheet.lib import clock
from broadsheet.newsroom.checks import findings
from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.models import SilencedFinding, Story

GONE = _("The words no longer stand there, or marks divide them: nothing was changed.")


def silence(*, story: Story, finding: Finding, by: Any = None) -> None:
    """Show a finding no more under this story. Doing it twice is doing it once."""
    SilencedFinding.objects.get_or_create(
        story=story,
        digest=finding.digest,
        defaults={"says": finding.says, "by": by, "at": clock.now()},
    )


def hear_again(*, story: Story, digest: str) -> None:
    """Show a silenced finding again, if it is still found."""
    story.silenced.filter(digest=digest).delete()


@transaction.atomic
def take_offer(*, story: Story, finding: Finding, by: Any = None) -> Revision:
    """Put what a finding offers into the newest draft. Nothing public changes.

    Raises ValidationError when the words no longer stand there, or marks divide them.
    """
    locked = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    draft: Story = locked.get_latest_revision_as_object()
    found_now = {each.digest for each in findings(draft)}
    for place, block in enumerate(draft.body if finding.digest in found_now else ()):
        if str(block.id) == finding.block and block.block_type == "paragraph":
            html = _replaced(block.value.source, finding)
            draft.body[place] = ("paragraph", RichText(html), block.id)
            return draft.save_revision(user=by, changed=True, log_action=True)
    raise ValidationError(GONE)


def _replaced(html: str, finding: Finding) -> str:
    """Return the HTML of a paragraph with the offer in the place of the finding's words."""
    words = re.compile(rf"(?<!\w){re.escape(escape(finding.quote, quote=False))}(?!\w)(?![^<]*>)")
    start = html.find(escape(str(finding.context), quote=False))
    found = words.search(html, max(start, 0))
    if found is None or (start < 0 and len(words.findall(html)) > 1):
        raise ValidationError(GONE)
    return html[: found.start()] + escape(finding.offer, quote=False) + html[found.end() :]
