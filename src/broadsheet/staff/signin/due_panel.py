"""On the dashboard: a second factor is owed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.admin.ui.components import Component


class DuePanel(Component):
    """Says until when it may be put off."""

    name = "second_factor"
    template_name = "signin/due_panel.html"
    order = 10

    def __init__(self, at: datetime) -> None:
        self.at = at

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template the hour."""
        return {"at": self.at}
