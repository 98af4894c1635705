"""`scrapy resolve` joins what was stored since the last time, says what changed, and leaves all else alone."""

from __future__ import annotations

import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.conftest import scrapy
from tests.database.scenarios import SCENARIOS
from tests.database.test_events import NOON, empty, read
from xjtunews.database.writer import write


def command(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = scrapy("resolve", "-s", f"DATABASE={database}", *arguments)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def written(tmp_path: Path) -> Path:
    database = empty(tmp_path / "news.db")
    scenario = SCENARIOS["a roundup with links"]
    write(database, [read(report, scenario.reports) for report in scenario.reports], 1, NOON)
    database.conn.close()
    return tmp_path / "news.db"


def dump(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_it_joins_what_is_new_and_nothing_else(written: Path) -> None:
    first = command(written)
    assert (first.returncode, first.stdout.split()) == (
        0,
        ["articles", "3", "copies", "0", "(as", "before)", "events", "2", "(0", "before)"],
    )
    before = dump(written)
    again = command(written)
    assert again.stdout.split() == ["articles", "0", "copies", "0", "(as", "before)", "events", "2", "(as", "before)"]
    afresh = command(written, "--all")
    assert afresh.stdout.split() == ["articles", "3", "copies", "0", "(as", "before)", "events", "2", "(as", "before)"]
    assert dump(written) == before


@pytest.mark.parametrize(
    ("name", "said"), [("none.db", "there is no such file"), ("text.db", "this is no SQLite database")]
)
def test_what_cannot_be_resolved_is_said_in_one_line(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "text.db").write_text("no database " * 200, "utf-8")
    done = command(tmp_path / name)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_locked_database_stays_as_it_is(written: Path) -> None:
    other = sqlite3.connect(written, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = scrapy(
        "resolve",
        "-s",
        f"DATABASE={written}",
        prelude="import xjtunews.database.connection as c; c.open_database.__kwdefaults__['patience'] = 0.1",
    )
    other.execute("ROLLBACK")
    other.close()
    assert done.returncode == 1
    assert "locked by another program" in done.stderr
