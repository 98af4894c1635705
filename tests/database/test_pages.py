"""What one page shows: an event with all its facts, a partner, a person, an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from xjtunews.database import pages


@pytest.fixture
def connection(small: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{small}?mode=ro", uri=True)) as connection:
        yield connection


def id_of(connection: sqlite3.Connection, table: str, name: str) -> str:
    (key,) = connection.execute(f"SELECT id FROM {table} WHERE name = ? ORDER BY id LIMIT 1", [name]).fetchone()
    return str(key)


def event_of(connection: sqlite3.Connection, mention: str) -> str:
    (key,) = connection.execute("SELECT event_id FROM mentions WHERE id = ?", [mention]).fetchone()
    return str(key)


def test_an_event_has_its_facts_and_the_sentence_in_its_context(connection: sqlite3.Connection) -> None:
    event = pages.event(connection, event_of(connection, "news-signing-p1-1"))
    assert event is not None
    assert (event["date_start"], event["date_precision"], event["kinds"]) == ("2024-01-05", "day", ["签约"])
    assert [party["name"] for party in event["parties"]] == ["陕西天工集团有限公司"]
    assert {(person["name"], *person["titles"]) for person in event["people"]} >= {("卢建军", "党委书记")}
    assert [(agreement["name"], agreement["kind"]) for agreement in event["agreements"]] == [
        ("战略合作框架协议", "框架")
    ]
    (source,) = event["sources"]
    assert source["quoted"] == "2024年1月5日，西安交通大学与陕西天工集团有限公司签署战略合作框架协议。"
    assert source["after"].startswith("党委书记卢建军、董事长李明出席签约仪式。\n")
    assert (source["before"], source["url"]) == ("", "https://news.xjtu.edu.cn/info/1033/signing.htm")


def test_an_older_id_leads_to_the_event_that_holds_the_passage_now(connection: sqlite3.Connection) -> None:
    now = event_of(connection, "news-visit-p1-1")
    assert pages.event_now(connection, "event-news-visit-p1-1") == now
    assert pages.event_now(connection, "news-visit-p1-1") is None
    assert pages.event_now(connection, "event-nothing") is None


def test_a_partner_has_a_time_line_and_its_people(connection: sqlite3.Connection) -> None:
    partner = pages.partner(connection, id_of(connection, "organizations", "陕西天工集团有限公司"))
    assert partner is not None
    assert (partner["type"], partner["count"], partner["first"], partner["last"]) == (
        *("company", 3),
        *("2023-11-14", "2024-02-01"),
    )
    assert [event["date_start"] for event in partner["events"]] == ["2024-02-01", "2024-01-05", "2023-11-14"]
    assert {kind["kind"]: kind["events"] for kind in partner["kinds"]} == {"签约": 1, "会见": 1, "座谈": 1, "调研": 1}
    assert {(person["name"], person["side"]) for person in partner["people"]} >= {
        ("李明", "theirs"),
        ("卢建军", "ours"),
    }


def test_people_are_counted_among_the_latest_events(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = id_of(connection, "organizations", "陕西天工集团有限公司")
    found = pages.partner(connection, key)
    assert found is not None
    assert {row["name"]: row["events"] for row in found["people"]} == {"李明": 2, "卢建军": 1}
    monkeypatch.setattr(pages, "MOST_JOINED", 1)
    found = pages.partner(connection, key)
    assert found is not None
    assert {row["name"]: row["events"] for row in found["people"]} == {"李明": 1}
    assert found["count"] == 3


def test_a_person_has_offices_with_the_days_on_which_they_were_printed(connection: sqlite3.Connection) -> None:
    ids = connection.execute(
        "SELECT DISTINCT p.id FROM people p JOIN appearances a ON a.person_id = p.id WHERE p.name = '李明'"
        " AND a.side = 'theirs'"
    ).fetchall()
    person = pages.person(connection, ids[0][0])
    assert person is not None
    office = next(office for office in person["offices"] if office["organization"] == "陕西天工集团有限公司")
    assert (office["title"], office["first"], office["last"]) == (
        "陕西天工集团有限公司董事长",
        "2023-11-14",
        "2024-02-01",
    )
    assert {event["date_start"] for event in person["events"]} >= {"2023-11-14", "2024-02-01"}


def test_an_article_has_its_passages_links_and_bodies(connection: sqlite3.Connection) -> None:
    article = pages.article(connection, "news-hostile")
    assert article is not None
    assert [passage["kinds"] for passage in article["passages"]] == ["调研"]
    assert [link["label"] for link in article["links"]] == ["<b>相关报道</b>"]
    assert [party["name"] for party in article["parties"]] == ["陕西天工集团有限公司"]


@pytest.mark.parametrize("page", [pages.event, pages.partner, pages.person, pages.article])
def test_what_is_not_there_has_no_page(connection: sqlite3.Connection, page: object) -> None:
    assert callable(page)
    assert page(connection, "nothing") is None
