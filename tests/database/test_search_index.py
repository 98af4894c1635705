"""The index follows the stored articles: what changed is made anew, all else is left alone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.small import fill, made
from xjtunews.database import open_database
from xjtunews.database.search import search
from xjtunews.database.search_index import Indexing, key_for, stored_coverage, update_index
from xjtunews.language.search import parse_query


@pytest.fixture
def path(unindexed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(unindexed, tmp_path / "news.db"))


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    database = open_database(str(path))
    with closing(database.conn):
        yield database.conn


def found(connection: sqlite3.Connection, expression: str) -> set[str]:
    rows = connection.execute(
        "SELECT article_id FROM _search s JOIN _search_articles a ON a.key = s.rowid WHERE _search MATCH ?",
        [expression],
    )
    return {key for (key,) in rows}


def rows(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("_search_articles", "_coverage")]


def test_the_first_call_indexes_all_and_the_second_nothing(connection: sqlite3.Connection) -> None:
    assert update_index(connection) == Indexing(added=4, changed=0, removed=0, kept=0)
    before = rows(connection)
    assert update_index(connection) == Indexing(added=0, changed=0, removed=0, kept=4)
    assert rows(connection) == before


def test_a_changed_text_is_found_by_its_new_words_only(path: Path, connection: sqlite3.Connection) -> None:
    update_index(connection)
    assert found(connection, 'pairs : "天工 工集 集团"') == {"news-visit", "news-signing", "news-hostile"}
    fill(
        path,
        made("visit", "卢建军会见海鹰集团董事长", "2023-11-15T09:00", "2023年11月14日，卢建军会见海鹰集团董事长王海。"),
    )
    assert update_index(connection) == Indexing(added=0, changed=1, removed=0, kept=3)
    assert found(connection, 'pairs : "天工 工集 集团"') == {"news-signing", "news-hostile"}
    assert found(connection, 'pairs : "海鹰"') == {"news-visit"}
    connection.execute("INSERT INTO _search(_search) VALUES ('integrity-check')")


def test_rows_of_no_article_are_left_until_they_are_many(path: Path, connection: sqlite3.Connection) -> None:
    def counts() -> tuple[int, ...]:
        tables = ("_search_removed", "_search_articles", "_search_docsize")
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)

    update_index(connection)
    for day, left in (("02", (1, 4, 5)), ("03", (2, 4, 6)), ("04", (0, 4, 4))):
        fill(path, made("visit", "会见", f"2023-12-{day}", f"2023年12月{day}日，卢建军会见海鹰集团董事长王海。"))
        assert update_index(connection) == Indexing(added=0, changed=1, removed=0, kept=3)
        assert counts() == left
        assert [article["published"] for article in search(connection, parse_query("王海"), {}, "new", 1).articles] == [
            f"2023-12-{day}"
        ]
        assert search(connection, parse_query("李明 会见"), {}, "best", 1).count == 0


def test_words_of_letters_are_kept_for_searches_of_a_part(connection: sqlite3.Connection) -> None:
    update_index(connection)
    assert {"openlab", "ai4s", "211"} <= {word for (word,) in connection.execute("SELECT word FROM _search_latin")}


def test_an_article_that_is_gone_is_found_no_more(connection: sqlite3.Connection) -> None:
    update_index(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    with connection:
        connection.execute("DELETE FROM articles WHERE id = 'news-library'")
    assert update_index(connection).removed == 1
    assert found(connection, 'pairs : "苏州"') == set()
    connection.execute("INSERT INTO _search(_search) VALUES ('integrity-check')")


def test_another_kind_of_event_changes_the_tags_of_the_same_text(connection: sqlite3.Connection) -> None:
    update_index(connection)
    assert found(connection, 'tags : "k签约"') == {"news-signing", "news-library"}
    with connection:
        connection.execute("UPDATE mention_kinds SET kind = '揭牌' WHERE mention_id = 'news-library-p1-1'")
    assert update_index(connection).changed == 1
    assert found(connection, 'tags : "k签约"') == {"news-signing"}
    assert found(connection, 'tags : "k揭牌" AND tags : "y2022"') == {"news-library"}


def test_articles_of_one_number_get_the_next(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xjtunews.database.search_index.key_for", lambda published, article_id: 7)
    update_index(connection)
    assert [key for (key,) in connection.execute("SELECT key FROM _search_articles ORDER BY key")] == [7, 8, 9, 10]
    assert found(connection, 'pairs : "苏州"') == {"news-library"}


def test_an_interrupted_call_is_gone_on_with(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xjtunews.database.search_index._BATCH", 2)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_index(connection, stop)
    assert update_index(connection) == Indexing(added=2, changed=0, removed=0, kept=2)


def test_the_newest_come_last(connection: sqlite3.Connection) -> None:
    update_index(connection)
    ordered = [key for (key,) in connection.execute("SELECT article_id FROM _search_articles ORDER BY key")]
    assert ordered == ["news-library", "news-visit", "news-signing", "news-hostile"]


@pytest.mark.parametrize(
    "published", [None, "", "2024", "2024-13-45", "2024-02-01T99:99", "1066-10-14", "9999-12-31T23:59"]
)
def test_every_date_gives_a_number_that_sqlite_can_hold(published: str | None) -> None:
    assert 0 <= key_for(published, "a") < 2**53


def test_coverage_counts_events_and_knows_when_it_is_old(path: Path, connection: sqlite3.Connection) -> None:
    assert stored_coverage(connection) == (None, True)
    update_index(connection)
    coverage, stale = stored_coverage(connection)
    assert coverage is not None
    assert not stale
    assert coverage["numbers"]["articles"] == 4
    assert (coverage["numbers"]["signings"], coverage["first"], coverage["last"]) == (2, "2022-06-02", "2024-02-02")
    assert coverage["missing"] == [["failed", 1]]
    assert coverage["choices"]["year"] == ["2024", "2023", "2022"]
    fill(path, made("new", "消息", "2024-02-03", "2024年2月2日，卢建军会见海鹰集团董事长王海。"))
    assert stored_coverage(connection)[1]
