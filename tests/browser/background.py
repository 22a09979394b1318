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
from broadsheet.newsroom.live import actions as live
from broadsheet.newsroom.planning import actions as planning
from broadsheet.newsroom.planning.notices import acts as notices
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


def cover() -> None:
    """Have a story be covered live; it is the oldest of all."""
    story = actions.publish(
        story=a_draft(
            "Bond night",
            slug="bond-night",
            kind="live",
            section=a_section("City"),
            body=[("paragraph", "<p>We are in the chamber.</p>")],
        ),
        first_published=clock.now() - timedelta(days=DAYS + 1),
    )
    live.open_coverage(story=story, by=None)
    factories.an_entry(story, "The roll is called.")


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


def plan() -> None:
    """Have a week planned: pitches, assignments, a story that is begun, one that is spiked.

    Nobody is told of it: others' walks look at dashboards and letters.
    """
    for person in (factories.rosa(), factories.tom()):
        notices.choose(user=person, letters="off", in_editor=False)
    monday = clock.now() - timedelta(days=clock.now().weekday())
    city, courts = a_section("City"), a_section("Courts")
    rosa, ed = factories.rosa(), factories.ed()
    hours = [monday.replace(hour=20, minute=0) + timedelta(days=day) for day in range(7)]
    a_plan, soon = factories.a_plan, timedelta(hours=14)
    a_plan("Tide gauge", section=city, due_at=hours[2], visuals="A map of the harbour")
    a_plan("School meals, a year on", section=city, by=ed)
    a_plan("Ferry sale", section=courts, to=rosa, due_at=hours[3], publish_at=hours[3] + soon)
    a_plan("Night buses", section=city, to=factories.tom(), due_at=hours[3], length=600)
    begun = a_plan("Lighthouse keeper", section=city, to=rosa, due_at=hours[4])
    planning.start(plan=begun, by=rosa)
    spiked = a_plan("Sand prices", section=city, by=ed)
    planning.spike(plan=spiked, reason="The agency has it.", by=ed)
