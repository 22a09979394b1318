"""Documents, sounds and films: to everybody what is public, to the newsroom what is to be."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from broadsheet.newsroom.files import is_public
from broadsheet.photos.models import Attachment


@require_safe
def document(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Serve a file of the archive. Raises Http404 for one that isn't for this visitor.

    Who asks is looked at whether there is such a file or not, so that both answers are alike.
    """
    file = Attachment.objects.filter(pk=key).first()
    if file is not None and file.filename == name and is_public(file):
        return serve(request, key, name)
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    response = serve(request, key, name)
    response["Cache-Control"] = "private, no-store"
    return response
