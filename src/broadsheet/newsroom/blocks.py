"""What a story's body is made of. Few blocks, and stable: a changed block is a migration
of every paper's archive, so it is reviewed as one.

Each is drawn by the theme's ``blocks/<type>.html``.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

INLINE = ["bold", "italic", "link"]
RICH = [*INLINE, "ul", "ol"]


def _text(*, required: bool = True, label: Any = None, **kwargs: Any) -> blocks.CharBlock:
    return blocks.CharBlock(required=required, label=label, **kwargs)


class HeadingBlock(blocks.StructBlock):
    """A heading within the story; the headline is the only first-level one."""

    text = _text()
    level = blocks.ChoiceBlock([("2", _("heading")), ("3", _("sub-heading"))], default="2")


class PictureBlock(blocks.StructBlock):
    """A picture; an empty caption or text means the picture's own."""

    photo = ImageChooserBlock()
    caption = _text(required=False)
    alt = _text(required=False, label=_("alternative text"))


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of a gallery."""

    photo = ImageChooserBlock()
    caption = _text(required=False)


class GalleryBlock(blocks.StructBlock):
    """Several pictures, one after another."""

    title = _text(required=False)
    pictures = blocks.ListBlock(GalleryPictureBlock(), min_num=1)


class PullQuoteBlock(blocks.StructBlock):
    """Words from the story, set large."""

    quote = blocks.TextBlock()
    attribution = _text(required=False)


class BlockQuoteBlock(blocks.StructBlock):
    """A longer quotation from elsewhere."""

    quote = blocks.RichTextBlock(features=INLINE)
    attribution = _text(required=False)
    url = blocks.URLBlock(required=False)


class ListBlock(blocks.StructBlock):
    """A list, numbered or not."""

    ordered = blocks.BooleanBlock(required=False)
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE), min_num=1)


class TableBlock(blocks.StructBlock):
    """A table with one row of headings."""

    caption = _text(required=False)
    columns = blocks.ListBlock(_text(required=False), min_num=1)
    rows = blocks.ListBlock(blocks.ListBlock(_text(required=False)), min_num=1)


class FactBoxBlock(blocks.StructBlock):
    """Background in a box."""

    title = _text()
    text = blocks.RichTextBlock(features=RICH)


class KeyPointsBlock(blocks.StructBlock):
    """The story in a few points."""

    title = _text(required=False)
    points = blocks.ListBlock(_text(), min_num=1)


class EventBlock(blocks.StructBlock):
    """One event of a timeline."""

    when = _text()
    title = _text(required=False)
    text = blocks.RichTextBlock(features=INLINE, required=False)


class TimelineBlock(blocks.StructBlock):
    """What happened, in order."""

    title = _text(required=False)
    events = blocks.ListBlock(EventBlock(), min_num=1)


class QuestionAnswerBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.TextBlock()
    answer = blocks.RichTextBlock(features=RICH)


class AlsoReadBlock(blocks.StructBlock):
    """One line that leads to another story; an empty text means its headline."""

    story = blocks.PageChooserBlock(page_type="broadsheet_newsroom.Story")
    text = _text(required=False)


class EmbedBlock(blocks.StructBlock):
    """Something that another site shows; readers go there, nothing is loaded from it."""

    url = blocks.URLBlock()
    title = _text(required=False)
    caption = _text(required=False)


class AudioBlock(blocks.StructBlock):
    """A sound, with what is said in it."""

    file = DocumentChooserBlock()
    title = _text(required=False)
    transcript = blocks.RichTextBlock(features=RICH, required=False)


class VideoBlock(blocks.StructBlock):
    """A film of our own."""

    file = DocumentChooserBlock()
    poster = ImageChooserBlock(required=False)
    captions = DocumentChooserBlock(required=False)
    caption = _text(required=False)


class DocumentBlock(blocks.StructBlock):
    """A document to fetch."""

    file = DocumentChooserBlock()
    title = _text(required=False)
    description = _text(required=False)


class MapBlock(blocks.StructBlock):
    """Where it happened: a map drawn for the story, and the place's coordinates."""

    place = _text()
    latitude = blocks.FloatBlock(min_value=-90, max_value=90)
    longitude = blocks.FloatBlock(min_value=-180, max_value=180)
    picture = ImageChooserBlock(required=False)
    caption = _text(required=False)


class PointBlock(blocks.StructBlock):
    """One value of a chart."""

    label = _text()
    value = blocks.FloatBlock()


class ChartBlock(blocks.StructBlock):
    """Numbers, drawn as SVG where the page is made, with the table under them."""

    title = _text()
    kind = blocks.ChoiceBlock(
        [("bar", _("bars")), ("line", _("line")), ("column", _("columns"))], default="bar"
    )
    unit = _text(required=False)
    source = _text(required=False)
    points = blocks.ListBlock(PointBlock(), min_num=1)


class CorrectionBlock(blocks.StructBlock):
    """What was wrong, and when it was put right."""

    kind = blocks.ChoiceBlock(
        [
            ("correction", _("correction")),
            ("clarification", _("clarification")),
            ("update", _("update")),
            ("retraction", _("retraction")),
        ],
        default="correction",
    )
    date = blocks.DateBlock()
    text = blocks.RichTextBlock(features=INLINE)


class SourceBlock(blocks.StructBlock):
    """One source; the text refers to the first as ``[^1]``."""

    text = _text()
    url = blocks.URLBlock(required=False)


class SourcesBlock(blocks.StructBlock):
    """The story's notes and sources."""

    items = blocks.ListBlock(SourceBlock(), min_num=1)


class BodyBlock(blocks.StreamBlock):
    """Every block that a story can hold."""

    paragraph = blocks.RichTextBlock(features=INLINE, icon="pilcrow")
    heading = HeadingBlock(icon="title")
    picture = PictureBlock(icon="image")
    gallery = GalleryBlock(icon="image")
    also_read = AlsoReadBlock(icon="arrow-right")
    pull_quote = PullQuoteBlock(icon="openquote")
    block_quote = BlockQuoteBlock(icon="openquote")
    list = ListBlock(icon="list-ul")
    table = TableBlock(icon="table")
    fact_box = FactBoxBlock(icon="info-circle")
    key_points = KeyPointsBlock(icon="list-ol")
    timeline = TimelineBlock(icon="history")
    question_answer = QuestionAnswerBlock(icon="help")
    embed = EmbedBlock(icon="media")
    audio = AudioBlock(icon="media")
    video = VideoBlock(icon="media")
    document = DocumentBlock(icon="doc-full")
    map = MapBlock(icon="site")
    chart = ChartBlock(icon="order")
    correction = CorrectionBlock(icon="warning")
    sources = SourcesBlock(icon="link")
    divider = blocks.StaticBlock(icon="horizontalrule", admin_text=_("A line across."))
