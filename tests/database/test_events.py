"""Which passages are one event: labelled scenarios, read by the real rules and joined in the real database."""

from __future__ import annotations

import dataclasses
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.database.scenarios import HOME, SCENARIOS, Report, Scenario
from tests.database.stories import build, rows, story
from xjtunews.database import open_database
from xjtunews.database.events import _connected
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch, Link
from xjtunews.language.facts import Reading
from xjtunews.language.home import Home
from xjtunews.language.reading import read_text

NOON = "2024-05-10T12:00:00+08:00"
UNIVERSITIES = {"news.whu.edu.cn": ("武汉大学", "武大"), "news.nwu.edu.cn": ("西北大学",)}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = empty(tmp_path / "news.db")
    yield database
    database.conn.close()


def empty(path: Path) -> Database:
    database = open_database(str(path))
    begin_run(database, started=NOON, spider="xjtu", arguments="{}", version="1")
    return database


def address(report: Report) -> str:
    return f"https://{report.host}/{report.name}.htm"


def read(report: Report, reports: Iterable[Report]) -> Article:
    paragraphs = report.text.split("\n")
    names = UNIVERSITIES.get(report.host, HOME)
    addresses = {other.name: address(other) for other in reports}
    article = Article(
        id=report.name, url=address(report), layout="vsb", site=report.host, title=report.title,
        published=report.published, body=report.text, text_hash=report.name + report.text,
    )  # fmt: skip
    article.reading = read_text(
        report.title, paragraphs, date.fromisoformat(report.published), names, sure=report.host.endswith(".edu.cn")
    )
    targets = [(paragraph, target) for paragraph, found in report.links.items() for target in found]
    for position, (paragraph, target) in enumerate(targets, 1):
        article.links.append(Link(position, "related", target, target, addresses[target], paragraph))
    article.fetch = Fetch(address(report), "fetched", article_id=report.name)
    return article


def groups(database: Database) -> set[frozenset[str]]:
    """Return the passages of each event, each labelled by its article and number."""
    found: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, int] = defaultdict(int)
    sql = "SELECT article_id, event_id FROM mentions ORDER BY article_id, evidence_start, id"
    for article, event in database.execute(sql):
        numbers[article] += 1
        found[event].add(f"{article}{numbers[article]}")
    return {frozenset(group) for group in found.values()}


def wanted(scenario: Scenario) -> set[frozenset[str]]:
    joined = {frozenset(group.split()) for text in scenario.groups for group in text.split("|")}
    return {group for group in joined if len(group) > 1}


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(database: Database, name: str) -> None:
    scenario = SCENARIOS[name]
    write(database, [read(report, scenario.reports) for report in scenario.reports], 1, NOON)
    resolve(database)
    found = groups(database)
    assert {group for group in found if len(group) > 1} == wanted(scenario)
    assert sum(map(len, found)) == scenario.passages


# --- whatever the order, however many at a time


def world() -> list[Article]:
    """Return the reports of all scenarios as articles of one database."""
    found = []
    for number, scenario in enumerate(SCENARIOS.values()):
        reports = [replace(report, name=f"{report.name}{number}") for report in scenario.reports]
        links = [
            {paragraph: tuple(f"{name}{number}" for name in names) for paragraph, names in report.links.items()}
            for report in scenario.reports
        ]
        reports = [replace(report, links=own) for report, own in zip(reports, links, strict=True)]
        found += [read(report, reports) for report in reports]
    return found


@cache
def articles() -> tuple[Article, ...]:
    return tuple(world())


def copy_of(article: Article, name: str) -> Article:
    copy = dataclasses.replace(
        article, id=name, url=f"https://mirror.example.com/{name}.htm", site="mirror.example.com"
    )
    copy.fetch = Fetch(f"https://mirror.example.com/{name}.htm", "fetched", article_id=name)
    return copy


def dump(database: Database) -> list[str]:
    return [
        line for line in database.conn.iterdump() if not line.startswith(('INSERT INTO "runs', 'INSERT INTO "fetc'))
    ]


