"""Somebody in front of a browser, who signs in, with a phone in the other hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
from html import unescape
from typing import Any

from django.test import Client

from broadsheet.lib import clock
from broadsheet.staff.models import User
from tests.factories import PASSWORD

LOGIN = "/-/desk/login/"
SECOND = "/-/desk/login/second-step/"
OVERVIEW = "/-/desk/account/signing-in/"
APP = f"{OVERVIEW}app/"
CODES = f"{OVERVIEW}codes/"
DESK = "/-/desk/"


class Browser(Client):
    """A browser that says what it was told, and where it was sent."""

    def __init__(self, **extra: Any) -> None:
        super().__init__(HTTP_HOST="127.0.0.1", **extra)

    def sign_in(self, user: User, password: str = PASSWORD, **extra: Any) -> Any:
        return self.post(LOGIN, {"username": user.email, "password": password}, **extra)

    def is_in(self) -> bool:
        return bool(self.get("/-/desk/tag-autocomplete/?term=x").status_code == 200)


def words(response: Any) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


class Phone:
    """An app for one-time codes (RFC 6238 with its defaults: SHA-1, 30 s, six digits)."""

    def __init__(self, secret: str) -> None:
        self.plain = secret
        self.secret = base64.b32decode(secret)

    def code(self, *, later: int = 0) -> str:
        step = int(clock.now().timestamp()) // 30 + later
        digest = hmac.new(self.secret, struct.pack(">Q", step), hashlib.sha1).digest()
        at = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def add_app(browser: Client) -> tuple[Phone, list[str]]:
    """Add an app as its owner does; return the phone and the recovery codes that were shown."""
    page = browser.get(APP).content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)
    assert secret, page
    phone = Phone(secret[1])
    answer = browser.post(APP, {"code": phone.code()}, follow=True)
    return phone, re.findall(r"<li>(\d{4} \d{4})</li>", answer.content.decode())


def with_app(user: User) -> tuple[Phone, list[str]]:
    """Give somebody an app, and forget the browser in which it was done."""
    browser = Browser()
    browser.force_login(user)
    return add_app(browser)
