"""The wheel is all there is: installed where there is neither Node nor a compiler, it runs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.command import environment, free_port, get, until

pytestmark = [pytest.mark.wheel, pytest.mark.sqlite]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, env=environment())
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_holds_templates_styles_and_migrations_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
    for ending in (".html", ".css", ".woff2", "0001_initial.py", ".toml"):
        assert any(name.endswith(ending) for name in names), ending
    assert not any(name.startswith("tests/") or "node_modules" in name for name in names)


def test_an_installed_wheel_makes_and_runs_a_paper_without_node_or_compiler(
    wheel: Path, tmp_path: Path
) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    bare = environment({"PATH": _bare_path(tmp_path), "CC": "/nonexistent"})
    pip = [home / "bin" / "python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    pip += ["--no-binary", "dkimpy"]  # Python alone, and comes as its source only
    pip += ["--no-compile"]  # all of eight thousand modules, of which a paper needs a fifth
    subprocess.run([*pip, wheel], check=True, env=bare, cwd=tmp_path)
    command, port = str(home / "bin" / "broadsheet"), free_port()
    subprocess.run([command, "new", "paper", "--yes"], check=True, env=bare, cwd=tmp_path)
    run = [command, "run", "paper", "--port", str(port)]
    process = subprocess.Popen(run, env=bare, cwd=tmp_path)
    try:
        assert until(lambda: get(f"http://127.0.0.1:{port}/")[0] == 200)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0


def _bare_path(tmp_path: Path) -> str:
    """Return a PATH with the system's small tools and neither Node nor a compiler."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "env", "uname", "ls", "cat"):
        os.symlink(shutil.which(name) or f"/bin/{name}", folder / name)
    return str(folder)
