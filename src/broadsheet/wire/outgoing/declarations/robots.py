"""robots.txt (RFC 9309)."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from broadsheet.masthead.queries import publication
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.answers import answer

AI_CRAWLERS = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "meta-externalagent",
    "omgili",
    "PanguBot",
    "Timpibot",
    "Webzio-Extended",
)
"""Crawlers that gather text to train on, by the names they answer to."""


@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """Say which crawlers may come, and where the sitemaps are."""
    # A fetched page needs the theme's fonts; nothing else of /-/ is for crawlers.
    lines = ["User-agent: *", "Allow: /-/static/", "Disallow: /-/", ""]
    if not publication().admit_ai_crawlers:
        lines += [*(f"User-agent: {name}" for name in AI_CRAWLERS), "Disallow: /", ""]
    lines += [f"Sitemap: {whole(path)}" for path in ("/sitemap.xml", "/news-sitemap.xml")]
    return answer(request, "\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")
