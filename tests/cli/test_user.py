"""Giving people accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import broadsheet, refused

pytestmark = pytest.mark.sqlite


def _add(paper: Path, email: str, password: str, *options: str) -> object:
    return broadsheet(
        "user", "add", email, "--dir", paper, "--password-file", "-", *options, text=password
    )


def test_somebody_added_may_sign_in_with_the_password_and_gets_another_role(paper: Path) -> None:
    result = _add(
        paper,
        "rosa@example.org",
        "a quiet harbour\n",
        "--role",
        "reporter",
        "--name",
        "Rosa M. Lund",
    )
    assert result.returncode == 0, result.stderr
    code = (
        "from broadsheet.staff.models import User; u = User.objects.get();"
        "print(u.check_password('a quiet harbour'), u.is_superuser, u.last_name,"
        " [g.name for g in u.groups.all()])"
    )
    shown = broadsheet("manage", "shell", "--no-imports", "-c", code, cwd=paper)
    assert shown.stdout.strip() == "True False Lund ['Reporter']", shown.stderr
    given = broadsheet("user", "role", "rosa@example.org", "desk-editor", cwd=paper)
    assert given.stdout == "rosa@example.org is desk-editor now.\n", given.stderr
    assert "no section “moon”" in refused(
        broadsheet("user", "desk", "rosa@example.org", "moon", cwd=paper)
    )


def test_a_weak_password_is_refused(paper: Path) -> None:
    assert "too short" in refused(_add(paper, "ed@example.org", "short\n"))


def test_a_password_cannot_be_an_argument() -> None:
    result = broadsheet("user", "add", "ed@example.org", "--password", "x")
    assert "No such option" in result.stderr


def test_an_address_that_is_not_one_is_refused(paper: Path) -> None:
    assert "valid email" in refused(_add(paper, "not an address", "a quiet harbour\n"))


def test_without_a_terminal_the_password_must_come_from_a_file(paper: Path) -> None:
    result = broadsheet("user", "add", "ed@example.org", "--dir", paper)
    assert "--password-file" in refused(result)


def test_who_is_invited_without_mail_is_given_the_link_by_hand(paper: Path) -> None:
    result = broadsheet("user", "invite", "nora@example.org", "--dir", paper)
    assert result.returncode == 0, result.stderr
    assert "/-/desk/invitation/" in result.stdout
    said = refused(broadsheet("user", "invite", "x@example.org", "--role", "tsar", "--dir", paper))
    assert "managing-editor" in said
