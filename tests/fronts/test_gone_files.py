"""Pictures and documents go from the archive; the stories that showed them stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile

from broadsheet.photos.models import Attachment
from tests.factories import a_story, max_reads
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

BLOCKS: dict[str, Any] = {
    "document": lambda file, _photo: {"file": file, "title": "", "description": ""},
    "audio": lambda file, _photo: {"file": file, "title": "Said", "transcript": ""},
    "video": lambda file, photo: {"file": file, "poster": photo, "captions": file, "caption": ""},
    "picture": lambda _file, photo: {"photo": photo, "caption": "", "alt": ""},
    "gallery": lambda _file, photo: {"title": "", "pictures": [{"photo": photo, "caption": ""}]},
    "map": lambda _file, photo: {"place": "Pier", "latitude": 1, "longitude": 2, "picture": photo},
}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_story_is_read_on_when_what_it_showed_is_deleted(block: str) -> None:
    photo = a_photo()
    file = Attachment.objects.create(title="Budget", file=ContentFile(b"1", "budget.txt"))
    words = ("paragraph", "<p>The harbour was quiet.</p>")
    story = a_story(hero=photo, body=[(block, BLOCKS[block](file, photo)), words])
    there = max_reads().get(story.address).content
    photo.delete()
    file.delete()
    for address in (story.address, "/", "/feed.rss"):
        page = max_reads().get(address)
        assert page.status_code == 200, address
    left = max_reads().get(story.address).content
    assert b"The harbour was quiet." in left
    assert len(left) < len(there)
