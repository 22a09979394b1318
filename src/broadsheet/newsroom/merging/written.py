"""What somebody wrote into a story's form, read as the form would have read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import QueryDict

from broadsheet.newsroom.comparing.differences import BODY, label_of
from broadsheet.newsroom.models import SetAside, Story


@dataclass
class Written:
    """The story as somebody wanted it, and what of their form can't be a story's.

    ``unread`` pairs the name of a field with the words in it, as they were sent.
    """

    story: Story
    unread: list[tuple[str, str]] = field(default_factory=list)


def written(kept: SetAside, *, alone: bool = False) -> Written:
    """Read a kept form. Words that break a rule of the form are read all the same.

    What the form doesn't hold at all is as it was in the revision that it was written on; or
    isn't there, if it is to be read ``alone``: by somebody who may not see that revision.
    """
    form = _form(kept, Story() if alone else _base(kept))
    unreadable = _without_what_cannot_be_read(form)
    form.is_valid()
    faulty = [name for name in form.errors if name in form.fields]
    formsets = [name for name, each in form.formsets.items() if not each.is_valid()]
    for name in formsets:
        del form.formsets[name]
    form.errors.clear()
    result = Written(form.save(commit=False))
    faulty = [name for name in faulty if not _taken_as_it_is(form, name, result.story)]
    for name in [*faulty, *unreadable, *formsets]:
        result.unread.extend((label_of(name), words) for words in _typed(kept, name))
    return result


_OF_A_BYLINE = re.compile(r"bylines-\d+-id")


def _form(kept: SetAside, base: Story) -> Any:
    """Return the editor's form with what was sent, over the revision that it was written on."""
    data = QueryDict(mutable=True)
    for name, values in kept.posted.items():
        if not name.startswith("action-"):
            data.setlist(name, values)
    if not base.pk:  # what is read alone has no bylines yet that could be meant
        data.update({name: "0" for name in data if name.endswith("-INITIAL_FORMS")})
        data.update({name: "" for name in data if _OF_A_BYLINE.fullmatch(name)})
    form: Any = Story.get_edit_handler().get_form_class()(
        data, instance=base, for_user=kept.owner, parent_page=base.get_parent() if base.pk else None
    )
    form.formsets.pop("comments", None)
    form.defer_required_fields()
    return form


def _base(kept: SetAside) -> Story:
    if kept.based_on:
        base: Story = kept.based_on.as_object()
        return base
    return kept.story.get_latest_revision_as_object() if kept.story else Story()


def _taken_as_it_is(form: Any, name: str, story: Story) -> bool:
    """Put the words of a field that broke a rule into the story; say whether it could be done."""
    value = form.fields[name].widget.value_from_datadict(form.data, form.files, name)
    kind = Story._meta.get_field(name)
    is_text = isinstance(kind, models.CharField | models.TextField) and not kind.choices
    if value is None or not (name == BODY or is_text):
        return False
    setattr(story, name, value)
    return True


def _without_what_cannot_be_read(form: Any) -> list[str]:
    """Take fields out that weren't sent, or not by the editor's script; return the latter."""
    unreadable = []
    for name, each in list(form.fields.items()):
        try:
            each.widget.value_from_datadict(form.data, form.files, name)
            is_there = not each.widget.value_omitted_from_data(form.data, form.files, name)
        except Exception:  # whichever of its errors: the script didn't send this
            unreadable.append(name)
            is_there = False
        if not is_there:
            del form.fields[name]
    for name in list(form.formsets):
        if f"{name}-TOTAL_FORMS" not in form.data:
            del form.formsets[name]
    return [name for name in unreadable if any(_typed_at(form.data, name))]


def _typed_at(data: Any, name: str) -> Iterator[str]:
    """Yield the names of what was sent for a field, and for the parts of one that has parts."""
    return (each for each in data if each == name or each.startswith(f"{name}-"))


_BOOKKEEPING = re.compile(r".*-(?:id|author|role|ORDER|DELETE|order|type|deleted|count|[A-Z_]+)")


def _typed(kept: SetAside, name: str) -> Iterator[str]:
    """Yield the words that were sent for a field: not the keys and numbers beside them."""
    for each in _typed_at(kept.posted, name):
        if not _BOOKKEEPING.fullmatch(each):
            yield from filter(None, kept.posted[each])


def comments_in(kept: SetAside) -> list[str]:
    """Return the comments that were written beside the text and not saved."""
    texts = {name: values[0] for name, values in kept.posted.items() if values}
    return [
        text
        for name, text in texts.items()
        if name.startswith("comments-")
        and name.endswith("-text")
        and text.strip()
        and not texts.get(name.removesuffix("text") + "id")
    ]
