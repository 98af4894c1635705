"""Partners, leaders, months and kinds: events are counted, never reports, and soon enough at any size."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from tests.database.stories import NOON, build, dump, rows, story
from xjtunews.database import open_database
from xjtunews.database.connection import transaction
from xjtunews.database.facts import organization_id
from xjtunews.database.relationships import mark_events, refresh
from xjtunews.database.resolve import resolve
from xjtunews.database.rows import insert
from xjtunews.database.writer import write
from xjtunews.items import Article
from xjtunews.language.dates import BEIJING

ARTICLES = (
    ("a1", "3月1日，校长林一川赴苏州市科技局调研。", "2021-03-05"),
    ("a2", "4月2日，校长林一川会见苏州市科技局局长高明远一行。", "2021-04-05"),
    ("a3", "5月3日，校长林一川赴苏州市科技局调研。", "2021-05-05"),
    ("a4", "5月3日，西安交通大学与苏州市科技局签署合作协议，双方开展座谈。", "2021-05-06"),
    ("a5", "2021年9月，副校长林一川会见苏州市科技局局长高明远一行。", "2021-10-01"),
    ("a6", "6月1日，西安交通大学与正泰集团签署合作协议。", "2022-06-02"),
    ("a7", "7月1日，校长林一川会见正泰集团总裁王军一行。", "2023-08-02"),
    ("a8", "8月1日，西安交通大学与复旦大学签署合作协议。", "2022-08-02"),
    ("a9", "9月1日，校长林一川会见复旦大学校长王晓军一行。", "2022-09-02"),
)
SUZHOU = ("2021-03-01", "2021-03-01", "2021-05-03", "2021-09-30")


def stories() -> list[Article]:
    return [story(key, body, day) for key, body, day in ARTICLES]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = build(tmp_path / "news.db", stories())
    yield database
    assert rows(database, "SELECT * FROM unsettled") == []
    database.conn.close()


def test_what_happened_with_each_partner(database: Database) -> None:
    columns = "name, type, province, city, visits, meetings, signings, first_contact, first_visit, first_signing"
    assert rows(database, f"SELECT {columns}, latest_event FROM partners WHERE name = '苏州市科技局'") == [
        ("苏州市科技局", "government", "江苏省", "苏州市", 2, 3, 1, *SUZHOU)
    ]
    since = (datetime.now(BEIJING).date() - date(2022, 9, 1)).days
    [(days,)] = rows(database, "SELECT days_since FROM partners WHERE name = '复旦大学'")
    assert days - since in (0, 1)  # it may be midnight


def test_reports_of_one_event_count_once(database: Database) -> None:
    """The same text under another address is no event more."""
    before = rows(database, "SELECT * FROM partner_counts"), rows(database, "SELECT * FROM person_counts")
    _, body, day = ARTICLES[5]
    write(database, [story("b6", body, day)], 1, NOON)
    resolve(database)
    assert rows(database, "SELECT article_id FROM copies") == [("b6",)]
    assert (rows(database, "SELECT * FROM partner_counts"), rows(database, "SELECT * FROM person_counts")) == before


def test_what_came_before_the_first_signing(database: Database) -> None:
    """A visit on the day of the signing, or in a month that may be later, does not count."""
    sql = "SELECT partner, first_contact, first_signing, visits, meetings, days FROM visits_before_signing"
    assert rows(database, f"{sql} ORDER BY 1") == [
        ("复旦大学", "2022-08-01", "2022-08-01", 0, 0, 0),
        ("正泰集团", "2022-06-01", "2022-06-01", 0, 0, 0),
        ("苏州市科技局", "2021-03-01", "2021-05-03", 1, 1, 63),
    ]


def test_signings_after_which_nothing_was_heard_for_a_year(database: Database) -> None:
    sql = "SELECT partner, date_start, later_events FROM signings_without_news"
    assert rows(database, sql) == [("正泰集团", "2022-06-01", 1)]
    database.execute("UPDATE partner_signings SET date_end = date('now'), next_event = NULL")
    assert rows(database, sql) == []


def test_the_events_of_a_partner_one_by_one(database: Database) -> None:
    key = organization_id("正泰集团")
    sql = "SELECT partner, date_start, date_precision, kinds, reports FROM partner_timeline WHERE organization_id = ?"
    assert rows(database, f"{sql} ORDER BY date_start", key) == [
        ("正泰集团", "2022-06-01", "day", "签约", 1),
        ("正泰集团", "2023-07-01", "day", "会见", 1),
    ]


def test_the_university_is_no_partner_of_its_own(tmp_path: Path) -> None:
    """A page of its guests names it as a partner; two universities are partners where the pages of both are there."""
    guest = story("g1", "6月1日，渭水集团与西安交通大学签署合作协议。", names=("渭水大学",))
    database = build(tmp_path / "news.db", [*stories(), guest])
    assert rows(database, "SELECT count(*) FROM partner_counts c JOIN organizations ON id = organization_id"
                          " WHERE name = '西安交通大学'") == [(1,)]  # fmt: skip
    assert rows(database, "SELECT * FROM partners WHERE name = '西安交通大学'") == []
    other = story("g2", "6月2日，渭水大学与苏州市科技局签署合作协议。", names=("渭水大学", "渭大"))
    write(database, [other], 1, NOON)
    resolve(database)
    assert len(rows(database, "SELECT * FROM partners WHERE name = '西安交通大学'")) == 1


def test_months_years_kinds_and_types(database: Database) -> None:
    assert rows(database, "SELECT month, year, signings FROM events_by_month WHERE signings > 0") == [
        ("2021-05", "2021", 1),
        ("2022-06", "2022", 1),
        ("2022-08", "2022", 1),
    ]
    assert rows(database, "SELECT year, events FROM events_by_kind WHERE kind = '签约'") == [("2021", 1), ("2022", 2)]
    assert rows(database, "SELECT type, year, events, signings FROM events_by_partner_type WHERE year = '2022'") == [
        ("company", "2022", 1, 1),
        ("university", "2022", 2, 1),
    ]
    [(events,)] = rows(database, "SELECT sum(events) FROM events_by_month")
    assert rows(database, "SELECT count(*) FROM events") == [(events,)]


def test_an_event_of_a_year_is_of_no_month(tmp_path: Path) -> None:
    database = build(tmp_path / "news.db", stories()[5:6])
    assert rows(database, "SELECT month, year, events FROM events_by_month") == [("2022-06", "2022", 1)]
    with transaction(database):
        mark_events(database, ["event-a6-p1-1"])
        database.execute("UPDATE events SET date_precision = 'year'")
        mark_events(database, ["event-a6-p1-1"])
        refresh(database)
    assert rows(database, "SELECT month, year, events FROM events_by_month") == [("2022", "2022", 1)]


def test_leaders_are_the_universitys_own(database: Database) -> None:
    found = rows(database, "SELECT name, title, organization, events, visits, signings FROM events_by_leader")
    assert found == [("林一川", "校长", "西安交通大学", 6, 2, 1)]
    assert rows(database, "SELECT count(*) FROM person_counts WHERE side = 'theirs'") == [(3,)]


def test_an_event_that_changes_is_counted_anew(tmp_path: Path, database: Database) -> None:
    changed = [story("a6", "7月1日，校长林一川赴渭水集团调研。", "2022-07-02"), story("a9", "春意正浓。", "2022-09-02")]
    write(database, changed, 1, NOON)
    resolve(database)
    others = [article for article in stories() if article.id not in ("a6", "a9")]
    assert dump(database) == dump(build(tmp_path / "whole.db", [*others, *changed]))


# --- a hundred thousand articles

EVENTS, ORGANIZATIONS = 150_000, 20_000
VIEWS = (
    "partners", "signings_without_news", "visits_before_signing", "events_by_month", "events_by_kind",
    "events_by_province", "events_by_partner_type", "events_by_leader",
)  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a database with what is kept of a hundred thousand articles."""
    database = open_database(str(tmp_path_factory.mktemp("large") / "news.db"))
    chance = random.Random(5)
    with transaction(database):
        for table, made in _tables(chance).items():
            insert(database, table, made)
    yield database
    database.conn.close()


