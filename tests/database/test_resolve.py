"""What follows from all articles together: copies, where links lead, which passages report one event."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from xjtunews.database import open_database
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import Item, write
from xjtunews.items import Article, Fetch, Link, ListPage
from xjtunews.language.dates import EventDate
from xjtunews.language.facts import Reading, Scene
from xjtunews.language.home import Home
from xjtunews.language.kinds import Kind
from xjtunews.language.mentions import Passage

HOST = "https://news.example.edu.cn"
NOON = "2024-05-10T12:00:00+08:00"

TEXT = "4月2日，学校与榆林市签署合作协议。"


def address(name: str) -> str:
    return f"{HOST}/{name}.htm"


def article(
    name: str,
    *days: str | tuple[str | None, str | None, str | None],
    text: str | None = None,
    published: str | None = "2024-05-10",
    related: dict[str, int] | None = None,
    document: str | None = None,
) -> Article:
    """Make an article with one passage a paragraph, each of a day or of (first, last, precision)."""
    body = "\n".join(f"{name}：第{number}段，签约。" for number, _ in enumerate(days, 1)) if text is None else text
    found = Article(
        id=name, url=None if document else address(name), document=document, layout="vsb", title="签约",
        published=published, body=body, text_hash=body,
    )  # fmt: skip
    found.reading = Reading(Home())
    for number, day in enumerate(days, 1):
        first, last, precision = (day, day, "day") if isinstance(day, str) else day
        when = EventDate("某日", (0, 2), first, last, precision, "printed")
        evidence = body.split("\n")[number - 1]
        found.reading.scenes.append(Scene())
        found.reading.passages.append(
            Passage(number, when, evidence, 0, len(evidence), (Kind("签约", "签约", (0, 2)),))
        )
    for position, (target, paragraph) in enumerate((related or {}).items(), 1):
        link = Link(position, "related", address(target), "相关报道", address(target), paragraph)
        found.links.append(link)
    found.fetch = Fetch(document or address(name), "fetched", article_id=name)
    return found


def redirect(name: str, target: str) -> Fetch:
    return Fetch(address(name), "redirected", f"to {address(target)}", 302, target=address(target))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = empty(tmp_path / "news.db")
    yield database
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.conn.close()


def empty(path: Path) -> Database:
    database = open_database(str(path))
    begin_run(database, started=NOON, spider="xjtu", arguments="{}", replay=None, version="0")
    return database


def store(database: Database, *items: Item) -> None:
    write(database, items, 1, NOON)
    resolve(database)


def rows(database: Database, sql: str) -> list[tuple[object, ...]]:
    return database.execute(sql).fetchall()


def events(database: Database) -> list[set[str]]:
    """Return the passages of each event."""
    found: dict[str, set[str]] = {}
    for event, mention in database.execute("SELECT event_id, id FROM mentions"):
        found.setdefault(event, set()).add(mention)
    return sorted(found.values(), key=sorted)


def targets(database: Database) -> dict[str, tuple[str, str | None]]:
    """Return what became of each link: status and article."""
    sql = "SELECT address, status, target_id FROM links"
    return {url.removeprefix(HOST)[1:-4]: (status, target) for url, status, target in database.execute(sql)}


def test_the_same_text_is_a_copy_of_the_earliest_on_the_web(database: Database) -> None:
    store(
        database,
        article("late", text=TEXT, published="2024-05-12"),
        article("early", text=TEXT, published="2024-05-10"),
        article("document", text=TEXT, published="2024-05-10", document="a.txt"),
        article("undated", text=TEXT, published=None),
        article("other", text="4月9日，学校与宝鸡市签署合作协议。"),
    )
    assert rows(database, "SELECT article_id, canonical_id, relation, similarity FROM copies") == [
        ("document", "early", "same-page", 1.0),
        ("late", "early", "reprint", 1.0),
        ("undated", "early", "reprint", 1.0),
    ]


def test_a_copy_that_is_none_any_more_is_forgotten(database: Database) -> None:
    store(
        database,
        article("a", text=TEXT),
        article("b", text=TEXT),
    )
    assert len(rows(database, "SELECT * FROM copies")) == 1
    store(database, article("b", text="改了"))
    assert rows(database, "SELECT * FROM copies") == []


def test_a_link_has_the_status_of_its_address(database: Database) -> None:
    statuses = ("failed", "refused", "robots", "out-of-scope", "out-of-range", "not-archived")
    roundup = article("roundup", "2024-05-06", related=dict.fromkeys((*statuses, "page", "never"), 1))
    fetches = [Fetch(address(status), status, f"because {status}") for status in statuses]
    store(database, roundup, article("page"), *fetches)
    assert targets(database) == {
        **{status: (status, None) for status in statuses},
        "page": ("fetched", "page"),
        "never": ("not-followed", None),
    }
    reasons = rows(database, "SELECT reason FROM links WHERE status = 'robots'")
    assert reasons == [("because robots",)]


def test_a_link_to_another_address_of_an_article_is_the_same_article(database: Database) -> None:
    twin = Fetch(address("twin"), "fetched", article_id="page")
    store(database, article("roundup", "2024-05-06", related={"twin": 1, "page": 1}), article("page"), twin)
    assert targets(database) == {"twin": ("same-article", "page"), "page": ("fetched", "page")}


@pytest.mark.parametrize("length", [1, 2, 5])
@pytest.mark.parametrize("descending", [False, True])
def test_a_chain_of_redirects_leads_to_the_article(database: Database, length: int, descending: bool) -> None:
    names = [f"step{number}" for number in range(length)]
    names = names[::-1] if descending else names
    steps = [redirect(one, following) for one, following in itertools.pairwise([*names, "page"])]
    store(database, article("roundup", "2024-05-06", related={names[0]: 1}), article("page"), *steps)
    assert targets(database) == {names[0]: ("same-article", "page")}


def test_redirects_that_lead_nowhere(database: Database) -> None:
    related = dict.fromkeys(("round", "about", "self", "gone"), 1)
    steps = [redirect("round", "about"), redirect("about", "round"), redirect("self", "self"), redirect("gone", "lost")]
    store(database, article("roundup", "2024-05-06", related=related), *steps)
    assert {target for _, target in targets(database).values()} == {None}
    assert {name: status for name, (status, _) in targets(database).items()} == {
        "round": "failed",
        "about": "failed",
        "self": "failed",
        "gone": "not-followed",
    }


def test_a_link_follows_what_comes_later(database: Database) -> None:
    store(database, article("roundup", "2024-05-06", related={"page": 1}))
    assert targets(database) == {"page": ("not-followed", None)}
    store(database, Fetch(address("page"), "failed", "http-500", 500))
    assert targets(database) == {"page": ("failed", None)}
    store(database, article("page", "2024-05-06"))
    assert targets(database) == {"page": ("fetched", "page")}
    assert events(database) == [{"page-p1-1", "roundup-p1-1"}]


def test_links_of_columns_lead_to_articles(database: Database) -> None:
    column = ListPage(Fetch(address("yw"), "list"), [Link(1, "column", "page.htm", "签约", address("page"), None)])
    store(database, column, article("page"))
    assert targets(database) == {"page": ("fetched", "page")}


def test_a_passage_and_its_report_are_one_event(database: Database) -> None:
    roundup = article("roundup", "2024-05-06", "2024-05-07", related={"report": 1})
    store(database, roundup, article("report", "2024-05-06"), article("stranger", "2024-05-06"))
    assert events(database) == [{"report-p1-1", "roundup-p1-1"}, {"roundup-p2-1"}, {"stranger-p1-1"}]
    assert rows(database, "SELECT date_start, date_end, date_precision, reports FROM events ORDER BY reports, id") == [
        ("2024-05-07", "2024-05-07", "day", 1),
        ("2024-05-06", "2024-05-06", "day", 1),
        ("2024-05-06", "2024-05-06", "day", 2),
    ]


def test_a_month_meets_its_days_and_the_day_speaks(database: Database) -> None:
    roundup = article("roundup", ("2024-04-01", "2024-04-30", "month"), related={"report": 1})
    store(database, roundup, article("report", "2024-04-17"))
    assert rows(database, "SELECT date_start, date_end, date_precision, summary, reports FROM events") == [
        ("2024-04-17", "2024-04-17", "day", "report：第1段，签约。", 2)
    ]


@pytest.mark.parametrize("day", ["2024-05-05", "2024-05-07", (None, None, None)])
def test_dates_that_do_not_meet_are_two_events(database: Database, day: str | tuple[None, None, None]) -> None:
    store(database, article("roundup", "2024-05-06", related={"report": 1}), article("report", day))
    assert len(events(database)) == 2


def test_a_link_above_all_passages_joins_none(database: Database) -> None:
    store(database, article("roundup", "2024-05-06", related={"report": 0}), article("report", "2024-05-06"))
    assert len(events(database)) == 2


def test_copies_report_one_event_once(database: Database) -> None:
    one, other = (article(name, "2024-05-06", text="同文，签约。") for name in ("a", "b"))
    store(database, one, other)
    assert events(database) == [{"a-p1-1", "b-p1-1"}]
    assert rows(database, "SELECT reports FROM events") == [(1,)]


def test_paragraphs_that_name_nobody_else_are_one_event(database: Database) -> None:
    store(
        database, article("a", "2024-05-06", "2024-05-06", "2024-05-07", text="5月6日签约。\n5月6日签约。\n次日签约。")
    )
    assert events(database) == [{"a-p1-1", "a-p2-1"}, {"a-p3-1"}]


WORLD: list[Item] = [
    article(
        "roundup", "2024-05-06", ("2024-05-01", "2024-05-31", "month"), related={"twin": 1, "second": 2, "lost": 2}
    ),
    article("first", "2024-05-06", related={"second": 1}),
    article("second", "2024-05-20", "2024-06-01"),
    article("copy", "2024-05-06", text="first：第1段，签约。"),
    redirect("twin", "middle"),
    redirect("middle", "first"),
    ListPage(Fetch(address("yw"), "list"), [Link(1, "column", "x", "签约", address("second"), None)]),
]


def test_the_order_makes_no_difference(tmp_path: Path) -> None:
    orders = random.Random(5).sample(list(itertools.permutations(WORLD)), 25)
    dumps = set()
    for number, order in enumerate(orders):
        database = empty(tmp_path / f"{number}.db")
        for item in order:
            write(database, [item], 1, NOON)
            if number % 2:
                resolve(database)
        resolve(database)
        dumps.add("\n".join(database.conn.iterdump()))
        shown = events(database)
        database.conn.close()
    assert len(dumps) == 1
    assert shown == [
        {"copy-p1-1", "first-p1-1", "roundup-p1-1"},
        {"roundup-p2-1", "second-p1-1"},
        {"second-p2-1"},
    ]


def test_resolving_again_changes_nothing(database: Database) -> None:
    store(database, *WORLD)
    before = list(database.conn.iterdump())
    resolve(database)
    assert list(database.conn.iterdump()) == before


def test_of_nothing_follows_nothing(database: Database) -> None:
    resolve(database)
    assert rows(database, "SELECT id FROM events UNION ALL SELECT article_id FROM copies") == []
