"""The newspaper as ninjs, by IPTC's own schema (ninjs-schema_3.1.json, © IPTC, CC BY 4.0)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from broadsheet.wire.incoming.formats.ninjs.item import read
from broadsheet.wire.outgoing.exports.act import keep_up
from broadsheet.wire.outgoing.exports.folder import Folder
from broadsheet.wire.outgoing.exports.ninjs.files import write
from tests.factories import a_paper, a_story, a_topic
from tests.pictures import a_photo
from tests.wire.outgoing.exports.test_paper import a_paper_of_every_state
from tests.wire.outgoing.test_feed_bodies import every_block

pytestmark = pytest.mark.django_db

SCHEMA = json.loads(Path(__file__).with_name("ninjs-schema_3.1.json").read_text("utf-8"))
GEOJSON = ("https://geojson.org/schema/GeoJSON.json", DRAFT202012.create_resource({}))


def exported(folder: Path, *, everything: bool = False) -> Folder:
    return keep_up("ninjs", folder, write, everything=everything)


def items_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the items of an export by headline; each is valid."""
    validator = Draft202012Validator(SCHEMA, registry=Registry().with_resources([GEOJSON]))
    found = [json.loads(path.read_text("utf-8")) for path in (folder / "items").glob("*.json")]
    for item in found:
        validator.validate(item)
    return {item["title"]: item for item in found}


def test_every_item_is_valid_and_says_whether_it_may_be_public(tmp_path: Path) -> None:
    a_paper_of_every_state()
    topics = [a_topic("Ada Lind", "person"), a_topic("Port Alder", "place")]
    a_story("All blocks", hero=a_photo(), body=every_block(), topics=topics, standfirst="In short.")
    exported(tmp_path, everything=True)
    items = items_in(tmp_path)
    assert {title: item["pubStatus"] for title, item in items.items()} == {
        **dict.fromkeys(("A ferry", "Other tides", "All blocks"), "usable"),
        "canary-withdrawn": "canceled",
        **dict.fromkeys(
            [f"canary-{each}" for each in ("hidden", "scheduled", "draft", "drawer", "embargo")],
            "withheld",
        ),
    }
    assert items["canary-scheduled"]["embargoedUntil"]
    assert items["canary-embargo"]["embargoedUntil"]
    whole = items["All blocks"]
    assert [each["name"] for each in whole["people"]] == ["Ada Lind"]
    for picture in whole["associations"]:
        [original] = [each for each in picture["renditions"] if each["name"] == "original"]
        assert (tmp_path / "items" / original["href"]).is_file()
    assert read(whole).headline == "All blocks"  # our own desk's door for agencies takes it


def test_what_readers_do_not_get_is_in_no_file_and_goes_when_it_is_not_asked_for_again(
    tmp_path: Path,
) -> None:
    a_paper_of_every_state()
    whole = exported(tmp_path, everything=True)
    public = exported(tmp_path)
    assert public.removed >= 6
    texts = [path.read_text("utf-8") for path in tmp_path.rglob("*.json*")]
    assert len(texts) == 11
    assert not any("canary" in text for text in texts)
    again = exported(tmp_path)
    assert (again.written, again.removed) == (0, 0)
    assert whole.remarks == []


def test_a_picture_whose_file_is_gone_is_told_of_and_stops_nothing(tmp_path: Path) -> None:
    a_paper()
    photo = a_photo("Lost")
    a_story("A ferry", hero=photo)
    photo.file.storage.delete(photo.file.name)
    done = exported(tmp_path)
    assert len(done.remarks) == 1
    assert "A ferry" in items_in(tmp_path)
