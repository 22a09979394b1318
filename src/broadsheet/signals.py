"""What plug-ins may hear. Where it isn't said otherwise, after the act is in the database."""

from __future__ import annotations

from django.dispatch import Signal

story_published = Signal()
"""A story went live, or a live story's newer text did. Arguments: ``story``, ``first`` (bool)."""

story_withdrawn = Signal()
"""A story that was public isn't any more. Arguments: ``story``."""

story_changes = Signal()
"""What readers see of a story changes, in the transaction that this is sent in: for what must be
kept or lost with the change. Arguments: ``pk``, ``before`` and ``after`` (bool: was it, is it
public), ``lists`` (the keys of the lists that it stood in or stands in), ``addresses`` (where
readers found it and where they find it)."""
