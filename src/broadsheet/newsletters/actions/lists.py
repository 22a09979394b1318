"""Acts on lists."""

from __future__ import annotations

from broadsheet.newsletters.models import List


def open_list(*, name: str, slug: str, description: str = "") -> List:
    """Offer readers a newsletter; the one of that slug if it is offered already."""
    values = {"name": name, "description": description}
    return List.objects.get_or_create(slug=slug, defaults=values)[0]
