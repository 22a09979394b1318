"""Values as JSON-LD wants them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from broadsheet.masthead.queries import publication
from broadsheet.photos.models import Photo
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.xml import legal

Node = dict[str, Any]

SHAPES = ("fill-1200x1200", "fill-1200x900", "fill-1200x675")
"""1:1, 4:3 and 16:9: what Google asks of an article's picture."""


def graph(nodes: list[Node]) -> Node:
    """Return nodes as one document, without whatever they leave empty."""
    return {"@context": "https://schema.org", "@graph": [_plain(node) for node in nodes]}


def moment(at: datetime | None) -> str:
    """Return a moment with its offset, as the publication's clocks show it."""
    return at.astimezone(publication().zone).isoformat(timespec="seconds") if at else ""


def pictures(photo: Photo | None) -> list[Node]:
    """Return the crops that there are of a picture; of a picture without, none."""
    if photo is None:
        return []
    crops = {each.filter_spec.split("|")[0]: each for each in photo.renditions.all()}
    return [
        {
            "@type": "ImageObject",
            "url": whole(crop.url),
            "contentUrl": whole(crop.url),
            "width": crop.width,
            "height": crop.height,
            "description": photo.description,
            "creditText": photo.credit,
        }
        for crop in (crops[shape] for shape in SHAPES if shape in crops)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        plain = {key: _plain(inner) for key, inner in value.items()}
        return {key: inner for key, inner in plain.items() if inner not in ("", None, [], {})}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, str):
        # Two line ends that are one in JSON and were none in JavaScript.
        return legal(value).replace("\u2028", " ").replace("\u2029", " ")
    return value
