"""Agencies' words, and ours for them, that no format has for itself (IPTC's Genre NewsCodes)."""

from __future__ import annotations

KINDS = {
    **dict.fromkeys(("explainer", "background", "backgrounder", "q&a"), "explainer"),
    **dict.fromkeys(("analysis", "fact check"), "analysis"),
    **dict.fromkeys(("opinion", "comment", "commentary", "column", "editorial"), "opinion"),
    **dict.fromkeys(("letter to the editor", "opinion piece"), "opinion"),
    "review": "review",
    "interview": "interview",
    "obituary": "obituary",
    **dict.fromkeys(("live", "live coverage", "liveblog"), "live"),
    **dict.fromkeys(("gallery", "picture gallery"), "gallery"),
    **dict.fromkeys(("sponsored", "sponsored content", "advertorial"), "sponsored"),
}
"""Genres, in lower case → our kinds of story; any other is a report."""

HERO_NAMES = {"main", "mainpic", "mainphoto", "hero", "lead", "featuremedia", "featured"}
"""Names of associations that say: this is the main picture."""
