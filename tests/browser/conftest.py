"""A real Chromium, and a real paper for it to read and to write."""

from __future__ import annotations

import json
import os
import shutil
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import chromium
from tests.command import Running, broadsheet, until
from tests.factories import PASSWORD
from tests.fronts.weather.answers import open_meteo
from tests.lib.local_server import serve
from tests.newsletters.sending.office import Office, an_office
from tests.publications import made

__all__ = ["PASSWORD", "made"]

expect.set_options(timeout=30_000)  # two cores, and other tests beside this one

ROOT = Path(__file__).parents[2]
HERE = (
    "from broadsheet.masthead.models import Publication as P;"
    "P.objects.update(latitude='40.7128', longitude='-74.0060');"
    "from tests.browser import background as its;"
    "its.publish(); its.cover(); its.hire(); its.ask_for_steps(); its.write_a_number(); its.plan()"
)
PROVIDER = "postmark:a secret"
SETTINGS = f"""\
from broadsheet.settings import *

INSTALLED_APPS += ["anymail"]
ANYMAIL = {{"WEBHOOK_SECRET": "{PROVIDER}"}}
"""
"""A mail service carries the paper's mail, and tells it what becomes of it."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page in a browser whose reader has switched scripts off."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def _cold(handler: BaseHTTPRequestHandler) -> None:
    """Answer as Open-Meteo does: it is −6.6 °C, now."""
    body = json.dumps(open_meteo(-6.6, f"{datetime.now(UTC):%Y-%m-%dT%H:%M}")).encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture(scope="package")
def directory(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a New York paper with Pru, who publishes, and twelve days of stories."""
    folder = tmp_path_factory.mktemp("browser") / "paper"
    shutil.copytree(made, folder)
    (folder / "settings.py").write_text(SETTINGS)
    tests = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    filled = broadsheet("manage", "shell", "-c", HERE, cwd=folder, PYTHONPATH=tests)
    assert filled.returncode == 0, filled.stderr
    return folder


@pytest.fixture(scope="package")
def _service() -> Iterator[tuple[Office, int]]:
    with an_office() as found:
        yield found


@pytest.fixture(scope="package")
def office(_service: tuple[Office, int]) -> Office:
    """The mail server that takes the running paper's mail."""
    return _service[0]


@pytest.fixture(scope="package")
def running(directory: Path, _service: tuple[Office, int]) -> Iterator[Running]:
    """That paper, running; its weather service is a stand-in, and its mail server is ours."""
    with serve(_cold) as weather:
        extra = {
            "BROADSHEET_MAIL_URL": f"smtp://127.0.0.1:{_service[1]}",
            "BROADSHEET_WEATHER_URL": weather.url,
            "BROADSHEET_WEATHER_PROVIDER": "open-meteo",
        }
        with Running(directory, **extra) as paper:
            assert until(lambda: _is_printed(paper.url)), paper.log.read_text()
            yield paper


def _is_printed(url: str) -> bool:
    """Say whether readers get the first edition, and not Django's pages any more."""
    with urllib.request.urlopen(f"{url}/", timeout=10) as answer:
        return "surrogate-key" in answer.headers
