"""Pictures as readers get them."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from broadsheet.newsroom import actions
from broadsheet.photos.models import Photo
from broadsheet.photos.renditions import print_renditions
from broadsheet.photos.tasks import print_new_pictures
from tests.factories import a_draft, a_story, desk_of, max_reads, pru
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db


def test_a_published_picture_comes_in_three_formats_with_its_size() -> None:
    story = a_story(hero=a_photo(size=(900, 600)))
    html = max_reads().get(story.address).content.decode()
    assert "image/avif" in html
    assert "image/webp" in html
    image = re.search(r'<img src="([^"]+\.jpg)" [^>]*width="(\d+)" height="(\d+)" alt="Boats', html)
    assert image is not None
    assert (image[2], image[3]) == ("900", "600")
    answer = desk_of(pru()).get(image[1])
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"


def test_an_original_is_never_served() -> None:
    photo = a_photo()
    a_story(hero=photo)
    assert max_reads().get(f"/media/{photo.file.name}").status_code == 404
    assert re.fullmatch(r"originals/[0-9a-f]{32}\.jpg", photo.file.name)


def test_a_story_is_not_published_with_a_picture_that_somebody_cannot_hear() -> None:
    with pytest.raises(ValidationError, match="no alternative text"):
        actions.publish(story=a_draft(hero=a_photo(description="")))


def test_a_small_picture_is_never_blown_up() -> None:
    photo = a_photo(size=(300, 200))
    print_renditions(photo=photo)
    widths = photo.renditions.filter(filter_spec__startswith="width").values_list(
        "width", flat=True
    )
    assert set(widths) == {300}


def test_a_new_focal_point_makes_new_crops_and_forgets_the_old() -> None:
    photo = a_photo(size=(300, 200))
    print_renditions(photo=photo)
    photo.focal_point_x, photo.focal_point_y = 20, 20
    photo.focal_point_width = photo.focal_point_height = 10
    photo.save()
    assert Photo.objects.get(pk=photo.pk).printed_as == ""
    assert print_new_pictures() == 1
    crops = photo.renditions.filter(filter_spec__startswith="fill-")
    assert crops.count() == 5
    assert all(default_storage.exists(crop.file.name) for crop in crops)
    assert print_new_pictures() == 0


def test_one_picture_that_cannot_be_read_does_not_stop_the_others() -> None:
    lost, fine = a_photo("Lost"), a_photo("Fine")
    default_storage.delete(lost.file.name)
    assert print_new_pictures() == 1
    fine.refresh_from_db()
    assert fine.renditions.exists()
