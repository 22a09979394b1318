"""What plug-ins may hear. Each signal is sent after the act is in the database."""

from __future__ import annotations

from django.dispatch import Signal

story_published = Signal()
"""A story went live, or a live story's newer text did. Arguments: ``story``, ``first`` (bool)."""

story_withdrawn = Signal()
"""A story that was public isn't any more. Arguments: ``story``."""
