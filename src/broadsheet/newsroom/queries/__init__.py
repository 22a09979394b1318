"""Named reads of what we have written. Whatever readers may see comes through here.

``published`` is the gate: every page, feed, map and count begins there.
"""

from broadsheet.newsroom.queries.addresses import (
    fate_of,
    is_hidden,
    public_pages,
    words_on_withdrawal,
)
from broadsheet.newsroom.queries.days import in_month, months_between, next_month, on_day, years_of
from broadsheet.newsroom.queries.doors import Doors, doors, is_open
from broadsheet.newsroom.queries.lists import (
    about,
    about_in,
    by_author,
    by_author_in,
    corrected,
    in_section,
    in_section_during,
    months_of_section,
    newest_by_section,
    years_of_corrections,
)
from broadsheet.newsroom.queries.names import (
    author_at,
    author_named,
    authors,
    topic_at,
    topic_named,
    topics,
)
from broadsheet.newsroom.queries.published import (
    by_keys,
    for_cards,
    for_lines,
    for_rail,
    latest,
    public_at,
    public_by_key,
    published,
)
from broadsheet.newsroom.queries.sections import (
    chain,
    every_section,
    pages_that_stand,
    sections,
    standing_at,
)

__all__ = [
    "Doors",
    "about",
    "about_in",
    "author_at",
    "author_named",
    "authors",
    "by_author",
    "by_author_in",
    "by_keys",
    "chain",
    "corrected",
    "doors",
    "every_section",
    "fate_of",
    "for_cards",
    "for_lines",
    "for_rail",
    "in_month",
    "in_section",
    "in_section_during",
    "is_hidden",
    "is_open",
    "latest",
    "months_between",
    "months_of_section",
    "newest_by_section",
    "next_month",
    "on_day",
    "pages_that_stand",
    "public_at",
    "public_by_key",
    "public_pages",
    "published",
    "sections",
    "standing_at",
    "topic_at",
    "topic_named",
    "topics",
    "words_on_withdrawal",
    "years_of",
    "years_of_corrections",
]
