"""Whatever is wrong with a file: one clear line, and the others come in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from broadsheet.newsroom.models import Story
from broadsheet.wire.incoming import files
from broadsheet.wire.incoming.act import import_files
from tests.factories import a_paper, a_section
from tests.wire.incoming.samples import a_file, an_item, bring_in, newest

pytestmark = pytest.mark.django_db

GOOD = "urn:example:good"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"uri": "urn:x", ', "it is not JSON: Expecting property name"),
        (b'{"uri": "urn:x", "headline": "\xe9t\xe9"}', "its text is not UTF-8 (byte 30)"),
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"[]", "the list in it is empty"),
        (b'"words"', "it is not an object"),
        (b"[1]", "it is not an object"),
        (b'{"uri": "urn:x", "urgency": NaN}', "NaN is no number"),
        (b'{"uri": "urn:x", "version": 1' + b"0" * 5000 + b"}", "set aside"),
        (b'{"uri": "urn:x", "a": "\x00"}', "it is not JSON: Invalid control character"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"a":' * 100_000, "nested too deep"),
        (b"\x89PNG\r\n\x1a\n", "its text is not UTF-8"),
        (b"<newsItem/>", "it is not JSON"),
    ],
)
def test_a_file_that_is_not_ninjs(tmp_path: Path, data: bytes, said: str) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(data)
    told = bring_in(bad, a_file(tmp_path, an_item(GOOD)))
    assert told.set_aside == 1
    assert said in told.about("bad.json")
    assert newest(GOOD).title == "The last ferry is kept"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"uri": None}, "it has no uri or guid"),
        ({"uri": 7}, "it has no uri or guid"),
        ({"uri": "urn:" + "x" * 500}, "longer than 500 characters"),
        ({"uri": "urn:\0"}, "unprintable"),
        ({"headlines": None, "bodies": None}, "no headline and no text"),
        ({"headlines": [{"value": "\0 "}], "bodies": None}, "no headline and no text"),
        ({"type": "video"}, "its type is video"),
        ({"type": None, "eventDetails": {"x": 1}}, "its type is plan or event"),
        ({"versionCreated": "yesterday"}, "its versioncreated “yesterday” is not a date"),
        ({"versionCreated": {"on": 1}}, "is not a date"),
        ({"versionCreated": "2026-02-30T00:00:00Z"}, "is not a date"),
        ({"versionCreated": "0001-01-01T00:00:00+14:00"}, "is not a date"),
        ({"firstCreated": "2026-03-01T09:00:00"}, "does not say in which time zone"),
        ({"embargoed": "2026-03-01"}, "does not say in which time zone"),
        ({"embargoedUntil": "soon"}, "its embargoeduntil “soon” is not a date"),
        ({"pubStatus": "maybe"}, "its pubstatus “maybe” is none that ninjs knows"),
        ({"bodies": [{"value": "x" * 2_000_001}]}, "more than 2,000,000 characters"),
    ],
)
def test_an_item_that_cannot_be_taken(tmp_path: Path, fields: dict[str, Any], said: str) -> None:
    told = bring_in(a_file(tmp_path, an_item(**fields), an_item(GOOD)), publish=True)
    assert told.set_aside == 1
    assert said in told.about("item 1")
    assert all(line.isprintable() for line in told)
    assert newest(GOOD).live
    assert Story.objects.count() == 1


def test_nul_and_half_characters_are_left_out(tmp_path: Path) -> None:
    item = an_item(
        headlines=[{"value": "A\0 ferry \ud800"}],
        subjects=[{"name": "Trans\0port"}],
        bodies=[{"value": "<p>One\0 \udfff</p>", "contentType": "text/html"}],
        located="Port\x07",
    )
    told = bring_in(a_file(tmp_path, item))
    assert "NUL characters left out" in told[0]
    assert (newest().title, newest().dateline) == ("A ferry", "Port")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_in_any_dress_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "copy.json"
    item = an_item(headlines=[{"value": "Fähre über den Öresund"}])
    file.write_bytes(json.dumps(item, ensure_ascii=False).encode(encoding))
    assert bring_in(file).set_aside == 0
    assert newest().title == "Fähre über den Öresund"


@pytest.mark.parametrize("name", ["copy.jsonl", "copy.json"])
def test_one_item_a_line_and_a_bad_line_spoils_no_other(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    lines = [json.dumps(an_item("urn:a")), "", "{broken", json.dumps(an_item("urn:b"))]
    file.write_text("\n".join(lines) + "\n")
    told = bring_in(file)
    assert told.sums == "2 made, 0 changed, 0 skipped, 1 set aside."
    assert "it is not JSON" in told.about("item 3")


def test_a_folder_is_looked_through(tmp_path: Path) -> None:
    a_file(tmp_path / "in" / "deep", an_item("urn:a"), name="a.json")
    a_file(tmp_path / "in", an_item("urn:b"), name="B.JSON")
    (tmp_path / "in" / "readme.txt").write_text("no copy")
    assert bring_in(tmp_path / "in").sums.startswith("2 made")


def test_folders_without_copy_and_files_that_are_not_there(tmp_path: Path) -> None:
    told = bring_in(tmp_path, tmp_path / "gone.json", Path("/dev/null"))
    assert told.set_aside == 3
    assert "there is no such file" in told.about("gone.json")
    assert "it is not a file" in told.about("/dev/null")


def test_a_file_of_absurd_size_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as out:
        out.truncate(files.MAX_BYTES + 1)
    assert "more than 50 MB" in bring_in(file).about("huge.json")


def test_new_stories_go_where_they_are_sent(tmp_path: Path) -> None:
    a_section()
    business = a_section("Business")
    bring_in(a_file(tmp_path, an_item()), section="business")
    assert newest().section.pk == business.pk
    with pytest.raises(ValidationError, match="no section with the slug “sport”"):
        bring_in(a_file(tmp_path, an_item("urn:b")), section="sport")


def test_a_paper_without_sections_says_what_to_do(tmp_path: Path) -> None:
    a_paper()
    with pytest.raises(ValidationError, match="Make one in the editor"):
        import_files([a_file(tmp_path, an_item())], report=print)


def test_somebody_who_stops_it_is_told_what_is_kept(tmp_path: Path) -> None:
    """The report is the seam: what stops the import stops it between two items."""
    a_section()
    told: list[str] = []

    class Stop:
        def get(self, url: str) -> Any:
            raise KeyboardInterrupt

    stopping = an_item(
        "urn:b",
        associations=[{"type": "picture", "name": "a", "href": "https://example.org/a.jpg"}],
    )
    file = a_file(tmp_path, an_item("urn:a"), stopping, an_item("urn:c"))
    with pytest.raises(KeyboardInterrupt):
        import_files([file], report=told.append, connector=Stop())  # type: ignore[arg-type]
    assert "Stopped after 1 of 3. What is done is kept: run it again to go on." in told
    assert [story.source_uri for story in Story.objects.all()] == ["urn:a"]
