"""D15: the press prints the same bytes, whatever lies in the newsroom's drawers."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from broadsheet.config import Config
from broadsheet.press.export import names
from broadsheet.press.serve import Answer, Pages
from broadsheet.press.store.opening import open_reader, open_writer
from broadsheet.press.work import Press
from tests.leaks.conftest import Before
from tests.leaks.groups import GROUPS, told_in
from tests.leaks.states.making import live
from tests.leaks.states.never import a_draft

pytestmark = pytest.mark.django_db


@dataclass
class Printed:
    """What readers get: every page's answer, and the files that anybody may have."""

    pages: dict[str, Answer | None]
    files: set[str]


def printed_in(folder: Path, settings: Any) -> Printed:
    """Print what is stale in the store of a folder, and return all that there is then."""
    config = Config(directory=folder, press_store=str(folder / "press.sqlite3"))
    settings.BROADSHEET = config
    config.data.mkdir(exist_ok=True)
    open_writer(config).database.close()
    press = Press(config)
    press.print_all()
    pages = Pages(open_reader(config), memory=2**24)
    answers = {
        name: pages.answer("GET", name, "", lambda _header: None) for name in names(press.store)
    }
    press.close()
    return Printed(answers, {path.name for path in config.public.rglob("*") if path.is_file()})


def test_what_is_not_public_changes_nothing_that_is_printed(
    before: Before, settings: Any, tmp_path: Path
) -> None:
    first = tmp_path / "first"
    first.mkdir()
    public = printed_in(first, settings)
    assert {"/", "/world/", "/feed.rss", "/sitemap.xml", "/robots.txt", "!404"} <= set(public.pages)
    assert len(public.files) > 20
    cache.clear()
    with transaction.atomic():
        for name in GROUPS:
            told_in(before, name)
        now = printed_in(shutil.copytree(first, tmp_path / "secrets"), settings)
        more = [now.pages[each] for each in set(now.pages) - set(public.pages)]
        assert more
        assert all(answer and answer.status == 410 for answer in more)
        assert not [each for each in public.pages if now.pages.get(each) != public.pages[each]]
        assert now.files == public.files
        transaction.set_rollback(True)
    cache.clear()
    live(a_draft(before.paper))  # the control: it would have been seen
    now = printed_in(shutil.copytree(first, tmp_path / "control"), settings)
    assert len([each for each in public.pages if now.pages[each] != public.pages[each]]) > 20
    assert now.files > public.files
