"""Pages, as Wagtail's tutorial makes them: a home, sections, stories; authors are snippets."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

LATEST, DONT_MISS, FRONT, SECTION_BLOCK, SECTION, AUTHOR = 6, 4, 7, 4, 24, 20


@register_snippet
class Author(models.Model):
    """One who signs stories."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)
    life = models.TextField()

    def __str__(self) -> str:
        return self.name


def newest() -> Any:
    """Return the public stories, the newest first."""
    stories = StoryPage.objects.live().order_by("-date")
    return stories.select_related("author").defer("body")


def around() -> dict[str, Any]:
    """Return what stands on every page."""
    return {
        "sections": SectionPage.objects.live().order_by("path"),
        "latest": newest()[:LATEST],
        "dont_miss": newest().filter(pick=True)[:DONT_MISS],
    }


class HomePage(Page):
    """The front."""

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Bring the newest stories, and some of each section."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs) | around()
        context["stories"] = newest()[:FRONT]
        context["blocks"] = [
            (section, newest().child_of(section)[:SECTION_BLOCK]) for section in context["sections"]
        ]
        return context


class SectionPage(Page):
    """A section's front."""

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Bring the section's newest stories."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs) | around()
        return context | {"stories": newest().child_of(self)[:SECTION]}


class StoryPage(Page):
    """A story."""

    date = models.DateTimeField(db_index=True)
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="stories")
    standfirst = models.TextField()
    body = RichTextField()
    pick = models.BooleanField(default=False)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Bring what stands around it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | around() | {"section": self.get_parent()}
