"""The folder of an export: whole files, what changed and no more, and only what is ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from broadsheet.wire.outgoing.exports.folder import Folder


def an_export(root: Path, **files: str) -> Folder:
    folder = Folder(root, form="ninjs")
    for name, text in files.items():
        folder.write(f"items/{name}", text.encode())
    folder.close()
    return folder


def test_a_second_export_writes_what_changed_and_takes_away_what_is_gone(tmp_path: Path) -> None:
    an_export(tmp_path / "out", a="1", b="2", c="3")
    again = an_export(tmp_path / "out", a="1", b="two")
    assert (again.written, again.kept, again.removed) == (1, 1, 1)
    there = {path.name: path.read_text() for path in (tmp_path / "out/items").iterdir()}
    assert there == {"a": "1", "b": "two"}
    an_export(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".broadsheet-export"]


def test_an_export_that_stops_leaves_no_half_file_and_the_next_one_goes_on(tmp_path: Path) -> None:
    folder = Folder(tmp_path, form="ninjs")
    folder.write("a", b"1")
    with pytest.raises(TypeError), folder.writing("b") as file:
        file.writelines([b"half", None])  # type: ignore[list-item]
    folder.stop()
    assert {path.name for path in tmp_path.iterdir()} == {"a", ".broadsheet-export"}
    (tmp_path / ".a.0123456789abcdef.tmp").write_text("what a kill leaves")
    with (tmp_path / ".broadsheet-export").open("a") as file:
        file.write('["b", "ha')
    again = Folder(tmp_path, form="ninjs")
    again.write("a", b"1")
    again.write("b", b"2")
    again.close()
    assert (again.written, again.kept) == (1, 1)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", ".broadsheet-export"}


def test_nothing_of_anybody_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ValidationError, match="no export of ours"):
        Folder(tmp_path, form="ninjs")
    out = tmp_path / "out"
    an_export(out, a="1")
    (out / "items/b").write_text("mine")
    with pytest.raises(ValidationError, match="move it away"):
        an_export(out, a="1", b="2")
    assert (out / "items/b").read_text() == "mine"
    with pytest.raises(ValidationError, match="another export"):
        Folder(out, form="markdown")
    (out / "items/b").unlink()
    (out / "items/mine.txt").write_text("mine")
    an_export(out)
    assert [path.name for path in (out / "items").iterdir()] == ["mine.txt"]


def test_a_file_that_stands_there_already_is_taken_for_ours(tmp_path: Path) -> None:
    an_export(tmp_path / "out", a="1")
    (tmp_path / "out/items/b").write_text("2")  # a power cut kept it, and not the list
    assert an_export(tmp_path / "out", a="1", b="2").kept == 2
