"""Pictures: those that printed pages show, to everybody, for ever; no other file to anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import Running
from tests.press.serving.asking import ask, ask_raw

SECRET = b"not for readers"


@pytest.fixture(scope="module")
def shown(server: Running, copied: Path) -> list[str]:
    """Return the addresses of the pictures that the newest story with one shows."""
    sitemap = ask(server.url, "/").body.decode()
    story = next(path for path in re.findall(r'href="(/[^"]+)"', sitemap) if "ferries-0" in path)
    found = sorted(
        set(re.findall(r"/media/renditions/[\w.-]+", ask(server.url, story).body.decode()))
    )
    assert len(found) > 3
    return found


def test_pictures_of_printed_pages_are_kept_for_ever(
    server: Running, copied: Path, shown: list[str]
) -> None:
    for path in shown:
        answer = ask(server.url, path)
        file = copied / "data" / "public" / path.removeprefix("/media/")
        assert (answer.status, answer.body) == (200, file.read_bytes())
        assert "immutable" in answer.headers["cache-control"]
        assert "public" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("image/")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
        head = ask(server.url, path, "HEAD")
        assert (head.status, head.body) == (200, b"")


def test_a_picture_that_nothing_printed_shows_is_nobodys(office: Running, printed: Path) -> None:
    """Not even for who claims to be signed in."""
    hidden = (printed / "hidden.txt").read_text().split()
    assert len(hidden) > 3
    for name in hidden:
        assert (printed / "data" / "media" / "renditions" / name).is_file()
        for more in ({}, {"cookie": "sessionid=0123456789abcdefghijklmnopqrstuv"}):
            answer = ask(office.url, f"/media/renditions/{name}", **more)
            assert answer.status == 404
            assert SECRET not in answer.body


def test_originals_have_no_address(office: Running, printed: Path) -> None:
    originals = [path for path in (printed / "data" / "media").rglob("*") if path.is_file()]
    originals = [path for path in originals if "renditions" not in path.parts]
    assert originals
    for path in originals:
        named = path.relative_to(printed / "data" / "media")
        for cookie in ("", "sessionid=x"):
            assert ask(office.url, f"/media/{named}", cookie=cookie).status == 404


@pytest.mark.parametrize(
    "target",
    [
        "/media/renditions/../../secret.txt",
        "/media/renditions/..%2f..%2fsecret.txt",
        "/media/renditions/%2e%2e/%2e%2e/secret.txt",
        "/media/renditions/..%5c..%5csecret.txt",
        "/media/..%2fsecret.txt",
        "/media/../secret.txt",
        "/media//etc/passwd",
        "/media/renditions//etc/passwd",
        "/media/renditions/link.jpg",
        "/media/renditions/folder/secret.txt",
        "/media/renditions/.hidden",
        "/media/renditions/",
        "/media/renditions",
        "/media/renditions/secret.txt%00.jpg",
        "/media/link.jpg",
        "/MEDIA/renditions/link.jpg",
        "/-/static/../secret.txt",
        "/-/static/..%2fsecret.txt",
        "/-/static/..%2f..%2fbroadsheet.toml",
        "/-/static/%2e%2e/secret.txt",
        "/-/static//etc/passwd",
    ],
)
def test_no_trick_leads_out_of_the_public_folder(
    server: Running, office: Running, target: str
) -> None:
    for running in (server, office):
        with _tempting(Path(running.command[2]) / "data"):
            answer = ask_raw(running.url, target.encode())
        assert answer.status in {400, 404}
        assert SECRET not in answer.body
        assert b"root:" not in answer.body


@contextmanager
def _tempting(data: Path) -> Iterator[None]:
    """Lay secrets near the public folder, and links to them into it."""
    folder = data / "public" / "renditions"
    (data / "secret.txt").write_bytes(SECRET)
    (folder / ".hidden").write_bytes(SECRET)
    (folder / "link.jpg").symlink_to(data / "secret.txt")
    (folder / "folder").symlink_to(data)
    yield
    for path in (data / "secret.txt", folder / ".hidden", folder / "link.jpg", folder / "folder"):
        path.unlink()


def test_what_belongs_to_the_theme_is_served_beside_such_tricks(office: Running) -> None:
    static = Path(office.command[2]) / "data" / "static"
    file = next(path for path in sorted(static.rglob("*.css")) if path.is_file())
    answer = ask(office.url, f"/-/static/{file.relative_to(static)}")
    assert (answer.status, answer.body) == (200, file.read_bytes())


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_pictures_are_for_looking_at(server: Running, shown: list[str], method: str) -> None:
    assert ask(server.url, shown[0], method, content_length="0").status in {404, 405}
    assert ask(server.url, shown[0]).status == 200


@pytest.mark.parametrize(
    "path", ["/-/desk/", "/-/desk/login/", "/-/search?q=x", "/-/", "/%2d/desk/"]
)
def test_what_is_djangos_is_never_for_everybodys_cache(office: Running, path: str) -> None:
    for encoding in ("gzip", "identity"):
        answer = ask(office.url, path, accept_encoding=encoding, if_none_match="*")
        assert "surrogate-key" not in answer.headers
        assert "s-maxage" not in answer.headers.get("cache-control", "")
        assert "public" not in answer.headers.get("cache-control", "")
