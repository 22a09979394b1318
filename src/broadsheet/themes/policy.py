"""What a reader's browser may do on our pages: show them, and run a live story's one script."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from broadsheet.lib.once import one_page

STYLE_ATTRIBUTE = "broadsheet_styles"
"""Where a response says which inline stylesheets it holds, as CSP hashes."""

SCRIPT_ATTRIBUTE = "broadsheet_scripts"
"""Where a response says which inline scripts it holds, as CSP hashes; nearly none holds any."""

# connect-src: the script of a live story asks for new entries; and Chromium reads robots.txt
# for its developer tools and for Lighthouse under the page's policy.
POLICY = (
    "default-src 'none'; {scripts}style-src 'self' {styles}; img-src 'self'; font-src 'self';"
    " media-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors {ancestors}"
)

PLAIN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For feeds, maps, files and refusals: whatever is in them, a browser only shows it."""

FEATURES = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
EDITOR = "/-/desk/"
KNOWING_PEOPLE = (EDITOR, "/-/documents/")
"""Where cookies are: Django gives one to whoever sends a broken one, at any address."""


class ReaderPolicyMiddleware:
    """Puts the strict policy on what readers get, and no cookie; reads once what a page reads.

    The editor is Wagtail's and can't run under it yet (wagtail/wagtail#1288): its
    responses are left alone, but for the previews in it, which the theme drew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the headers."""
        with one_page():
            response = self.get_response(request)
        if not request.path_info.startswith(KNOWING_PEOPLE):
            response.cookies.clear()
        styles = getattr(response, STYLE_ATTRIBUTE, None)
        if styles is None and request.path_info.startswith(EDITOR):
            return response
        # A preview is a request within the editor's: what it was given first stays.
        if "Content-Security-Policy" not in response:
            scripts = getattr(response, SCRIPT_ATTRIBUTE, [])
            response["Content-Security-Policy"] = _policy(request, styles, scripts)
        response["Permissions-Policy"] = FEATURES
        return response


def _policy(request: HttpRequest, styles: list[str] | None, scripts: list[str]) -> str:
    if styles is None:
        return PLAIN
    preview = getattr(request, "is_preview", False)
    return POLICY.format(
        styles=" ".join(styles),
        scripts=f"script-src {' '.join(scripts)}; " if scripts else "",
        ancestors="'self'" if preview else "'none'",
    )
