"""X2: what is no address is refused where it is typed, with a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from broadsheet.masthead.models import Publication
from broadsheet.newsroom.blocks import BodyBlock
from broadsheet.newsroom.models import Author, Section, Story
from broadsheet.topics.models import Topic
from tests.factories import a_story, desk_of, max_reads, pru
from tests.hostile.corpus import redirects, storable
from tests.hostile.pen import ADDRESSES, SHORT

NO_ADDRESSES = [each for each in ADDRESSES if not each.startswith("https://")]
SLUGS = [*SHORT, "a b", "../etc", "a/b", "%2f", "a\x00b", "a?b", "a#b", "‮txt", "a;b", "."]


def links(block: Any) -> Iterator[blocks.URLBlock]:
    """Yield every field of a block that takes an address."""
    if isinstance(block, blocks.URLBlock):
        yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *filter(None, [getattr(block, "child_block", None)])]:
        yield from links(child)


def test_every_block_that_takes_an_address_refuses_what_is_none() -> None:
    found = [*links(BodyBlock()), *links(Publication._meta.get_field("profiles").stream_block)]
    assert len(found) == 4
    for block in found:
        for address in (*NO_ADDRESSES, *storable(), *redirects()):
            if address.startswith(("http://", "https://", "ftp://")) or "." in address[:1]:
                continue
            try:
                taken = block.clean(address)
            except ValidationError:
                continue
            assert not address or taken.startswith(("http", "ftp")), address


@pytest.mark.django_db
@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_an_author_is_elsewhere_only_on_the_web(address: str) -> None:
    """Found by this test: “elsewhere” took javascript:, and readers could follow it."""
    a_story()
    author = Author.objects.get()
    form = {"name": "Mara", "slug": "mara", "kind": "staff", "role": "", "life": "", "email": ""}
    form |= {"portrait": "", "user": "", "links": f"https://paper.example/mara\n{address}"}
    edit = f"/-/desk/snippets/broadsheet_newsroom/author/edit/{author.pk}/"
    answer = desk_of(pru()).post(edit, form)
    assert answer.status_code == 200
    assert "is no address of the web" in answer.content.decode()
    Author.objects.update(links=form["links"])
    page = max_reads().get(author.url).content.decode()
    assert "https://paper.example/mara" in page
    assert "javascript:" not in page.lower().replace("\t", "")


@pytest.mark.django_db
def test_what_is_no_part_of_an_address_is_none_for_any_page() -> None:
    for slug in SLUGS:
        for thing in (Story(slug=slug), Section(slug=slug), Author(slug=slug), Topic(slug=slug)):
            with pytest.raises(ValidationError) as refused:
                thing.clean_fields()
            assert "slug" in refused.value.message_dict, slug


@pytest.mark.django_db
def test_the_papers_colour_is_a_colour() -> None:
    paper = Publication.load()
    for colour in (*SHORT, "#12345g", "red", "#123456\n", "}</style><script>alert(1)</script>"):
        paper.accent_colour = colour
        with pytest.raises(ValidationError):
            paper.clean_fields()
