"""``broadsheet press``: what is printed and why, as its keeper sees it."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.command import broadsheet, refused

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def printed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper with two stories, printed by hand."""
    import shutil

    paper = tmp_path_factory.mktemp("printed") / "paper"
    shutil.copytree(made, paper)
    run_in(paper, "from tests.factories import a_story; a_story('A quay'); a_story('A boat')")
    result = broadsheet("press", "print", "--dir", paper)
    assert result.returncode == 0, result.stderr
    return paper


def run_in(paper: Path, code: str) -> None:
    root = str(Path(__file__).parents[2])
    shell = ("manage", "shell", "--no-imports", "-c", code)
    result = broadsheet(*shell, cwd=paper, PYTHONPATH=root)
    assert result.returncode == 0, result.stderr


def test_the_status_says_that_all_is_printed(printed: Path) -> None:
    result = broadsheet("press", "status", "--dir", printed)
    assert result.returncode == 0
    assert "0 to print, 0 changes not looked at" in result.stdout
    assert "not all yet" not in result.stdout


def test_a_page_says_why_it_is_as_it_is(printed: Path) -> None:
    said = broadsheet("press", "why", "/world/", "--dir", printed).stdout
    assert said.startswith("/world/  (status 200)")
    for words in ("/latest  (status 200)", "printed ", "because of: ", "latest", "section:"):
        assert words in said, words


def test_an_address_without_a_page_is_told(printed: Path) -> None:
    said = refused(broadsheet("press", "why", "/nowhere/", "--dir", printed))
    assert "There is no printed page at /nowhere/" in said


def test_printing_again_changes_nothing(printed: Path) -> None:
    before = broadsheet("press", "status", "--dir", printed).stdout.splitlines()[0]
    again = broadsheet("press", "print", "--all", "--dir", printed)
    assert "0 targets changed" in again.stdout
    assert broadsheet("press", "status", "--dir", printed).stdout.splitlines()[0] == before
    one = broadsheet("press", "print", "/world/", "--dir", printed)
    assert one.returncode == 0, one.stderr
    assert "asked for by hand" in broadsheet("press", "why", "/world/", "--dir", printed).stdout


def test_the_paper_is_written_out_as_files_and_kept_up(printed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    first = broadsheet("press", "export", folder, "--dir", printed)
    assert first.returncode == 0, first.stderr
    page = folder / "world" / "index.html"
    assert "A quay" in page.read_text()
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert page.with_name("index.html.br").stat().st_size < page.stat().st_size
    assert "A quay" in (folder / "feed.rss").read_text()
    assert (folder / "404.html").exists()
    for name in re.findall(r"/(static/fonts/[\w./-]+)", page.read_text()):
        assert (folder / name).exists(), "What a page is drawn with comes along."
    (folder / "static" / "theirs.txt").write_text("somebody else's")
    assert "Wrote 0 pages" in broadsheet("press", "export", folder, "--dir", printed).stdout
    withdraw_and_move = (
        "from broadsheet.newsroom import actions; from broadsheet.newsroom.models import Story;"
        "actions.withdraw(story=Story.objects.get(title='A quay'));"
        "actions.change_address(story=Story.objects.get(title='A boat'), address='/boat/')"
    )
    run_in(printed, withdraw_and_move)
    assert broadsheet("press", "print", "--dir", printed).returncode == 0
    assert broadsheet("press", "export", folder, "--dir", printed).returncode == 0
    assert "A quay" not in page.read_text()
    assert not list(folder.glob("*/*/*/story-1/index.html"))
    moved = json.loads((folder / "_redirects.json").read_text())
    assert sorted(status for status, _to in moved.values()) == [301, 410]
    [rule] = (folder / "_redirects").read_text().splitlines()
    source, target, status = rule.split(" ")
    assert (target, status) == ("/boat/", "301")
    assert source in moved
    assert (folder / "boat/index.html").exists()
    assert (folder / "static" / "theirs.txt").exists(), "What isn't ours is left alone."
    (folder / ".broadsheet-export").unlink()
    assert "holds something else" in refused(
        broadsheet("press", "export", folder, "--dir", printed)
    )
