"""``broadsheet import wordpress`` and ``ghost``, as somebody types them in a folder of theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import broadsheet, refused
from tests.publications import made, paper
from tests.wire.extraction.samples import a_page

__all__ = ["made", "paper"]

pytestmark = pytest.mark.sqlite

EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Old Harbour</title><link>https://old.example.org</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example.org</wp:base_blog_url>
<wp:author><wp:author_login>mara</wp:author_login>
<wp:author_display_name>Mara Ellison</wp:author_display_name></wp:author>
<item><title>A ferry for the island</title><link>https://old.example.org/a-ferry/</link>
<dc:creator>mara</dc:creator><content:encoded>Nine people.</content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2019-05-02 19:30:00</wp:post_date>
<wp:post_date_gmt>2019-05-02 23:30:00</wp:post_date_gmt><wp:post_name>a-ferry</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>
"""
OPEN = (
    "from broadsheet.newsroom.actions import open_section;"
    "from broadsheet.masthead.queries import home_page;"
    "open_section(parent=home_page(), title='News', slug='news')"
)


def test_a_paper_moves_in_and_the_command_says_what_became_of_it(paper: Path) -> None:
    export = paper.parent / "export.xml"
    export.write_text(EXPORT)
    assert "There is no section yet" in refused(
        broadsheet("import", "wordpress", export, cwd=paper)
    )
    assert broadsheet("manage", "shell", "-c", OPEN, cwd=paper).returncode == 0
    rehearsed = broadsheet("import", "wordpress", export, "--dry-run", cwd=paper)
    assert "A dry run: nothing was changed." in rehearsed.stdout
    done = broadsheet("import", "wordpress", export, cwd=paper)
    assert done.returncode == 0, done.stderr
    said = "stories: 1 found = 1 imported + 0 merged + 0 set aside"
    assert said in done.stdout
    assert said in rehearsed.stdout
    assert "Old addresses: 3 asked, 0 lead astray" in done.stdout
    other = paper.parent / "export.json"
    other.write_text(json.dumps({"posts": [{"id": "1", "title": "A quay", "html": "<p>It.</p>"}]}))
    drafted = broadsheet("import", "ghost", other, cwd=paper)
    assert (drafted.returncode, said in drafted.stdout) == (0, True), drafted.stderr
    [report, _drafts] = sorted((paper / "data" / "moves").rglob("report.json"))
    told = json.loads(report.read_text())
    [story] = [each for each in told["things"] if each["kind"] == "story"]
    assert "published at /2019/05/0" in story["why"]
    (paper.parent / "saved").mkdir()
    (paper.parent / "saved" / "pier.html").write_bytes(a_page())
    pages = broadsheet("import", "pages", paper.parent / "saved", "--publish", cwd=paper)
    assert said in pages.stdout
    assert "Old addresses: 2 asked, 0 lead astray" in pages.stdout


def test_what_is_no_export_is_refused_in_a_line(paper: Path) -> None:
    wrong = paper.parent / "wrong.xml"
    wrong.write_text("<html><body>Not an export</body></html>")
    assert "wrong.xml" in refused(broadsheet("import", "wordpress", wrong, cwd=paper))
    gone = broadsheet("import", "wordpress", paper.parent / "gone.xml", cwd=paper)
    assert "gone.xml" in refused(gone)
    assert "wrong.xml is no ZIP file" in refused(broadsheet("import", "medium", wrong, cwd=paper))
