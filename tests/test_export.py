"""What `scrapy export` writes can be read back, is the same each time, and says what it is."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import tracemalloc
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.conftest import scrapy
from xjtunews.database import open_database
from xjtunews.database.dictionary import dictionary
from xjtunews.database.exporting import INTERNAL, snapshot
from xjtunews.exceptions import ArgumentError, DatabaseError
from xjtunews.export import export


def write(database: Path, folder: Path, form: str, *, with_bodies: bool = False) -> dict[str, int]:
    with snapshot(str(database)) as connection:
        return dict(export(connection, folder, form=form, with_bodies=with_bodies))


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def count(database: Path, table: str) -> int:
    connection = sqlite3.connect(database)
    number: int = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    connection.close()
    return number


def test_csv_holds_every_public_table(crawled: Path, tmp_path: Path) -> None:
    counts = write(crawled, tmp_path, "csv")
    database = Database(crawled)
    assert set(counts) == {entry.table for entry in dictionary()} - set(database.view_names()) - INTERNAL
    database.close()
    for table, number in counts.items():
        data = (tmp_path / f"{table}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert len(rows_of(tmp_path / f"{table}.csv")) == number == count(crawled, table)
    assert not list(tmp_path.glob("*.part"))


def test_the_bodies_are_left_out_unless_asked_for(crawled: Path, tmp_path: Path) -> None:
    write(crawled, tmp_path / "without", "csv")
    write(crawled, tmp_path / "with", "csv", with_bodies=True)
    without, full = (rows_of(tmp_path / name / "articles.csv") for name in ("without", "with"))
    assert "body" not in without[0]
    assert "\n" in full[0]["body"]
    assert [row["id"] for row in without] == [row["id"] for row in full] == sorted(row["id"] for row in full)
    described = {(row["table"], row["column"]) for row in rows_of(tmp_path / "without/dictionary.csv")}
    assert ("articles", "body") not in described
    assert ("articles", "title") in described


def test_json_is_the_same_data(crawled: Path, tmp_path: Path) -> None:
    write(crawled, tmp_path, "json")
    events = json.loads((tmp_path / "events.json").read_text("utf-8"))
    connection = sqlite3.connect(crawled)
    stored = connection.execute("SELECT id, date_start, reports FROM events ORDER BY id").fetchall()
    connection.close()
    assert [(event["id"], event["date_start"], event["reports"]) for event in events] == stored
    assert json.loads((tmp_path / "copies.json").read_text("utf-8")) == []


def test_parquet_is_the_same_data(crawled: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    write(crawled, tmp_path, "parquet")
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT id, name, latitude FROM '{tmp_path}/places.parquet'").fetchall()
        assert connection.execute(f"SELECT count(*) FROM '{tmp_path}/copies.parquet'").fetchall() == [(0,)]
    stored = sqlite3.connect(crawled)
    assert found == stored.execute("SELECT id, name, latitude FROM places ORDER BY id").fetchall()
    stored.close()
    assert not list(tmp_path.glob("*.jsonl"))


def test_parquet_says_what_it_needs(crawled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ArgumentError, match="pip install duckdb"):
        write(crawled, tmp_path, "parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_the_same_database_gives_the_same_files(crawled: Path, tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("duckdb", reason="DuckDB is not installed")
    for name in ("one", "other"):
        write(crawled, tmp_path / name, form)
    one, other = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "other"))
    assert one == other


def test_the_readme_says_what_it_is(crawled: Path, tmp_path: Path) -> None:
    counts = write(crawled, tmp_path, "csv")
    text = (tmp_path / "README.md").read_text("utf-8")
    for table, number in counts.items():
        assert f"| `{table}` | {number} |" in text
    for words in ("CC BY 4.0", "权利属于原发布者", "xjtunews 0.1.0", "不含 left out"):
        assert words in text


def test_a_formula_is_guarded(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "news.db"))
    database.table("people").insert({"id": "p", "name": "=cmd|' /C calc'!A0"})
    database.close()
    write(tmp_path / "news.db", tmp_path / "out", "csv")
    (row,) = rows_of(tmp_path / "out/people.csv")
    assert row["name"] == "'=cmd|' /C calc'!A0"


def test_rows_are_written_as_they_are_read(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "news.db"))
    database.table("people").insert_all({"id": f"p{number:06}", "name": "字" * 500} for number in range(4_000))
    database.close()
    tracemalloc.start()
    write(tmp_path / "news.db", tmp_path / "out", "json")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "out/people.json").stat().st_size > 6_000_000
    assert most < 1_500_000


def test_what_is_no_database_of_ours_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE a (b)")
    other.close()
    (tmp_path / "text.db").write_text("no database at all, but long enough to be looked at" * 20)
    for name in ("none.db", "other.db", "text.db"):
        with pytest.raises(DatabaseError, match=name):
            write(tmp_path / name, tmp_path / "out", "csv")
    assert not (tmp_path / "out").exists()


def test_the_command(crawled: Path, tmp_path: Path) -> None:
    shutil.copy(crawled, tmp_path / "news.db")
    before = (tmp_path / "news.db").read_bytes()
    done = scrapy("export", str(tmp_path / "out"), "-s", f"DATABASE={tmp_path / 'news.db'}")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"events               {count(crawled, 'events')}\n" in done.stdout
    assert (tmp_path / "out/README.md").is_file()
    assert (tmp_path / "news.db").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["out", "--format", "xlsx"], 2, "xjtunews: --format=xlsx is not known; there are csv, json, parquet\n"),
        (["out"], 1, "xjtunews: DATABASE=none.db: there is no such file; crawl first, or name another one\n"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: list[str], code: int, message: str) -> None:
    done = scrapy("export", *arguments, "-s", "DATABASE=none.db")
    assert (done.returncode, done.stderr) == (code, message)


def test_a_folder_that_cannot_be_written_is_named(crawled: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = scrapy("export", str(tmp_path / "file"), "-s", f"DATABASE={crawled}")
    assert done.returncode == 1
    assert done.stderr == f"xjtunews: {tmp_path / 'file'}: File exists; give a folder that can be written\n"
