"""Time passes, somebody changes the theme, the press prints, breaks, and starts again."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from datetime import time as hour
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import rule

from broadsheet.lib import clock
from broadsheet.lib.failpoints import Broken
from broadsheet.masthead.models import Publication
from broadsheet.press.work import Press
from tests.press.printing import presses
from tests.press.printing.acts.base import ANY, Acts

PLACES = ("press.before_store", "press.after_store", "press.after_notes")
OWN_FILES = {
    "theme/extra.css": "body{{outline:{number}px}}",
    "templates/parts/strip.html": "<p>{number} {{{{ strip.date }}}}</p>",
    "theme/templates/pages/410.html": "<p>Gone, {number}.</p>",
}


class ClockworkActs(Acts):
    """Whatever happens by itself."""

    press: Press

    @rule(minutes=st.sampled_from((1, 7, 65, 185, 26 * 60, 49 * 60)))
    def time_passes(self, minutes: int) -> None:
        self.pass_time(timedelta(minutes=minutes))

    @rule(seconds=st.sampled_from((-1, 0, 1)))
    def midnight_comes(self, seconds: int) -> None:
        """Until a second before, the second of, or a second after midnight in the paper's zone."""
        zone = Publication.load().zone
        tomorrow = clock.today(zone) + timedelta(days=1)
        midnight = datetime.combine(tomorrow, hour.min, tzinfo=zone)
        self.pass_time(midnight - self.now + timedelta(seconds=seconds))

    @rule(name=st.sampled_from(sorted(OWN_FILES)), there=st.booleans())
    def change_theme(self, name: str, there: bool) -> None:
        path = self.press.config.directory / name
        if there:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(OWN_FILES[name].format(number=self.next()))
            touch(path, self.next())
        else:
            path.unlink(missing_ok=True)
        presses.look_at_the_theme()

    @rule()
    def press_prints(self) -> None:
        self.press.print_one()

    @rule(place=st.sampled_from(PLACES), act=st.sampled_from(("raise", "full")))
    def press_breaks(self, place: str, act: str) -> None:
        """The press ends at some place, and another is started."""
        with presses.broken(place, act):
            try:
                self.press.print_one()
            except (Broken, OSError):
                self.start_again()

    @rule(again=ANY)
    def press_is_started_again(self, again: int) -> None:
        self.start_again()

    def start_again(self) -> None:
        """Start another press in the place of this one."""
        self.press.close()
        self.press = presses.start(self.press.config)


def touch(path: Path, number: int) -> None:
    """Give a file a time of its own: two changes within one tick of a clock look the same."""
    os.utime(path, ns=(number * 10**9, number * 10**9))
