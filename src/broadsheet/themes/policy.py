"""What a reader's browser may do on our pages: nothing but show them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from broadsheet.lib.once import one_page

STYLE_ATTRIBUTE = "broadsheet_styles"
"""Where a response says which inline stylesheets it holds, as CSP hashes."""

# connect-src: no script of ours runs, but Chromium reads robots.txt for its developer tools
# and for Lighthouse under the page's policy.
POLICY = (
    "default-src 'none'; style-src 'self' {styles}; img-src 'self'; font-src 'self';"
    " media-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors {ancestors}"
)


class ReaderPolicyMiddleware:
    """Puts the strict policy on every page that the theme drew, and reads once what it reads.

    The editor is Wagtail's and can't run under it yet (wagtail/wagtail#1288): its
    responses are left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the headers."""
        with one_page():
            response = self.get_response(request)
        styles = getattr(response, STYLE_ATTRIBUTE, None)
        # A preview is a request within the editor's: what it was given first stays.
        if styles is not None and "Content-Security-Policy" not in response:
            preview = getattr(request, "is_preview", False)
            response["Content-Security-Policy"] = POLICY.format(
                styles=" ".join(styles), ancestors="'self'" if preview else "'none'"
            )
            response["Permissions-Policy"] = (
                "camera=(), geolocation=(), microphone=(), browsing-topics=()"
            )
        return response
