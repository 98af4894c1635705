"""What `make crawl` gives on the bundled pages, whatever the order, however often."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, scrapy
from xjtunews.database import copies, events, open_database, people
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch, Link
from xjtunews.pipelines.tag import read_article
from xjtunews.sites.xjtu import SITE

SEEDS = [
    "http://news.xjtu.edu.cn/ywjj.htm",
    "http://news.xjtu.edu.cn/zyxw.htm",
    "http://news.xjtu.edu.cn/info/1033/205144.htm",
    "https://news.xjtu.edu.cn/info/1002/205144.htm",
    "http://news.xjtu.edu.cn/info/1033/205620.html",
    "http://www.wbw-news.example/news/info/1033/204990.htm",
    "fixtures/documents",
]


def replay(database: Path, *arguments: str) -> str:
    options = ["-s", f"REPLAY={FIXTURES}", "-s", f"DATABASE={database}", "-s", "LOG_LEVEL=WARNING", *arguments]
    done = scrapy("crawl", "xjtu", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_another_process_changes_nothing(tmp_path: Path) -> None:
    for name, first in (("one", 200), ("two", 3)):
        options = ["-s", f"REPLAY={FIXTURES}", "-s", f"DATABASE={tmp_path / name}", "-s", "RULE_PROCESSES=2"]
        prelude = f"import xjtunews.pipelines.tag as tag; tag._WORTH_A_PROCESS = {first}"
        done = scrapy("crawl", "xjtu", *options, prelude=prelude)
        assert done.returncode == 0, done.stderr
    assert dump(tmp_path / "one") == dump(tmp_path / "two")


def dump(database: Path) -> list[str]:
    """Return the dump of a database, without when it was made."""
    connection = sqlite3.connect(database)
    lines = [line for line in connection.iterdump() if not line.startswith(('INSERT INTO "runs"', 'INSERT INTO "fetc'))]
    lines += map(str, connection.execute("SELECT url, status, reason, size, layout, article_id, target FROM fetches"))
    connection.close()
    return lines


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """Crawl from the default seeds."""
    path = tmp_path_factory.mktemp("default") / "news.db"
    output = replay(path)
    assert "articles        34" in output
    assert str(path) in output
    return sqlite3.connect(path)


def test_every_related_report_is_stored_and_joined_to_its_passage(database: sqlite3.Connection) -> None:
    links = database.execute(
        "SELECT status, target_id, mention_id FROM links WHERE kind = 'related' ORDER BY position"
    ).fetchall()
    assert [status for status, _, _ in links] == ["fetched"] * 20 + ["same-article"] + ["fetched"] * 6
    assert len({target for _, target, _ in links}) == 27
    assert all(mention is not None for _, _, mention in links)
    assert len({mention for _, _, mention in links}) == 26  # one passage has two reports, two have none


def test_the_roundup_has_28_passages_of_28_events(database: sqlite3.Connection) -> None:
    roundup = database.execute(
        "SELECT count(*), count(DISTINCT event_id) FROM mentions WHERE article_id = 'news-xjtu-edu-cn-206243'"
    ).fetchone()
    assert roundup == (28, 28)


def test_a_passage_and_its_report_are_one_event(database: sqlite3.Connection) -> None:
    lonely = database.execute(
        "SELECT l.url FROM links l JOIN mentions m ON m.id = l.mention_id WHERE l.kind = 'related' AND NOT EXISTS"
        " (SELECT 1 FROM mentions r WHERE r.article_id = l.target_id AND r.event_id = m.event_id)"
    ).fetchall()
    assert lonely == []


def test_the_roundup_and_its_reports_are_28_events_and_what_followed_on_later_days(
    database: sqlite3.Connection,
) -> None:
    ours = "SELECT 'news-xjtu-edu-cn-206243' UNION SELECT target_id FROM links WHERE kind = 'related'"
    events = database.execute(
        f"SELECT e.id, e.date_start, max(m.article_id = 'news-xjtu-edu-cn-206243') FROM events e"
        f" JOIN mentions m ON m.event_id = e.id WHERE m.article_id IN ({ours}) GROUP BY e.id"
    ).fetchall()
    assert sum(listed for _, _, listed in events) == 28
    assert sorted(day for _, day, listed in events if not listed) == [
        *("2023-03-21", "2023-08-30", "2023-12-19", "2023-12-22", "2024-01-09"),
    ]
    reports = database.execute(
        "SELECT e.reports, count(*) FROM events e WHERE EXISTS (SELECT 1 FROM mentions m WHERE m.event_id = e.id"
        " AND m.article_id = 'news-xjtu-edu-cn-206243') GROUP BY 1"
    ).fetchall()
    assert reports == [(1, 2), (2, 25), (3, 1)]  # two passages have no link, one has two


def test_what_was_not_fetched_says_why(database: sqlite3.Connection) -> None:
    assert dict(database.execute("SELECT url, status || ': ' || reason FROM not_fetched")) == {
        "https://mp.weixin.qq.com/s/q7Zk0d1fUeXt3mWbYcR9Lg": (
            "out-of-scope: mp.weixin.qq.com is not one of the hosts to visit"
        ),
        "https://news.xjtu.edu.cn/info/1033/205777.htm": "refused: challenge-page (http-412)",
        "https://news.xjtu.edu.cn/info/1033/205888.htm": "not-archived: the archive does not hold it",
        "https://news.xjtu.edu.cn/info/1659/205500.htm": "robots: robots.txt asks not to",
    }


def test_evidence_stands_in_the_body_where_it_says(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT substr(a.body, m.evidence_start + 1, m.evidence_end - m.evidence_start), m.evidence,"
        " substr(a.body, 1, m.evidence_end), m.date_text FROM mentions m JOIN articles a ON a.id = m.article_id"
    ).fetchall()
    assert rows
    assert all(found == evidence for found, evidence, _, _ in rows)
    assert all(date in so_far for _, _, so_far, date in rows)  # a sentence may go on about the day before it


@pytest.mark.parametrize("table", ["appearances", "participations", "agreements", "figures"])
def test_every_fact_stands_in_its_paragraph(database: sqlite3.Connection, table: str) -> None:
    rows = database.execute(
        f"SELECT a.body, f.paragraph, f.text_start, f.text_end FROM {table} f JOIN articles a ON a.id = f.article_id"
    ).fetchall()
    assert rows or table == "agreements"
    for body, paragraph, start, end in rows:
        assert body[start:end]
        assert body[:start].count("\n") == body[:end].count("\n") == paragraph - 1


def test_a_persons_name_stands_where_it_says(database: sqlite3.Connection) -> None:
    rows = database.execute(
        "SELECT p.name, substr(a.body, x.text_start + 1, x.text_end - x.text_start), a.body, x.title FROM appearances x"
        " JOIN people p ON p.id = x.person_id JOIN articles a ON a.id = x.article_id"
    ).fetchall()
    assert len(rows) > 200
    assert all(name == words for name, words, _, _ in rows)
    assert all(title is None or title for _, _, _, title in rows)


def test_places_have_official_names_and_codes(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT id, name, level, province, city FROM places").fetchall()
    assert ("370900", "泰安市", "city", "山东省", "泰安市") in rows
    assert all(key[:6].isdecimal() for key, *_ in rows)


@pytest.mark.parametrize("table", ["people", "organizations", "places"])
def test_nobody_is_kept_who_is_not_named(database: sqlite3.Connection, table: str) -> None:
    facts, column = {
        "people": ("appearances", "person_id"),
        "organizations": ("participations", "organization_id"),
        "places": ("locations", "place_id"),
    }[table]
    kept = database.execute(f"SELECT id FROM {table}").fetchall()
    assert kept
    assert set(kept) == set(database.execute(f"SELECT {column} FROM {facts}"))


def test_no_reference_dangles(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_order_and_repetition_make_no_difference(tmp_path: Path) -> None:
    dumps = []
    for number in range(3):
        seeds = random.Random(number).sample(SEEDS, len(SEEDS))
        replay(tmp_path / f"{number}.db", "-a", f"seeds={','.join(seeds)}", "-s", f"BATCH_SIZE={10**number}")
        dumps.append(dump(tmp_path / f"{number}.db"))
    replay(tmp_path / "0.db", "-a", f"seeds={','.join(SEEDS)}")
    assert dumps[0] == dumps[1] == dumps[2] == dump(tmp_path / "0.db")


def test_documents_and_the_mirror_are_copies_of_their_pages(tmp_path: Path) -> None:
    replay(tmp_path / "news.db", "-a", f"seeds={','.join(SEEDS)}")
    copies = sqlite3.connect(tmp_path / "news.db").execute("SELECT canonical_id, relation FROM copies").fetchall()
    assert copies == [
        ("news-xjtu-edu-cn-206243", "same-page"),
        ("news-xjtu-edu-cn-205144", "same-page"),
        ("news-xjtu-edu-cn-204990", "mirror"),
    ]


#: What follows from all articles together.
JOINED = (
    *("copies", "mentions", "events", "event_kinds", "event_people", "event_parties", "event_places"),
    *("event_disagreements", "mention_pairs", "mention_keys", "people", "organizations"),
)


def stored_items(database: sqlite3.Connection) -> list[Article | Fetch]:
    """Return what a crawl stored, as the items that it was."""
    database.row_factory = sqlite3.Row
    columns = "id, url, document, site, layout, title, published, body, text_hash"
    articles = {row["id"]: Article(**dict(row)) for row in database.execute(f"SELECT {columns} FROM articles")}
    sql = "SELECT article_id, position, kind, url, label, address, paragraph FROM links WHERE article_id IS NOT NULL"
    for row in database.execute(sql):
        articles[row["article_id"]].links.append(Link(*tuple(row)[1:]))
    for article in articles.values():
        article.reading = read_article(article, SITE)
    sql = "SELECT url, status, reason, http_status, size, layout, article_id, target FROM fetches"
    fetches = [Fetch(**dict(row)) for row in database.execute(sql)]
    database.row_factory = None
    own = {fetch.article_id for fetch in fetches}
    assert own >= articles.keys()
    return [*articles.values(), *fetches]


def test_ten_orders_give_the_same_events(
    database: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = stored_items(database)
    expected = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in JOINED}
    for number in range(10):
        chance = random.Random(number)
        order = chance.sample(items, len(items))
        order.sort(key=lambda item: isinstance(item, Fetch))  # an address refers to its article
        made = open_database(str(tmp_path / f"{number}.db"))
        begin_run(made, started="2024", spider="xjtu", arguments="{}", version="1")
        size = chance.randint(1, 40)
        for module in (copies, events, people):
            monkeypatch.setattr(module, "_AT_A_TIME", chance.choice((1, 7, 1000)))
        for start in range(0, len(order), size):
            write(made, order[start : start + size], 1, "2024")
            if chance.random() < 0.3:
                resolve(made)
        resolve(made)
        for table in JOINED:
            assert made.execute(f"SELECT * FROM {table}").fetchall() == expected[table], (number, table)
        made.conn.close()
