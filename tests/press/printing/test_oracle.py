"""Whatever is done to a paper, readers get what a fresh rendering says: byte for byte.

C3, K3. Random acts of several people, crashes of the press between them; then each stored
page and part is compared with a fresh rendering and with what Django answers live, the set
of pages with the catalogue, links, segments and public files with what there is.

``BROADSHEET_ORACLE_MINUTES=20`` goes on for so long, with longer sequences.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import time_machine
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from broadsheet.config import Config
from broadsheet.newsroom import tasks
from tests.factories import a_section, a_story, a_topic, ed, pru, rosa
from tests.pictures import a_photo
from tests.press.printing import audit, presses
from tests.press.printing.acts.base import BEGINNING
from tests.press.printing.acts.clockwork import ClockworkActs
from tests.press.printing.acts.desks import DeskActs
from tests.press.printing.acts.live import LiveActs
from tests.press.printing.acts.people import PeopleActs
from tests.press.printing.acts.stories import StoryActs

MINUTES = float(os.environ.get("BROADSHEET_ORACLE_MINUTES", "0"))
COMMON = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    print_blob=False,
)
IN_CI = settings(
    COMMON,
    max_examples=15,
    stateful_step_count=20,
    phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes: BROADSHEET_ORACLE_MINUTES
)
FOR_LONG = settings(COMMON, max_examples=25, stateful_step_count=50)


class Paper(StoryActs, LiveActs, DeskActs, PeopleActs, ClockworkActs):
    """A small paper. Each example begins with the same one, printed."""

    def __init__(self, publication: Config, kept: presses.Kept) -> None:
        super().__init__()
        self.press = presses.start(publication)
        presses.bring_back(self.press, kept)
        cache.clear()
        self.undo = transaction.atomic()
        self.undo.__enter__()

    def teardown(self) -> None:
        try:
            tasks.publish_due()
            tasks.withdraw_expired()
            presses.print_all(self.press)
            wrong = audit.everything(self.press)
            assert not wrong, "\n\n".join(wrong)
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)
            self.press.close()
            self.travel.stop()
            for folder in ("templates", "theme"):
                presses.forget_folder(self.press.config.directory / folder)
            presses.look_at_the_theme()


def a_small_paper() -> None:
    """Two sections, a sub-section, four stories, a topic, a picture, three people."""
    world, business = a_section("World"), a_section("Business")
    markets = a_section("Markets", under=business)
    for user in (rosa, ed, pru):
        user()
    a_story(section=world, topics=[a_topic()], hero=a_photo())
    for section in (world, business, markets):
        a_story(section=section)


def test_every_page_is_what_a_fresh_rendering_says(publication: Config, tmp_path: Path) -> None:
    press = presses.start(publication)
    with time_machine.travel(BEGINNING, tick=False):
        a_small_paper()
        presses.print_all(press)
        assert not audit.everything(press)
    kept = presses.keep(press, tmp_path / "kept")
    press.close()
    end = time.monotonic() + MINUTES * 60
    profile = FOR_LONG if MINUTES else IN_CI
    while True:
        run_state_machine_as_test(lambda: Paper(publication, kept), settings=profile)
        if time.monotonic() >= end:
            return
