"""The pictures of a paper that moves in: each with all that was said of it, or named."""

from __future__ import annotations

import pytest
from django.db import connection
from wagtail.contrib.redirects.models import Redirect as Old
from wagtail.models import ReferenceIndex

from broadsheet.lib.connector import Answer
from broadsheet.photos.models import Photo
from broadsheet.wire.moving.records import Picture, State
from broadsheet.wire.moving.report.addresses import answers_of
from tests.factories import max_reads
from tests.pictures import a_picture
from tests.wire.moving.paper import OLD, Moving, a_post, every_row, status

pytestmark = pytest.mark.django_db


def test_the_address_of_a_picture_that_readers_see_leads_to_it(moving: Moving) -> None:
    old = "/wp-content/uploads/2019/05/quay.jpg"
    moving.run(a_post(state=State.DRAFT, hero="7"))
    assert status(old) == (404, ""), "what no public story shows is no reader's"
    moving.run(a_post(hero="7"))
    code, there = status(old)
    assert code == 301
    assert there in max_reads().get(str(moving.story().address)).content.decode()
    [asked] = [each for each in answers_of(moving.moves[-1], moving.read()) if each.address == old]
    assert asked.is_right
    Old.objects.filter(redirect_link=there).update(redirect_link="/media/renditions/of-before.jpg")
    moving.run(a_post(hero="7"))
    assert status(old) == (301, there)


def test_pictures_in_a_text_come_with_what_was_said_of_them_whatever_their_size(
    moving: Moving,
) -> None:
    small = f"{OLD}/wp-content/uploads/2019/05/quay-300x200.jpg"
    lost = f"{OLD}/wp-content/uploads/2019/05/gone.jpg"
    body = f'<p>One.</p><figure><img src="{small}"><figcaption>Here</figcaption></figure>'
    gone = f'<figure><img src="{lost}" alt="Gone"><figcaption>What was there</figcaption></figure>'
    moving.run(a_post(body=f"{body}<p>Two.</p>{gone}"))
    blocks = [(block.block_type, block.value) for block in moving.story().body]
    kinds = [kind for kind, _value in blocks]
    assert kinds == ["paragraph", "picture", "paragraph", "paragraph"]
    assert "What was there" in str(blocks[3][1])
    photo = Photo.objects.get()
    assert blocks[1][1]["photo"] == photo
    assert ReferenceIndex.get_references_to(photo).count() == 1, "who deletes it is told"
    assert blocks[1][1]["caption"] == "Here"
    assert moving.of("picture", "7").outcome == "imported"
    assert moving.of("story", "1").data["lost_pictures"] == [lost]
    missing = moving.of("picture", "at 2019/05/gone.jpg")
    assert (missing.outcome, missing.why) == ("set aside", "it isn’t in the folder")


def test_no_server_that_is_slow_keeps_the_desk_from_writing(moving: Moving) -> None:
    held: list[int] = []
    outside = len(connection.savepoint_ids)  # the test's own transactions

    class Slow:
        def get(self, address: str) -> Answer:
            held.append(len(connection.savepoint_ids) - outside)
            gone = address.endswith("gone.jpg")
            return Answer(404 if gone else 200, {}, a_picture(size=(len(address), 50)), address)

    moving.connector = Slow()
    (moving.folder / "2019" / "05" / "quay.jpg").unlink()
    shown = f'<img src="{OLD}/wp-content/uploads/one.jpg"><img src="{OLD}/uploads/gone.jpg">'
    moving.run(a_post(body=f"<p>Look.</p>{shown}", hero="7"))
    assert held == [0] * 3
    assert moving.story().hero.title == "quay"
    assert moving.of("picture", "at one.jpg").outcome in {"imported", "merged"}
    assert moving.of("picture", "at gone.jpg").why == "the server answers 404"


def test_a_picture_that_no_story_shows_comes_too(moving: Moving) -> None:
    moving.run()
    assert Photo.objects.get().title == "quay"


def test_pictures_that_can_be_had_only_later_come_into_their_stories_then(moving: Moving) -> None:
    late = f"{OLD}/wp-content/uploads/2019/05/late.jpg"
    posts = [a_post(n, n, body=f'<p>One.</p><img src="{late}">') for n in ("1", "2")]
    moving.run(*posts)
    edited = moving.story("2")
    edited.standfirst = "Ed wrote this."
    edited.save_revision()
    (moving.folder / "2019" / "05" / "late.jpg").write_bytes(a_picture(size=(80, 50)))
    moving.run(*posts)
    kinds = [[block.block_type for block in moving.story(n).body] for n in ("1", "2")]
    assert kinds == [["paragraph", "picture"], ["paragraph"]], "what was edited is left alone"
    assert "lost_pictures" not in moving.of("story", "1").data
    before = every_row()
    moving.run(*posts)
    assert every_row() == before


def test_an_address_that_is_none_costs_its_picture_alone(moving: Moving) -> None:
    moving.records.append(Picture(key="8", url="http://[", title="nowhere"))
    moving.run(a_post(body='<p>Look.</p><img src="http://[old">', hero="8"))
    assert moving.story().live
    assert moving.of("story", "1").data["lost_pictures"] == ["http://[old", "http://["]
    assert moving.of("picture", "8").outcome == "set aside"
