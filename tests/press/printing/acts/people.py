"""What is done to authors, topics, pictures and newsletters; and the weather."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile
from hypothesis import strategies as st
from hypothesis.stateful import rule

from broadsheet.fronts.actions import note_weather
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.lib import clock
from broadsheet.newsletters.actions import open_list
from broadsheet.newsletters.models import List
from broadsheet.newsroom.models import Author
from broadsheet.photos.models import Photo
from broadsheet.photos.tasks import print_new_pictures
from broadsheet.topics.models import Topic
from tests.pictures import a_picture
from tests.press.printing.acts.base import ANY, Acts


class PeopleActs(Acts):
    """Who writes, what about, and with which pictures."""

    @rule()
    def hire_author(self) -> None:
        number = self.next()
        author = Author(name=f"Author {number}", slug=f"author-{number}")
        self.act(author.save)

    @rule(choice=ANY, what=st.sampled_from(("name", "slug", "life", "role", "email", "links")))
    def edit_author(self, choice: int, what: str) -> None:
        author, number = self.one(Author.objects, choice), self.next()
        odd = {"email": f"a{number}@example.org", "links": f"https://example.org/{number}"}
        setattr(author, what, odd.get(what, f"author-{number}"))
        self.act(author.save)

    @rule(choice=ANY, photo=ANY)
    def change_portrait(self, choice: int, photo: int) -> None:
        author = self.one(Author.objects, choice)
        author.portrait = self.one(Photo.objects, photo) if photo % 3 else None
        self.act(author.save)

    @rule(choice=ANY)
    def dismiss_author(self, choice: int) -> None:
        if author := self.one(Author.objects.filter(bylines=None), choice):
            self.act(author.delete)

    @rule(kind=st.sampled_from(("person", "place", "subject")))
    def name_topic(self, kind: str) -> None:
        number = self.next()
        topic = Topic(name=f"Topic {number}", slug=f"topic-{number}", kind=kind)
        self.act(topic.save)

    @rule(choice=ANY, what=st.sampled_from(("name", "slug", "description")))
    def edit_topic(self, choice: int, what: str) -> None:
        if topic := self.one(Topic.objects, choice):
            setattr(topic, what, f"topic-{self.next()}")
            self.act(topic.save)

    @rule(choice=ANY)
    def drop_topic(self, choice: int) -> None:
        if topic := self.one(Topic.objects, choice):
            self.act(topic.delete)

    @rule()
    def take_in_picture(self) -> None:
        number = self.next()
        photo = Photo(title=f"Picture {number}", description=f"What is to be seen, {number}")
        photo.file = ContentFile(a_picture(size=(40 + number % 9, 30)), name=f"{number}.jpg")
        self.act(photo.save)

    @rule(choice=ANY, what=st.sampled_from(("description", "caption", "credit")))
    def describe_picture(self, choice: int, what: str) -> None:
        if photo := self.one(Photo.objects, choice):
            setattr(photo, what, f"Words {self.next()}")
            self.act(photo.save)

    @rule(choice=ANY, x=st.integers(5, 30))
    def focus_picture(self, choice: int, x: int) -> None:
        if photo := self.one(Photo.objects, choice):
            photo.focal_point_x, photo.focal_point_y = x, 10
            photo.focal_point_width = photo.focal_point_height = 4
            self.act(photo.save)

    @rule(choice=ANY)
    def replace_picture(self, choice: int) -> None:
        """As Wagtail's form does it: the old sizes go with the old file."""
        if photo := self.one(Photo.objects, choice):
            data = a_picture(size=(50, 30 + self.next() % 9))
            photo.file = ContentFile(data, name="new.jpg")

            def save() -> None:
                photo.save()
                photo.renditions.all().delete()

            self.act(save)

    @rule(choice=ANY)
    def drop_picture(self, choice: int) -> None:
        if photo := self.one(Photo.objects, choice):
            self.act(photo.delete)

    @rule()
    def worker_comes_round(self) -> None:
        print_new_pictures()

    @rule()
    def offer_newsletter(self) -> None:
        number = self.next()
        self.act(lambda: open_list(name=f"Letter {number}", slug=f"letter-{number}"))

    @rule(choice=ANY, what=st.sampled_from(("name", "description", "is_open")))
    def edit_newsletter(self, choice: int, what: str) -> None:
        if letter := self.one(List.objects, choice):
            words = f"Letter {self.next()}"
            setattr(letter, what, not letter.is_open if what == "is_open" else words)
            self.act(letter.save)

    @rule(celsius=st.sampled_from((None, -6.6, 4.0)), ago=st.integers(-60, 200))
    def read_thermometer(self, celsius: float | None, ago: int) -> None:
        at = clock.now() - timedelta(minutes=ago)
        state = WeatherState(celsius=celsius, observed_at=at if celsius is not None else None)
        self.act(lambda: note_weather(state=state))