@given(st.randoms(use_true_random=False), st.integers(1, 9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_step_by_step_is_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, size: int
) -> None:
    root = tmp_path_factory.mktemp("order")
    chosen = chance.sample(articles(), 24)
    chosen += [copy_of(article, f"0{article.id}") for article in chance.sample(chosen, 4)]
    early = [dataclasses.replace(a, reading=Reading(Home())) for a in chance.sample(chosen, 5)]
    early += [dataclasses.replace(a, text_hash="other", links=[]) for a in chance.sample(chosen, 5)]
    batches = [*early, *chance.sample(chosen, len(chosen))]
    step_by_step, at_once = empty(root / "steps.db"), empty(root / "once.db")
    for start in range(0, len(batches), size):
        write(step_by_step, batches[start : start + size], 1, NOON)
        if chance.random() < 0.8:
            resolve(step_by_step)
    resolve(step_by_step)
    write(at_once, chosen, 1, NOON)
    resolve(at_once, everything=True)
    assert dump(step_by_step) == dump(at_once)
    assert step_by_step.execute("PRAGMA foreign_key_check").fetchall() == []
    step_by_step.conn.close()
    at_once.conn.close()


def test_a_copy_that_is_none_any_more_leaves_the_event_of_its_original(database: Database) -> None:
    text = "9月1日，学校召开年度工作会议。"
    original, copy = (read(Report(name, "2024-09-02", "工作会议", text), ()) for name in "ab")
    original.text_hash = copy.text_hash = "same"
    write(database, [original, copy], 1, NOON)
    resolve(database)
    assert groups(database) == {frozenset({"a1", "b1"})}
    assert database.execute("SELECT reports FROM events").fetchall() == [(1,)]
    other = read(Report("b", "2024-09-02", "毕业生座谈", "9月1日，图书馆与三百名毕业生座谈，听取意见。"), ())
    write(database, [other], 1, NOON)
    resolve(database)
    assert groups(database) == {frozenset({"a1"}), frozenset({"b1"})}


def test_an_original_that_comes_later_takes_the_event_over(database: Database) -> None:
    text = "9月1日，西安交通大学与河钢集团签署协议，河钢集团董事长于勇出席。"
    late, early = (
        read(Report(name, day, "签约", text), ()) for name, day in (("a", "2024-09-03"), ("b", "2024-09-02"))
    )
    late.text_hash = early.text_hash = "same"
    write(database, [late], 1, NOON)
    resolve(database)
    assert database.execute("SELECT id, mention_id FROM events").fetchall() == [("event-a-p1-1", "a-p1-1")]
    write(database, [early], 1, NOON)
    resolve(database)
    assert database.execute("SELECT id, mention_id, reports FROM events").fetchall() == [("event-b-p1-1", "b-p1-1", 1)]
    assert groups(database) == {frozenset({"a1", "b1"})}
    assert database.execute("SELECT DISTINCT mention_id FROM event_parties").fetchall() == [("b-p1-1",)]


def test_an_interrupted_resolve_loses_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = SCENARIOS["a roundup with links"]
    write(database, [read(report, scenario.reports) for report in scenario.reports], 1, NOON)
    marked = database.execute("SELECT count(*) FROM unresolved").fetchall()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("xjtunews.database.resolve.forget_names", interrupt)
        with pytest.raises(KeyboardInterrupt):
            resolve(database)
    assert database.execute("SELECT count(*) FROM unresolved").fetchall() == marked == [(3,)]
    assert database.execute("SELECT count(*) FROM events").fetchall() == [(0,)]
    assert resolve(database).articles == 3
    assert {group for group in groups(database) if len(group) > 1} == wanted(scenario)
    assert resolve(database).articles == 0


# --- what the reports agree on


def agreed(database: Database, name: str) -> None:
    scenario = SCENARIOS[name]
    write(database, [read(report, scenario.reports) for report in scenario.reports], 1, NOON)
    resolve(database)


def test_kinds_and_people_say_how_many_reports_support_them(database: Database) -> None:
    agreed(database, "a visit and the signing that crowned it")
    assert database.execute("SELECT kind, reports, mention_id FROM event_kinds ORDER BY 1").fetchall() == [
        ("签约", 1, "b-p1-1"),
        ("调研", 1, "a-p1-1"),
    ]
    assert database.execute("SELECT name, title, side, reports FROM event_people").fetchall() == [
        ("于勇", "河钢集团董事长", "theirs", 1)
    ]
    assert database.execute("SELECT name, reports, mention_id FROM event_parties").fetchall() == [
        ("河钢集团", 2, "a-p1-1")
    ]
    assert database.execute("SELECT date_start, half_day, reports, title FROM events").fetchall() == [
        ("2024-03-08", "下午", 2, "河钢集团来校调研")
    ]


def test_the_fullest_name_of_a_body_stands_for_it(database: Database) -> None:
    agreed(database, "a firm under its short name")
    assert database.execute("SELECT name, reports FROM event_parties").fetchall() == [("正泰集团股份有限公司", 2)]


def test_disagreements_are_kept(database: Database) -> None:
    agreed(database, "a third report of the day that the link shows")
    assert database.execute("SELECT date_start, reports FROM events").fetchall() == [("2024-01-05", 3)]
    assert database.execute(
        "SELECT field, value, chosen, reports, mention_id FROM event_disagreements ORDER BY chosen"
    ).fetchall() == [("date", "2024-01-04", 0, 1, "a-p1-1"), ("date", "2024-01-05", 1, 2, "b-p1-1")]


def test_days_within_the_days_of_another_report_are_no_disagreement(database: Database) -> None:
    agreed(database, "a trip whose two reports the roundup links")
    assert database.execute("SELECT date_start, date_end FROM events").fetchall() == [("2024-01-13", "2024-01-14")]
    assert database.execute("SELECT * FROM event_disagreements").fetchall() == []


def test_pairs_say_why(database: Database) -> None:
    agreed(database, "two reports of one meeting")
    assert database.execute("SELECT * FROM mention_pairs").fetchall() == [
        (
            "a-p1-1",
            "b-p1-1",
            407,
            '["same date", "party 泰安市委", "guest 杨洪涛", "kind 座谈"]',
        )
    ]


def test_a_short_name_that_is_declared_later_makes_two_guests_one(tmp_path: Path) -> None:
    reports = [
        story("a", "5月6日，苏州市委书记李明辉、华创集团董事长王军一行到西安交通大学访问，校党委书记卢建军会见来宾。"),
        story(
            "b", "5月6日，苏州市委书记李明辉、泰山新兴科技有限公司董事长王军一行来校访问，校党委书记卢建军会见来宾。"
        ),
        story("c", "5月8日，西安交通大学与泰山新兴科技有限公司（以下简称“华创集团”）签署合作协议。"),
    ]
    apart = build(tmp_path / "apart.db", reports[:2])
    assert "王军" not in rows(apart, "SELECT reasons FROM mention_pairs")[0][0]
    orders = (
        [reports],
        [reports[:2], reports[2:]],
        [reports[2:], reports[1:2], reports[:1]],
        [reports[:1], reports[1:]],
    )
    together = [build(tmp_path / f"{number}.db", *batches) for number, batches in enumerate(orders)]
    assert "guest 王军" in rows(together[0], "SELECT reasons FROM mention_pairs")[0][0]
    assert len({tuple(dump(database)) for database in together}) == 1


def test_what_hangs_together_is_one_group_whatever_the_names(database: Database) -> None:
    chance = random.Random(1)
    for number in range(100):
        names = [f"{chance.getrandbits(32):08x}-{number}-p1-1" for _ in range(7)]
        pairs = [(names[0], names[1]), (names[1], names[2]), (names[2], names[3]), (names[4], names[3])]
        rows = [(*sorted(pair), 400, "[]") for pair in (*pairs, (names[5], names[6]))]
        database.conn.executemany("INSERT INTO mention_pairs VALUES (?, ?, ?, ?)", rows)
        for seeds in ({names[0]}, {names[2]}, set(names[:5])):
            assert _connected(database, seeds) == [sorted(names[:5])]
