"""A folder from a stranger: nothing of it is more public than anything of it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from broadsheet.lib import clock
from broadsheet.newsroom.models import FormerAddress, Hold, HoldKind, Story
from broadsheet.newsroom.queries import published
from broadsheet.photos.models import Photo
from broadsheet.wire.moving.models import Arrival, Move
from broadsheet.wire.moving.watching import OnTerminal, Stopped
from broadsheet.wire.outgoing.exports.act import keep_up
from broadsheet.wire.outgoing.exports.ninjs.files import write
from tests.factories import a_paper, a_story
from tests.pictures import a_photo
from tests.wire.moving.broadsheet.test_round_trip import an_empty_publication, moved_in
from tests.wire.moving.paper import status

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

Change = Callable[[dict[str, Any], dict[str, Any]], None]


def hold(kind: str, **more: Any) -> dict[str, Any]:
    said = {"kind": kind, "until": None, "reason": "x", "words_for_readers": ""}
    return {**said, "at": "2020-01-01T00:00:00Z", **more}


SOON = (clock.now() + timedelta(days=9)).isoformat()
EMBARGO = hold("embargo", until=SOON)
LIES: dict[str, dict[str, Any]] = {
    "embargoed": {"holds": [EMBARGO]},
    "in the drawer": {"holds": [hold("drawer")]},
    "withdrawn for good": {"holds": [hold("withdrawal")]},
    "of tomorrow": {"published": SOON},
    "nowhere": {"address": ""},
    "of no day": {"published": None},
    "behind an open door": {"state": "hidden"},
    "of the envelope": {},
}


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """What a paper left of two stories, and nothing else of it."""
    settings.MEDIA_ROOT = str(tmp_path / "there")
    with transaction.atomic():
        a_paper()
        a_story("A ferry", hero=a_photo())
        a_story("A quay")
        keep_up("ninjs", tmp_path / "left", write, everything=True)
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = str(tmp_path / "here")
    an_empty_publication()
    return tmp_path / "left"


class StopsAtOnce(OnTerminal):
    """Somebody who looks on, and ends it after the first story."""

    @contextmanager
    def moving(self, move: Move, size: int) -> Iterator[Callable[[], None]]:
        yield self._stop

    def _stop(self) -> None:
        raise Stopped


def first_item(folder: Path) -> Path:
    return min((folder / "items").glob("*.json"), key=lambda path: int(path.stem))


def rewrite(path: Path, own: dict[str, Any], **item: Any) -> None:
    """Have an item say other things: its record, and its envelope."""
    found = {**json.loads(path.read_text("utf-8")), **item}
    record = {**json.loads(found["bodies"][1]["value"]), **own}
    found["bodies"][1]["value"] = json.dumps(record)
    path.write_text(json.dumps(found), "utf-8")


def test_a_story_that_says_it_is_public_and_something_else_as_well_is_not(
    folder: Path, tmp_path: Path
) -> None:
    path = first_item(folder)
    whole = path.read_text("utf-8")
    for number, (name, own) in enumerate(LIES.items(), 900):
        copy = folder / "items" / f"{number}.json"
        copy.write_text(whole, "utf-8")
        told = json.loads(json.loads(whole)["bodies"][1]["value"])
        guid = f"urn:uuid:00000000-0000-4000-8000-{number:012}"
        text = {**told["text"], "headline": name, "slug": f"lie-{number}"}
        place = {"key": number, "guid": guid, "text": text, "address": f"/lie/{number}/"}
        envelope = {"pubStatus": "withheld"} if name == "of the envelope" else {}
        rewrite(copy, {**place, **own}, **envelope)
    moved_in(folder, tmp_path / "report")
    assert set(published().values_list("title", flat=True)) == {"A ferry", "A quay"}
    assert set(Story.objects.values_list("title", flat=True)) == {"A ferry", "A quay", *LIES}
    assert {status(f"/lie/{number}/")[0] for number in range(900, 908)} == {404}
    assert Hold.objects.filter(kind=HoldKind.EMBARGO, story__title="embargoed").exists()
    told = Arrival.objects.get(kind="story", name="embargoed")
    assert told.why == "a draft: it says that it is public, and is held"


def test_what_can_not_be_read_or_kept_is_set_aside_with_its_reason_and_the_rest_comes(
    folder: Path, tmp_path: Path
) -> None:
    items, secret = folder / "items", tmp_path / "secret.json"
    secret.write_text(first_item(folder).read_text("utf-8"), "utf-8")
    (items / "901.json").symlink_to(secret)
    (items / "902.json").write_text("{")
    (items / "903.json").write_text("[" * 100_000)
    (items / "904.json").write_text(json.dumps({"bodies": [{"contentType": []}, 7]}))
    whole = first_item(folder).read_text("utf-8")
    (items / "x.json").write_text("{}")
    odd: dict[str, dict[str, Any]] = {
        "905": {"versions": [{"number": 2, "at": SOON, "words": {}}]},
        "906": {"address": "/-/desk/"},
        "907": {"address": "/world/"},
        "908": {"address": "//evil.example/"},
        "909": {"section": 2**40},
        "910": {"text": {"headline": "x" * 300}},
        "911": {"guid": "no"},
    }
    for number, own in odd.items():
        (items / f"{number}.json").write_text(whole, "utf-8")
        guid = f"urn:uuid:00000000-0000-4000-8000-{int(number):012}"
        rewrite(items / f"{number}.json", {"key": int(number), "guid": guid, **own})
    paths = [
        {"key": 950, "name": "../../secret.json", "file": "originals/../../x.jpg"},
        {"key": 951, "name": "/etc/passwd", "file": "/etc/passwd"},
        {"key": 952, "name": "gone.jpg", "file": ""},
    ]
    with (folder / "paper" / "pictures.jsonl").open("a") as file:
        first = json.loads((folder / "paper" / "pictures.jsonl").read_text().splitlines()[0])
        file.writelines(f"{json.dumps({**first, **each})}\n" for each in paths)
        file.write("no JSON\n")
    with (folder / "paper" / "redirects.jsonl").open("a") as file:
        for source, target in (("/-/desk/", "/a/"), ("//a", "/a/"), ("/x", "javascript:alert(1)")):
            told = {"source": source, "target": target, "status": 301, "page": None}
            file.write(f"{json.dumps(told)}\n")
    written = moved_in(folder, tmp_path / "report")
    assert written.accounts.adds_up
    aside = Arrival.objects.filter(outcome="set aside")
    assert aside.count() == 4 + len(odd) + 4 + 3
    assert all(each.why for each in aside)
    assert {(story.title, story.live) for story in Story.objects.all()} == {
        ("A ferry", True),
        ("A quay", True),
    }
    assert (Photo.objects.count(), FormerAddress.objects.count()) == (1, 0)


def test_a_folder_that_is_none_of_ours_is_refused_in_a_sentence(tmp_path: Path) -> None:
    a_paper()
    with pytest.raises(ValidationError, match="holds no paper of Broadsheet’s"):
        moved_in(tmp_path, tmp_path / "report")
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "paper.json").write_text('{"name": 7}')
    with pytest.raises(ValidationError, match="name: it should be of the kind str"):
        moved_in(tmp_path, tmp_path / "report")


def test_a_dry_run_tells_and_changes_nothing_and_a_later_run_brings_what_is_new_there(
    folder: Path, tmp_path: Path
) -> None:
    ferry_item = first_item(folder)
    held = hold("withdrawal", words_for_readers="It was wrong.")
    rewrite(ferry_item, {"state": "withdrawn", "holds": [held]}, pubStatus="canceled")
    files = set((tmp_path / "here").rglob("*"))
    rehearsed = moved_in(folder, tmp_path / "report", dry_run=True)
    assert rehearsed.is_whole
    assert (Story.objects.count(), Photo.objects.count()) == (0, 0)
    assert set((tmp_path / "here").rglob("*.*")) <= files
    with pytest.raises(Stopped):
        moved_in(folder, tmp_path / "report", watch=StopsAtOnce())
    assert moved_in(folder, tmp_path / "report").is_whole
    ferry, quay = Story.objects.order_by("pk")
    assert status(str(ferry.address))[0] == 410
    draft = quay.get_latest_revision_as_object()
    draft.standfirst = "Written here."
    draft.save_revision()
    lifted = {**held, "lifted": "2020-01-02T00:00:00Z", "lifted_because": "It was right."}
    rewrite(ferry_item, {"state": "public", "holds": [lifted]}, pubStatus="usable")
    for path in (folder / "items").glob("*.json"):
        said = json.loads(json.loads(path.read_text("utf-8"))["bodies"][1]["value"])
        rewrite(path, {"text": {**said["text"], "kicker": "New there"}})
    moved_in(folder, tmp_path / "report")
    assert Story.objects.get(pk=ferry.pk).kicker == "New there"
    assert status(str(ferry.address))[0] == 200
    latest = Story.objects.get(pk=quay.pk).get_latest_revision_as_object()
    assert (latest.kicker, latest.standfirst) == ("", "Written here.")
    assert Arrival.objects.get(name="A quay").why.startswith("it changed there, but was edited")
