"""What we write."""

from broadsheet.newsroom.live.models import Coverage, Entry, EntryChange, EntryState
from broadsheet.newsroom.models.address import FormerAddress
from broadsheet.newsroom.models.amendment import PUTS_RIGHT, Amendment, Answer, ChangeKind
from broadsheet.newsroom.models.author import Author
from broadsheet.newsroom.models.byline import Byline
from broadsheet.newsroom.models.clearance import Clearance
from broadsheet.newsroom.models.hold import Hold, HoldKind
from broadsheet.newsroom.models.preview_link import PreviewLink
from broadsheet.newsroom.models.section import Section
from broadsheet.newsroom.models.set_aside import Autosave, SetAside, Why
from broadsheet.newsroom.models.silenced import SilencedFinding
from broadsheet.newsroom.models.step import CopyStep, DeskStep, LegalStep
from broadsheet.newsroom.models.story import Kind, Story
from broadsheet.newsroom.models.version import Version
from broadsheet.newsroom.planning.models import CalendarLink, Plan
from broadsheet.newsroom.planning.notices.models import Notice, NoticeChoice

__all__ = [
    "PUTS_RIGHT",
    "Amendment",
    "Answer",
    "Author",
    "Autosave",
    "Byline",
    "CalendarLink",
    "ChangeKind",
    "Clearance",
    "CopyStep",
    "Coverage",
    "DeskStep",
    "Entry",
    "EntryChange",
    "EntryState",
    "FormerAddress",
    "Hold",
    "HoldKind",
    "Kind",
    "LegalStep",
    "Notice",
    "NoticeChoice",
    "Plan",
    "PreviewLink",
    "Section",
    "SetAside",
    "SilencedFinding",
    "Story",
    "Version",
    "Why",
]
