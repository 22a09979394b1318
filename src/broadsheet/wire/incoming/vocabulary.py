"""ninjs's words, and ours for them (IPTC ninjs 1.6, 2.2 and 3.1; Genre NewsCodes)."""

from __future__ import annotations

TOPICS = {
    "person": "person",
    "people": "person",
    "place": "place",
    "places": "place",
    "organisation": "organisation",
    "organisations": "organisation",
    "event": "event",
    "events": "event",
    "subject": "subject",
    "subjects": "subject",
}
"""Fields that say what an item is about → our kinds of topic."""

READ = {
    *TOPICS,
    *("uri", "guid", "type", "pubstatus", "versioncreated", "firstcreated", "version", "urgency"),
    *("embargoed", "embargoeduntil", "headline", "headlines", "title", "slugline"),
    *("body", "bodies", "bodytext", "bodyhtml", "bodyxhtml", "description", "descriptions"),
    *("descriptiontext", "descriptionhtml", "descriptionxhtml", "by", "byline", "located"),
    *("infosource", "infosources", "creditline", "copyrightholder", "copyrightnotice"),
    *("usageterms", "associations", "genre", "genres", "language", "ednote"),
    *("eventdetails", "plannedcoverage"),
}

LEFT_OUT = {
    *("profile", "representationtype", "contentcreated", "altids", "standard"),
    *("$standard", "$schema", "charcount", "wordcount", "trustindicator", "trustindicators"),
    *("expires", "rightsinfo", "digitalsourcetype", "mimetype", "renditions", "object", "objects"),
}
"""Fields that we know and that say nothing a story can hold."""

KNOWN = READ | LEFT_OUT

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
