"""What readers see in the masthead is filled in."""

from __future__ import annotations

from django.core.checks import CheckMessage
from django.db import DatabaseError

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must, should
from broadsheet.masthead.models import HomePage, Publication

NAMES = {
    "place": "the place",
    "latitude": "the coordinates (for the weather)",
    "email": "an e-mail address",
}


@examine
def publication(config: Config) -> list[CheckMessage]:
    """There is a paper, and its settings say where it is and how to reach it."""
    try:
        paper = Publication.objects.first()
        founded = HomePage.objects.exists()
    except DatabaseError:
        return []
    if paper is None or not founded:
        mend = "Make one with “broadsheet new DIR”, or restore a backup."
        return [must("publication", "This publication has no newspaper in it.", mend)]
    missing = [what for field, what in NAMES.items() if getattr(paper, field) in (None, "")]
    if not missing:
        return []
    wrong = f"The publication's settings lack {', '.join(missing)}."
    return [should("publication", wrong, f"Fill them in: {config.url}/-/desk/, Settings.")]
