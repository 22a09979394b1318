"""The editor, through the press's server, with no help of a browser's."""

from __future__ import annotations

import os
import re
import struct
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.command import Running
from tests.factories import PASSWORD
from tests.pictures import a_picture
from tests.press.serving.asking import ask, ask_raw
from tests.press.serving.desk import LOGIN, Desk
from tests.press.serving.readers import parts_of

MB = 2**20


@pytest.fixture(scope="module")
def desk(office: Running) -> Desk:
    return Desk(office.url).sign_in()


def test_signing_in_leads_to_the_desk_and_keeps_a_cookie_there(office: Running) -> None:
    desk = Desk(office.url)
    desk.sign_in()
    assert {cookie.name for cookie in desk.cookies} >= {"sessionid", "csrftoken"}
    assert "set-cookie" not in ask(office.url, "/").headers


def test_a_form_without_its_token_is_refused(office: Running) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403"):
        Desk(office.url).post(LOGIN, b"username=x", "application/x-www-form-urlencoded")


def _form(parts: dict[str, str], name: str, data: bytes) -> tuple[bytes, str]:
    """Return a form with a file in it, and its type."""
    edge = "edge-of-a-part"
    said = "".join(
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in parts.items()
    )
    said += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    body = f"{said}Content-Type: image/jpeg\r\n\r\n".encode() + data
    return body + f"\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def _large(size: int) -> bytes:
    """Return a small picture in a file of so many bytes: a program has written much into it."""
    picture = a_picture()
    note = b"\xff\xef" + struct.pack(">H", 60_002) + os.urandom(60_000)
    return picture[:2] + note * (size // len(note)) + picture[2:]


def _peak(office: Running) -> int:
    """Return the most memory that the web server has ever used, in bytes."""
    [pid] = [parts_of(office)["web"]]
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    status = "".join(Path(f"/proc/{each}/status").read_text() for each in (pid, *workers))
    return sum(int(found) * 1024 for found in re.findall(r"VmHWM:\s+(\d+) kB", status))


def test_a_large_picture_is_taken_in(office: Running, desk: Desk) -> None:
    data = _large(15 * MB)
    before = _peak(office)
    path = "/-/desk/images/add/"
    fields = {"csrfmiddlewaretoken": desk.token(path), "description": "Noise"}
    for number in range(3):
        led_to, page = desk.post(
            path, *_form({**fields, "title": f"Large {number}"}, "x.jpg", data)
        )
        assert led_to == "/-/desk/images/", page
        assert f"Large {number}" in desk.get("/-/desk/images/")
    assert _peak(office) - before < 100 * MB


def test_a_form_may_come_in_pieces_of_unknown_length(office: Running) -> None:
    """Chunked, as some proxies send it on."""
    desk = Desk(office.url)
    words = {"username": "pru@example.org", "password": PASSWORD, "next": "/-/desk/"}
    body = urllib.parse.urlencode({**words, "csrfmiddlewaretoken": desk.token(LOGIN)}).encode()
    cookie = "; ".join(f"{each.name}={each.value}" for each in desk.cookies)
    kind = "application/x-www-form-urlencoded"
    head = f"Content-Type: {kind}\r\nCookie: {cookie}\r\nTransfer-Encoding: chunked\r\n\r\n"
    pieces = [body[start : start + 7] for start in range(0, len(body), 7)]
    sent = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    answer = ask_raw(office.url, LOGIN.encode(), b"POST", head.encode() + sent + b"0\r\n\r\n")
    assert (answer.status, answer.pairs.count(("location", "/-/desk/"))) == (302, 1)


def test_a_picture_too_large_is_refused_in_words(desk: Desk) -> None:
    path = "/-/desk/images/add/"
    fields = {"csrfmiddlewaretoken": desk.token(path), "title": "Too large", "description": "x"}
    body, kind = _form(fields, "large.jpg", _large(21 * MB))
    led_to, page = desk.post(path, body, kind)
    assert led_to == path
    assert "too big" in page.lower() or "too large" in page.lower()


def test_head_of_the_editor_has_no_body(office: Running) -> None:
    answer = ask(office.url, LOGIN, "HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_pictures_that_are_not_out_are_shown_to_the_staff(
    office: Running, desk: Desk, printed: Path
) -> None:
    """And kept by no cache that others share."""
    name = (printed / "hidden.txt").read_text().split()[0]
    with desk.opener.open(f"{office.url}/media/renditions/{name}") as answer:
        assert answer.status == 200
        assert "private" in answer.headers["Cache-Control"]
    assert ask(office.url, f"/media/renditions/{name}").status == 404
