"""What an entry is made of: a few of a story's blocks, so that it can become a story."""

from __future__ import annotations

from wagtail import blocks

from broadsheet.newsroom.blocks import INLINE, EmbedBlock, PictureBlock, PullQuoteBlock


class EntryBlock(blocks.StreamBlock):
    """The blocks of an entry, under a story's names for them."""

    paragraph = blocks.RichTextBlock(features=INLINE, icon="pilcrow")
    picture = PictureBlock(icon="image")
    pull_quote = PullQuoteBlock(icon="openquote")
    embed = EmbedBlock(icon="media")
