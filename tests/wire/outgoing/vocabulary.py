"""The part of schema.org that our pages use: which type is a kind of which, what belongs where.

Facts of the vocabulary's release 29, stated anew: enough to catch a property on a type that
hasn't it, or a word that schema.org doesn't know.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PARENTS = {
    "AboutPage": ["WebPage"],
    "AdvertiserContentArticle": ["Article"],
    "AnalysisNewsArticle": ["NewsArticle"],
    "Article": ["CreativeWork"],
    "BackgroundNewsArticle": ["NewsArticle"],
    "BlogPosting": ["SocialMediaPosting"],
    "BreadcrumbList": ["ItemList"],
    "CollectionPage": ["WebPage"],
    "Comment": ["CreativeWork"],
    "ContactPage": ["WebPage"],
    "ContactPoint": ["Thing"],
    "CorrectionComment": ["Comment"],
    "CreativeWork": ["Thing"],
    "CriticReview": ["Review"],
    "ImageObject": ["MediaObject"],
    "ItemList": ["Thing"],
    "ListItem": ["Thing"],
    "LiveBlogPosting": ["BlogPosting"],
    "MediaObject": ["CreativeWork"],
    "NewsArticle": ["Article"],
    "NewsMediaOrganization": ["Organization"],
    "OpinionNewsArticle": ["NewsArticle"],
    "Organization": ["Thing"],
    "Person": ["Thing"],
    "Place": ["Thing"],
    "ProfilePage": ["WebPage"],
    "Review": ["CreativeWork"],
    "ReviewNewsArticle": ["CriticReview", "NewsArticle"],
    "SocialMediaPosting": ["Article"],
    "Thing": [],
    "WebPage": ["CreativeWork"],
    "WebSite": ["CreativeWork"],
}

PROPERTIES = {
    "Thing": "description identifier image mainEntityOfPage name sameAs url",
    "CreativeWork": """about author contributor correction creditText dateModified datePublished
        editor headline inLanguage isAccessibleForFree isBasedOn isPartOf keywords mainEntity
        publisher text translator""",
    "Article": "articleBody articleSection wordCount",
    "NewsArticle": "dateline",
    "LiveBlogPosting": "coverageEndTime coverageStartTime liveBlogUpdate",
    "MediaObject": "contentUrl height width",
    "ItemList": "itemListElement",
    "ListItem": "item position",
    "Organization": """address contactPoint correctionsPolicy email ethicsPolicy foundingDate logo
        telephone""",
    "NewsMediaOrganization": "masthead",
    "Person": "email jobTitle worksFor",
    "ContactPoint": "contactType email telephone",
}


def kinds(name: str) -> Iterator[str]:
    """Yield a type and every type that it is a kind of. Raises KeyError for a word unknown."""
    yield name
    for parent in PARENTS[name]:
        yield from kinds(parent)


def mistakes(value: Any) -> list[str]:
    """Return each property that stands on a type without it, and each empty value."""
    if isinstance(value, list):
        return [mistake for each in value for mistake in mistakes(each)]
    if not isinstance(value, dict) or set(value) == {"@id"}:
        return []
    allowed = " ".join(PROPERTIES.get(kind, "") for kind in kinds(value["@type"])).split()
    found = [f"{value['@type']}.{key}" for key in value if key not in allowed and key[0] != "@"]
    found += [f"empty {key}" for key, inner in value.items() if inner in ("", None, [], {})]
    return found + [mistake for inner in value.values() for mistake in mistakes(inner)]
