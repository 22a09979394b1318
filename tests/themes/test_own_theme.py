"""A publication's own files stand in for the theme's, one by one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.command import Running, broadsheet, get, until
from tests.publications import made, paper

__all__ = ["made", "paper"]
pytestmark = pytest.mark.sqlite

ROOT = str(Path(__file__).parents[2])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_templates_and_custom_properties_are_the_publications_own(paper: Path) -> None:
    write(paper / "theme" / "extra.css", ":root { --accent: #123456 }")
    write(paper / "theme" / "templates" / "parts" / "foot.html", "<footer>Our own foot</footer>")
    write(paper / "templates" / "pages" / "404.html", "<p>Nothing of ours is here</p>")
    with Running(paper) as running:
        page = get(running.url)[1].decode()
        assert "--accent:#123456" in page.replace(" ", "")
        assert "Our own foot" in page
        status, nothing = get(f"{running.url}/nowhere/")
        assert (status, nothing) == (404, b"<p>Nothing of ours is here</p>")


def test_a_theme_file_that_changes_changes_every_page_while_the_paper_runs(paper: Path) -> None:
    code = "from tests.factories import a_story; print(a_story('A quay').address)"
    shell = ("manage", "shell", "--no-imports", "-c", code)
    told = broadsheet(*shell, cwd=paper, PYTHONPATH=ROOT)
    address = told.stdout.strip().splitlines()[-1]
    assert broadsheet("press", "print", "--dir", paper).returncode == 0
    with Running(paper) as running:
        assert b"Printed by hand" not in get(running.url + address)[1]
        write(paper / "theme" / "templates" / "parts" / "foot.html", "<footer>Printed by hand")
        for path in (address, "/", "/world/", "/authors/"):
            assert until(lambda path=path: b"Printed by hand" in get(running.url + path)[1]), path
        shutil.rmtree(paper / "theme")
        os.utime(paper)
        assert until(lambda: b"Printed by hand" not in get(running.url + address)[1])
