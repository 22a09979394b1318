"""What the paper is called. The masthead is a neighbour, and is asked by name."""

from __future__ import annotations

from django.apps import apps


def paper_name() -> str:
    """Return the publication's name."""
    return str(apps.get_model("broadsheet_masthead", "Publication").load().name)
