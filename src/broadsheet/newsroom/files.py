"""Which documents, sounds and films readers may have: those that something public offers.

Their names can't be guessed; but names get about, and a withdrawn story's have been public.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from broadsheet.newsroom.queries import public_pages
from broadsheet.photos.models import Attachment


def is_public(file: Attachment) -> bool:
    """Say whether something that readers see leads to this file.

    Wagtail's index of references holds what stands in the tables, and there a story's public
    text stands, not its drafts.
    """
    pages = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return bool(public_pages({int(key) for key in pages.values_list("object_id", flat=True)}))
