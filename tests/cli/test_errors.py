"""What is wrong with a publication's set-up is said in one clear message."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from broadsheet.cli.errors import explain, without_password
from broadsheet.config import ConfigError, load
from tests.command import broadsheet, refused

pytestmark = pytest.mark.sqlite


def test_an_unknown_key_is_answered_with_the_known_one(paper: Path) -> None:
    (paper / "broadsheet.toml").write_text('mail.form = "news@example.org"\n')
    message = refused(broadsheet("run", paper))
    assert "“mail.form”" in message
    assert "“mail.from”" in message


def test_a_proxy_that_is_no_address_is_said(paper: Path) -> None:
    (paper / "broadsheet.toml").write_text('proxies = ["the-proxy"]\n')
    assert "the-proxy" in refused(broadsheet("run", paper))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('mail.divert_to = "ed"', "mail.divert_to must be one address"),
        ('mail.divert_to = "ed@example.org, max@example.org"', "mail.divert_to must be one"),
        ('mail.returns_box = "imaps://["', "mail.returns_box is no address of a box"),
    ],
)
def test_an_address_for_mail_that_is_none_is_said(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "broadsheet.toml").write_text(f"{line}\n")
    with pytest.raises(ConfigError, match=said.replace(".", "[.]")):
        load(tmp_path, {})


def test_a_broken_configuration_names_its_line(paper: Path) -> None:
    (paper / "broadsheet.toml").write_text('url = "http://127.0.0.1:8000\n')
    assert "line 1" in refused(broadsheet("run", paper))


def test_a_port_in_use_is_said_before_anything_starts(paper: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        message = refused(broadsheet("run", paper, "--port", port))
    assert f"Port {port} is in use" in message


def test_an_unknown_host_is_said(paper: Path) -> None:
    assert "nowhere.invalid" in refused(broadsheet("run", paper, "--host", "nowhere.invalid"))


def test_a_data_folder_that_is_a_file_is_said(paper: Path) -> None:
    (paper / "data").rename(paper / "elsewhere")
    (paper / "data").write_text("")
    assert "data is to be a folder" in refused(broadsheet("run", paper))


def test_a_database_of_an_unknown_kind_is_said(paper: Path) -> None:
    result = broadsheet("run", paper, DATABASE_URL="carrier-pigeon://loft")
    assert "carrier-pigeon" in refused(result)


def test_a_database_that_does_not_answer_is_said_without_its_password(paper: Path) -> None:
    url = "postgresql://paper:s3cret@127.0.0.1:1/paper"
    result = broadsheet("run", paper, DATABASE_URL=url)
    assert "can't be reached" in refused(result)
    assert "s3cret" not in result.stderr


def test_a_damaged_database_is_said(paper: Path) -> None:
    (paper / "data" / "broadsheet.sqlite3").write_bytes(b"not a database at all" * 400)
    assert "damaged" in refused(broadsheet("run", paper))


def test_a_mistake_in_the_papers_own_settings_is_said(paper: Path) -> None:
    (paper / "settings.py").write_text("from broadsheet.settings import *\nX = 1 / 0\n")
    message = refused(broadsheet("run", paper))
    assert "settings.py" in message
    assert "ZeroDivisionError" in message


def test_the_traceback_is_kept_in_the_log(paper: Path) -> None:
    (paper / "data" / "broadsheet.sqlite3").write_bytes(b"not a database at all" * 400)
    broadsheet("run", paper)
    assert "Traceback" in (paper / "data" / "logs" / "errors.log").read_text()


def test_a_folder_without_a_publication_is_said(tmp_path: Path) -> None:
    assert "no publication" in refused(broadsheet("run", tmp_path))


def test_an_unknown_part_is_said(paper: Path) -> None:
    assert "Parts: web, press, scheduler, worker, serve" in refused(
        broadsheet("run", paper, "printer")
    )


def test_an_error_nobody_foresaw_has_no_made_up_explanation() -> None:
    assert explain(KeyError("x")) is None


def test_passwords_are_taken_out_of_addresses() -> None:
    text = without_password("can't reach postgresql://pru:hunter2@db/paper today")
    assert text == "can't reach postgresql://pru:…@db/paper today"
