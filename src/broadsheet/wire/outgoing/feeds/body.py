"""A whole story as plain HTML."""

from __future__ import annotations

from django.utils.translation import gettext as _

from broadsheet.newsroom.models import Story
from broadsheet.wire.outgoing.feeds.blocks import BLOCKS
from broadsheet.wire.outgoing.feeds.references import References
from broadsheet.wire.outgoing.feeds.writer import Writer


def html_of(story: Story, *, url: str, references: References) -> str:
    """Return the whole story: its main picture, then its blocks. Paid-for ones say so first."""
    writer = Writer(url=url, references=references)
    parts = [f"<p><strong>{_('Sponsored')}</strong></p>"] if story.kind == "sponsored" else []
    parts.append(writer.figure(story.hero_id, caption=story.hero_caption))
    for block in story.body.raw_data:
        if write := BLOCKS.get(block["type"]):
            parts.append(write(writer, block["value"]))
    return "\n".join(filter(None, parts))
