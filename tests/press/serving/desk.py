"""The editor in a client's hands: signed in, with the token that each form must bring back."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.parse
import urllib.request

from tests.factories import PASSWORD

FORM = "application/x-www-form-urlencoded"
LOGIN = "/-/desk/login/"


class Desk:
    """A client with cookies, as a browser keeps them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        keeper = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(keeper)

    def get(self, path: str) -> str:
        """Return a page, redirects followed."""
        with self.opener.open(self.url + path, timeout=60) as answer:
            return answer.read().decode()

    def token(self, path: str) -> str:
        """Return the token that a page's form has to bring back."""
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))
        assert found, path
        return found[1]

    def post(self, path: str, body: bytes, kind: str) -> tuple[str, str]:
        """Send a form; return the address it led to, and the page there."""
        request = urllib.request.Request(self.url + path, data=body, headers={"Content-Type": kind})
        with self.opener.open(request, timeout=60) as answer:
            return answer.url.removeprefix(self.url), answer.read().decode()

    def sign_in(self, email: str = "pru@example.org") -> Desk:
        """Sign in: as Pru, who publishes, if nobody else is named."""
        words = {
            "username": email,
            "password": PASSWORD,
            "csrfmiddlewaretoken": self.token(LOGIN),
            "next": "/-/desk/",
        }
        path, page = self.post(LOGIN, urllib.parse.urlencode(words).encode(), FORM)
        assert path == "/-/desk/", page
        return self
