"""The page on which a brief is written. Thin."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from broadsheet.newsroom.actions import write_brief
from broadsheet.newsroom.brief.form import BriefForm, sections_of
from broadsheet.newsroom.holds import Held, NotReady
from broadsheet.photos.models import Photo


def brief(request: HttpRequest) -> HttpResponse:
    """Write a brief; keep it as a draft, or publish it.

    Where it can't be published, everything stays on the page, the picture too. Raises
    PermissionDenied for somebody who may begin no story.
    """
    sections = sections_of(request.user)
    if not sections:
        raise PermissionDenied
    posted = request.POST.copy() if request.method == "POST" else None
    form = BriefForm(posted, request.FILES or None, user=request.user)
    photo = None
    if posted is not None:
        valid = form.is_valid()
        photo = form.keep_picture(title=form.cleaned_data.get("title", ""))
        posted["photo"] = str(photo.pk) if photo else ""
        answer = _written(form, photo, request) if valid else None
        if answer:
            return answer
    may_publish = any(each.permissions_for_user(request.user).can_publish() for each in sections)
    context = {"form": form, "photo": photo, "may_publish": may_publish}
    return TemplateResponse(request, "newsroom/brief.html", context)


def _written(form: BriefForm, photo: Photo | None, request: HttpRequest) -> HttpResponse | None:
    said = form.cleaned_data
    words = {name: said[name] for name in ("title", "section", "author")}
    words["text"] = said["body"]
    out = "publish" in request.POST
    if out and not said["section"].permissions_for_user(request.user).can_publish():
        form.add_error("section", _("You may write in this section, not publish. Keep a draft."))
        return None
    try:
        story = write_brief(
            **words,
            photo=photo,
            by=request.user,
            publish_it=out,
            skip_because=said["skip_reason"],
        )
    except NotReady as why:
        form.asks_to_skip = True
        form.add_error("skip_reason", str(why))
        return None
    except (ValidationError, Held) as error:
        problems = error.messages if isinstance(error, ValidationError) else [str(error)]
        form.add_error(None, ValidationError(problems))
        return None
    if out:
        return redirect("press_page", story.pk)
    messages.success(request, _("The brief is kept as a draft."))
    return redirect("wagtailadmin_pages:edit", story.pk)
