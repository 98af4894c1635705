"""The schema keeps what is promised to those who query it, and its keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from xjtunews.database import open_database
from xjtunews.database.migrations import migrations, names

#: What the design promises; more is free, these stay.
PUBLIC = {
    "articles": "id url title published section source views body site layout",
    "credits": "article_id role name organization",
    "links": "article_id position kind url label mention_id target_id status",
    "mentions": "id article_id event_id paragraph date_text date_start date_end date_precision evidence",
    "mention_kinds": "mention_id kind trigger",
    "appearances": "article_id mention_id person_id title paragraph",
    "participations": "article_id mention_id organization_id role paragraph",
    "locations": "article_id mention_id place_id",
    "people": "id name",
    "organizations": "id name type province city",
    "places": "id province city latitude longitude",
    "events": "id date_start date_end date_precision summary reports title place_id mention_id",
    "event_kinds": "event_id kind reports mention_id",
    "event_people": "event_id person_id name title side organization reports mention_id",
    "event_parties": "event_id organization_id name type province city role reports mention_id",
    "event_places": "event_id place_id name level province city role reports mention_id",
    "event_disagreements": "event_id field value chosen reports mention_id",
    "mention_pairs": "mention_id other_id strength reasons",
    "mention_keys": "name day mention_id",
    "unresolved": "article_id outline",
    "unresolved_addresses": "url",
    "agreements": "mention_id name kind",
    "figures": "article_id paragraph value unit text",
    "article_topics": "article_id topic score terms",
    "copies": "article_id canonical_id relation similarity reasons",
    "mirror_signs": "article_id sign evidence",
    "signatures": "article_id number version sketch beginning title day days origin",
    "shingle_bands": "band number",
    "similar_articles": "article_id other_id relation similarity",
    "fetches": "url status reason",
    "runs": "id",
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(str(tmp_path / "news.db"))
    yield database
    database.conn.close()


@pytest.mark.parametrize("table", PUBLIC)
def test_the_public_schema_is_there(database: Database, table: str) -> None:
    assert set(PUBLIC[table].split()) <= set(database[table].columns_dict)


def test_the_known_names_are_those_of_the_migrations(database: Database) -> None:
    assert {migration.name for migration in migrations().applied(database)} == names()
    assert migrations().pending(database) == []


def test_applying_again_does_nothing(database: Database) -> None:
    before = list(database.conn.iterdump())
    migrations().apply(database)
    assert list(database.conn.iterdump()) == before


def test_no_table_but_that_of_runs_shows_the_order_of_arrival(database: Database) -> None:
    for table in PUBLIC.keys() - {"runs"}:
        assert database[table].schema.rstrip().endswith("WITHOUT ROWID"), table


def test_every_reference_is_enforced_and_indexed(database: Database) -> None:
    for table in PUBLIC:
        for key in database[table].foreign_keys:
            first = {index.columns[0] for index in database[table].indexes} | {database[table].pks[0]}
            assert key.other_column in database[key.other_table].pks
            assert key.column in first, f"{table}.{key.column} has no index"


def test_an_orphan_is_refused(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.execute("INSERT INTO copies VALUES ('one', 'other', 'reprint', 1.0, '[]')")


def test_every_view_can_be_read(database: Database) -> None:
    assert set(database.view_names()) >= {
        *("event_reports", "related_reports", "not_fetched"),
    }
    for view in database.view_names():
        assert list(database[view].rows) == []


def test_a_database_of_the_first_schema_keeps_what_it_holds(tmp_path: Path) -> None:
    old = Database(sqlite3.connect(tmp_path / "old.db"))
    migrations().apply(old, stop_before="0002_facts")
    old.execute(
        "INSERT INTO articles VALUES ('a', NULL, '题', NULL, NULL, NULL, 3, '文', NULL, 'vsb', 'a.txt', 0, 'h')"
    )
    old.execute("INSERT INTO people VALUES ('p', '张三')")
    old.conn.commit()
    old.conn.close()
    migrated, new = open_database(str(tmp_path / "old.db")), open_database(str(tmp_path / "new.db"))
    assert migrated.execute("SELECT id, title, views FROM articles").fetchall() == [("a", "题", 3)]
    assert migrated.execute("SELECT article_id FROM unresolved").fetchall() == [("a",)]
    assert migrated.execute("SELECT * FROM unsettled").fetchall() == [("person", "p")]
    kept = ('INSERT INTO "art', 'INSERT INTO "peo', 'INSERT INTO "unresolved"', 'INSERT INTO "unsettled"')
    lines = [line for line in migrated.conn.iterdump() if not line.startswith(kept)]
    assert lines == list(new.conn.iterdump())
    migrated.conn.close()
    new.conn.close()
