"""What is done to sections, standing pages, fronts and the publication itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from broadsheet.fronts import actions as fronts
from broadsheet.fronts.models import Front, Pick, Place
from broadsheet.lib import clock
from broadsheet.masthead.models import InformationPage, Policy, Publication
from broadsheet.newsroom import actions
from broadsheet.photos.models import Photo
from tests.press.printing.acts.base import ANY, Acts

SETTINGS: dict[str, tuple[Any, ...]] = {
    "name": ("The Courier", "The Evening Courier"),
    "tagline": ("", "News of the harbour"),
    "place": ("New York", "Lisbon"),
    "timezone": ("America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"),
    "language": ("en", "de", "ar"),
    "accent_colour": ("", "#aa0000"),
    "units": ("celsius", "fahrenheit"),
    "email": ("", "desk@example.org"),
    "admit_ai_crawlers": (True, False),
    "show_versions": ("always", "corrected"),
    "corrections_stand": ("top", "foot"),
    "updates_stand": ("top", "foot"),
}
ADDRESSES = ("/old-place", "/2019/05/an-old-story", "/a:b:c:d", "/café", "/index.php?p=7")
POSITIONS = ("first-child", "last-child")


class DeskActs(Acts):
    """Everything that stands rather than happens."""

    @rule(under=ANY, nested=st.booleans())
    def open_section(self, under: int, nested: bool) -> None:
        number = self.next()
        parent = self.section(under) if nested else self.home()
        self.act(
            lambda: actions.open_section(
                parent=parent, title=f"Section {number}", slug=f"section-{number}"
            )
        )

    @rule(choice=ANY, what=st.sampled_from(("title", "slug", "description")), live=st.booleans())
    def edit_section(self, choice: int, what: str, live: bool) -> None:
        section = self.section(choice).get_latest_revision_as_object()
        setattr(section, what, f"renamed-{self.next()}")
        self.act(lambda: self.save_page(section, live))

    @rule(choice=ANY)
    def close_section(self, choice: int) -> None:
        section = self.section(choice)
        self.act(section.unpublish if section.live else section.save_revision().publish)

    @rule(choice=ANY, where=ANY, nested=st.booleans(), position=st.sampled_from(POSITIONS))
    def move_section(self, choice: int, where: int, nested: bool, position: str) -> None:
        section, under = self.section(choice), self.section(where)
        goal = under if nested else self.home()
        if goal != section and not goal.is_descendant_of(section):
            self.act(lambda: section.move(goal, pos=position))

    @rule(choice=ANY)
    def delete_section(self, choice: int) -> None:
        section = self.section(choice)
        if not section.get_children().exists() and self.home().get_children().count() > 1:
            self.act(section.delete)

    @rule(choice=ANY)
    def keep_section_from_readers(self, choice: int) -> None:
        section = self.section(choice)
        restriction = PageViewRestriction.objects.filter(page=section).first()
        login = PageViewRestriction(page=section, restriction_type="login")
        self.act(restriction.delete if restriction else login.save)

    @rule(purpose=st.sampled_from(Policy.values))
    def write_standing_page(self, purpose: str) -> None:
        number = self.next()
        page = InformationPage(title=f"Page {number}", slug=f"page-{number}", purpose=purpose)
        self.act(lambda: self.home().add_child(instance=page))

    @rule(choice=ANY, what=st.sampled_from(("title", "slug", "intro", "body")), live=st.booleans())
    def edit_standing_page(self, choice: int, what: str, live: bool) -> None:
        if found := self.one(InformationPage.objects, choice):
            page = found.get_latest_revision_as_object()
            setattr(page, what, f"edited-{self.next()}")
            self.act(lambda: self.save_page(page, live))

    @rule(choice=ANY, position=st.sampled_from(POSITIONS))
    def reorder_standing_page(self, choice: int, position: str) -> None:
        if page := self.one(InformationPage.objects, choice):
            self.act(lambda: page.move(self.home(), pos=position))

    @rule(choice=ANY, for_ever=st.booleans())
    def take_standing_page_down(self, choice: int, for_ever: bool) -> None:
        if page := self.one(InformationPage.objects, choice):
            back = page.save_revision().publish
            self.act(page.delete if for_ever else page.unpublish if page.live else back)

    def save_page(self, page: Any, live: bool) -> None:
        page.full_clean()
        revision = page.save_revision()
        if live:
            revision.publish()

    @rule(what=st.sampled_from(sorted(SETTINGS)), choice=ANY)
    def change_publication(self, what: str, choice: int) -> None:
        paper = Publication.load()
        setattr(paper, what, SETTINGS[what][choice % len(SETTINGS[what])])
        self.act(paper.save)

    @rule(choice=ANY)
    def change_logo(self, choice: int) -> None:
        paper = Publication.load()
        paper.logo = self.one(Photo.objects, choice) if choice % 3 else None
        self.act(paper.save)

    @rule(what=st.sampled_from(("title", "slug")))
    def rename_home(self, what: str) -> None:
        home = self.home()
        setattr(home, what, f"home-{self.next()}")
        self.act(lambda: self.save_page(home, True))

    @rule(name=st.sampled_from(("paper.example", "localhost")))
    def rename_site(self, name: str) -> None:
        site = Site.objects.get()
        site.hostname = name
        self.act(site.save)

    @rule(section=ANY, stories=st.lists(ANY, max_size=4), place=st.sampled_from(Place.values))
    def arrange(self, section: int, stories: list[int], place: str) -> None:
        where = self.section(section) if section % 2 else None
        picks = [story for story in map(self.story, stories) if story]
        self.act(lambda: fronts.arrange(section=where, picks={place: picks}))

    @rule(choice=ANY, minutes=st.sampled_from((5, 60, 24 * 60)))
    def end_pick(self, choice: int, minutes: int) -> None:
        if pick := self.one(Pick.objects, choice):
            pick.ends_at = clock.now() + timedelta(minutes=minutes)
            self.act(pick.save)

    @rule(choice=ANY, for_ever=st.booleans())
    def take_front_down(self, choice: int, for_ever: bool) -> None:
        if front := self.one(Front.objects, choice):
            self.act(front.delete if for_ever else front.unpublish)

    @rule(old=st.sampled_from(ADDRESSES), to=ANY)
    def lead_from_an_old_address(self, old: str, to: int) -> None:
        page = self.story(to) if to % 2 else self.section(to)
        self.act(lambda: self.redirect(old, page))

    def redirect(self, old: str, page: Any) -> None:
        path = Redirect.normalise_path(old)
        found = Redirect.objects.filter(old_path=path).first() or Redirect(old_path=path)
        found.redirect_page, found.redirect_link = page, "" if page else "https://example.org/"
        found.save()

    @rule(choice=ANY, old=st.sampled_from(ADDRESSES))
    def correct_an_old_address(self, choice: int, old: str) -> None:
        path = Redirect.normalise_path(old)
        redirect = self.one(Redirect.objects, choice)
        if redirect and not Redirect.objects.filter(old_path=path).exists():
            redirect.old_path = path
            self.act(redirect.save)

    @rule(choice=ANY)
    def forget_an_old_address(self, choice: int) -> None:
        if redirect := self.one(Redirect.objects, choice):
            self.act(redirect.delete)
