"""A database that cannot be used is named in one line and left as it was."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
from pathlib import Path

import pytest

from xjtunews.database import open_database
from xjtunews.exceptions import DatabaseError


def refusal(path: Path | str) -> str:
    """Return the message with which a database is refused."""
    with pytest.raises(DatabaseError) as caught:
        open_database(str(path), patience=0.1)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    return message


def make(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def current(tmp_path: Path) -> Path:
    """A database of this version."""
    path = tmp_path / "news.db"
    open_database(str(path)).conn.close()
    return path


def test_a_new_database_is_empty_and_guarded(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "news.db"))
    assert {"articles", "links", "mentions", "events", "fetches", "runs"} <= set(database.table_names())
    assert database["articles"].count == 0
    assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.conn.close()


def test_opening_again_changes_nothing_and_shows_no_time(current: Path, tmp_path: Path) -> None:
    first = list(sqlite3.connect(current).iterdump())
    open_database(str(current)).conn.close()
    open_database(str(tmp_path / "other.db")).conn.close()
    assert first == list(sqlite3.connect(current).iterdump())
    assert first == list(sqlite3.connect(tmp_path / "other.db").iterdump())


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "news.db").touch()
    database = open_database(str(tmp_path / "news.db"))
    assert "articles" in database.table_names()
    database.conn.close()


def test_a_folder_is_none(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("inside", ["missing", "missing/deeper", "file"])
def test_there_must_be_a_folder_for_it(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").touch()
    assert f"there is no folder {tmp_path / inside}" in refusal(tmp_path / inside / "news.db")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here; root may write anywhere else")
def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    assert "cannot be written" in refusal("/proc/news.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a file that is read-only")
def test_a_read_only_file(current: Path) -> None:
    current.chmod(0o444)
    assert "cannot be written" in refusal(current)


@pytest.mark.parametrize("size", [100, 5000, 8192])
def test_random_bytes_are_no_database(tmp_path: Path, size: int) -> None:
    path = tmp_path / "news.db"
    noise = random.Random(size).randbytes(size)
    path.write_bytes(noise)
    assert "no SQLite database, or a damaged one" in refusal(path)
    assert path.read_bytes() == noise


def test_a_database_cut_in_half_is_damaged(current: Path) -> None:
    half = current.read_bytes()
    half = half[: len(half) // 2]
    current.write_bytes(half)
    assert "no SQLite database, or a damaged one" in refusal(current)
    assert current.read_bytes() == half


@pytest.mark.parametrize("table", ["notes", "articles", "_sqlite_migrations"])
def test_the_database_of_another_program_stays_as_it_was(tmp_path: Path, table: str) -> None:
    path = make(tmp_path / "notes.db", f"CREATE TABLE {table} (id, migration_set, name, applied_at)")
    before = path.read_bytes()
    assert "another program" in refusal(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["notes.db"]


def test_the_database_of_a_newer_version_stays_as_it_was(current: Path) -> None:
    make(current, "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('xjtunews', '9999_future')")
    before = list(sqlite3.connect(current).iterdump())
    message = refusal(current)
    assert "newer xjtunews" in message
    assert "9999_future" in message
    assert list(sqlite3.connect(current).iterdump()) == before


def test_the_migrations_of_another_set_do_not_matter(current: Path) -> None:
    make(current, "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('notes', '9999_other')")
    open_database(str(current)).conn.close()


def test_a_locked_database(current: Path) -> None:
    other = sqlite3.connect(current, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "locked by another program" in refusal(current)
    other.execute("ROLLBACK")
    open_database(str(current), patience=0.1).conn.close()


def test_a_lock_that_goes_away_is_waited_for(current: Path) -> None:
    other = sqlite3.connect(current, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    timer = threading.Timer(0.2, other.execute, ["ROLLBACK"])
    timer.start()
    open_database(str(current), patience=10).conn.close()
    timer.join()


def test_a_reader_locks_nobody_out(current: Path) -> None:
    reader = sqlite3.connect(current, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchone()
    open_database(str(current), patience=0.1).conn.close()
