"""What of an export has no counterpart here: counted, and named with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.wire.moving.ghost.facts import Facts
from broadsheet.wire.moving.records import Other

TAKEN = {"posts", "posts_tags", "posts_authors", "posts_meta", "tags", "users", "authors"}
"""Tables that are read row by row."""

_READERS = "it is about readers: export them by themselves, then `broadsheet readers import`"
_MONEY = "it is about what readers pay, which is not done here"
_LETTERS = "it is about newsletters: make lists anew"
_ACCESS = "who may do what is said here, for each of the staff"
_DESIGN = "it belongs to the old site's design"
_OLDER = "it is an older version of a post; only the last one moves"
_MACHINE = "it is about the old machine"
_REASONS = {
    **dict.fromkeys(["members", "subscribers", "labels", "members_labels"], _READERS),
    **dict.fromkeys(["products", "tiers", "offers", "offer_redemptions", "benefits"], _MONEY),
    **dict.fromkeys(["products_benefits", "posts_products", "stripe_prices"], _MONEY),
    **dict.fromkeys(["stripe_products", "subscriptions"], _MONEY),
    **dict.fromkeys(["newsletters", "emails", "email_batches", "email_recipients"], _LETTERS),
    **dict.fromkeys(["roles", "roles_users", "permissions", "permissions_roles"], _ACCESS),
    **dict.fromkeys(["permissions_users", "permissions_apps", "invites"], _ACCESS),
    **dict.fromkeys(["custom_theme_settings", "snippets", "collections"], _DESIGN),
    **dict.fromkeys(["mobiledoc_revisions", "post_revisions"], _OLDER),
    **dict.fromkeys(["migrations", "migrations_lock", "brute", "sessions", "webhooks"], _MACHINE),
    **dict.fromkeys(["integrations", "api_keys", "actions", "apps"], _MACHINE),
    "comments": "Ghost's comments aren't taken in",
    "settings": "they are made here, under Settings",
}
_TOLD = {
    "navigation": "menus are made of sections here",
    "secondary_navigation": "menus are made of sections here",
    "codeinjection_head": "no foreign code is added to pages",
    "codeinjection_foot": "no foreign code is added to pages",
    "ghost_head": "no foreign code is added to pages",
    "ghost_foot": "no foreign code is added to pages",
}
"""Settings that readers saw the work of."""


def others_of(facts: Facts) -> Iterator[Other]:
    """Yield a record for each table that isn't read, each internal tag, and some settings."""
    for table, rows in sorted(facts.rows.items()):
        if table not in TAKEN:
            why = _REASONS.get(table, f"nothing here is like Ghost's “{table[:60]}”")
            yield Other(f"table {table}", table, f"{rows:,}", why)
    for tag in facts.tags.values():
        if tag.is_internal:
            why = "an internal tag: no reader saw it; kept with its stories"
            yield Other(f"tag {tag.key}", "tag", tag.name, why)
    for name, why in _TOLD.items():
        if said := facts.settings.get(name, "").strip("[] \n"):
            yield Other(f"setting {name}", name, said[:80], why)
