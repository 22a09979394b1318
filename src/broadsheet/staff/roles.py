"""The roles people have, as Django groups, and what each may do (docs/rights.md).

What is said here by names alone has its meaning where the things are: a page permission on
the home page holds for every section; that an ``add`` alone is for one's own drafts, until
they are with the desk, is the newsroom's (``newsroom/rights.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """A named set of rights.

    ``pages`` are Wagtail's page permission names, granted on the home page and
    so on all sections; ``models`` are Django permissions, ``app_label.codename``.
    """

    name: str
    pages: tuple[str, ...]
    models: tuple[str, ...]


_DESK = "wagtailadmin.access_admin"
_PICTURES = ("wagtailimages.add_image", "wagtailimages.choose_image")
_FILES = (*_PICTURES, "wagtaildocs.add_document", "wagtaildocs.choose_document")
"""Wagtail asks for the rights on its own models, whatever model of ours stands in their place."""

_MEND = ("wagtailimages.change_image", "wagtaildocs.change_document")
_NAMES = ("broadsheet_topics.view_topic", "broadsheet_newsroom.view_author")
_REFERENCE = tuple(
    f"{room}.{verb}_{noun}"
    for room, noun in (("broadsheet_topics", "topic"), ("broadsheet_newsroom", "author"))
    for verb in ("add", "change", "view")
)
_FRONTS = tuple(f"broadsheet_fronts.{verb}_front" for verb in ("add", "change", "publish", "view"))
_LETTERS = (
    *(f"broadsheet_newsletters.{verb}_list" for verb in ("add", "change", "view")),
    *(f"broadsheet_newsletters.{verb}_number" for verb in ("add", "change", "delete", "view")),
    "broadsheet_newsletters.view_reader",
    "broadsheet_newsletters.view_outgoingmail",
    "broadsheet_newsletters.send_number",
)
_READS_WIRE, _TAKES_COPY = "broadsheet_wire.view_copy", "broadsheet_wire.take_copy"
_WIRE = (_READS_WIRE, _TAKES_COPY)
_PITCHES = "broadsheet_newsroom.pitch_plan"
_SEES_FEEDS = "broadsheet_wire.view_subscription"
_FEEDS = (_SEES_FEEDS, "broadsheet_wire.change_subscription")
_PUBLIC, _EVERYTHING = "broadsheet_newsroom.view_story", "broadsheet_newsroom.read_every_story"

DESK_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
"""What a desk's people may do in its sections, and a managing editor in all."""

MANAGING_EDITOR = Role(
    "Managing editor",
    DESK_RIGHTS,
    (
        *(_DESK, *_FILES, *_MEND, *_REFERENCE, *_FRONTS, *_LETTERS, *_WIRE, *_FEEDS),
        *(_PITCHES, _PUBLIC, _EVERYTHING),
    ),
)
DESK_EDITOR = Role(
    "Desk editor",
    ("add_page",),
    (
        *(_DESK, *_FILES, *_MEND, *_REFERENCE, *_WIRE, _SEES_FEEDS),
        *(_PITCHES, _PUBLIC, _EVERYTHING),
    ),
)
COPY_EDITOR = Role(
    "Copy editor",
    ("change_page",),
    (_DESK, *_FILES, *_MEND, *_NAMES, _READS_WIRE, _PUBLIC, _EVERYTHING),
)
REPORTER = Role("Reporter", ("add_page",), (_DESK, *_FILES, _NAMES[0], *_WIRE, _PITCHES, _PUBLIC))
CONTRIBUTOR = Role("Contributor", ("add_page",), (_DESK, *_FILES, _NAMES[0], _PITCHES))
PHOTOGRAPHER = Role("Photographer", (), (_DESK, *_PICTURES, _PITCHES))
AUDIENCE_EDITOR = Role("Audience editor", (), (_DESK, *_PICTURES, *_FRONTS, *_LETTERS))
READ_ONLY = Role(
    "Read-only",
    ("view_page",),
    (_DESK, *_NAMES, "broadsheet_fronts.view_front", _READS_WIRE, _PUBLIC, _EVERYTHING),
)

PUBLISHER = "publisher"
"""Not a group: a publisher is a superuser."""

ROLES = {
    "managing-editor": MANAGING_EDITOR,
    "desk-editor": DESK_EDITOR,
    "copy-editor": COPY_EDITOR,
    "reporter": REPORTER,
    "contributor": CONTRIBUTOR,
    "photographer": PHOTOGRAPHER,
    "audience-editor": AUDIENCE_EDITOR,
    "read-only": READ_ONLY,
}
"""The roles that are groups, by the names that the command knows them by."""

GROUPS = {role.name: key for key, role in ROLES.items()}
"""The same the other way round."""

EVERY_ROLE = (PUBLISHER, *ROLES)

WORDS = {
    PUBLISHER: _("Publisher"),
    "managing-editor": _("Managing editor"),
    "desk-editor": _("Desk editor"),
    "copy-editor": _("Copy editor"),
    "reporter": _("Reporter"),
    "contributor": _("Contributor"),
    "photographer": _("Photographer"),
    "audience-editor": _("Audience editor"),
    "read-only": _("Read-only"),
}
