"""Clicks are counted where a newspaper wants that: by link and number, and never by reader."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from broadsheet.newsletters.models import Letter, Link, Number
from broadsheet.newsletters.sending import acts
from broadsheet.newsletters.tasks import send_numbers
from tests.factories import a_story, ada, desk_of, max_reads
from tests.newsletters.composing import a_letter, a_text, carrying
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.numbers import readers
from tests.newsletters.sending.office import Office, open_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings: Any) -> Any:
    with open_office(settings) as found:
        yield found


def sent(office: Office, **fields: Any) -> tuple[Number, list[set[str]]]:
    """A number with two stories, and the links that each of its two readers got."""
    on = a_list(held_minutes=0, **fields)
    readers(2, on=on)
    first, second = a_story("The harbour opens"), a_story("The harbour shuts")
    letter = a_letter(
        a_text(f'<a linktype="page" id="{first.pk}">It opens</a>'),
        carrying(first, size="lead"),
        carrying(second),
        on=on,
    )
    acts.send(number=letter.number, by=ada())
    send_numbers()
    bodies = [each.get_body(("html",)).get_content() for each in office.messages]
    return letter.number, [set(re.findall(r'href="([^"]+)"', body)) for body in bodies]


def test_nothing_is_counted_unless_somebody_wants_it(office: Office) -> None:
    number, links = sent(office)
    assert not any("/go/" in link for each in links for link in each)
    assert not Link.objects.exists()
    page = desk_of(ada()).get(f"/-/desk/sending/{number.pk}/").content.decode()
    assert "Clicks" not in page


def test_links_to_stories_are_the_same_for_all_and_summed(office: Office) -> None:
    number, links = sent(office, counts_clicks=True)
    ours = [{link for link in each if "/go/" in link} for each in links]
    assert ours[0] == ours[1]
    assert len(ours[0]) == Link.objects.count() == 2
    assert all(len([link for link in each if "/leave/" in link]) == 1 for each in links)
    text = Letter.objects.get().text
    first, second = Link.objects.all()
    assert first.path in text
    assert "/go/" not in text
    paths = {re.sub(r"^https?://[^/]+", "", link) for link in ours[0]}
    assert paths == {f"/-/newsletters/go/{each.pk}" for each in (first, second)}
    reader = max_reads()
    for _again in range(3):
        answer = reader.get(f"/-/newsletters/go/{first.pk}")
        assert (answer.status_code, answer["Location"]) == (302, first.path)
        assert "no-store" in answer["Cache-Control"]
        assert answer.cookies == {}
    assert reader.head(f"/-/newsletters/go/{second.pk}").status_code == 302
    reader.get(f"/-/newsletters/go/{second.pk}", HTTP_SEC_PURPOSE="prefetch")
    assert reader.get(first.path).status_code == 200
    assert list(Link.objects.values_list("clicks", flat=True)) == [3, 0]
    assert reader.get("/-/newsletters/go/999999").status_code == 404
    assert reader.post(f"/-/newsletters/go/{first.pk}").status_code == 405
    page = desk_of(ada()).get(f"/-/desk/sending/{number.pk}/").content.decode()
    assert re.search(rf">{first.path}</a></th><td>3</td>", page)


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", ""])
def test_no_link_of_ours_leads_out_of_the_paper(path: str) -> None:
    number = Number.objects.create(list=a_list())
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(number=number, path=path)
