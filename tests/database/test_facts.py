"""What the rules read is written with the words that prove it, replaced as a whole, and the same in every order."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from xjtunews.database import open_database
from xjtunews.database.connection import transaction
from xjtunews.database.facts import organization_id, person_id, place_id, write_facts
from xjtunews.database.names import forget_names, settle_organizations
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch, Link
from xjtunews.language.agreements import Agreement
from xjtunews.language.dates import EventDate
from xjtunews.language.facts import Appearance, Location, Participation, Reading, Scene
from xjtunews.language.figures import Figure
from xjtunews.language.home import Home
from xjtunews.language.kinds import Kind
from xjtunews.language.mentions import Passage
from xjtunews.language.places import Division, place_of
from xjtunews.language.topics import Topic

NOON = "2024-05-10T12:00:00+08:00"
BODY = (
    "校园里春意正浓。\n"
    "5月6日，副校长林一川会见苏州市委书记高远一行。\n"
    "双方签署《校地合作框架协议》，到会200余人。\n"
    "5月7日，林一川、王小鹏到西咸新区调研。"
)
PARAGRAPHS = BODY.split("\n")
TABLES = (
    "mentions", "mention_kinds", "people", "appearances", "organizations", "participations", "places", "locations",
    "agreements", "figures", "article_topics",
)  # fmt: skip


def division(name: str) -> Division:
    found = place_of(name)
    assert found is not None
    return found


def span(paragraph: int, words: str) -> tuple[int, int, int]:
    start = PARAGRAPHS[paragraph - 1].index(words)
    return paragraph, start, start + len(words)


def passage(paragraph: int, day: str, kind: str) -> Passage:
    text = PARAGRAPHS[paragraph - 1]
    when = EventDate(text[:4], (0, 4), day, day, "day", "year-completed")
    return Passage(paragraph, when, text, 0, len(text), (Kind(kind, kind, (0, 2)),))


def reading() -> Reading:
    suzhou, new_area = division("苏州市"), division("西咸新区")
    lin = Appearance("林一川", ("副校长",), "ours", None, *span(2, "林一川"), "title")
    first = Scene(
        people={
            "林一川": lin,
            "高远": Appearance(
                "高远", ("苏州市委书记", "苏州市人大常委会主任"), "theirs", "苏州市委", *span(2, "高远"), "title"
            ),
        },
        parties={"苏州市委": Participation("苏州市委", "party", "title", suzhou, *span(2, "苏州市委书记高远"))},
        locations={("江苏省", "苏州市"): Location(suzhou, "party", 2)},
        agreements=[Agreement("《校地合作框架协议》", "框架", "签署", span(3, "《校地合作框架协议》")[1:])],
    )
    second = Scene(
        people={
            "林一川": replace(lin, titles=(), paragraph=4, start=span(4, "林一川")[1], end=span(4, "林一川")[2]),
            "王小鹏": Appearance("王小鹏", (), None, None, *span(4, "王小鹏"), "list"),
        },
        locations={("陕西省", "西安市"): Location(new_area, "scene", 4)},
    )
    _, start, end = span(3, "200余人")
    return Reading(
        Home(("渭水大学",)),
        [passage(2, "2024-05-06", "会见"), passage(4, "2024-05-07", "调研")],
        [first, second],
        figures=[(3, Figure(200, "人", None, "at_least", "到会200余人", (start, end), "people"))],
        topics=[Topic("校地合作", 4.5, (("校地合作", 2), ("书记", 1)))],
    )


def article(number: int = 1, found: Reading | None = None, body: str = BODY) -> Article:
    url = f"https://news.example.edu.cn/info/1033/{number}.htm"
    item = Article(id=f"a{number}", url=url, layout="vsb", title="会见", published="2024-05-10", body=body)
    item.text_hash, item.fetch = f"hash {number}", Fetch(url, "fetched", article_id=item.id)
    item.links = [Link(n, "related", url, "报道", url, paragraph) for n, paragraph in enumerate((0, 1, 2, 4), 1)]
    item.links.append(Link(5, "body", url, "报道", url, 2))
    item.reading = found or reading()
    return item


def empty(path: Path) -> Database:
    database = open_database(str(path))
    begin_run(database, started=NOON, spider="xjtu", arguments="{}", replay=None, version="0")
    return database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = empty(tmp_path / "news.db")
    yield database
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.conn.close()


def rows(database: Database, sql: str) -> list[tuple[Any, ...]]:
    return database.execute(sql).fetchall()


def dump(database: Database) -> list[str]:
    return list(database.conn.iterdump())


def retag(database: Database, *articles: Article) -> None:
    with transaction(database):
        write_facts(database, articles)


def test_one_row_for_each_title_of_each_person_in_each_passage(database: Database) -> None:
    write(database, [article()], 1, NOON)
    assert rows(
        database,
        "SELECT a.position, a.mention_id, p.name, a.title, a.side, a.organization, a.rule, a.paragraph"
        " FROM appearances a JOIN people p ON p.id = a.person_id ORDER BY 1",
    ) == [
        (1, "a1-p2-1", "林一川", "副校长", "ours", None, "title", 2),
        (2, "a1-p2-1", "高远", "苏州市委书记", "theirs", "苏州市委", "title", 2),
        (3, "a1-p2-1", "高远", "苏州市人大常委会主任", "theirs", "苏州市委", "title", 2),
        (4, "a1-p4-1", "林一川", None, "ours", None, "title", 4),
        (5, "a1-p4-1", "王小鹏", None, None, None, "list", 4),
    ]


def test_who_takes_part_and_where(database: Database) -> None:
    write(database, [article()], 1, NOON)
    assert rows(
        database,
        "SELECT x.position, x.mention_id, x.role, x.paragraph, o.name, o.type, o.province, o.city"
        " FROM participations x JOIN organizations o ON o.id = x.organization_id",
    ) == [(1, "a1-p2-1", "title", 2, "苏州市委", "party", "江苏省", "苏州市")]
    assert rows(
        database,
        "SELECT l.position, l.mention_id, l.role, l.paragraph, p.id, p.name, p.level, p.province, p.city"
        " FROM locations l JOIN places p ON p.id = l.place_id ORDER BY 1",
    ) == [
        (1, "a1-p2-1", "party", 2, "320500", "苏州市", "city", "江苏省", "苏州市"),
        (2, "a1-p4-1", "scene", 4, "610100-西咸新区", "西咸新区", "zone", "陕西省", "西安市"),
    ]


def test_what_was_signed_counted_and_talked_of(database: Database) -> None:
    write(database, [article()], 1, NOON)
    assert rows(database, "SELECT position, mention_id, name, kind, action, paragraph FROM agreements") == [
        (1, "a1-p2-1", "《校地合作框架协议》", "框架", "签署", 3)  # it stands a paragraph behind its passage's date
    ]
    assert rows(database, "SELECT paragraph, position, value, unit, counts, qualifier, kind, text FROM figures") == [
        (3, 1, 200.0, "人", None, "at_least", "people", "到会200余人")
    ]
    [(topic, score, terms)] = rows(database, "SELECT topic, score, terms FROM article_topics")
    assert (topic, score, json.loads(terms)) == ("校地合作", 4.5, [["校地合作", 2], ["书记", 1]])


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("appearances", ["林一川", "高远", "高远", "林一川", "王小鹏"]),
        ("participations", ["苏州市委书记高远"]),
        ("agreements", ["《校地合作框架协议》"]),
        ("figures", ["200余人"]),
    ],
)
def test_words_stand_in_the_body_where_it_says(database: Database, table: str, words: list[str]) -> None:
    write(database, [article()], 1, NOON)
    found = rows(
        database,
        "SELECT substr(a.body, f.text_start + 1, f.text_end - f.text_start)"
        f" FROM {table} f JOIN articles a ON a.id = f.article_id ORDER BY f.position",
    )
    assert [text for (text,) in found] == words


@pytest.mark.parametrize(
    ("name", "start", "place"),
    [
        ("会见", 11, (2, 11)),  # in the passage, where it says
        ("苏州市", 0, (2, 13)),  # elsewhere in the passage
        ("合作框架协议", 0, (3, 7)),  # behind its paragraph
    ],
)
def test_an_agreement_is_found_by_its_name(database: Database, name: str, start: int, place: tuple[int, int]) -> None:
    found = reading()
    found.scenes[0].agreements = [Agreement(name, "其他", "签署", (start, start + len(name)))]
    write(database, [article(1, found)], 1, NOON)
    [(paragraph, begin, end)] = rows(database, "SELECT paragraph, text_start, text_end FROM agreements")
    assert BODY[begin:end] == name
    assert (paragraph, begin - len("\n".join(["", *PARAGRAPHS[: paragraph - 1]]))) == place


def test_a_text_without_an_event_has_facts_without_a_passage(database: Database) -> None:
    found = reading()
    elsewhere = Scene(
        people=found.scenes[0].people,
        parties=found.scenes[0].parties,
        locations=found.scenes[0].locations,
        agreements=found.scenes[0].agreements,
    )
    write(database, [article(1, Reading(Home(), elsewhere=elsewhere))], 1, NOON)
    for table, number in (("appearances", 3), ("participations", 1), ("locations", 1), ("agreements", 1)):
        assert rows(database, f"SELECT count(*), count(mention_id) FROM {table}") == [(number, 0)]
    assert rows(database, "SELECT paragraph FROM agreements") == [(3,)]


def test_an_article_that_nobody_read_has_no_facts(database: Database) -> None:
    item = article()
    item.reading = None
    write(database, [item], 1, NOON)
    assert [rows(database, f"SELECT count(*) FROM {table}") for table in TABLES] == [[(0,)]] * len(TABLES)


# --- who is who


def person(name: str, body: str | None) -> Reading:
    appearance = Appearance(name, ("主任",), None, body, *span(4, "王小鹏"), "title")
    return Reading(Home(), elsewhere=Scene(people={name: appearance}))


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ("苏州市委", "苏州市委", 1),
        ("苏州市委", "泰安市委", 2),
        ("苏州市委", None, 2),
        (None, None, 2),
        ("教务处", "教务处", 2),  # every university has one
    ],
)
def test_a_name_alone_makes_no_person(database: Database, one: str | None, other: str | None, people: int) -> None:
    write(database, [article(1, person("王小鹏", one)), article(2, person("王小鹏", other))], 1, NOON)
    assert rows(database, "SELECT count(*), count(DISTINCT name) FROM people") == [(people, 1)]


def test_one_name_is_one_person_within_an_article(database: Database) -> None:
    found = reading()
    lin = found.scenes[1].people["林一川"]
    found.scenes[1].people["林一川"] = replace(lin, body="渭水大学")
    write(database, [article(1, found)], 1, NOON)
    sql = "SELECT count(DISTINCT person_id) FROM appearances JOIN people ON id = person_id WHERE name = '林一川'"
    assert rows(database, sql) == [(1,)]


def test_ids_come_from_what_is_known() -> None:
    assert person_id("高远", "苏州市委", "a1") == person_id("高远", "苏州市委", "a2")
    assert len({person_id("高远", body, key) for body in (None, "甲", "a1") for key in ("a1", "a2")}) == 4
    assert organization_id("苏州市委") == organization_id("苏州市委") != organization_id("苏州市")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("陕西省", "610000"),
        ("西安市", "610100"),
        ("上海市", "310000"),
        ("浦东新区", "310115"),
        ("两江新区", "500000-两江新区"),
        ("兰州新区", "620100-兰州新区"),
    ],
)
def test_a_place_has_the_code_of_its_division(name: str, key: str) -> None:
    assert place_id(division(name)) == key


# --- writing again


def test_facts_are_replaced_as_a_whole(database: Database) -> None:
    write(database, [article(1), article(2)], 1, NOON)
    resolve(database)
    untouched = {table: rows(database, f"SELECT * FROM {table}") for table in ("articles", "credits", "fetches")}
    retag(database, article(1, Reading(Home())))
    for table in ("mentions", "appearances", "participations", "locations", "agreements", "figures", "article_topics"):
        assert rows(database, f"SELECT DISTINCT article_id FROM {table}") == [("a2",)], table
    assert rows(database, "SELECT count(*), count(mention_id) FROM links WHERE article_id = 'a1'") == [(5, 0)]
    assert untouched == {table: rows(database, f"SELECT * FROM {table}") for table in untouched}


def test_links_find_their_passages_again(database: Database) -> None:
    write(database, [article()], 1, NOON)
    sql = "SELECT position, mention_id FROM links ORDER BY 1"
    expected = [(1, None), (2, None), (3, "a1-p2-1"), (4, "a1-p4-1"), (5, None)]
    assert rows(database, sql) == expected
    bare = Article(id="a1", body=BODY, reading=reading())  # all that somebody who reads the database anew has to give
    retag(database, bare)
    assert rows(database, sql) == expected


def test_writing_facts_again_changes_nothing(database: Database) -> None:
    write(database, [article(1), article(2)], 1, NOON)
    resolve(database)
    before = dump(database)
    retag(database, article(2), article(1))
    resolve(database)
    assert dump(database) == before
    write(database, [article(2), article(1)], 1, NOON)
    resolve(database)
    assert dump(database) == before


def test_what_nobody_names_any_more_is_removed_at_the_end(database: Database) -> None:
    write(database, [article(1), article(2, person("王小鹏", "苏州市委"))], 1, NOON)
    retag(database, article(1, Reading(Home())))
    resolve(database)
    assert rows(database, "SELECT name FROM people") == [("王小鹏",)]
    assert rows(database, "SELECT * FROM organizations") == rows(database, "SELECT * FROM places") == []


def test_what_is_still_named_stays(database: Database) -> None:
    write(database, [article(1), article(2)], 1, NOON)
    before = [rows(database, f"SELECT * FROM {table}") for table in ("organizations", "places")]
    retag(database, article(1, Reading(Home())))
    with transaction(database):
        settle_organizations(database)
        forget_names(database)
    assert [rows(database, f"SELECT * FROM {table}") for table in ("organizations", "places")] == before


def test_the_caller_decides_whether_it_is_kept(database: Database) -> None:
    write(database, [article()], 1, NOON)
    before = dump(database)
    database.conn.execute("BEGIN IMMEDIATE")
    write_facts(database, [article(1, Reading(Home()))])
    assert database.conn.in_transaction
    database.conn.rollback()
    assert dump(database) == before


def test_what_one_article_costs_does_not_grow_with_the_database(database: Database) -> None:
    """No statement that changes rows may walk through a table, or through all related links by their kind."""
    write(database, [article()], 1, NOON)
    statements: list[str] = []
    database.conn.set_trace_callback(statements.append)
    retag(database, article())
    database.conn.set_trace_callback(None)
    changing = [statement for statement in statements if statement.startswith(("UPDATE", "DELETE"))]
    assert len(changing) > len(TABLES) - 3
    for statement in changing:
        plan = " ".join(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall())
        assert "SCAN" not in plan, statement
        assert "links_kind" not in plan, statement


def test_facts_of_an_article_that_is_not_stored_are_refused(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), transaction(database):
        write_facts(database, [article()])


def test_order_and_size_of_batches_make_no_difference(tmp_path: Path) -> None:
    dumps = []
    for seed in range(4):
        articles = [article(1), article(2), article(3, person("高远", "苏州市委")), article(4, person("高远", None))]
        random.Random(seed).shuffle(articles)
        database = empty(tmp_path / f"{seed}.db")
        for start in range(0, 4, seed + 1):
            write(database, articles[start : start + seed + 1], 1, NOON)
        resolve(database)
        dumps.append(dump(database))
        database.conn.close()
    assert all(other == dumps[0] for other in dumps)


@pytest.mark.parametrize(
    ("shown", "settled"),
    [
        ([("named", "party"), ("named", None), ("title", "party")], "party"),
        ([("correction", "company"), ("named", None), ("title", None)], "company"),
        ([("named", "park"), ("named", "company")], "company"),
        ([("named", None)], None),
    ],
)
def test_the_type_of_a_body_does_not_depend_on_who_came_last(
    tmp_path: Path, shown: list[tuple[str, str | None]], settled: str | None
) -> None:
    dumps = []
    for step in (1, -1):
        database = empty(tmp_path / f"{step}.db")
        for number, (role, kind) in list(enumerate(shown))[::step]:
            party = Participation("渭水中心", kind, role, None, *span(2, "苏州市"))
            found = Reading(Home(), elsewhere=Scene(parties={"渭水中心": party}))
            write(database, [article(number, found)], 1, NOON)
        resolve(database)
        assert rows(database, "SELECT type FROM organizations") == [(settled,)]
        dumps.append(dump(database))
        database.conn.close()
    assert dumps[0] == dumps[1]


def test_views_of_an_event_join_its_reports(database: Database) -> None:
    write(database, [article(1)], 1, NOON)
    resolve(database)
    event = "WHERE event_id = 'event-a1-p2-1'"
    assert rows(database, f"SELECT name, title, side FROM event_people {event}") == [
        ("林一川", "副校长", "ours"),
        ("高远", "苏州市委书记", "theirs"),
        ("高远", "苏州市人大常委会主任", "theirs"),
    ]
    assert rows(database, f"SELECT name, type, province, city FROM event_parties {event}") == [
        ("苏州市委", "party", "江苏省", "苏州市")
    ]
    assert rows(database, f"SELECT name, level, role FROM event_places {event}") == [("苏州市", "city", "party")]
