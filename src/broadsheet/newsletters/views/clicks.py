"""A link in a letter, on its way to the story: counted, and nothing noted of who follows it."""

from __future__ import annotations

import logging

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from broadsheet.newsletters.models import Link
from broadsheet.newsletters.views.page import private

log = logging.getLogger(__name__)


@require_safe
@never_cache
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Count, and lead on. A click that can't be counted leads on all the same."""
    link = get_object_or_404(Link, pk=pk)
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        try:
            with transaction.atomic():
                Link.objects.filter(pk=pk).update(clicks=F("clicks") + 1)
        except DatabaseError as error:
            log.warning("A click on %s isn't counted: %s", pk, error)
    return private(HttpResponseRedirect(link.path))
