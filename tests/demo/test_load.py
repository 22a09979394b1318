"""The demo is a whole paper: made once, gone on with when cut short, each page of it there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from broadsheet.demo import load
from broadsheet.demo.load import load_edition
from broadsheet.demo.reading import Edition
from broadsheet.fronts.models import Pick
from broadsheet.masthead.models import Publication
from broadsheet.newsletters.models import List
from broadsheet.newsroom import actions, queries
from broadsheet.newsroom.models import Author, Section, Story
from broadsheet.photos.models import Attachment, Photo, Rendition
from tests.factories import a_paper, max_reads

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
"""Noon in New York."""


def quiet(_line: str) -> None:
    """Say nothing."""


def everything() -> dict[str, int]:
    kinds = (Story, Photo, Rendition, Attachment, Author, Section, Pick, List)
    return {kind.__name__: kind.objects.count() for kind in kinds}


@pytest.fixture
def published(sample: Edition) -> Edition:
    with time_machine.travel(NOON, tick=False):
        load_edition(quiet, sample)
    return sample


@pytest.mark.usefixtures("published")
@time_machine.travel(NOON)
def test_each_page_of_the_demo_answers() -> None:
    addresses = [story.address for story in queries.published()]
    standing = ["/", "/world/", "/world/asia/", "/city/", "/about/", "/authors/", "/topics/"]
    people = ["/authors/mara-ellison/", "/topics/tides/", "/corrections/", "/2026/11/24/"]
    for address in [*addresses, *standing, *people]:
        assert max_reads().get(address).status_code == 200, address


@pytest.mark.usefixtures("published")
def test_a_story_came_out_when_the_edition_says_and_its_address_says_that_day() -> None:
    market, quay = Story.objects.order_by("published_at")
    assert market.published_at == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    assert market.address == "/2026/11/23/night-market/"
    assert quay.address == "/2026/11/24/quay-opens/"
    assert quay.changed_at == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    assert str(quay.corrected_on) == "2026-11-24"


@pytest.mark.usefixtures("published")
def test_a_story_shows_every_kind_of_block_with_what_it_names() -> None:
    quay = Story.objects.get(slug="quay-opens")
    blocks = {block.block_type: block.value for block in quay.body}
    assert blocks["also_read"]["story"].specific == Story.objects.get(slug="night-market")
    assert blocks["picture"]["photo"].description == "Boats at a quay."
    assert blocks["video"]["captions"].original_name == "harbour.vtt"
    assert len(blocks) == 22


def test_loading_again_adds_nothing(published: Edition) -> None:
    before = everything()
    assert load_edition(quiet, published) == 0
    assert everything() == before


def test_a_load_that_was_cut_short_goes_on_where_it_was(sample: Edition, monkeypatch) -> None:
    def publish_one(story, record, desk, now, do=load._publish) -> None:
        if story.slug == "quay-opens":
            raise KeyboardInterrupt
        do(story, record, desk, now)

    with monkeypatch.context() as patch:
        patch.setattr(load, "_publish", publish_one)
        with pytest.raises(KeyboardInterrupt):
            load_edition(quiet, sample)
    before = everything()
    assert load_edition(quiet, sample) == 1
    assert queries.published().count() == 2
    assert {**everything(), "Pick": 0} == {**before, "Pick": 0}


def test_the_demo_gives_an_empty_paper_its_name_and_a_kept_one_keeps_its_own(
    sample: Edition,
) -> None:
    home = a_paper(name="The Demo Gazette", timezone="UTC")
    load_edition(quiet, sample)
    paper = Publication.objects.get()
    home.refresh_from_db()
    assert (paper.name, home.title, paper.timezone) == (
        "The Harbour Courier",
        "The Harbour Courier",
        "America/New_York",
    )
    paper.name = "Our Own Courier"
    paper.save()
    Story.objects.get(slug="night-market").delete()
    load_edition(quiet, sample)
    assert Publication.objects.get().name == "Our Own Courier"


def test_a_story_that_somebody_has_withdrawn_stays_away(published: Edition) -> None:
    actions.withdraw(story=Story.objects.get(slug="night-market"))
    load_edition(quiet, published)
    assert queries.published().count() == 1
