"""The pages on which somebody finds words of theirs that weren't saved, and merges them. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from broadsheet.newsroom.actions import let_words_go, put_words_away, save_merge
from broadsheet.newsroom.comparing.differences import everything_said
from broadsheet.newsroom.merging.merge import Undecided, merged
from broadsheet.newsroom.merging.two_texts import MINE, TwoTexts
from broadsheet.newsroom.merging.written import comments_in, written
from broadsheet.newsroom.models import SetAside, Story
from broadsheet.newsroom.saving.staleness import Stale


def texts(request: HttpRequest) -> HttpResponse:
    """List the texts of the person who asks: those that wait, and those put away or merged."""
    mine = SetAside.objects.filter(owner=request.user).select_related("story", "merged_into")
    context = {"texts": mine.order_by("settled_at", "-kept_at")[:200]}
    return TemplateResponse(request, "newsroom/unmerged_texts.html", context)


def two_texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show words that weren't saved beside the story as it is; merge them, or put them away.

    Nobody gets another's. Who may not edit the story any more sees their own words alone.
    """
    kept = get_object_or_404(SetAside.objects.select_related("story"), pk=pk, owner=request.user)
    if "put_away" in request.POST:
        put_words_away(kept=kept)
        messages.success(request, _("Your text was put away. You find it under “Unmerged texts”."))
        return redirect("unmerged_texts")
    if kept.story is None or not may_merge(request.user, kept):
        return TemplateResponse(request, "newsroom/own_words.html", _own_words(request.user, kept))
    two = TwoTexts(kept, kept.story)
    if request.method == "POST":
        return _merge(request, two)
    return show(request, two)


def may_merge(user: Any, kept: SetAside) -> bool:
    """Say whether this person may see and change the story that their words were written into."""
    story = kept.story
    if story is None or kept.merged_into_id or not story.permissions_for_user(user).can_edit():
        return False
    lock = story.get_lock()
    return not (lock and lock.for_user(user))


def answer_a_stale_save(request: HttpRequest, kept: SetAside, story: Story) -> HttpResponse:
    """Show both texts instead of saving (409); or go on, where they turn out to be the same."""
    two = TwoTexts(kept, story)
    if not (two.rows or two.comments or two.written.unread):
        let_words_go(kept=kept)
        messages.info(request, _("The story says already what you wrote: nothing was changed."))
        return redirect("wagtailadmin_pages:edit", story.pk)
    return show(request, two, status=409)


def show(
    request: HttpRequest, two: TwoTexts, *, status: int = 200, problems: Any = ()
) -> HttpResponse:
    """Show the two texts and ask which to take of each."""
    context = {"two": two, "kept": two.kept, "problems": problems}
    return TemplateResponse(request, "newsroom/two_texts.html", context, status=status)


def _merge(request: HttpRequest, two: TwoTexts) -> HttpResponse:
    for row in two.rows:
        chosen = request.POST.get(row.name, row.chosen)
        row.chosen = MINE if "all_mine" in request.POST else chosen
        row.own_words = request.POST.get(f"{row.name}.own", row.own_words)
    try:
        if request.POST.get("onto", "") != two.onto:
            raise Stale
        story = merged(two)
        save_merge(kept=two.kept, merged=story, onto=two.onto, by=request.user)
    except Stale:
        words = _("The story was saved again while you chose. Look at what differs now.")
        return show(request, two, status=409, problems=[words])
    except Undecided:
        words = _("Choose for each part which text to take. Nothing was saved yet.")
        return show(request, two, status=400, problems=[words])
    except ValidationError as error:
        return show(request, two, status=400, problems=error.messages)
    messages.success(
        request,
        _("The merged text is saved as a draft. Nothing was published: look it over."),
    )
    return redirect("wagtailadmin_pages:edit", two.theirs.pk)


def _own_words(user: Any, kept: SetAside) -> dict[str, Any]:
    """Return what the person wrote themself, and whether it is a lock that keeps it out."""
    mine = written(kept, alone=True)
    return {
        "kept": kept,
        "locked": bool(kept.story and kept.story.permissions_for_user(user).can_edit()),
        "words": [*everything_said(mine.story), *mine.unread],
        "comments": comments_in(kept),
    }
