"""How Datasette is started: one place says it, and the README shows the same."""

from __future__ import annotations

import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT
from xjtunews.explore.__main__ import main
from xjtunews.explore.settings import PLUGINS, SETTINGS, STATIC, TEMPLATES, arguments


def test_every_setting_is_one_of_datasettes() -> None:
    from datasette.app import DEFAULT_SETTINGS

    assert set(SETTINGS) <= set(DEFAULT_SETTINGS)
    assert SETTINGS["default_allow_sql"] == SETTINGS["allow_download"] == "off"
    assert all((ROOT / folder).is_dir() for folder in (PLUGINS, TEMPLATES, STATIC))


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_whole_command(readme: str) -> None:
    shown = (ROOT / readme).read_text("utf-8").replace("\\\n", " ")
    command = " ".join(["datasette", *arguments("xjtunews.db")])
    assert command in " ".join(shown.split())


def test_it_is_printed_and_a_missing_database_named() -> None:
    def run(*given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "xjtunews.explore", *given], cwd=ROOT, capture_output=True, text=True, check=False
        )

    assert shlex.split(run("x.db", "--print").stdout) == ["datasette", *arguments("x.db")]
    assert (run("nothing.db").returncode, run().returncode) == (1, 2)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("CREATE TABLE t (x)", "is not a database of xjtunews (no such table: events)"),
        ("CREATE TABLE events (id); CREATE TABLE runs (id)", "it is of an older version"),
        (None, "is not a database of xjtunews (file is not a database)"),
    ],
    ids=["of another program", "older", "no database"],
)
def test_what_is_no_database_of_ours_is_not_opened(
    script: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.db"
    if script is None:
        path.write_bytes(b"no database " * 100)
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
    assert main([str(path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_the_plugin_loads_where_the_project_is_not_on_the_path(small: Path, tmp_path: Path) -> None:
    command = [*arguments(str(small), f"{ROOT}/"), "--get", "/search?q=签约"]
    code = "import sys; from datasette.cli import cli; cli()"
    done = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "<mark>签约</mark>" in done.stdout
