"""What went wrong, as JSON in words (RFC 9457)."""

from __future__ import annotations

import math
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, Throttled
from wagtail.api.v2.utils import BadRequestError

CONTENT_TYPE = "application/problem+json"


class Gone(APIException):
    """What was asked for was public, and was taken back."""

    status_code = 410


def problem(status: int, title: str, detail: str = "") -> JsonResponse:
    """Return an answer that says what is wrong. Nobody keeps it: the next one may be another."""
    body: dict[str, Any] = {"status": status, "title": title}
    if detail:
        body["detail"] = detail
    response = JsonResponse(body, status=status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def problem_of(error: Exception) -> JsonResponse | None:
    """Return the answer to an error of a view, or None where it is none that we know."""
    if isinstance(error, Http404):
        return nothing_here()
    if isinstance(error, BadRequestError):
        return problem(400, _("The question can’t be read."), str(error))
    if isinstance(error, Gone):
        detail = _("This was published, and was taken back. Please remove your copy of it.")
        return problem(410, _("It is gone."), detail)
    if isinstance(error, Throttled):
        seconds = math.ceil(error.wait or 1)
        detail = _("Please ask again in %(seconds)d seconds.") % {"seconds": seconds}
        response = problem(429, _("You have asked too often."), detail)
        response["Retry-After"] = str(seconds)
        return response
    if isinstance(error, APIException):
        return problem(error.status_code, str(error.detail))
    return None


def nothing_here(_request: HttpRequest | None = None) -> JsonResponse:
    """Answer that there is nothing, whether there is something that readers may not see or not."""
    return problem(404, _("There is nothing here."))
