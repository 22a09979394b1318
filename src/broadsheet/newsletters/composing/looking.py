"""A number as its readers would have it: on a phone, a desk, in the dark and as text."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from broadsheet.fronts.page import absolute
from broadsheet.newsletters import actions
from broadsheet.newsletters.models import Letter, Number, NumberState
from broadsheet.newsletters.rendering import fill, rough
from broadsheet.newsletters.sending import desk

RIGHT = "broadsheet_newsletters.view_number"
RIGHT_TO_WRITE = "broadsheet_newsletters.change_number"

SCREENS = {"phone": False, "phone-dark": True, "desk": False, "desk-dark": True}
"""The frames of the page, and which of them are dark."""

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'self';"
    " frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)
"""A frame runs nothing and sends nothing. It has our origin so that the staff's pictures come."""

LISTS = "/newsletters/"
_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)")


class TestForm(forms.Form):
    """To whom of the staff a test goes."""

    to = forms.CharField(
        label=gettext_lazy("To"),
        max_length=1400,
        help_text=gettext_lazy(
            "Up to five addresses of people who work here, with commas between them."
        ),
    )

    def addresses(self) -> list[str]:
        """Return what was typed, address by address."""
        return [each for each in re.split(r"[\s,;]+", self.cleaned_data["to"]) if each]


def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a number in its frames, and what keeps it from going out; send a test of it."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    number = get_object_or_404(Number.objects.select_related("list"), pk=pk)
    letters = list(number.letters.all())
    letter = _chosen(letters, request.GET.get("letter", ""))
    form = TestForm(request.POST or None, initial={"to": getattr(request.user, "email", "")})
    if request.method == "POST" and letter and _send_test(request, letter, form):
        return redirect(request.get_full_path())
    drawn, problems = rough(letter) if letter else (None, [])
    context = {
        "number": number,
        "letters": letters,
        "letter": letter,
        "text": drawn.text if drawn else "",
        "size": len(drawn.html.encode()) // 1000 if drawn else 0,
        "problems": problems,
        "form": form,
        "may_write": request.user.has_perm(RIGHT_TO_WRITE),
        "may_send": request.user.has_perm(desk.RIGHT),
        "is_draft": number.state == NumberState.DRAFT,
    }
    return TemplateResponse(request, "newsletters/look.html", context)


@require_safe
def frame(request: HttpRequest, pk: int, letter: int, screen: str) -> HttpResponse:
    """Show a letter alone, as a mail program would; nothing in it runs."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    found = get_object_or_404(Letter.objects.select_related("number__list"), number=pk, pk=letter)
    if screen not in SCREENS:
        raise Http404
    html = rough(found)[0].html
    html, _text = fill(html=html, text="", leave=LISTS, preferences=LISTS)
    # Mail programs say by this condition whether it is dark; here the frame says it.
    html = _DARK.sub("@media all" if SCREENS[screen] else "@media not all", html)
    html = html.replace(f'src="{absolute("/")}', 'src="/')
    html = html.replace("<head>", '<head><base target="_blank">', 1)
    response = HttpResponse(html)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def _chosen(letters: list[Letter], key: str) -> Letter | None:
    return next((each for each in letters if str(each.pk) == key), letters[0] if letters else None)


def _send_test(request: HttpRequest, letter: Letter, form: TestForm) -> bool:
    if not request.user.has_perm(RIGHT_TO_WRITE):
        raise PermissionDenied
    if not form.is_valid():
        return False
    try:
        sent = actions.send_test(letter=letter, to=form.addresses())
    except ValidationError as error:
        form.add_error("to", error)
        return False
    words = ngettext(
        "The test goes to %(count)s address.", "The test goes to %(count)s addresses.", sent
    )
    messages.success(request, words % {"count": sent})
    return True