def _tables(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    days = [(date(2005, 1, 1) + timedelta(number)).isoformat() for number in range(7000)]
    events = [(f"event-a{number}-p1-1", chance.choice(days)) for number in range(EVENTS)]
    organizations = [f"org-{number:016x}" for number in range(ORGANIZATIONS)]
    counts = {"events": 9, "visits": 3, "meetings": 3, "signings": 2}
    contact = dict.fromkeys(("first_contact", "first_visit", "first_signing", "latest_event"), "2015-01-01")
    periods = sorted({day[:7] for day in days})
    values = {"all": 1, "kind": 10, "province": 34, "partner_type": 12}
    return {
        "events": [
            {"id": key, "date_start": day, "date_end": day, "date_precision": "day", "summary": "会见", "reports": 1}
            for key, day in events
        ],
        "organizations": [{"id": key, "name": f"渭水第{key}公司", "type": "company"} for key in organizations],
        "partner_counts": [
            {"organization_id": key, **counts, **contact, "visits_before": 2, "meetings_before": 1}
            for key in organizations
        ],
        "partner_signings": [
            {
                "organization_id": organizations[number % ORGANIZATIONS],
                "event_id": key,
                "date_start": day,
                "date_end": day,
                "next_event": chance.choice(days),
                "later_events": 3,
            }
            for number, (key, day) in enumerate(events[: 2 * ORGANIZATIONS])
        ],
        "people": [{"id": key, "name": key, "employer": "西安交通大学"} for key in organizations],
        "person_counts": [
            {"person_id": key, "side": side, "title": "校长", **counts}
            for key, side in zip(organizations, ["ours", "theirs"] * (ORGANIZATIONS // 2), strict=True)
        ],
        "university_names": [
            {"full_id": "u", "name_id": name, "full_name": "西安交通大学", "name": name} for name in "甲乙丙丁戊己"
        ],
        "event_counts": [
            {"dimension": dimension, "value": str(number), "period": period, **counts}
            for dimension, size in values.items()
            for number in range(size)
            for period in periods
        ],
    }


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_at_once(large: Database, view: str) -> None:
    taken = []
    for _ in range(3):  # another process may take the time of one measurement
        begin = time.thread_time()
        assert len(rows(large, f"SELECT * FROM {view}")) > 100
        taken.append(time.thread_time() - begin)
    assert min(taken) < 0.3


def test_counting_one_event_anew_walks_through_no_table(large: Database) -> None:
    statements: list[str] = []
    large.conn.set_trace_callback(statements.append)
    with transaction(large):
        mark_events(large, ["event-a7-p1-1"])
        refresh(large)
    large.conn.set_trace_callback(None)
    asked = [text for text in statements if text.startswith(("INSERT", "DELETE", "SELECT", "UPDATE"))]
    assert len(asked) > 10
    tables = ("e", "m", "x", "a", "k", "p", "o", "c", "partner_counts", "event_counts", "counted_events")
    for statement in asked:
        plan = {row[3].split(" USING")[0] for row in large.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()}
        assert not {f"SCAN {table}" for table in tables} & plan


# --- those with many events


def test_adding_up_gives_what_counting_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Crawl after crawl, in any order, with articles that change: the same as all at once."""
    chance = random.Random(7)
    partners, leaders = ("苏州市科技局", "正泰集团", "复旦大学"), ("校长林一川", "副校长王晓军", "党委书记林一川")
    doings = ("赴{}调研。", "会见{}总裁王军一行。", "与{}签署合作协议。", "与{}座谈。")

    def make(key: int) -> Article:
        day = date(2021, 1, 1) + timedelta(chance.randrange(300))
        what = chance.choice(doings).format(chance.choice(partners))
        return story(
            f"a{key}", f"{day.month}月{day.day}日，{chance.choice(leaders)}{what}", f"2021-12-{key % 28 + 1:02}"
        )

    first = {key: make(key) for key in range(40)}
    changed = {key: make(key) for key in chance.sample(range(40), 8)}
    crawls = [[first[key] for key in chance.sample(range(40), 20)], list(first.values()), list(changed.values())]
    monkeypatch.setattr("xjtunews.database.offices.MANY", 0)
    added = build(tmp_path / "added.db", *crawls)
    for key in sorted(changed):
        write(added, [changed[key]], 1, NOON)
    resolve(added)
    monkeypatch.undo()
    whole = build(tmp_path / "whole.db", list((first | changed).values()))
    assert rows(whole, "SELECT count(*) FROM partner_signings")[0][0] > 5
    assert dump(added) == dump(whole)


def test_who_loses_the_only_event_is_counted_no_more(tmp_path: Path) -> None:
    told, silent = story("a", "近日，校长林一川会见正泰集团董事长王军一行。"), story("a", "学校放假。")
    database = build(tmp_path / "news.db", [told])
    tables = "SELECT events FROM person_counts", "SELECT events FROM partner_counts"
    before = [rows(database, sql) for sql in tables]
    write(database, [silent], 1, NOON)
    resolve(database)
    assert (before, [rows(database, sql) for sql in tables]) == ([[(1,), (1,)], [(1,)]], [[], []])
