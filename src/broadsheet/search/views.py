"""The search page: a plain form, answered by Django."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from broadsheet.fronts.page import meta, render_page, said
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Author, Section
from broadsheet.search.queries import Search, find, highlight, with_words

PER_PAGE = 15
LONGEST = 200


class SearchForm(forms.Form):
    """What can be asked for. Whatever can't be understood is left out of the question."""

    q = forms.CharField(required=False, max_length=LONGEST)
    section = forms.ModelChoiceField(
        Section.objects.none(), required=False, to_field_name="slug", blank=True
    )
    author = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["from"] = forms.DateField(required=False)
        self.fields["to"] = forms.DateField(required=False)
        public = [section.pk for section in newsroom.every_section()]
        self.fields["section"].queryset = Section.objects.filter(pk__in=public)  # type: ignore[attr-defined]


def _author(name: str) -> Author | None:
    return newsroom.authors().filter(name__icontains=name).first() if name else None


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Show what a search finds; without a question, the form."""
    # PostgreSQL takes no NUL, not even to look for it.
    typed = {name: str(request.GET[name]).replace("\x00", "") for name in request.GET}
    form = SearchForm(typed)
    form.is_valid()
    asked = form.cleaned_data
    question = Search(
        words=asked.get("q", "").strip(),
        section=asked.get("section"),
        author=_author(asked.get("author", "")),
        since=asked.get("from"),
        until=asked.get("to"),
    )
    results = find(question, zone=publication().zone) if question != Search() else []
    page_obj = Paginator(results, PER_PAGE).get_page(request.GET.get("page"))
    whole = with_words(page_obj)
    for story in page_obj:
        story.highlight = highlight(whole[story.pk], question.words)
    context = {
        "query": {name: typed.get(name, "") for name in form.fields},
        "results": page_obj.object_list,
        "page_obj": page_obj,
        "meta": meta(title=said(_("Search")), robots="noindex"),
    }
    return render_page(request, "pages/search.html", context)
