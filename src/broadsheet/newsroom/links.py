"""Links to pages in rich text: they lead only where readers may go."""

from __future__ import annotations

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from broadsheet.newsroom import queries


class PublicPageLink(PageLinkHandler):
    """Wagtail's own would print the place in the tree, and so the slug, of a draft."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return an opening tag for each link; without an address for what isn't public."""
        keys = [cls._key(attrs) for attrs in attrs_list]
        public = queries.public_pages({key for key in keys if key})
        return [f'<a href="{escape(public[key][0])}">' if key in public else "<a>" for key in keys]

    @staticmethod
    def _key(attrs: dict[str, str]) -> int:
        key = attrs.get("id", "")
        return int(key) if key.isascii() and key.isdigit() else 0
