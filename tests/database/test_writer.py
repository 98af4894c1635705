"""What is written, what replaces what, and that nothing depends on the order or the size of a batch."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from xjtunews.database import open_database
from xjtunews.database.facts import mention_ids
from xjtunews.database.resolve import resolve
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import Item, place, write
from xjtunews.items import Article, Attachment, Credit, Fetch, Link, ListPage, Medium
from xjtunews.language.reading import read_text

HOST = "https://news.example.edu.cn"
NOON = "2024-05-10T12:00:00+08:00"
BODY = (
    "近年来，双方来往密切。5月6日，学校与甲市签署协议。会后合影留念。\n"
    "5月7日，校长会见乙公司来宾；5月8日，双方举行座谈会。\n"
    "这一段没有日期。"
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(str(tmp_path / "news.db"))
    begin_run(database, started=NOON, spider="xjtu", arguments="{}", replay=None, version="0")
    yield database
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.conn.close()


def article(
    number: int = 1, *, body: str = BODY, url: str | None = None, document: str | None = None, links: int = 2
) -> Article:
    url = url or f"{HOST}/info/1033/{number}.htm"
    found = Article(url=url, document=document, layout="vsb", title=f"第{number}则", published="2024-05-10", body=body)
    found.id, found.text_hash = f"news-example-edu-cn-{number}", f"hash of {body}"
    found.reading = read_text("", found.paragraphs, date(2024, 5, 10))
    found.credits = [Credit("text", "张三", "宣传部"), Credit("photo", "李四", None)]
    targets = [f"{HOST}/info/1033/{n}.htm" for n in range(100, 100 + links)]
    found.links = [Link(n, "related", url, "相关报道", url, n) for n, url in enumerate(targets, 1)]
    found.fetch = Fetch(document or url, "fetched", http_status=200, size=10, layout="vsb", article_id=found.id)
    return found


def dump(database: Database) -> list[str]:
    """Return all but the marks of what `resolve` has to look at."""
    return [line for line in database.conn.iterdump() if not line.startswith('INSERT INTO "unresolved')]


def contents(database: Database, table: str, columns: str = "*") -> list[tuple[object, ...]]:
    return database.execute(f"SELECT {columns} FROM {table}").fetchall()


def test_an_article_is_written_with_all_that_belongs_to_it(database: Database) -> None:
    write(database, [article()], 1, NOON)
    assert contents(database, "articles", "id, title, body") == [("news-example-edu-cn-1", "第1则", BODY)]
    assert contents(database, "credits") == [
        ("news-example-edu-cn-1", 1, "text", "张三", "宣传部"),
        ("news-example-edu-cn-1", 2, "photo", "李四", None),
    ]
    assert contents(database, "mentions", "id, paragraph, date_start, date_precision") == [
        ("news-example-edu-cn-1-p1-1", 1, "2024-05-06", "day"),
        ("news-example-edu-cn-1-p2-1", 2, "2024-05-07", "day"),
        ("news-example-edu-cn-1-p2-2", 2, "2024-05-08", "day"),
    ]
    assert set(contents(database, "mention_kinds", "mention_id, kind")) >= {
        ("news-example-edu-cn-1-p1-1", "签约"),
        ("news-example-edu-cn-1-p2-1", "会见"),
        ("news-example-edu-cn-1-p2-2", "座谈"),
    }
    assert contents(database, "fetches", "url, status, article_id, run_id, fetched") == [
        (f"{HOST}/info/1033/1.htm", "fetched", "news-example-edu-cn-1", 1, NOON)
    ]


def test_what_belongs_to_an_article_besides_its_text(database: Database) -> None:
    one = article()
    one.owner, one.column_id, one.content_id = "16", "1033", "1"
    one.media = [
        Medium(1, "image", f"{HOST}/a.jpg", "这一段没有日期。", 2, 3),
        Medium(2, "video", f"{HOST}/b.mp4", None, 3),
    ]
    one.attachments = [Attachment(1, "名单.xlsx", f"{HOST}/c.xlsx")]
    write(database, [one, article(2)], 1, NOON)
    key = "news-example-edu-cn-1"
    assert contents(database, "articles", "id, owner, column_id, content_id")[0] == (key, "16", "1033", "1")
    assert contents(database, "media") == [
        (key, 1, "image", f"{HOST}/a.jpg", "这一段没有日期。", 2, 3),
        (key, 2, "video", f"{HOST}/b.mp4", None, 3, None),
    ]
    assert contents(database, "attachments") == [(key, 1, "名单.xlsx", f"{HOST}/c.xlsx")]
    assert contents(database, f"paragraphs WHERE article_id = '{key}'", "paragraph, kind, text") == [
        (number, "caption" if number == 3 else "text", text) for number, text in enumerate(BODY.split("\n"), 1)
    ]
    write(database, [article()], 1, NOON)
    assert contents(database, "media") == contents(database, "attachments") == []


def test_evidence_is_cut_from_the_body_where_it_says(database: Database) -> None:
    write(database, [article(), article(2, body="😀会议。5月1日，开幕。\n\n" + BODY)], 1, NOON)
    rows = database.execute(
        "SELECT a.body, m.evidence, m.evidence_start, m.evidence_end, m.date_text, m.paragraph"
        " FROM mentions m JOIN articles a ON a.id = m.article_id"
    ).fetchall()
    assert len(rows) == 7
    for body, evidence, start, end, text, paragraph in rows:
        assert body[start:end] == evidence
        assert text in evidence
        assert evidence in body.split("\n")[paragraph - 1]


def test_a_link_belongs_to_the_first_passage_of_the_paragraph_above(database: Database) -> None:
    one = article()
    address = f"{HOST}/9.htm"
    one.links = [Link(n, "related", address, "链接", address, n) for n in (0, 1, 2, 3)]
    one.links.append(Link(4, "body", address, "链接", address, 1))
    write(database, [one], 1, NOON)
    assert contents(database, "links", "position, kind, paragraph, mention_id") == [
        (0, "related", 0, None),
        (1, "related", 1, "news-example-edu-cn-1-p1-1"),
        (2, "related", 2, "news-example-edu-cn-1-p2-1"),
        (3, "related", 3, None),
        (4, "body", 1, None),
    ]


def test_writing_twice_changes_nothing(database: Database) -> None:
    write(database, [article(), article(2)], 1, NOON)
    resolve(database)
    before = dump(database)
    write(database, [article(), article(2)], 1, NOON)
    resolve(database)
    assert dump(database) == before


def test_a_changed_article_replaces_all_that_hung_on_it(database: Database) -> None:
    write(database, [article(), article(2)], 1, NOON)
    short = article(body="5月9日，学校举行座谈会。", links=1)
    short.credits, short.title, short.source, short.views = [], "改了", None, None
    write(database, [short], 1, NOON)
    mine = "WHERE article_id = 'news-example-edu-cn-1'"
    assert contents(database, f"mentions {mine}", "id, date_start") == [("news-example-edu-cn-1-p1-1", "2024-05-09")]
    assert contents(database, f"credits {mine}") == []
    assert contents(database, f"links {mine}", "position") == [(1,)]
    assert contents(database, "mention_kinds WHERE mention_id LIKE '%-cn-1-p1-1'", "kind") == [("座谈",)]
    assert contents(database, "articles WHERE title = '改了'", "body") == [("5月9日，学校举行座谈会。",)]
    others = "WHERE article_id = 'news-example-edu-cn-2'"
    assert (len(contents(database, f"mentions {others}")), len(contents(database, f"links {others}"))) == (3, 2)


def test_a_value_that_is_gone_becomes_null(database: Database) -> None:
    full = article()
    full.views, full.source, full.section = 12, "宣传部", "要闻"
    write(database, [full], 1, NOON)
    write(database, [article()], 1, NOON)
    assert contents(database, "articles", "views, source, section") == [(None, None, None)]


BETTER = article(url=f"{HOST}/info/1002/1.htm")
WORSE = [
    article(url=f"{HOST}/info/1033/1.htm", body="5月9日，座谈。"),
    article(document="saved.html", body="5月9日，会见。"),
]


@pytest.mark.parametrize("order", list(itertools.permutations([BETTER, *WORSE])), ids=lambda _: "")
@pytest.mark.parametrize("batch", [1, 2, 3])
def test_the_best_place_wins_in_every_order_and_batch(
    database: Database, order: tuple[Article, ...], batch: int
) -> None:
    for start in range(0, 3, batch):
        write(database, order[start : start + batch], 1, NOON)
    assert contents(database, "articles", "url, document, body") == [(f"{HOST}/info/1002/1.htm", None, BODY)]
    assert len(contents(database, "mentions")) == 3
    assert contents(database, "fetches", "url, status, article_id") == [
        (f"{HOST}/info/1002/1.htm", "fetched", "news-example-edu-cn-1"),
        (f"{HOST}/info/1033/1.htm", "fetched", "news-example-edu-cn-1"),
        ("saved.html", "fetched", "news-example-edu-cn-1"),
    ]


def test_the_web_is_trusted_more_than_a_file() -> None:
    places = [place(None, f"{HOST}/a"), place(None, f"{HOST}/b"), place("a.html", f"{HOST}/a"), place("b.txt", None)]
    assert places == sorted(places)


def test_a_list_page_is_replaced_as_a_whole(database: Database) -> None:
    column = f"{HOST}/yw.htm"

    def listed(*numbers: int) -> ListPage:
        links = [Link(p, "column", f"info/{n}.htm", f"第{n}则", f"{HOST}/{n}", None) for p, n in enumerate(numbers, 1)]
        return ListPage(Fetch(column, "list"), links)

    write(database, [listed(3, 2, 1)], 1, NOON)
    write(database, [listed(4, 3)], 1, NOON)
    assert contents(database, "links", "page, article_id, position, label") == [
        (column, None, 1, "第4则"),
        (column, None, 2, "第3则"),
    ]
    assert contents(database, "fetches", "url, status") == [(column, "list")]


def test_a_later_fetch_replaces_an_earlier_one(database: Database) -> None:
    write(database, [Fetch(f"{HOST}/1", "failed", "http-500", 500, 7)], 1, NOON)
    write(database, [Fetch(f"{HOST}/1", "robots", "robots.txt asks not to")], 1, NOON)
    assert contents(database, "fetches", "url, status, reason, http_status, size") == [
        (f"{HOST}/1", "robots", "robots.txt asks not to", None, None)
    ]


MIXED: list[Item] = [
    article(1),
    ListPage(Fetch(f"{HOST}/yw.htm", "list"), [Link(1, "column", "1.htm", "一", f"{HOST}/info/1033/1.htm", None)]),
    Fetch(f"{HOST}/404.htm", "failed", "http-404", 404),
    article(2, links=0),
    article(1, document="saved.html"),
    Fetch(f"{HOST}/info/1002/1.htm", "fetched", article_id="news-example-edu-cn-1"),
]


def test_one_batch_is_the_same_as_many(tmp_path: Path) -> None:
    dumps = []
    for size in (1, 2, 4, len(MIXED)):
        database = open_database(str(tmp_path / f"{size}.db"))
        begin_run(database, started=NOON, spider="xjtu", arguments="{}", replay=None, version="0")
        for start in range(0, len(MIXED), size):
            write(database, MIXED[start : start + size], 1, NOON)
        dumps.append(dump(database))
        database.conn.close()
    assert all(other == dumps[0] for other in dumps)
    assert sum(line.startswith('INSERT INTO "articles"') for line in dumps[0]) == 2


def test_a_batch_is_written_whole_or_not_at_all(database: Database) -> None:
    before = dump(database)
    broken = article(2)
    broken.title = None
    with pytest.raises(sqlite3.IntegrityError, match=r"articles\.title"):
        write(database, [article(1), broken, Fetch(f"{HOST}/9", "failed")], 1, NOON)
    assert dump(database) == before
    assert not database.conn.in_transaction


def test_an_empty_batch_is_nothing(database: Database) -> None:
    before = dump(database)
    write(database, [], 1, NOON)
    assert dump(database) == before


def test_the_ids_of_passages_count_inside_their_paragraph() -> None:
    assert mention_ids(article(7)) == [f"news-example-edu-cn-7-p{place}" for place in ("1-1", "2-1", "2-2")]
