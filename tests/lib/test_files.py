from __future__ import annotations

import errno
import os
import resource
import stat
import threading

import pytest

from broadsheet.lib.files import write_atomically


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"the old edition")
    return path


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(page):
    write_atomically(page, b"the new edition")
    assert page.read_bytes() == b"the new edition"
    assert os.listdir(page.parent) == [page.name]


def test_a_secret_is_readable_by_its_owner_alone_from_the_first_byte(tmp_path):
    path = tmp_path / "secret_key"
    write_atomically(path, b"s", mode=0o600)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_other_files_follow_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "page", b"p")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "page").stat().st_mode) == 0o640


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_when_the_disk_is_full_the_old_file_stays_and_no_temporary_one_does(
    page, monkeypatch, call
):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(page, b"the new edition")
    assert page.read_bytes() == b"the old edition"
    assert os.listdir(page.parent) == [page.name]


def test_a_write_that_the_kernel_cuts_short_leaves_the_old_file(page):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_atomically(page, b"x" * 1_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert page.read_bytes() == b"the old edition"
    assert os.listdir(page.parent) == [page.name]


def test_a_reader_never_sees_half_a_file_while_writers_race(page):
    editions = [bytes([65 + n]) * 200_000 for n in range(4)]
    write_atomically(page, editions[0])
    writers = [
        threading.Thread(target=lambda e=e: [write_atomically(page, e) for _ in range(10)])
        for e in editions
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert page.read_bytes() in editions
    for writer in writers:
        writer.join()
    assert os.listdir(page.parent) == [page.name]


def test_a_missing_folder_is_an_error_and_is_not_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "no" / "page", b"p")
    assert os.listdir(tmp_path) == []


def test_a_very_long_name_can_still_be_written(tmp_path):
    write_atomically(tmp_path / ("n" * 250), b"p")
    assert (tmp_path / ("n" * 250)).read_bytes() == b"p"
