"""Custom fields: which have a place of their own, which are kept, which are only housekeeping."""

from __future__ import annotations

import re

from broadsheet.wire.moving.wordpress.item import Item

MAX_FIELD = 20_000
MAX_FIELDS = 200_000
"""Characters that are kept of one custom field, and of all of an item."""

USED = {"_thumbnail_id", "_wp_old_slug", "_wp_old_date", "footnotes", "_wp_desired_post_slug"}
HOUSEKEEPING = {
    *("", "_edit_last", "_edit_lock", "_encloseme", "_pingme", "_wp_trash_meta_status"),
    *("_wp_trash_meta_time", "_wp_trash_meta_comments_status", "_wpas_done_all"),
    *("_jetpack_related_posts_cache", "_publicize_pending", "_publicize_shares"),
    *("_wp_attachment_metadata", "_wp_attachment_backup_sizes", "_wp_attached_file"),
}
_CACHE = re.compile(r"_oembed_|_transient_|_menu_item_")
_SERIALIZED_NOTHING = {"", "a:0:{}", "N;", 's:0:"";'}


def kept_fields(item: Item) -> dict[str, list[str]]:
    """Return the custom fields that something of the story may be in, cut to a bearable size."""
    kept: dict[str, list[str]] = {}
    left = MAX_FIELDS
    for name, values in item.meta.items():
        if name in USED or name in HOUSEKEEPING or _CACHE.match(name):
            continue
        for value in values:
            if value.strip() in _SERIALIZED_NOTHING or (name, value) == _PLAIN_TEMPLATE:
                continue
            value = value[: min(MAX_FIELD, left)]
            left -= len(value)
            if value:
                kept.setdefault(name[:200], []).append(value)
    return kept


_PLAIN_TEMPLATE = ("_wp_page_template", "default")
