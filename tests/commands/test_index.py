"""`scrapy index`, as a user runs it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import scrapy


def test_it_says_what_it_did_and_then_that_there_is_nothing_to_do(unindexed: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(unindexed, tmp_path / "news.db")
    first, second = (scrapy("index", "-s", f"DATABASE={path}") for _ in range(2))
    assert (first.returncode, first.stdout) == (0, "index: 4 new, 0 changed, 0 gone, 0 as before\n")
    assert second.stdout == "index: 0 new, 0 changed, 0 gone, 4 as before\n"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM _search_articles").fetchone() == (4,)


def test_what_a_crawl_stores_is_not_touched(unindexed: Path, small: Path) -> None:
    def dump(path: Path) -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return [
                line
                for line in connection.iterdump()
                if not line.startswith(('INSERT INTO "_search', 'INSERT INTO "_cov'))
            ]

    assert dump(unindexed) == dump(small)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("-s", "DATABASE=nothing.db"), 1, "there is no such file; crawl first"),
        (("x",), 2, "the database is named by -s DATABASE=FILE"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: tuple[str, ...], code: int, message: str, tmp_path: Path
) -> None:
    result = scrapy("index", *arguments)
    assert result.returncode == code
    assert message in result.stderr + result.stdout


def test_a_locked_database_is_named(unindexed: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(unindexed, tmp_path / "news.db")
    hold = (
        "import functools, sqlite3, xjtunews.stored_command as command",
        "command.open_database = functools.partial(command.open_database, patience=0.1)",
        f"held = sqlite3.connect({str(path)!r})",
        "held.execute('BEGIN EXCLUSIVE')",
    )
    result = scrapy("index", "-s", f"DATABASE={path}", prelude="\n".join(hold))
    assert result.returncode == 1
    assert "locked by another program" in result.stderr
