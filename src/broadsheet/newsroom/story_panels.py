"""The editor's form of a story, in the order in which stories are written."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from broadsheet.newsroom.change_panel import CHANGE_PANEL
from broadsheet.newsroom.steps.skip_panel import SKIP_PANEL

TEXT = [
    SKIP_PANEL,
    CHANGE_PANEL,
    FieldPanel("kicker"),
    FieldPanel("title", heading=_("Headline")),
    FieldPanel("standfirst"),
    InlinePanel("bylines", heading=_("Bylines"), label=_("byline")),
    FieldPanel("dateline"),
    MultiFieldPanel([FieldPanel("hero"), FieldPanel("hero_caption")], heading=_("Main picture")),
    FieldPanel("body"),
]
ABOUT = [
    FieldPanel("kind"),
    FieldPanel("topics"),
    FieldPanel("credit_line"),
    FieldPanel("usage_terms"),
    PublishingPanel(),
    CommentPanel(),
]
SHARING = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading=_("For search engines"),
    ),
    MultiFieldPanel(
        [FieldPanel("social_title"), FieldPanel("social_description"), FieldPanel("social_image")],
        heading=_("For social media"),
    ),
    FieldPanel("canonical_url"),
]

EDIT_HANDLER = TabbedInterface(
    [
        ObjectList(TEXT, heading=_("Story")),
        ObjectList(ABOUT, heading=_("About it")),
        ObjectList(SHARING, heading=_("Search and sharing")),
    ]
)
