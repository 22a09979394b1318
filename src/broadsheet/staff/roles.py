"""The roles people have, as Django groups, and what each may do in the tree of sections.

Three to begin with; the whole matrix of a newsroom's rights is its own work.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A named set of rights.

    ``pages`` are Wagtail's page permission names, granted on the home page and
    so on all sections; ``models`` are Django permissions, ``app_label.codename``.
    """

    name: str
    pages: tuple[str, ...]
    models: tuple[str, ...]


_PICTURES = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
"""Wagtail asks for the rights on its own models, whatever model of ours stands in their place."""

_REFERENCE = tuple(
    f"{room}.{verb}_{noun}"
    for room, noun in (("broadsheet_topics", "topic"), ("broadsheet_newsroom", "author"))
    for verb in ("add", "change", "view")
)

REPORTER = Role(
    "Reporter",
    ("add_page",),
    ("wagtailadmin.access_admin", *_PICTURES, "broadsheet_topics.view_topic"),
)
EDITOR = Role(
    "Editor",
    ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    (
        "wagtailadmin.access_admin",
        *_PICTURES,
        *_REFERENCE,
        "wagtailimages.change_image",
        "wagtaildocs.change_document",
        "broadsheet_fronts.add_front",
        "broadsheet_fronts.change_front",
        "broadsheet_fronts.publish_front",
        "broadsheet_fronts.view_front",
        "broadsheet_newsletters.add_list",
        "broadsheet_newsletters.change_list",
        "broadsheet_newsletters.view_list",
        "broadsheet_newsletters.view_reader",
        "broadsheet_newsletters.view_outgoingmail",
    ),
)
PUBLISHER = "Publisher"
"""Not a group: a publisher is a superuser."""

ROLES = {"reporter": REPORTER, "editor": EDITOR}
