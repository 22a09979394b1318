"""Authors' pages, and publishing by request."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from paper.cache import forget_pages
from paper.models import AUTHOR, Author, SectionPage, StoryPage, around, newest


def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show somebody and what they wrote."""
    person = get_object_or_404(Author, slug=slug)
    context: dict[str, Any] = {"author": person, "stories": newest().filter(author=person)[:AUTHOR]}
    return render(request, "paper/author.html", context | around())


@csrf_exempt
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a story as Wagtail's editor does: create, revision, publish; here, on loopback.

    The cache of this process is emptied then, as wagtail-cache's documentation has it.
    """
    item = json.loads(request.body)
    story = StoryPage(
        title=item["headline"],
        slug=item["slug"],
        date=timezone.now(),
        author=Author.objects.get(slug=item["author"]),
        standfirst=item["standfirst"],
        body="".join(f"<p>{text}</p>" for text in item["paragraphs"]),
        live=False,
    )
    SectionPage.objects.get(title=item["section"]).add_child(instance=story)
    story.save_revision(log_action=True).publish()
    forget_pages()
    return JsonResponse({"path": story.url})
