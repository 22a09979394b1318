"""What a paper has before the walk begins: a week of stories, and the pages that stand.

Called inside a publication, by its own command.
"""

from __future__ import annotations

from datetime import timedelta

from broadsheet.lib import clock
from broadsheet.masthead.models import HomePage, InformationPage
from broadsheet.newsletters.actions import write_number
from broadsheet.newsletters.models import List
from broadsheet.newsroom import actions
from tests import factories
from tests.factories import a_draft, a_section

DAYS = 12
STANDING = ("About us", "Contact", "Ethics", "Privacy")


def publish() -> None:
    """Publish a story a day, the newest yesterday's, and four standing pages."""
    now = clock.now()
    for number in range(1, DAYS + 1):
        actions.publish(
            story=a_draft(
                f"Tide table for day {number}",
                slug=f"tide-{number}",
                section=a_section("City"),
                standfirst="High water twice, low water twice.",
            ),
            first_published=now - timedelta(days=number),
        )
    home = HomePage.objects.get()
    for title in STANDING:
        page = InformationPage(title=title, slug=title.lower().replace(" ", "-"))
        home.add_child(instance=page).save_revision().publish()


def hire() -> None:
    """Have Pru, somebody whose way in other tests don't use, and somebody to write beside."""
    factories.pru()
    factories.tom()
    factories.an_author("Ed Ames", user=factories.ed())


def ask_for_steps() -> None:
    """Have one section's stories go through desk and copy, and the people there who are asked."""
    courts = a_section("Courts")
    factories.a_way(courts)
    factories.dina(courts)
    factories.cora()
    factories.an_author("Rosa Lind", user=factories.rosa())


def write_a_number() -> None:
    """Have a first number of the paper's newsletter stand ready; it goes as soon as it is sent."""
    List.objects.update(held_minutes=0)
    write_number(
        on=List.objects.get(),
        language="en",
        subject="The harbour this week",
        body=[("text", "<p>High water twice, low water twice.</p>")],
    )
