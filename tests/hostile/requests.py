"""Requests that no browser makes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

KNOWN = (
    *("/", "/world/", "/world", "/authors/", "/authors/mara-ellison/", "/topics/", "/corrections/"),
    *(
        "/topics/shipping/",
        "/2026/11/",
        "/2026/11/23/",
        "/0000/00/00/",
        "/9999/12/31/",
        "/0001/01/",
    ),
    *(
        "/feed.rss",
        "/world/feed.atom",
        "/authors/mara-ellison/feed.json",
        "/topics/shipping/feed.rss",
    ),
    *("/sitemap.xml", "/news-sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/stories-2026-11.xml"),
    *("/robots.txt", "/trust.txt", "/.well-known/security.txt", "/manifest.webmanifest"),
    *(
        "/favicon.ico",
        "/media/",
        "/media/renditions/",
        "/media/renditions/x.jpg",
        "/media/originals/",
    ),
    *(
        "/newsletters/",
        "/-/newsletters/sign-up",
        "/-/newsletters/confirm/x",
        "/-/newsletters/leave/x",
    ),
    *("/-/", "/-/health", "/-/search", "/-/documents/1/x.pdf", "/-/desk/", "/-/desk/login/"),
    *("/-/desk/pages/1/", "/-/desk/api/main/pages/", "/-/static/", "/-/unheard-of"),
)
"""Addresses of every kind that the paper has, whether anything is there or not."""

ODD = (
    *("", "/", "//", "/.", "/..", "/../", "/..;/", ";/", ";.js", ".css", "%2f", "%2F..%2f", "%5c"),
    *(
        "%5C..%5c",
        "\\",
        "/%2e%2e/",
        "%252e%252e%252f",
        "%25%32%66",
        "%00",
        "%00.html",
        "%0a",
        "%0d%0a",
    ),
    *("%0d%0aSet-Cookie:x=y", "%09", "%20", "%7f", "%80", "%c0%af", "%c0%ae%c0%ae/", "%e0%80%af"),
    *(
        "%f0%80%80%af",
        "%ff",
        "%ed%a0%80",
        "%f4%90%80%80",
        "%u002f",
        "%",
        "%%",
        "%zz",
        "*",
        "~",
        "'",
    ),
    *(
        '"',
        "<script>",
        "{{7*7}}",
        "${7*7}",
        "%{7*7}",
        "|id",
        "$(id)",
        "`id`",
        "é",
        "%E2%80%AE",
        "😀",
    ),
    *("%EF%BB%BF", "%EF%BF%BF", "a" * 300, "a" * 5000, "/" + "a/" * 300, "%2e" * 200, "etc/passwd"),
    *(
        "/../../../../etc/passwd",
        "%2e%2e%2f" * 8 + "etc%2fpasswd",
        "/.git/config",
        "/.env",
        "/@fs/",
    ),
)
"""What is put after them: other spellings of the slash and the dot, and what nobody spells."""

QUERIES = (
    *("", "?", "?page=0", "?page=-1", "?page=%00", "?page=" + "9" * 400, "?page=1e9", "?page=²"),
    *("?page=٣", "?page[]=1", "?q=%00", "?q=" + "a" * 4000, "?q=%ff%fe", "?from=9999-99-99"),
    *(
        "?to=0000-00-00",
        "?from=0001-01-01&to=0001-01-01",
        "?to=9999-12-31",
        "?section=%00",
        "?author=%00",
    ),
    *(
        "?q=x&section=\ud7ff",
        "?" + "&".join(f"a{n}={n}" for n in range(900)),
        "?static=1&order=asc",
    ),
    *(
        "?next=//evil.example/",
        "?format=json",
        "?_method=DELETE",
        "?preview=1",
        "?q=%22%27*(",
        "?" + "&" * 500,
    ),
)
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X"]
BODIES = (
    ("", b""),
    ("application/x-www-form-urlencoded", b"email=%00&list=%ff&website="),
    (
        "application/x-www-form-urlencoded",
        b"email=x%40example.org&list=\xff&csrfmiddlewaretoken=%00",
    ),
    ("application/x-www-form-urlencoded; charset=no-such-thing", b"email=x"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=" + "x" * 300, b"--x--"),
    ("application/json", b'{"email": '),
    ("text/xml", b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>"),
)
HEADERS = {
    "X-Forwarded-Host": ("evil.example", "127.0.0.1:99999", "\xff", "a, b"),
    "X-Forwarded-For": ("1.2.3.4", "<script>", "127.0.0.1", "::1", "a" * 3000, ""),
    "X-Forwarded-Proto": ("https", "javascript", "\xff"),
    "X-Forwarded-Port": ("443", "x"),
    "X-Forwarded-Prefix": ("/evil", "//evil.example"),
    "Forwarded": ("for=1.2.3.4;host=evil.example;proto=https",),
    "X-Original-URL": ("/-/desk/", "/admin", "\x7f"),
    "X-Rewrite-URL": ("/-/desk/",),
    "X-HTTP-Method-Override": ("DELETE", "POST", "X"),
    "X-Real-IP": ("127.0.0.1",),
    "X-Requested-With": ("XMLHttpRequest",),
    "Accept": ("*/*", "application/json", "text/html;q=x", "\xff", "a/" * 500),
    "Accept-Language": ("de", "xx-yy", "*", "a" * 600, "de;q=9", "\xff"),
    "Accept-Encoding": ("gzip", "x", "identity;q=0"),
    "Cookie": ("sessionid=x", "sessionid=\xff; csrftoken=x", "=;=;=", "a" * 4000, "messages=x"),
    "Range": ("bytes=0-", "bytes=9-1", "bytes=-1", "x=1", "bytes=" + "0-0," * 300),
    "If-Modified-Since": ("x", "Thu, 01 Jan 0000 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:60 GMT"),
    "If-None-Match": ("*", '"x"', "W/", "\xff"),
    "Authorization": ("Basic eDp4", "Bearer x", "x"),
    "Referer": ("javascript:alert(1)", "\xff", "http://[", "a" * 4000),
    "Origin": ("null", "http://[", "https://evil.example", "\xff"),
    "User-Agent": ("", "<script>alert(1)</script>", "\xff" * 300),
    "Upgrade": ("h2c", "websocket"),
    "Content-Length": ("-1", "x", "99999999999"),
    "Transfer-Encoding": ("chunked",),
}
"""Headers by which other programs let a caller say where, as whom and how it came."""

HOSTS = (
    *("evil.example", "evil.example:80", "127.0.0.1.evil.example", "evil.example@127.0.0.1"),
    *("127.0.0.1@evil.example", "127.0.0.1, evil.example", "127.0.0.1 evil.example", "", " "),
    *("127.0.0.1:x", "127.0.0.1:80:80", "127.0.0.1/evil", "http://127.0.0.1", "*", "%31", "[::]"),
    *("[::1", "0", "2130706433", "0x7f.1", "127.1", "127.0.0.1\t", "localhost\\evil", "\xff"),
)
"""What other programs have taken for their own name."""


@dataclass(frozen=True)
class Request:
    """One request, as it is written on the wire. ``target`` is the path with its query."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = ""
    body: bytes = b""


def mixed(number: int, seed: int) -> Iterator[Request]:
    """Yield so many requests, the same for a seed: each known address with something odd in it."""
    chance = random.Random(seed)
    for _ in range(number):
        content_type, body = chance.choice(BODIES)
        names = chance.sample(sorted(HEADERS), k=chance.randrange(4))
        yield Request(
            method=chance.choice([*METHODS, "GET", "GET", "GET", "POST"]),
            target=chance.choice(KNOWN)
            + chance.choice(("", *ODD))
            + chance.choice(("", "", *QUERIES)),
            headers={name: chance.choice(HEADERS[name]) for name in names},
            content_type=content_type,
            body=body,
        )
