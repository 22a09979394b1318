"""ninjs's words, and ours for them (IPTC ninjs 1.6, 2.2 and 3.1)."""

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
