"""People are joined by name and employer, within an event by name, and never by the name alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.database.stories import NOON, build, rows, story
from xjtunews.database.resolve import resolve
from xjtunews.database.writer import write

ALONE = "5月6日，校长林一川会见客人。林一川、王军介绍了情况。"


def people(database: Database, name: str) -> list[set[str]]:
    """Return the articles of each person of a name, the first first."""
    found: dict[str, set[str]] = {}
    sql = "SELECT person_id, article_id FROM appearances JOIN people ON id = person_id WHERE people.name = ?"
    for person, article in rows(database, f"{sql} ORDER BY article_id", name):
        found.setdefault(person, set()).add(article)
    return list(found.values())


@pytest.mark.parametrize(
    ("bodies", "found"),
    [
        # two of one name stay two
        (["5月6日，苏州市委书记王军来校调研。", "5月8日，省科技厅厅长王军来校调研。"], [{"a1"}, {"a2"}]),
        (["5月6日，苏州市委书记王军来校调研。", "5月8日，西安交通大学教授王军作报告。"], [{"a1"}, {"a2"}]),
        # one under the names of his university, and with its departments
        (
            [
                "5月6日，西安交大教授王军赴复旦大学交流。",
                "5月8日，西安交通大学教授王军作报告。",
                "5月9日，副校长王军会见苏州市委书记李明辉一行。",
                "5月9日，西安交通大学电气学院院长王军会见苏州市委书记李明辉一行。",
            ],
            [{"a1", "a2", "a3", "a4"}],
        ),
        # the party and the government of one city
        (["5月6日，苏州市委副书记王军来校调研。", "5月8日，苏州市市长王军来校访问。"], [{"a1", "a2"}]),
        # from one body to another, and no text says so
        (["5月6日，苏州市市长王军来校调研。", "5月8日，渭南市委书记王军来校访问。"], [{"a1"}, {"a2"}]),
        # in traditional characters
        (["5月6日，蘇州市委書記王軍來校調研。", "5月8日，苏州市委书记王军来校访问。"], [{"a1", "a2"}]),
        # under a short form that one article declares
        (
            [
                "5月6日，校长林一川会见陕西西咸新区发展集团有限公司（以下简称“西咸集团”）董事长王军一行。",
                "5月8日，西咸集团董事长王军来校访问。",
            ],
            [{"a1", "a2"}],
        ),
        # nothing known but the name
        (
            [
                "5月6日，校长林一川会见客人。林一川、王军介绍了情况。",
                "5月8日，校长林一川会见来宾。林一川、王军介绍了情况。",
            ],
            [{"a1"}, {"a2"}],
        ),
        (
            ["5月6日，苏州市委书记王军来校调研。", "5月8日，校长林一川会见来宾。林一川、王军介绍了情况。"],
            [{"a1"}, {"a2"}],
        ),
    ],
)
def test_who_is_who(tmp_path: Path, bodies: list[str], found: list[set[str]]) -> None:
    database = build(tmp_path / "news.db", [story(f"a{n}", body) for n, body in enumerate(bodies, 1)])
    assert people(database, "王军") == found


def one_event(database: Database, *articles: str) -> None:
    """Let the passages of some articles report one event, as links or dates would have it."""
    keys = ", ".join(f"'{article}'" for article in articles)
    database.execute(f"UPDATE mentions SET event_id = 'event-{articles[0]}-p1-1' WHERE article_id IN ({keys})")
    database.execute("DELETE FROM event_people")


WITHOUT = "5月6日，校长林一川会见客人。林一川、王小鹏介绍了情况。"
ALIKE = "5月6日，校长林一川在行政楼接待来访的专家。林一川、王小鹏先后谈到学校的历史和各个学科。"
OF_CITY = "5月6日，苏州市科技局局长王小鹏随团来校调研。"
OF_FIRM = "5月6日，正泰集团总裁王小鹏随团来校调研。"


@pytest.mark.parametrize(
    ("bodies", "found"),
    [
        ([WITHOUT, OF_CITY], [{"a1", "a2"}]),
        ([WITHOUT, ALIKE], [{"a1", "a2"}]),
        ([WITHOUT, OF_CITY, OF_FIRM], [{"a1"}, {"a2"}, {"a3"}]),
        ([OF_CITY, OF_FIRM], [{"a1"}, {"a2"}]),
    ],
)
def test_namesakes_of_one_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bodies: list[str], found: list[set[str]]
) -> None:
    articles = [story(f"a{n}", body) for n, body in enumerate(bodies, 1)]
    database = build(tmp_path / "news.db", articles)
    assert len(people(database, "王小鹏")) == len(bodies)
    monkeypatch.setattr("xjtunews.database.resolve.join_events", lambda db, _: one_event(db, "a1", "a2", "a3"))
    write(database, articles[:1], 1, NOON)
    resolve(database)
    assert people(database, "王小鹏") == found


OFFICES = (
    ("a1", "5月6日，渭水市副市长李明辉来校调研。", "2021-05-10"),
    ("a2", "5月8日，苏州市副市长李明辉来校访问。", "2022-05-10"),
    ("a3", "6月9日，苏州市副市长李明辉来校访问。", "2023-06-10"),
    ("a4", "7月1日，校长林一川会见苏州市市长李明辉一行。", "2024-07-02"),
)


def test_offices_have_the_time_in_which_they_were_seen(tmp_path: Path) -> None:
    database = build(tmp_path / "news.db", [story(key, body, day) for key, body, day in OFFICES[1:]])
    assert rows(
        database,
        "SELECT title, organization, side, first_seen, last_seen, reports, first_article_id, last_mention_id,"
        " first_evidence FROM person_offices WHERE name = '李明辉' ORDER BY first_seen",
    ) == [
        ("苏州市副市长", "江苏省苏州市", "theirs", "2022-05-08", "2023-06-09", 2, "a2", "a3-p1-1", OFFICES[1][1]),
        ("苏州市市长", "江苏省苏州市", "theirs", "2024-07-01", "2024-07-01", 1, "a4", "a4-p1-1", OFFICES[3][1]),
    ]


def test_a_copy_shows_no_office(tmp_path: Path) -> None:
    key, body, day = OFFICES[1]
    database = build(tmp_path / "news.db", [story(key, body, day), story("a9", body, "2022-06-01")])
    assert rows(database, "SELECT count(*) FROM copies") == [(1,)]
    assert rows(database, "SELECT reports, last_seen FROM person_offices WHERE name = '李明辉'") == [(1, "2022-05-08")]


def test_the_proof_is_the_sentence_that_names_the_person(tmp_path: Path) -> None:
    body = "5月6日，校长林一川会见客人。\n春意正浓。苏州市市长李明辉介绍了情况。随后大家参观。"
    database = build(tmp_path / "news.db", [story("a1", body)])
    sql = "SELECT first_evidence FROM person_offices WHERE name = '李明辉'"
    assert rows(database, sql) == [("苏州市市长李明辉介绍了情况。",)]
