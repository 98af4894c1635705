"""What the dashboard counts: events, each once, however many reports and passages tell of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from xjtunews.database import open_database
from xjtunews.database.charts import ALL, charts_of, measure_charts, store_charts, stored_charts


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Give a database of three events: one of two reports in 2023, one in 2024, one whose day nobody says."""
    database = open_database(str(tmp_path / "news.db"))
    database.conn.executescript(
        """
        INSERT INTO articles (id, title, body, layout, images, text_hash)
            VALUES ('a', '', '', '', 0, ''), ('b', '', '', '', 0, ''), ('c', '', '', '', 0, '');
        INSERT INTO events
            (id, date_start, date_end, date_precision, summary, reports)
            VALUES ('e1', '2023-05-01', '2023-05-01', 'day', '', 2),
            ('e2', '2024-06-02', '2024-06-02', 'day', '', 1), ('e3', NULL, NULL, NULL, '', 1),
            ('e4', '2024-01-01', '2024-12-31', 'year', '', 1);
        INSERT INTO mentions
            (id, article_id, event_id, paragraph, date_text, date_start, date_end, date_precision,
            date_rule, half_day, evidence, evidence_start, evidence_end)
            VALUES ('a1', 'a', 'e1', 1, '', '2023-05-01', '2023-05-01', 'day', '', NULL, '', 0, 0),
            ('b1', 'b', 'e1', 1, '', '2023-05-01', '2023-05-01', 'day', '', NULL, '', 0, 0),
            ('b2', 'b', 'e2', 2, '', '2024-06-02', '2024-06-02', 'day', '', NULL, '', 0, 0),
            ('c1', 'c', 'e3', 1, '', NULL, NULL, NULL, '', NULL, '', 0, 0),
            ('c2', 'c', 'e4', 1, '', NULL, NULL, 'year', '', NULL, '', 0, 0);
        INSERT INTO mention_kinds
            (mention_id, kind, "trigger")
            VALUES ('a1', '签约', '签约'), ('a1', '签约', '签署'), ('b1', '签约', '签约'),
            ('b2', '座谈', '座谈'), ('c1', '签约', '签约'), ('c2', '活动', '活动');
        INSERT INTO organizations
            (id, name, type, province, city)
            VALUES ('o1', '甲集团', 'company', NULL, NULL),
            ('o2', '乙集团', 'company', NULL, NULL), ('o3', '丙', NULL, NULL, NULL);
        INSERT INTO participations
            (article_id, position, mention_id, organization_id, role, type, paragraph, text_start, text_end)
            VALUES ('a', 1, 'a1', 'o1', 'named', NULL, 1, 0, 0),
            ('a', 2, 'a1', 'o2', 'named', NULL, 1, 0, 0), ('b', 1, 'b1', 'o1', 'named', NULL, 1, 0, 0),
            ('b', 2, 'b2', 'o1', 'named', NULL, 1, 0, 0), ('c', 1, 'c1', 'o3', 'named', NULL, 1, 0, 0),
            ('c', 2, NULL, 'o2', 'named', NULL, 1, 0, 0);
        INSERT INTO people
            (id, name)
            VALUES ('p1', '王校长'), ('p2', '王校长'), ('p3', '李总');
        INSERT INTO appearances
            (article_id, position, mention_id, person_id, title, side, organization, rule, paragraph,
            text_start, text_end)
            VALUES ('a', 1, 'a1', 'p1', NULL, 'ours', NULL, '', 1, 0, 0),
            ('a', 2, 'a1', 'p3', NULL, 'theirs', NULL, '', 1, 0, 0),
            ('b', 1, 'b1', 'p1', NULL, 'ours', NULL, '', 1, 0, 0),
            ('b', 2, 'b2', 'p1', NULL, 'ours', NULL, '', 1, 0, 0),
            ('b', 3, 'b2', 'p2', NULL, 'ours', NULL, '', 1, 0, 0);
        INSERT INTO places
            (id, name, level, province, city, latitude, longitude)
            VALUES ('310000', '上海市', 'province', '上海市', NULL, 31.2, 121.5),
            ('610000', '陕西省', 'province', '陕西省', NULL, 34.3, 108.9),
            ('610102', '新城区', 'county', '陕西省', '西安市', 34.0, 108.0),
            ('610700', '汉中市', 'city', '陕西省', '汉中市', 33.1, 107.0);
        INSERT INTO locations
            (article_id, position, mention_id, place_id, role, paragraph)
            VALUES ('a', 1, 'a1', '610102', 'scene', 1), ('b', 1, 'b1', '610102', 'scene', 1),
            ('b', 2, 'b2', '310000', 'scene', 1), ('b', 3, 'b2', '610000', 'party', 1);
        """
    )
    yield database.conn
    database.close()


def test_every_event_counts_once(connection: sqlite3.Connection) -> None:
    measured = measure_charts(connection)
    assert list(measured) == [ALL, "2023", "2024"]
    assert {year: charts["totals"] for year, charts in measured.items()} == {
        ALL: [[4, 3, 3, 1]],
        "2023": [[1, 2, 2, 0]],
        "2024": [[2, 2, 1, 0]],
    }
    assert measured[ALL]["months"] == [["2023-05", "签约", 1], ["2024-06", "座谈", 1]]
    assert measured["2023"]["months"] == [["2023-05", "签约", 1]]


def test_partners_and_their_types(connection: sqlite3.Connection) -> None:
    measured = measure_charts(connection)
    assert measured[ALL]["types"] == [["company", 2, 2], ["", 1, 1]]
    assert measured["2024"]["types"] == [["company", 1, 1]]
    assert measured[ALL]["partners"] == [
        ["o1", "甲集团", "company", 2],
        ["o3", "丙", "", 1],
        ["o2", "乙集团", "company", 1],
    ]


def test_places(connection: sqlite3.Connection) -> None:
    measured = measure_charts(connection)
    assert measured[ALL]["cities"] == [["上海市", "上海市", 1, 121.5, 31.2], ["陕西省", "西安市", 1, 108.0, 34.0]]
    assert measured[ALL]["provinces"] == [["陕西省", 2], ["上海市", 1]]


def test_people_of_one_name_stay_two(connection: sqlite3.Connection) -> None:
    assert measure_charts(connection)[ALL]["network"] == [
        ["p1", "王校长", "o1", "甲集团", 2],
        ["p1", "王校长", "o2", "乙集团", 1],
        ["p2", "王校长", "o1", "甲集团", 1],
    ]


def test_what_is_stored_knows_when_it_is_old(connection: sqlite3.Connection) -> None:
    assert stored_charts(connection) == ([], True)
    with connection:
        store_charts(connection)
    assert stored_charts(connection) == ([ALL, "2023", "2024"], False)
    assert {year: charts_of(connection, year) for year in (ALL, "2023", "2024")} == measure_charts(connection)
    connection.execute("INSERT INTO runs (started, spider, arguments, version) VALUES ('2024', 'xjtu', '{}', '1')")
    assert stored_charts(connection)[1]


def test_a_database_of_an_older_version_has_none_stored(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE _coverage")
    assert stored_charts(connection) == ([], True)
