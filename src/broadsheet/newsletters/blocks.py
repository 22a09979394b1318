"""What a letter is made of: few blocks, and stable, as a story's are (``newsroom/blocks.py``).

Each is drawn by the theme's ``letters/<type>.html`` in mails, by ``numbers/<type>.html`` in the
paper's archive, and by ``rendering/plain.py`` as text.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

RICH = ["bold", "italic", "link", "ul", "ol"]


def _text(label: Any, *, required: bool = False, help_text: Any = "") -> blocks.CharBlock:
    return blocks.CharBlock(label=label, required=required, help_text=help_text, max_length=255)


class StoryBlock(blocks.StructBlock):
    """A story; an empty headline or standfirst means the story's own."""

    story = blocks.PageChooserBlock(page_type="broadsheet_newsroom.Story", label=_("story"))
    size = blocks.ChoiceBlock(
        [
            ("lead", _("large: its picture across the letter")),
            ("row", _("usual: its picture beside it")),
            ("line", _("its headline alone")),
        ],
        default="row",
        label=_("size"),
    )
    headline = _text(_("headline"), help_text=_("Empty: the story’s own."))
    standfirst = blocks.TextBlock(
        label=_("standfirst"), required=False, help_text=_("Empty: the story’s own.")
    )


class PictureBlock(blocks.StructBlock):
    """A picture; an empty caption or text means the picture's own."""

    photo = ImageChooserBlock(label=_("picture"))
    alt = _text(
        _("alternative text"),
        help_text=_("What those are told who can’t see it. Empty: the picture’s description."),
    )
    caption = _text(_("caption"))


class NoticeBlock(blocks.StructBlock):
    """Something that isn't a story: an appointment, an appeal, a correction."""

    title = _text(_("title"))
    text = blocks.RichTextBlock(features=RICH, label=_("text"))


class LetterBlock(blocks.StreamBlock):
    """Every block that a letter can hold."""

    story = StoryBlock(icon="doc-full", label=_("story"))
    text = blocks.RichTextBlock(features=RICH, icon="pilcrow", label=_("text"))
    picture = PictureBlock(icon="image", label=_("picture"))
    notice = NoticeBlock(icon="info-circle", label=_("notice"))
    heading = _text(_("heading"), required=True)
    divider = blocks.StaticBlock(
        icon="horizontalrule", label=_("line"), admin_text=_("A line across.")
    )
